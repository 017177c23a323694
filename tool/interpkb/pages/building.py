"""Every page of the site, from the compiled base alone."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from interpkb.pages import code_pages, entry_pages, overviews, searching, transcripts
from interpkb.pages.addresses import document
from interpkb.pages.writing import Link, Writer

PAGE_TYPES = (
    overviews.home,
    overviews.map_of_methods,
    overviews.agendas,
    overviews.glossary,
    overviews.sources,
    overviews.kinds,
    searching.search,
    code_pages.codes,
    code_pages.verdict_rule,
)
"""Every type of page: a function that yields the path and text of each page of the type."""


def build(
    connection: sqlite3.Connection,
    site: Path,
    read_text: Callable[[str], str],
    run: transcripts.Run,
    *,
    directories: bool = True,
) -> Mapping[str, str | bytes]:
    """Build every file that MkDocs is given: pages, data files, and the hand-written part of the site.

    Args:
        connection: the compiled base.
        site: the folder of hand-written pages, templates and assets.
        read_text: gives the text of an entry's file by its path.
        run: runs a command, for the pages that show what commands print.
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
    files.update(entry_pages.entries(connection, writer, read_text))
    for name, path in _below(site / "pages"):
        files[name] = transcripts.fill(path.read_text(encoding="utf-8"), run)
    for name, path in _below(site / "assets"):
        files[f"assets/{name}"] = path.read_bytes()
    return files


def _below(root: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(root.rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix(), path
