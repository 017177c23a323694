"""The maps: every method against every goal, and every agenda and need against what meets it."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from interpkb.pages import bipartite
from interpkb.pages.addresses import document
from interpkb.pages.writing import TOOLS_STYLE, Writer, source_label
from interpkb.query import agendas, entries, families, matrix, verdicts
from interpkb.query.dimensions import dimensions
from interpkb.query.entries import Row
from interpkb.query.families import Family, Member, Reading

FOUNDING = "kirk-2020-what-is-interpretability"
"""The source that drew the founding map."""

_BANDS = {"direct": "Help humans with interpretability directly", "indirect": "Help indirectly or otherwise"}
_SINCE = "Classes that came later"


class Cell(NamedTuple):
    """What is known of one method and one goal."""

    reading: Reading
    verdict: verdicts.Verdict


class Line(NamedTuple):
    """A row of the big table: a method in its family, and a cell or nothing for each goal."""

    member: Member
    cells: tuple[Cell | None, ...]


class Axis(NamedTuple):
    """A dimension with its values, to choose from."""

    dimension: Row
    question: str
    needs: bool
    core: bool
    values: tuple[Row, ...]


def axes(connection: sqlite3.Connection) -> list[Axis]:
    """List the dimensions with their values, core ones first."""
    values: dict[str, list[Row]] = {}
    for owner, *row in connection.execute(
        "SELECT entry, id, kind, name, summary FROM node WHERE kind = 'value' ORDER BY rowid"
    ):
        values.setdefault(owner, []).append(Row(*row))
    known = dimensions(connection)
    found = [
        Axis(row, question, known[row.id].needs, known[row.id].core, tuple(values[row.id]))
        for (*fields, question) in connection.execute(
            "SELECT id, kind, name, summary, json_extract(body, '$.question') FROM entry WHERE kind = 'dimension'"
        )
        for row in [Row(*fields)]
    ]
    return sorted(found, key=lambda axis: (not axis.core, axis.dimension.name))


def map_of_methods(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the map of methods: a table of the classes, one of the rest of each family, two pictures of the classes."""
    path = "map.md"
    found = matrix.methods_goals(connection)
    readings = families.readings(connection, FOUNDING)
    judged = verdicts.all_of(connection, "serves")
    groups = families.families(connection)

    def lines(family: Family) -> list[Line]:
        keys = [[(member.method.id, goal) for goal in found.columns] for member in family.members]
        cells = [tuple(Cell(readings[key], judged[key]) if key in readings else None for key in row) for row in keys]
        return [Line(member, row) for member, row in zip(family.members, cells, strict=True)]

    who: dict[str, int] = {}
    for cell in found.cells:
        who[cell.according_to] = who.get(cell.according_to, 0) + 1
    has_map = bool(matrix.map_rows(connection))
    yield (
        path,
        writer.page(
            path,
            "map.md.jinja",
            "Map of methods",
            "How much each method helps with each goal, as the posts of 2020 had it and as it is read today.",
            style=TOOLS_STYLE,
            wide=True,
            founding_picture=founding_map(connection, writer, path),
            today_picture=_today(connection, writer, path, groups),
            original=_grid(connection) if has_map else None,
            founding=FOUNDING,
            columns=found.columns,
            families=[lines(family) for family in groups],
            sources=[(id, source_label(id), n) for id, n in sorted(who.items()) if id not in {matrix.EDITOR, FOUNDING}],
            axes=axes(connection),
            order=verdicts.ORDER,
            differing=sum(reading.differ for reading in readings.values()),
        ),
    )


def _grid(connection: sqlite3.Connection) -> dict[str, object]:
    """Lay the founding map out by bands and rows."""
    found = matrix.methods_goals(connection, FOUNDING)
    said = {(cell.row, cell.column): cell for cell in found.cells}
    rows = matrix.map_rows(connection)
    bands = [
        (label, [(row, [said.get((row.id, column)) for column in found.columns]) for row in rows if row.band == band])
        for band, label in _BANDS.items()
    ]
    return {"columns": found.columns, "bands": bands}


