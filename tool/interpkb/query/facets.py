"""What searches are narrowed by: an entry's kind, and the goals and agendas that it is linked with."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from interpkb.query.once import once


class Facets(NamedTuple):
    """The other names of an entry, and the ids of the goals and agendas that it is or is linked with, sorted."""

    kind: str
    aliases: tuple[str, ...]
    goals: tuple[str, ...]
    agendas: tuple[str, ...]


_LINKED = """
WITH linked (entry, other) AS (
  SELECT start, "end" FROM edge UNION SELECT start, via FROM edge WHERE via IS NOT NULL
)
SELECT DISTINCT here.entry, there.entry FROM linked
JOIN node here ON here.id = linked.entry JOIN node there ON there.id = linked.other
JOIN entry ON entry.id = there.entry WHERE entry.kind = ?1
UNION SELECT id, id FROM entry WHERE kind = ?1
"""


@once
def facets(connection: sqlite3.Connection) -> Mapping[str, Facets]:
    """Give the facets of every entry. A link with a need of an agenda is one with the agenda."""
    goals, agendas = _linked(connection, "goal"), _linked(connection, "agenda")
    aliases: dict[str, list[str]] = {}
    for entry, alias in connection.execute("SELECT entry, alias FROM alias ORDER BY rowid"):
        aliases.setdefault(entry, []).append(alias)
    return {
        id: Facets(
            kind, tuple(aliases.get(id, ())), tuple(sorted(goals.get(id, ()))), tuple(sorted(agendas.get(id, ())))
        )
        for id, kind in connection.execute("SELECT id, kind FROM entry ORDER BY kind, id")
    }


def _linked(connection: sqlite3.Connection, kind: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry, other in connection.execute(_LINKED, (kind,)):
        found.setdefault(entry, set()).add(other)
    return found
