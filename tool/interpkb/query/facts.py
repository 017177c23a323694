"""What a page says of one entry, sorted the way people read it."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from interpkb.query import entries, verdicts
from interpkb.query.dimensions import dimensions
from interpkb.query.entries import Edge, Entry, Row
from interpkb.query.verdicts import Verdict


class Statement(NamedTuple):
    """What one source says of a link."""

    strength: int | None
    because: str | None
    according_to: str | None


class JudgedLink(NamedTuple):
    """A link with everything stated of it, and its verdict."""

    other: Row
    statements: tuple[Statement, ...]
    verdict: Verdict

    @property
    def strength(self) -> int | None:
        """The editors' figure where they give one, else the highest that anybody gives."""
        editors = [s.strength for s in self.statements if s.according_to == "editor" and s.strength is not None]
        given = [s.strength for s in self.statements if s.strength is not None]
        return editors[0] if editors else max(given, default=None)

    @property
    def disputed(self) -> bool:
        """Whether sources give different figures."""
        return len({s.strength for s in self.statements}) > 1


class Place(NamedTuple):
    """Where a method stands on one dimension; no values means that nobody has assessed it."""

    dimension: Row
    core: bool
    values: tuple[tuple[Row, tuple[Statement, ...]], ...]


class Finding(NamedTuple):
    """A piece of evidence as it bears on an entry."""

    evidence: Row
    direction: str
    on: str | None
    live: bool
    design: str
    group: str
    source: str
    locator: str | None
    compared_with: tuple[dict[str, Any], ...]
    setting: dict[str, str]


class Group(NamedTuple):
    """Links of one relation."""

    relation: str
    derived: bool
    edges: tuple[Edge, ...]

    @property
    def others(self) -> tuple[str, ...]:
        """The ids of the other ends, each once, however many sources state the link."""
        return tuple(dict.fromkeys(edge.other.id for edge in self.edges))


_UNITS = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}


def size_of(parameters: str) -> float:
    """Turn the size of a model into a number: "7B" into 7e9."""
    return float(parameters[:-1]) * _UNITS[parameters[-1]]


def judged(connection: sqlite3.Connection, entry: Entry, relation: str, *, key: str | None = None) -> list[JudgedLink]:
    """Gather an entry's links of a relation by their other end, with verdicts; best first.

    `key` is the relation under which verdicts are kept, when it is not the relation itself.
    """
    found: dict[Row, list[Statement]] = {}
    for edge in entry.edges:
        if edge.relation == relation:
            found.setdefault(edge.other, []).append(Statement(edge.strength, edge.because, edge.according_to))
    result = []
    for other, statements in found.items():
        verdict = (
            verdicts.of_link(connection, entry.id, key or relation, other.id)
            if entry.kind == "method"
            else verdicts.of_link(connection, other.id, key or relation, entry.id)
        )
        statements.sort(key=lambda s: (s.according_to == "editor", s.according_to or ""))
        result.append(JudgedLink(other, tuple(statements), verdict))
    return sorted(result, key=lambda link: (-(link.strength or 0), -link.verdict.rank, link.other.id))


def places(connection: sqlite3.Connection, entry: Entry) -> list[Place]:
    """Say where a method stands on every core dimension, and on the others that it states."""
    stated: dict[str, dict[Row, list[Statement]]] = {}
    for edge in entry.edges:
        if edge.relation == "stands-at":
            dimension = edge.other.id.partition("/")[0]
            said = Statement(None, edge.because, edge.according_to)
            stated.setdefault(dimension, {}).setdefault(edge.other, []).append(said)
    result = []
    known = dimensions(connection)
    for row in entries.rows(connection, "dimension"):
        scale = known[row.id]
        if scale.core or row.id in stated:
            order = {f"{row.id}/{value}": i for i, value in enumerate(scale.values)}
            found = sorted(stated.get(row.id, {}).items(), key=lambda item: order[item[0].id])
            result.append(Place(row, scale.core, tuple((value, tuple(said)) for value, said in found)))
    return sorted(result, key=lambda place: (not place.core, place.dimension.id))


def findings(connection: sqlite3.Connection, id: str) -> list[Finding]:
    """List the evidence that bears on an entry or node, newest first; on a method, evidence on any of its links."""
    rows = connection.execute(
        "SELECT DISTINCT link.subject, entry.name, entry.summary, entry.body, direction, via, "
        "(SELECT body FROM entry AS s WHERE s.id = json_extract(entry.body, '$.source')) AS source_body "
        "FROM link JOIN entry ON entry.id = link.subject "
        "WHERE relation IN ('bears-on', 'tests') AND object = ? ORDER BY link.subject",
        (id,),
    ).fetchall()
    found = []
    for evidence, name, summary, text, direction, via, source_text in rows:
        body = json.loads(text)
        for on in _ends(body, id, direction) if via is None else [via]:
            date = json.loads(source_text)["date"]
            found.append((date, _finding(Row(evidence, "evidence", name, summary), body, direction, on)))
    return [finding for _, finding in sorted(found, key=lambda item: (item[0], item[1].evidence.id), reverse=True)]


def _ends(body: dict[str, Any], method: str, direction: str) -> Iterable[str | None]:
    """Say which of a method's links a piece of evidence bears on, that way."""
    ends = [
        item.get("goal") or item.get("need") or item.get("failure")
        for item in body["bears_on"]
        if item.get("method") == method and item["direction"] == direction
    ]
    return ends or [None]


def _finding(row: Row, body: dict[str, Any], direction: str, on: str | None) -> Finding:
    return Finding(
        evidence=row,
        direction=direction,
        on=on,
        live=not (body.get("retracted") or body.get("superseded_by")),
        design=body["design"],
        group=body["group"],
        source=body["source"],
        locator=body.get("locator"),
        compared_with=tuple(body.get("compared_with", ())),
        setting=body.get("setting", {}),
    )


def groups(entry: Entry, without: frozenset[str] = frozenset()) -> list[Group]:
    """Gather an entry's links by relation, leaving out those shown elsewhere."""
    found: dict[tuple[str, bool], list[Edge]] = {}
    for edge in entry.edges:
        if edge.relation not in without:
            found.setdefault((edge.relation, edge.derived), []).append(edge)
    return [Group(relation, derived, tuple(edges)) for (relation, derived), edges in found.items()]
