"""Plots of evidence, drawn at build time as SVG. The page that shows one shows its table too."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from interpkb.query.tallies import Tally

_WIDTH = 700
_LEFT = 150
_ROW = 30
_BAR = 20
_RIGHT = 40
_ROOM = 22
"""A segment so wide has room for its figure."""

_TALL = 220
_FOOT = 24


def bars(tallies: Sequence[Tally], label: str) -> str:
    """Draw one bar a tally, from what supports to what opposes, as long as there are findings."""
    return _rows({tally.label: _ways(tally) for tally in tallies}, label)


def shares(counted: Mapping[str, Mapping[str, int]], label: str) -> str:
    """Draw one bar a row, cut as the counts of the row are; all are as long as the longest."""
    rows = {
        name: [(f"v-{verdict}", verdict, number) for verdict, number in numbers.items() if number]
        for name, numbers in counted.items()
    }
    return _rows(rows, label, equal=True)


def _ways(tally: Tally) -> list[tuple[str, str, int]]:
    ways = (("for", tally.supporting), ("both ways", tally.mixed), ("against", tally.opposing))
    return [("w-" + way.partition(" ")[0], way, number) for way, number in ways if number]


def _rows(rows: Mapping[str, list[tuple[str, str, int]]], label: str, *, equal: bool = False) -> str:
    totals = {name: sum(number for *_, number in parts) for name, parts in rows.items()}
    most = max(totals.values(), default=0)
    drawn = []
    for i, (name, parts) in enumerate(rows.items()):
        top = i * _ROW + 4
        scale = (_WIDTH - _LEFT - _RIGHT) / ((totals[name] if equal else most) or 1)
        drawn.append(Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(_LEFT - 10, top + 15, name))
        x = float(_LEFT)
        for style, word, number in parts:
            drawn.append(_segment(x, top, number * scale, _BAR, style, f"{name}: {number} {word}", number))
            x += number * scale
        drawn.append(Markup('<text x="{:.1f}" y="{}">{}</text>').format(x + 6, top + 15, totals[name]))
    return _svg(label, len(rows) * _ROW + 6, drawn)


def columns(tallies: Sequence[Tally], label: str) -> str:
    """Draw one column a tally, from left to right, with what supports at the bottom."""
    most = max((tally.total for tally in tallies), default=0) or 1
    step = _WIDTH / max(1, len(tallies))
    drawn = []
    for i, tally in enumerate(tallies):
        x, y = i * step, float(_TALL)
        for style, word, number in _ways(tally):
            tall = number * (_TALL - 20) / most
            y -= tall
            drawn.append(
                _segment(x + step * 0.15, y, step * 0.7, tall, style, f"{tally.label}: {number} {word}", number)
            )
        middle = f"{x + step / 2:.1f}"
        if tally.total:
            drawn.append(
                Markup('<text x="{}" y="{:.1f}" text-anchor="middle">{}</text>').format(middle, y - 5, tally.total)
            )
        drawn.append(
            Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(middle, _TALL + 17, tally.label)
        )
    return _svg(label, _TALL + _FOOT, drawn)


def _segment(x: float, y: float, wide: float, tall: float, style: str, title: str, number: int) -> Markup:
    figure = Markup("")
    if wide >= _ROOM and tall >= _BAR * 0.75:
        figure = Markup('<text class="kb-in" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>').format(
            x + wide / 2, y + tall / 2 + 5, number
        )
    return Markup(
        '<g class="kb-{}"><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>{}</g>'
    ).format(style, x, y, wide, tall, title, figure)


def _svg(label: str, tall: int, drawn: Sequence[Markup]) -> str:
    return Markup('<svg class="kb-plot" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, tall, label, Markup("").join(drawn)
    )
