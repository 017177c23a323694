"""A picture of rows joined to columns by lines as heavy as the link is strong, as SVG with real links."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

_ROW = 30
_TOP = 26
_LEFT = 330
_RIGHT = 640
_WIDTH = 880
_LINES = {0: (1.2, "1 5"), 1: (1.8, "6 5"), 2: (2.4, ""), 3: (5.0, ""), 4: (8.5, "")}
"""Width and dashes of a line by strength, after the five line styles of the founding figure."""


class End(NamedTuple):
    """What stands at an end of lines: its id, what it is called in the picture, and where it leads."""

    id: str
    label: str
    address: str


class Line(NamedTuple):
    """A line from a row to a column; `note` is said of it after its strength."""

    row: str
    column: str
    strength: int
    note: str
    marked: bool


def draw(bands: Mapping[str, Sequence[End]], columns: Sequence[End], lines: Iterable[Line], label: str) -> Markup:
    """Draw rows in bands on the left, columns on the right, and the lines between; marked lines stand out."""
    heights, parts, y = {}, [], _TOP
    for band, ends in bands.items():
        parts.append(Markup('<text class="kb-band" x="0" y="{}">{}</text>').format(y, band))
        y += _ROW - 4
        for end in ends:
            heights[end.id] = y
            y += _ROW
        y += _ROW // 3
    step = (y - _TOP) / max(1, len(columns))
    places = {end.id: (i, _TOP + step * (i + 0.5)) for i, end in enumerate(columns)}
    names = {end.id: end.label for ends in (*bands.values(), columns) for end in ends}
    of_row: dict[str, list[Markup]] = {}
    for line in sorted(lines, key=lambda line: line.strength):
        title = f"{names[line.row]} – {names[line.column]}: {line.strength} of 4{line.note}"
        of_row.setdefault(line.row, []).append(_path(line, heights[line.row], *places[line.column], title))
    for end in (end for ends in bands.values() for end in ends):
        joined = Markup("").join(of_row.get(end.id, ()))
        parts.append(
            Markup('<a class="kb-map-row" href="{}"><text x="{}" y="{}" text-anchor="end">{}</text>{}</a>').format(
                end.address, _LEFT - 12, heights[end.id] + 4, end.label, joined
            )
        )
    for end in columns:
        i, height = places[end.id]
        parts.append(
            Markup('<a class="kb-map-goal kb-goal-{}" href="{}"><text x="{}" y="{:.0f}">{}</text></a>').format(
                i, end.address, _RIGHT + 14, height + 4, end.label
            )
        )
    return Markup('<svg class="kb-map" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        _WIDTH, y, label, Markup("").join(parts)
    )


def _path(line: Line, start: float, column: int, end: float, title: str) -> Markup:
    width, dashes = _LINES[line.strength]
    middle = (_LEFT + _RIGHT) / 2
    dash = Markup(' stroke-dasharray="{}"').format(dashes) if dashes else ""
    path = Markup(
        '<path class="kb-goal-{} kb-w{}" d="M{} {:.0f}C{} {:.0f} {} {:.0f} {} {:.0f}" stroke-width="{}"{}>'
        "<title>{}</title></path>"
    ).format(column, line.strength, _LEFT, start, middle, start, middle, end, _RIGHT, end, width, dash, title)
    ring = Markup('<circle class="kb-goal-{} kb-w{}" cx="{}" cy="{:.0f}" r="4"/>').format(
        column, line.strength, middle, (start + end) / 2
    )
    return path + ring if line.marked else path
