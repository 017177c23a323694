"""Matrices of one kind against another."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

from interpkb.errors import UnknownNameError
from interpkb.query import agendas, joins, verdicts
from interpkb.query.dimensions import dimensions
from interpkb.query.entries import resolve_kind
from interpkb.query.entries import rows as entry_rows


class Cell(NamedTuple):
    """What one source says of a method and a goal."""

    row: str
    column: str
    strength: int
    because: str | None
    according_to: str


class Suffering(NamedTuple):
    """That a method suffers a failure, as one source says, and what the evidence adds up to."""

    row: str
    column: str
    verdict: str
    because: str | None
    according_to: str | None


class BestAnswer(NamedTuple):
    """The best a method does for an agenda: the need it meets wholly, how strongly, and how well that is known.

    `put_forward` tells whether a source names the method for one of the agenda's needs.
    """

    row: str
    column: str
    strength: int | None
    verdict: str | None
    need: str | None
    put_forward: bool


class Asked(NamedTuple):
    """How many of an agenda's needs accept a value, and which."""

    row: str
    column: str
    number: int
    needs: tuple[str, ...]


AnyCell = TypeVar("AnyCell", bound=Cell | Suffering | BestAnswer | Asked)


class Matrix(NamedTuple, Generic[AnyCell]):
    """Ids of rows and columns, and the cells that are not empty: two sources may state the same cell."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[AnyCell, ...]


EDITOR = "editor"


AnyMatrix = Matrix[Cell] | Matrix[Suffering] | Matrix[BestAnswer] | Matrix[Asked]


def methods_goals(connection: sqlite3.Connection, according_to: str | None = None) -> Matrix[Cell]:
    """How strongly each method serves each goal, by one source or by all.

    Rows of the founding map come first, in its order; columns are in the order in which methods state them.
    """
    if according_to not in {None, EDITOR}:
        according_to = resolve_kind(connection, str(according_to), "source").id
    cells = [
        Cell(*row)
        for row in connection.execute(
            "SELECT subject, object, strength, because, according_to FROM link WHERE relation = 'serves' "
            "AND (?1 IS NULL OR according_to = ?1) ORDER BY rowid",
            (according_to,),
        )
    ]
    if not cells and according_to is not None:
        who = {row[0] for row in connection.execute("SELECT DISTINCT according_to FROM link WHERE relation = 'serves'")}
        raise UnknownNameError("statement on methods and goals by", according_to, sorted(who)[:5])
    order = {row.id: row.row for row in map_rows(connection)}
    rows = sorted({cell.row for cell in cells}, key=lambda row: (row not in order, order.get(row, 0), row))
    cells.sort(key=lambda cell: rows.index(cell.row))
    columns = tuple(dict.fromkeys(cell.column for cell in cells))
    cells.sort(key=lambda cell: (rows.index(cell.row), columns.index(cell.column), cell.according_to))
    return Matrix(tuple(rows), columns, tuple(cells))


def methods_failures(connection: sqlite3.Connection) -> Matrix[Suffering]:
    """Which methods suffer which failures."""
    judged = verdicts.all_of(connection, "suffers")
    cells = tuple(
        Suffering(method, failure, judged[method, failure].verdict, because, who)
        for method, failure, because, who in connection.execute(
            "SELECT object, subject, because, according_to FROM link WHERE relation = 'affects' "
            "ORDER BY object, subject"
        )
    )
    return Matrix(_unique(cell.row for cell in cells), _unique(sorted(cell.column for cell in cells)), cells)


def agendas_methods(connection: sqlite3.Connection) -> Matrix[BestAnswer]:
    """What each method does for each agenda at best, by the join; and which methods sources put forward."""
    best: dict[tuple[str, str], BestAnswer] = {}
    for answered in joins.answers(connection):
        agenda = answered.need.agenda.id
        named = {edge.other.id for edge in answered.need.candidates}
        for answer in answered.fitting:
            key = (agenda, answer.method)
            old = best.get(key)
            if old is None or (answer.service.strength, answer.verdict.rank) > (old.strength or 0, _rank(old.verdict)):
                forward = answer.method in named or (old is not None and old.put_forward)
                best[key] = BestAnswer(*key, answer.service.strength, answer.verdict.verdict, answer.need, forward)
        for method in named:
            old = best.get((agenda, method), BestAnswer(agenda, method, None, None, None, put_forward=True))
            best[agenda, method] = old._replace(put_forward=True)
    rows = _unique(row.id for row in entry_rows(connection, "agenda"))
    columns = _unique(sorted(method for _, method in best))
    return Matrix(rows, columns, tuple(best[key] for key in sorted(best)))


def agendas_values(connection: sqlite3.Connection, dimension: str) -> Matrix[Asked]:
    """How many needs of each agenda accept each value of a dimension."""
    dimension = resolve_kind(connection, dimension, "dimension").id
    asked: dict[tuple[str, str], list[str]] = {}
    for need in agendas.needs(connection):
        for edge in dict(need.requires).get(dimension, ()):
            asked.setdefault((need.agenda.id, edge.other.id.partition("/")[2]), []).append(need.id)
    columns = dimensions(connection)[dimension].values
    cells = tuple(Asked(agenda, value, len(needs), tuple(needs)) for (agenda, value), needs in sorted(asked.items()))
    return Matrix(_unique(row.id for row in entry_rows(connection, "agenda")), columns, cells)


def _rank(verdict: str | None) -> int:
    return verdicts.ORDER.index(verdict) if verdict else -1


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


class MapRow(NamedTuple):
    """A row of the founding map of methods: a class, with the label and band that the figure gives it."""

    id: str
    row: int
    label: str
    band: str


def map_rows(connection: sqlite3.Connection) -> list[MapRow]:
    """List the rows of the founding map, from the top."""
    bodies = connection.execute(
        "SELECT id, body FROM entry WHERE kind = 'method' AND json_extract(body, '$.on_map') IS NOT NULL"
    )
    found = [MapRow(id, **json.loads(body)["on_map"]) for id, body in bodies]
    return sorted(found, key=lambda row: (row.row, row.id))
