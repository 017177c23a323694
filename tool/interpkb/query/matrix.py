"""Matrices of one kind against another."""

import json
import sqlite3
from typing import NamedTuple

from interpkb.errors import UnknownNameError
from interpkb.query.entries import resolve_kind


class Cell(NamedTuple):
    """What one source says of a method and a goal."""

    row: str
    column: str
    strength: int
    because: str | None
    according_to: str


class Matrix(NamedTuple):
    """Ids of rows and columns, and a cell for each statement: two sources may state the same cell."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


EDITOR = "editor"


def methods_goals(connection: sqlite3.Connection, according_to: str | None = None) -> Matrix:
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
    columns = tuple(dict.fromkeys(cell.column for cell in cells))
    order = {row.id: row.row for row in map_rows(connection)}
    rows = sorted({cell.row for cell in cells}, key=lambda row: (row not in order, order.get(row, 0), row))
    return Matrix(
        tuple(rows),
        columns,
        tuple(sorted(cells, key=lambda c: (rows.index(c.row), columns.index(c.column), c.according_to))),
    )


class MapRow(NamedTuple):
    """A row of the founding map of methods: a class, with the label and band that the figure gives it."""

    id: str
    row: int
    label: str
    band: str


def map_rows(connection: sqlite3.Connection) -> list[MapRow]:
    """List the rows of the founding map, from the top."""
    bodies = connection.execute("SELECT id, body FROM entry WHERE kind = 'method' AND body LIKE '%\"on_map\"%'")
    found = [MapRow(id, **json.loads(body)["on_map"]) for id, body in bodies]
    return sorted(found, key=lambda row: (row.row, row.id))
