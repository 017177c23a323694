"""The whole base as one JSON object: entries as in their files, nodes, links, and how to read them."""

import json
import sqlite3
from typing import Any

import interpkb


def render(connection: sqlite3.Connection) -> str:
    """Write the base as JSON text that is the same for the same base.

    `entries` are as in the YAML, with `id` and `kind`; `nodes` are entries, dimension values and needs; `links` are
    the stated ones, and `relations` gives each relation's inverse.
    """
    entries = [
        {"id": id, "kind": kind, **json.loads(body)}
        for id, kind, body in connection.execute("SELECT id, kind, body FROM entry ORDER BY id")
    ]
    data = {
        "format": "interpkb",
        "version": 1,
        "generator": f"interpkb {interpkb.__version__}",
        "licence": "CC-BY-4.0",
        "relations": _table(connection, "SELECT name, inverse FROM relation ORDER BY name"),
        "nodes": _table(connection, "SELECT id, kind, name, summary, entry FROM node ORDER BY id"),
        "links": _table(
            connection,
            "SELECT subject, relation, object, strength, because, according_to, direction, via, stated_in FROM link "
            "ORDER BY stated_in, rowid",
        ),
        "entries": entries,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _table(connection: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in cursor]
