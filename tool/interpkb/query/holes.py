"""Gaps: empty cells of the dimensions, needs that nothing meets, links without evidence."""

import itertools
import sqlite3
from typing import NamedTuple

from interpkb.errors import BadQuestionError
from interpkb.query import agendas, joins, verdicts
from interpkb.query.dimensions import dimensions, places
from interpkb.query.entries import resolve_kind, rows
from interpkb.query.services import services

GOAL = "goal"
"""The goals, as one of the axes that can be crossed."""

_AXES = (2, 3)


class Cell(NamedTuple):
    """One combination of values, with the methods that stand there and the needs that would want one there."""

    values: tuple[str, ...]
    methods: tuple[str, ...]
    wanted_by: tuple[str, ...]


class UnmetNeed(NamedTuple):
    """A need without a method that meets all of it and is known well enough; with the best that there is."""

    need: str
    why: str
    best: str | None
    verdict: str | None


def cells(connection: sqlite3.Connection, axes: tuple[str, ...]) -> list[Cell]:
    """Cross two or three dimensions, goals among them, and list every cell; wanted and empty ones first.

    A method stands in a cell when it stands at each value and, for a goal, serves it at least a little. What it offers
    it offers with all that comes with it (`includes`); what it needs is just what it needs. A need wants
    a cell when it asks for its goal and accepts its values; an axis that it says nothing about it leaves open, but
    it must say something about one of them.
    """
    axes = tuple(GOAL if axis in {GOAL, "goals"} else resolve_kind(connection, axis, "dimension").id for axis in axes)
    if len(axes) not in _AXES or len(set(axes)) != len(axes):
        raise BadQuestionError("name two or three different dimensions; 'goal' is one of them")
    standing = _standing(connection)
    wanted = _wanted(connection)
    values = [_values(connection, axis) for axis in axes]
    found = [
        Cell(
            combination,
            tuple(
                method
                for method, at in standing.items()
                if all(value in at.get(axis, ()) for axis, value in zip(axes, combination, strict=True))
            ),
            tuple(need for need, asks in wanted.items() if _wants(asks, axes, combination)),
        )
        for combination in itertools.product(*values)
    ]
    return sorted(found, key=lambda cell: (bool(cell.methods), -len(cell.wanted_by)))


def _values(connection: sqlite3.Connection, axis: str) -> tuple[str, ...]:
    if axis == GOAL:
        return tuple(row.id for row in rows(connection, "goal"))
    return dimensions(connection)[axis].values


def _standing(connection: sqlite3.Connection) -> dict[str, dict[str, frozenset[str]]]:
    served: dict[str, set[str]] = {}
    for service in services(connection).values():
        if service.strength > 0:
            served.setdefault(service.method, set()).add(service.goal)
    known = dimensions(connection)
    at = {
        method: {id: known[id].offered(values) for id, values in by_dimension.items()}
        for method, by_dimension in places(connection).items()
    }
    return {
        method: {**at.get(method, {}), GOAL: frozenset(served.get(method, ()))} for method in sorted({*at, *served})
    }


def _wanted(connection: sqlite3.Connection) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for need in agendas.needs(connection):
        if need.body["interpretability"] != "unlikely":
            asks = {d: frozenset(edge.other.id.partition("/")[2] for edge in edges) for d, edges in need.requires}
            found[need.id] = {**asks, GOAL: frozenset(edge.other.id for edge in need.goals)}
    return found


def _wants(asks: dict[str, frozenset[str]], axes: tuple[str, ...], combination: tuple[str, ...]) -> bool:
    said = [(asks[axis], value) for axis, value in zip(axes, combination, strict=True) if asks.get(axis)]
    return bool(said) and all(value in accepted for accepted, value in said)


def needs(connection: sqlite3.Connection, min_verdict: str = "suggestive") -> list[UnmetNeed]:
    """List the needs that no method meets, or only methods known less well than a bar.

    Needs with which interpretability is unlikely to help are no gaps.
    """
    bar = verdicts.ORDER.index(min_verdict)
    found = []
    for answered in joins.answers(connection):
        if answered.need.body["interpretability"] == "unlikely":
            continue
        fitting = answered.fitting
        known = max(fitting, key=lambda answer: (answer.verdict.rank, answer.service.strength), default=None)
        if known is None:
            why = "no method serves a goal it asks for" if not answered.answers else "no method meets all it requires"
            near = answered.answers[0] if answered.answers else None
            found.append(
                UnmetNeed(answered.need.id, why, near.method if near else None, near.verdict.verdict if near else None)
            )
        elif known.verdict.rank < bar:
            found.append(
                UnmetNeed(
                    answered.need.id,
                    f"none known better than {known.verdict.verdict}",
                    known.method,
                    known.verdict.verdict,
                )
            )
    return found


def methods_nobody_needs(connection: sqlite3.Connection) -> list[str]:
    """List the methods that answer no need of any agenda, neither by the join nor put forward by a source."""
    used: set[str] = set()
    for answered in joins.answers(connection):
        used.update(answer.method for answer in answered.fitting)
        used.update(edge.other.id for edge in answered.need.candidates)
    return [row.id for row in rows(connection, "method") if row.id not in used]


def links_without_evidence(connection: sqlite3.Connection) -> list[tuple[str, str, int, str]]:
    """List the services on which there is no evidence: method, goal, strength and verdict, strongest first."""
    judged = verdicts.all_of(connection, "serves")
    found = [
        (service.method, service.goal, service.strength, judged[key].verdict)
        for key, service in services(connection).items()
        if service.strength and not judged[key].supporting and not judged[key].opposing
    ]
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))
