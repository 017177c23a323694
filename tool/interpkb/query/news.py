"""How fresh the base is: when entries were last reviewed, and the newest works and findings in it."""

import json
import sqlite3
from typing import NamedTuple

from interpkb.query.entries import Row
from interpkb.relations import ENTRY_KINDS


class Dated(NamedTuple):
    """An entry with a date: of a finding, the date and id of its source."""

    on: str
    row: Row
    source: str | None


class Review(NamedTuple):
    """The entries that were last reviewed on one date, by kind."""

    on: str
    by_kind: tuple[tuple[str, tuple[Row, ...]], ...]

    @property
    def number(self) -> int:
        """How many they are."""
        return sum(len(rows) for _, rows in self.by_kind)


class News(NamedTuple):
    """Reviews, newest first; how many entries record none; the newest findings and works."""

    reviews: tuple[Review, ...]
    never: int
    findings: tuple[Dated, ...]
    works: tuple[Dated, ...]


def news(connection: sqlite3.Connection, most: int) -> News:
    """Gather what is new, with at most so many findings and works."""
    reviewed: dict[str, dict[str, list[Row]]] = {}
    never = 0
    for id, kind, name, summary, on in connection.execute(
        "SELECT id, kind, name, summary, json_extract(body, '$.reviewed') FROM entry ORDER BY id"
    ):
        if on is None:
            never += 1
        else:
            reviewed.setdefault(on, {}).setdefault(kind, []).append(Row(id, kind, name, summary))
    reviews = tuple(
        Review(on, tuple((kind, tuple(kinds[kind])) for kind in ENTRY_KINDS if kind in kinds))
        for on, kinds in sorted(reviewed.items(), reverse=True)
    )
    return News(reviews, never, tuple(findings(connection)[:most]), tuple(works(connection)[:most]))


def works(connection: sqlite3.Connection) -> list[Dated]:
    """List the sources, newest first."""
    found = connection.execute(
        "SELECT json_extract(body, '$.date') AS date, id, name, summary FROM entry WHERE kind = 'source' "
        "ORDER BY date DESC, id"
    )
    return [Dated(date, Row(id, "source", name, summary), None) for date, id, name, summary in found]


def findings(connection: sqlite3.Connection) -> list[Dated]:
    """List the evidence, that of the newest source first."""
    dates = {
        id: json.loads(text)["date"]
        for id, text in connection.execute("SELECT id, body FROM entry WHERE kind = 'source'")
    }
    found = [
        Dated(dates[source], Row(id, "evidence", name, summary), source)
        for id, name, summary, source in connection.execute(
            "SELECT id, name, summary, json_extract(body, '$.source') FROM entry WHERE kind = 'evidence' ORDER BY id"
        )
    ]
    return sorted(found, key=lambda finding: finding.on, reverse=True)
