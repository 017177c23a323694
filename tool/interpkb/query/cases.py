"""The case for and against a link, a claim, or a method as an answer to an agenda; and what is disputed."""

import json
import sqlite3
from typing import Any, NamedTuple

from interpkb.errors import BadQuestionError
from interpkb.query import joins, verdicts
from interpkb.query.agendas import Need
from interpkb.query.entries import Row, resolve
from interpkb.query.verdicts import Verdict

_RELATION = {"goal": "serves", "need": "candidate-for", "failure": "suffers"}
_STATED = {"serves": ("serves", False), "candidate-for": ("has-candidate", True), "suffers": ("affects", True)}
_STATED_OF_CLAIMS = ("supported-by", "attacked-by", "needed-by", "depends-on", "decided-by", "revised-by")


class Statement(NamedTuple):
    """What one source states of a link: its strength if graded, its reason, and who says so."""

    strength: int | None
    because: str | None
    according_to: str | None


class Piece(NamedTuple):
    """A finding with all that the verdict looks at."""

    id: str
    name: str
    finding: str
    supports: bool
    counts: bool
    design: str
    group: str
    source: str
    date: str
    locator: str | None
    parameters: str | None
    compared_with: tuple[str, ...]
    because: str | None


class Case(NamedTuple):
    """A link or claim with everything said of it, the evidence both ways, and what it adds up to."""

    subject: Row
    relation: str
    object: Row | None
    verdict: Verdict
    statements: tuple[Statement, ...]
    pieces: tuple[Piece, ...]


def link(connection: sqlite3.Connection, method: Row, other: Row) -> Case:
    """Make the case for a method's link to a goal, need or failure."""
    relation = _RELATION[other.kind]
    stated, turned = _STATED[relation]
    ends = (other.id, method.id) if turned else (method.id, other.id)
    statements = tuple(
        Statement(*row)
        for row in connection.execute(
            "SELECT strength, because, according_to FROM link WHERE subject = ? AND relation = ? AND object = ? "
            "ORDER BY rowid",
            (ends[0], stated, ends[1]),
        )
    )
    verdict = verdicts.of_link(connection, method.id, relation, other.id)
    return Case(method, relation, other, verdict, statements, _pieces(connection, verdict, method.id, other.id))


def claim(connection: sqlite3.Connection, row: Row) -> Case:
    """Make the case for a claim; its arguments are `arguments.tree`'s."""
    verdict = verdicts.of_claim(connection, row.id)
    return Case(row, "", None, verdict, (), _pieces(connection, verdict, row.id, None))


def answers(connection: sqlite3.Connection, method: Row, agenda: Row) -> list[tuple[Need, joins.Answer | None]]:
    """Say for each need of an agenda how a method answers it, or that it does not."""
    return [
        (answered.need, next((answer for answer in answered.answers if answer.method == method.id), None))
        for answered in joins.answers(connection, agenda.id)
    ]


def ordered(connection: sqlite3.Connection, first: str, second: str) -> tuple[Row, Row]:
    """Resolve two names, and put the method first; raises `BadQuestionError` when they make no link."""
    rows = sorted((resolve(connection, first), resolve(connection, second)), key=lambda row: row.kind != "method")
    if rows[0].kind != "method" or rows[1].kind not in {*_RELATION, "agenda"}:
        kinds = " and ".join(f"{'an' if row.kind[0] in 'aeiou' else 'a'} {row.kind}" for row in rows)
        raise BadQuestionError(
            f"a case is made for a claim, or for a method with a goal, need, failure or agenda; these are {kinds} "
            f"(for how they hang together: interpkb path {rows[0].id} {rows[1].id})"
        )
    return rows[0], rows[1]


def disputes(connection: sqlite3.Connection) -> list[Case]:
    """List the links and claims on which evidence points both ways or only against, claims first."""
    found = []
    for subject, relation, object in connection.execute(
        "SELECT subject, relation, object FROM verdict WHERE verdict IN ('contested', 'undermined') "
        "ORDER BY relation, verdict, subject, object"
    ).fetchall():
        row = resolve(connection, subject)
        found.append(link(connection, row, resolve(connection, object)) if relation else claim(connection, row))
    return found


def differing(connection: sqlite3.Connection) -> list[tuple[str, str, tuple[tuple[str, int], ...]]]:
    """List the services whose strength sources put two or more apart: method, goal, and each source's figure."""
    said: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for method, goal, who, strength in connection.execute(
        "SELECT subject, object, according_to, strength FROM link WHERE relation = 'serves' "
        "ORDER BY subject, object, according_to"
    ):
        said.setdefault((method, goal), []).append((who, strength))
    apart = 2
    return [
        (method, goal, tuple(figures))
        for (method, goal), figures in said.items()
        if max(s for _, s in figures) - min(s for _, s in figures) >= apart
    ]


def _pieces(connection: sqlite3.Connection, verdict: Verdict, subject: str, object: str | None) -> tuple[Piece, ...]:
    found = []
    for ids, supports, counts in (
        (verdict.supporting, True, True),
        (verdict.opposing, False, True),
        (verdict.dropped, False, False),
    ):
        for id in ids:
            name, text = connection.execute("SELECT name, body FROM entry WHERE id = ?", (id,)).fetchone()
            (source,) = connection.execute(
                "SELECT json_extract(body, '$.date') FROM entry WHERE id = ?", (json.loads(text)["source"],)
            ).fetchone()
            found.append(_piece(id, name, json.loads(text), source, subject, object, supports=supports, counts=counts))
    return tuple(found)


def _piece(
    id: str,
    name: str,
    body: dict[str, Any],
    date: str,
    subject: str,
    object: str | None,
    *,
    supports: bool,
    counts: bool,
) -> Piece:
    mine = next(
        item
        for item in body["bears_on"]
        if (item.get("claim") == subject if object is None else item.get("method") == subject)
        and (object is None or object in {item.get("goal"), item.get("need"), item.get("failure")})
    )
    return Piece(
        id,
        name,
        body["finding"],
        mine["direction"] == "supports" if not counts else supports,
        counts,
        body["design"],
        body["group"],
        body["source"],
        date,
        body.get("locator"),
        body.get("setting", {}).get("parameters"),
        tuple(f"{item['outcome']} {item['baseline']}" for item in body.get("compared_with", ())),
        mine.get("because"),
    )
