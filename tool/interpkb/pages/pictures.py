"""Pictures drawn at build time as SVG with real links, so that keyboards and screen readers reach every node."""

import sqlite3
from collections.abc import Callable

from markupsafe import Markup

from interpkb.pages.addresses import document
from interpkb.query import entries, matrix

_ROW = 34
_TOP = 30
_BAND_GAP = 44
_LEFT = 330
_RIGHT = 640
_WIDTH = 860
_LINES = {0: (1.2, "1 5"), 1: (1.8, "6 5"), 2: (2.4, ""), 3: (5.0, ""), 4: (8.5, "")}
"""Width and dashes of a line by strength, after the five line styles of the founding figure."""

_BANDS = {"direct": "Help humans with interpretability directly", "indirect": "Help indirectly or otherwise"}


def map_of_methods(connection: sqlite3.Connection, source: str, to: Callable[[str], str]) -> str:
    """Draw the map of methods as one source has it: classes in two bands on the left, goals on the right.

    Each line is as heavy as the class helps with the goal. Rows and lines link to the methods' pages.
    """
    found = matrix.methods_goals(connection, source)
    rows = {row.id: row for row in matrix.map_rows(connection)}
    goals = {row.id: row for row in entries.rows(connection, "goal")}
    parts, heights, y = [], {}, _TOP
    for band, label in _BANDS.items():
        parts.append(Markup('<text class="kb-band" x="0" y="{}">{}</text>').format(y, label))
        y += _ROW - 6
        for row in rows.values():
            if row.band == band:
                heights[row.id] = y
                y += _ROW
        y += _BAND_GAP - _ROW + 6
    bottom = y - 8
    step = (bottom - _TOP) / max(1, len(found.columns))
    ends = {goal: _TOP + step * (i + 0.5) for i, goal in enumerate(found.columns)}
    lines: dict[str, list[Markup]] = {}
    for cell in sorted((cell for cell in found.cells if cell.row in rows), key=lambda cell: cell.strength):
        name = f"{rows[cell.row].label} – {goals[cell.column].name}: {cell.strength} of 4"
        lines.setdefault(cell.row, []).append(
            _line(heights[cell.row], ends[cell.column], cell.strength, found.columns.index(cell.column), name)
        )
    for id, row in rows.items():
        parts.append(
            Markup('<a class="kb-map-row" href="{}"><text x="{}" y="{}" text-anchor="end">{}</text>{}</a>').format(
                to(document(id, "method")), _LEFT - 12, heights[id] + 4, row.label, Markup("").join(lines.get(id, ()))
            )
        )
    for i, goal in enumerate(found.columns):
        parts.append(
            Markup('<a class="kb-map-goal kb-goal-{}" href="{}"><text x="{}" y="{}">{}</text></a>').format(
                i, to(document(goal, "goal")), _RIGHT + 14, ends[goal] + 4, goals[goal].name
            )
        )
    return Markup(
        '<svg class="kb-map" viewBox="0 0 {} {}" role="group" aria-label="Map of methods: each class of methods, '
        'joined to each goal by a line as heavy as it helps">{}</svg>'
    ).format(_WIDTH, bottom + 6, Markup("").join(parts))


def _line(start: float, end: float, strength: int, column: int, name: str) -> Markup:
    width, dashes = _LINES[strength]
    middle = (_LEFT + _RIGHT) / 2
    return Markup(
        '<path class="kb-goal-{}" d="M{} {:.0f}C{} {:.0f} {} {:.0f} {} {:.0f}" stroke-width="{}"{}>'
        "<title>{}</title></path>"
    ).format(
        column, _LEFT, start, middle, start, middle, end, _RIGHT, end, width,
        Markup(' stroke-dasharray="{}"').format(dashes) if dashes else "", name,
    )  # fmt: skip
