"""What in the base is not verified, and what rests on it."""

import json
import sqlite3
from typing import NamedTuple

from interpkb.query.entries import Row


class Unverified(NamedTuple):
    """A source that is not verified, or only by its title and id, with the entries that rest on it."""

    source: Row
    by: str | None
    on: str | None
    rests_on_it: tuple[str, ...]


class Doubts(NamedTuple):
    """All that a careful reader should not take for granted."""

    unverified: tuple[Unverified, ...]
    seen_by_title: tuple[Unverified, ...]
    unargued: tuple[tuple[str, str, str], ...]
    second_hand: tuple[Row, ...]


def doubts(connection: sqlite3.Connection) -> Doubts:
    """Gather what is not verified.

    That is: sources that nobody verified, those verified by title and id alone, judgements without a reason, and
    evidence without a place in its source.
    """
    unverified, by_title = [], []
    for id, name, text in connection.execute(
        "SELECT id, name, body FROM entry WHERE kind = 'source' ORDER BY id"
    ).fetchall():
        verified = json.loads(text).get("verified") or {}
        item = Unverified(Row(id, "source", name, ""), verified.get("by"), verified.get("on"), _resting(connection, id))
        if not verified:
            unverified.append(item)
        elif verified["by"] == "title-and-id":
            by_title.append(item)
    unargued = connection.execute(
        "SELECT subject, relation, object FROM link JOIN relation ON relation.name = link.relation WHERE argued "
        "GROUP BY subject, relation, object HAVING count(because) = 0 ORDER BY subject, relation, object"
    ).fetchall()
    second_hand = connection.execute(
        "SELECT id, kind, name, summary FROM entry WHERE kind = 'evidence' "
        "AND json_extract(body, '$.locator') IS NULL ORDER BY id"
    )
    return Doubts(tuple(unverified), tuple(by_title), tuple(unargued), tuple(Row(*row) for row in second_hand))


def _resting(connection: sqlite3.Connection, source: str) -> tuple[str, ...]:
    """List the entries that take something from a source: findings, claims, introductions, links that it states."""
    rows = connection.execute(
        "SELECT DISTINCT stated_in FROM link WHERE object = ?1 "
        "AND relation IN ('found-in', 'made-in', 'introduced-by', 'defined-by') "
        "UNION SELECT stated_in FROM mention WHERE source = ?1 ORDER BY 1",
        (source,),
    )
    return tuple(id for (id,) in rows)
