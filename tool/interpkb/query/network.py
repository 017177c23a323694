"""The whole base as a picture needs it: entries, and the links between them once each.

Needs count as their agendas, and values as their dimensions, so that every node of the picture has a page.
"""

import sqlite3
from typing import NamedTuple


class Node(NamedTuple):
    """An entry: `part` tells classes of methods from methods, and says the role of a claim, whose verdict it has."""

    id: str
    kind: str
    name: str
    part: str
    verdict: str | None


class Link(NamedTuple):
    """A link between two entries: the greatest strength that is stated for it, and the verdict on it."""

    start: str
    relation: str
    end: str
    strength: int | None
    verdict: str | None


class Network(NamedTuple):
    """Entries by id, and links sorted."""

    nodes: dict[str, Node]
    links: tuple[Link, ...]


# A verdict is kept as it reads from the method.
_JUDGED = {"serves": ("serves", False), "has-candidate": ("candidate-for", True), "affects": ("suffers", True)}


def network(connection: sqlite3.Connection) -> Network:
    """Read all entries and links. Two links that become one keep the better-grounded verdict."""
    judged = {
        (subject, relation, object): (rank, verdict)
        for subject, relation, object, rank, verdict in connection.execute(
            "SELECT subject, relation, object, rank, verdict FROM verdict"
        )
    }
    nodes = {
        id: Node(id, kind, name, part or "", judged[id, "", ""][1] if kind == "claim" else None)
        for id, kind, name, part in connection.execute(
            "SELECT id, kind, name, CASE kind WHEN 'method' THEN json_extract(body, '$.type') "
            "WHEN 'claim' THEN json_extract(body, '$.role') END FROM entry ORDER BY id"
        )
    }
    found: dict[tuple[str, str, str], tuple[int | None, tuple[int, str] | None]] = {}
    for start, relation, end, subject, object, strength in connection.execute(
        "SELECT s.entry, relation, o.entry, subject, object, strength FROM link "
        "JOIN node AS s ON s.id = subject JOIN node AS o ON o.id = object"
    ):
        if start != end:
            name, turned = _JUDGED.get(relation, ("", False))
            verdict = judged.get((object, name, subject) if turned else (subject, name, object)) if name else None
            was = found.get((start, relation, end), (None, None))
            found[start, relation, end] = (
                max((s for s in (was[0], strength) if s is not None), default=None),
                max((v for v in (was[1], verdict) if v is not None), default=None),
            )
    links = (Link(*key, strength, verdict[1] if verdict else None) for key, (strength, verdict) in found.items())
    return Network(nodes, tuple(sorted(links, key=lambda link: link[:3])))