def founding_map(connection: sqlite3.Connection, writer: Writer, path: str) -> str:
    """Draw the founding map for a page: classes in two bands, and goals; nothing where the base has no such map."""
    rows = matrix.map_rows(connection)
    if not rows:
        return ""
    to = writer.addresses(path)
    found = matrix.methods_goals(connection, FOUNDING)
    bands = {
        label: [bipartite.End(row.id, row.label, to(document(row.id, "method"))) for row in rows if row.band == band]
        for band, label in _BANDS.items()
    }
    shown = {row.id for row in rows}
    return bipartite.draw(
        bands,
        _goals(connection, writer, path, found.columns),
        [bipartite.Line(c.row, c.column, c.strength, "", marked=False) for c in found.cells if c.row in shown],
        "Map of methods as drawn in 2020: each class of methods, joined to each goal by a line as heavy as it helps",
    )


def _today(connection: sqlite3.Connection, writer: Writer, path: str, groups: list[Family]) -> str:
    to = writer.addresses(path)
    band_of = {row.id: _BANDS[row.band] for row in matrix.map_rows(connection)}
    bands: dict[str, list[bipartite.End]] = {}
    for family in groups:
        if len(family.members) > 1 or family.head.id in band_of:
            end = bipartite.End(family.head.id, family.head.name, to(document(family.head.id, "method")))
            bands.setdefault(band_of.get(family.head.id, _SINCE), []).append(end)
    shown = {end.id for ends in bands.values() for end in ends}
    lines = [
        bipartite.Line(r.method, r.goal, r.today, _note(r), marked=r.founding is not None and r.founding != r.today)
        for r in families.readings(connection, FOUNDING).values()
        if r.method in shown and r.today
    ]
    return bipartite.draw(
        bands,
        _goals(connection, writer, path, matrix.methods_goals(connection).columns),
        lines,
        "Map of methods as it is read today: each class of methods, joined to each goal by a line as heavy as it helps",
    )


def _note(reading: Reading) -> str:
    return f" (in 2020: {reading.founding})" if reading.founding not in {None, reading.today} else ""


def _goals(connection: sqlite3.Connection, writer: Writer, path: str, columns: tuple[str, ...]) -> list[bipartite.End]:
    to = writer.addresses(path)
    goals = {row.id: row for row in entries.rows(connection, "goal")}
    return [bipartite.End(id, goals[id].name, to(document(id, "goal"))) for id in columns]


def map_of_agendas(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the map of agendas: needs against families of methods, and agendas against kinds of interpretability."""
    path = "map-of-agendas.md"
    found = families.helps(connection)
    needed = {family for _, family in found}
    heads = [family.head for family in families.families(connection) if family.head.id in needed]
    by_agenda: dict[str, list[agendas.Need]] = {}
    for need in agendas.needs(connection):
        by_agenda.setdefault(need.agenda.id, []).append(need)
    kinds = [(axis, matrix.agendas_values(connection, axis.dimension.id)) for axis in axes(connection)]
    yield (
        path,
        writer.page(
            path,
            "map-of-agendas.md.jinja",
            "Map of agendas",
            "What each alignment agenda needs of interpretability, which methods meet it, and of which kind it is.",
            style=TOOLS_STYLE,
            agendas=[row for row in entries.rows(connection, "agenda") if row.id in by_agenda],
            needs=by_agenda,
            heads=heads,
            helps=found,
            kinds=[
                (axis, {(c.row, c.column): c for c in asked.cells}, sorted({c.row for c in asked.cells}))
                for axis, asked in kinds
                if asked.cells
            ],
            axes=axes(connection),
            goals=entries.rows(connection, "goal"),
            order=verdicts.ORDER,
        ),
    )
