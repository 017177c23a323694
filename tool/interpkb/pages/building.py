"""Every page of the site, from the compiled base alone."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
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


def build(
    connection: sqlite3.Connection,
    site: Path,
    read_text: Callable[[str], str],
    releases: Sequence[Release] = (),
    *,
    directories: bool = True,
) -> Mapping[str, str | bytes]:
    """Build every file that MkDocs is given but the hand-written pages: pages of the base, data files and assets.

    Args:
        connection: the compiled base.
        site: the folder of templates and assets.
        read_text: gives the text of an entry's file by its path.
        releases: the releases of the base, the newest first.
        directories: whether pages are served as folders; without, the site works from a disk.
    """
    nodes = {
        id: Link(document(id, kind), name, kind, summary)
        for id, kind, name, summary in connection.execute("SELECT id, kind, name, summary FROM node")
    }
    writer = Writer(site / "templates", nodes, directories=directories)
    files: dict[str, str | bytes] = {}
    for page_type in PAGE_TYPES:
        files.update(page_type(connection, writer))
    files.update(change_pages.pages(connection, writer, releases))
    files.update(entry_pages.entries(connection, writer, read_text))
    for name, path in _below(site / "assets"):
        files[f"assets/{name}"] = path.read_bytes()
    return files


def hand_written(site: Path, run: transcripts.Run) -> dict[str, str]:
    """Build the hand-written pages: `run` runs a command, where a page shows what it prints."""
    return {name: transcripts.fill(path.read_text(encoding="utf-8"), run) for name, path in _below(site / "pages")}


def _below(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path
