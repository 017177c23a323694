"""Agendas with their needs."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from interpkb.query.entries import Edge, Row, edges
from interpkb.query.once import once


class Need(NamedTuple):
    """What an agenda asks for: its own words, the goals and values asked for, and the methods put forward for it."""

    id: str
    agenda: Row
    name: str
    question: str
    body: dict[str, Any]
    goals: tuple[Edge, ...]
    requires: tuple[tuple[str, tuple[Edge, ...]], ...]
    candidates: tuple[Edge, ...]


@once
def needs(connection: sqlite3.Connection, agenda: str | None = None) -> Sequence[Need]:
    """List the needs of an agenda, or of all, in the order in which they are written."""
    rows = connection.execute(
        "SELECT id, name, summary, body FROM entry WHERE kind = 'agenda' AND (?1 IS NULL OR id = ?1) ORDER BY id",
        (agenda,),
    ).fetchall()
    found: list[Need] = []
    for id, name, summary, text in rows:
        agenda_row = Row(id, "agenda", name, summary)
        found.extend(_need(connection, agenda_row, body) for body in json.loads(text).get("needs", ()))
    return tuple(found)


def _need(connection: sqlite3.Connection, agenda: Row, body: dict[str, Any]) -> Need:
    id = f"{agenda.id}/{body['id']}"
    links = edges(connection, id)
    required: dict[str, list[Edge]] = {}
    for edge in links:
        if edge.relation == "requires":
            required.setdefault(edge.other.id.partition("/")[0], []).append(edge)
    return Need(
        id,
        agenda,
        body["name"],
        body["question"],
        body,
        tuple(edge for edge in links if edge.relation == "asks-for"),
        tuple((dimension, tuple(values)) for dimension, values in required.items()),
        tuple(edge for edge in links if edge.relation == "has-candidate"),
    )
