"""The search page, and what a search reads where no index can be fetched: in pages that are opened from a disk."""

import json
import sqlite3
from collections.abc import Iterator

from interpkb.folder import FOLDERS
from interpkb.pages.addresses import document
from interpkb.pages.writing import Writer
from interpkb.query import entries
from interpkb.query.facets import facets

INDEX = "assets/search-index.js"


def search(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the search page; for a disk, also a script that holds every entry in a line, which the page loads."""
    path = "search.md"
    present = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM entry")}
    yield (
        path,
        writer.page(
            path,
            "search.md.jinja",
            "Search",
            "Search the knowledge base by words, names and abbreviations; narrow by kind, goal and agenda.",
            style="assets/search.css",
            kinds=[(kind, folder) for folder, kind in FOLDERS.items() if kind in present],
            goals=entries.rows(connection, "goal"),
            agendas=entries.rows(connection, "agenda"),
            index=None if writer.directories else INDEX,
        ),
    )
    if not writer.directories:
        yield INDEX, f"window.kbSearchIndex = {_index(connection, writer)};\n"


def _index(connection: sqlite3.Connection, writer: Writer) -> str:
    found = facets(connection)
    to = writer.addresses("index.md")
    lines = [
        {
            "url": to(document(id, kind)),
            "title": name,
            "summary": summary,
            **{name: value for name, value in found[id]._asdict().items() if value},
        }
        for id, kind, name, summary in connection.execute("SELECT id, kind, name, summary FROM entry ORDER BY kind, id")
    ]
    return json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
