"""Every page of the site, from the compiled base alone."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from interpkb.pages import (
    arguing,
    change_pages,
    choosing,
    code_pages,
    data_scripts,
    entry_pages,
    explorer,
    gone_pages,
    maps,
    overviews,
    searching,
    summaries,
    transcripts,
)
from interpkb.pages.addresses import document
from interpkb.pages.writing import Link, Writer
from interpkb.query.once import once
from interpkb.releases import Release

PAGE_TYPES = (
    overviews.home,
    maps.map_of_methods,
    maps.map_of_agendas,
    choosing.pick,
    choosing.gaps,
    choosing.prioritise,
    arguing.trees,
    arguing.disputes,
    overviews.agendas,
    overviews.glossary,
    overviews.sources,
    overviews.kinds,
    summaries.evidence_in_figures,
    summaries.checklist,
    summaries.unverified,
    summaries.new,
    explorer.graph,
    searching.search,
    code_pages.codes,
    code_pages.verdict_rule,
    gone_pages.gone,
    data_scripts.scripts,
)
"""Every type of page: a function that yields the path and text of each page of the type."""


def of_base(
    connection: sqlite3.Connection, site: Path, releases: Sequence[Release] = (), *, directories: bool = True
) -> dict[str, str | bytes]:
    """Build the pages about the base as a whole, and the data files and assets that pages load.

    Args:
        connection: the compiled base.
        site: the folder of templates and assets.
        releases: the releases of the base, the newest first.
        directories: whether pages are served as folders; without, the site works from a disk.
    """
    writer = _writer(connection, site, directories=directories)
    files: dict[str, str | bytes] = {}
    for page_type in PAGE_TYPES:
        files.update(page_type(connection, writer))
    files.update(change_pages.pages(connection, writer, releases))
    for name, path in _below(site / "assets"):
        files[f"assets/{name}"] = path.read_bytes()
    return files


def of_entries(
    connection: sqlite3.Connection,
    site: Path,
    read_text: Callable[[str], str],
    which: slice = slice(None),
    *,
    directories: bool = True,
) -> dict[str, str]:
    """Build the page of every entry with its data files, or of some of the entries.

    Args:
        connection: the compiled base.
        site: the folder of templates and assets.
        read_text: gives the text of an entry's file by its path.
        which: which of all entries, in a fixed order.
        directories: as for `of_base`.
    """
    writer = _writer(connection, site, directories=directories)
    return dict(entry_pages.entries(connection, writer, read_text, which))


@once
def _writer(connection: sqlite3.Connection, site: Path, *, directories: bool) -> Writer:
    nodes = {
        id: Link(document(id, kind), name, kind, summary)
        for id, kind, name, summary in connection.execute("SELECT id, kind, name, summary FROM node")
    }
    return Writer(site / "templates", nodes, directories=directories)


def hand_written(site: Path, run: transcripts.Run) -> dict[str, str]:
    """Build the hand-written pages: `run` runs a command, where a page shows what it prints."""
    return {name: transcripts.fill(path.read_text(encoding="utf-8"), run) for name, path in _below(site / "pages")}


def _below(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path
