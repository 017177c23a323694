"""The pages that help to choose: pick a method, what is missing, and what matters most."""

import sqlite3
from collections.abc import Iterator

from interpkb.pages import maps
from interpkb.pages.writing import TOOLS_STYLE, Writer
from interpkb.query import agendas, entries, holes, picking, prioritising, verdicts

_BEST = 8
"""How many methods are listed for a goal before a reader has chosen anything."""

_FIRST_CROSSING = (holes.GOAL, "access")
_EVEN = 0.5
"""The credence in every agenda before a reader has moved a slider."""


def pick(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page on which a reader picks a method; without scripts, the best known methods for every goal."""
    path = "pick.md"
    goals = entries.rows(connection, "goal")
    best = [(goal, picking.pick(connection, (goal.id,), min_verdict="suggestive").picks) for goal in goals]
    yield (
        path,
        writer.page(
            path,
            "pick.md.jinja",
            "Pick a method",
            "Say what you have and what you want, and get the methods that fit, ranked and side by side.",
            style=TOOLS_STYLE,
            goals=goals,
            agendas=entries.rows(connection, "agenda"),
            needs=_needs(connection),
            axes=maps.axes(connection),
            order=verdicts.ORDER,
            best=[(goal, found[:_BEST], len(found)) for goal, found in best],
        ),
    )


def _needs(connection: sqlite3.Connection) -> list[tuple[entries.Row, list[agendas.Need]]]:
    found: dict[entries.Row, list[agendas.Need]] = {}
    for need in agendas.needs(connection):
        found.setdefault(need.agenda, []).append(need)
    return list(found.items())


def gaps(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page of what is missing: empty cells, needs that nothing meets, links without evidence."""
    path = "gaps.md"
    axes = maps.axes(connection)
    crossing = _FIRST_CROSSING if any(axis.dimension.id == _FIRST_CROSSING[1] for axis in axes) else None
    cells = {cell.values: cell for cell in holes.cells(connection, crossing)} if crossing else {}
    bare: dict[str, list[tuple[str, int, str]]] = {}
    for method, goal, strength, verdict in holes.links_without_evidence(connection):
        bare.setdefault(goal, []).append((method, strength, verdict))
    yield (
        path,
        writer.page(
            path,
            "gaps.md.jinja",
            "Gaps",
            "What is missing: combinations that no method fills, needs that nothing meets, links without evidence.",
            style=TOOLS_STYLE,
            axes=axes,
            crossing=crossing,
            cells=cells,
            rows=entries.rows(connection, "goal"),
            columns=next((axis.values for axis in axes if crossing and axis.dimension.id == crossing[1]), ()),
            unmet=holes.needs(connection, verdicts.ORDER[-1]),
            order=verdicts.ORDER,
            bare=sorted(bare.items()),
            unneeded=holes.methods_nobody_needs(connection),
        ),
    )


def prioritise(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page that ranks kinds of work; without scripts, the ranking when all agendas count alike."""
    path = "prioritise.md"
    known = [row for row, _ in _needs(connection)]
    yield (
        path,
        writer.page(
            path,
            "prioritise.md.jinja",
            "Prioritise",
            "Which kind of interpretability work matters most, given how much you believe in each agenda.",
            style=TOOLS_STYLE,
            agendas=known,
            ranking=prioritising.prioritise(connection, {row.id: _EVEN for row in known}),
            even=_EVEN,
            help=prioritising.HELP,
            fit=prioritising.FIT,
        ),
    )
