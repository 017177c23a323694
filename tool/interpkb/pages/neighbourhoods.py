"""The neighbourhood of an entry as a picture: what it links to on the right, what links to it on the left.

Drawn as text at build time, with real links. The page lists the same links; the picture shows a few of each relation
and says how many more there are.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

from interpkb.pages.writing import Link
from interpkb.query.entries import Edge, Entry

_WIDTH = 860
_ROW = 22
_LABEL_GAP = 10
_BOX = (345, 515)
_SIDES = {True: (290, 300, "end", _BOX[0]), False: (570, 560, "start", _BOX[1])}
"""By whether links are derived: where names stand, where their dots stand, how names are set, where the box ends."""

_TESTS = frozenset({"tests", "tested-by"})
_OF_EACH = 4
_ROWS = 15
_LETTERS = 40
_LETTERS_IN_BOX = 22
_LINES_IN_BOX = 4


class _Group(NamedTuple):
    relation: str
    edges: list[Edge]


def draw(entry: Entry, nodes: Mapping[str, Link], to: Callable[[str], str]) -> str:
    """Draw an entry amid what it is linked to; empty when it is linked to nothing."""
    sides = {derived: list(_groups(entry, derived=derived)) for derived in (True, False)}
    tall = max(_height(groups) for groups in sides.values())
    if not tall:
        return ""
    box = _lines(entry.name)
    height = max(tall, len(box) * 18 + 24) + 16
    parts: list[str] = []
    for derived, groups in sides.items():
        parts.extend(_side(groups, nodes, to, derived=derived, height=height))
    parts.append(_centre(entry, box, height))
    return Markup(  # noqa: S704  # every text in it is escaped
        f'<svg class="kb-near" viewBox="0 0 {_WIDTH} {height}" role="group" '
        f'aria-label="Neighbourhood of {escape(entry.name)}">{"".join(parts)}</svg>'
    )


def _groups(entry: Entry, *, derived: bool) -> Iterator[_Group]:
    """Yield the links of one side by relation, each other end once, as far as they have room."""
    found: dict[str, dict[str, Edge]] = {}
    for edge in entry.edges:
        if edge.derived == derived:
            found.setdefault(edge.relation, {}).setdefault(edge.other.id, edge)
    room = _ROWS
    for relation, edges in found.items():
        room -= min(len(edges), _OF_EACH) + 1
        if room < 0:
            return
        yield _Group(relation, list(edges.values()))


def _height(groups: list[_Group]) -> int:
    shown = sum(min(len(group.edges), _OF_EACH) + 1 for group in groups)
    return shown * _ROW + _LABEL_GAP * (len(groups) - 1) if groups else 0


def _side(
    groups: list[_Group], nodes: Mapping[str, Link], to: Callable[[str], str], *, derived: bool, height: int
) -> Iterator[str]:
    name_x, dot_x, anchor, box_x = _SIDES[derived]
    y = (height - _height(groups)) // 2 + 15
    for group in groups:
        more = len(group.edges) - _OF_EACH
        label = group.relation.replace("-", " ") + (f", and {more} more" if more > 0 else "")
        yield f'<text class="kb-rel" x="{name_x}" y="{y}" text-anchor="{anchor}">{label}</text>'
        for edge in group.edges[:_OF_EACH]:
            y += _ROW
            node = nodes[edge.other.id]
            # Of evidence on a method the direction says little: what supports a failure speaks against the method.
            style = f" kb-{edge.direction}" if edge.direction and edge.relation not in _TESTS else ""
            weight = f' stroke-width="{1 + edge.strength * 0.9:g}"' if edge.strength is not None else ""
            middle = (dot_x + box_x) // 2
            yield (
                f'<path class="kb-edge{style}"{weight} d="M{box_x} {height // 2}C{middle} {height // 2} '
                f'{middle} {y - 4} {dot_x} {y - 4}"/>'
                f'<a class="kb-n-{node.kind}" href="{to(node.document)}"><circle cx="{dot_x}" cy="{y - 4}" r="4.5"/>'
                f'<text x="{name_x}" y="{y}" text-anchor="{anchor}">{escape(_short(node.name))}</text></a>'
            )
        y += _ROW + _LABEL_GAP


def _centre(entry: Entry, lines: list[str], height: int) -> str:
    tall = len(lines) * 18 + 16
    top = (height - tall) // 2
    middle = (_BOX[0] + _BOX[1]) // 2
    texts = "".join(
        f'<tspan x="{middle}" y="{top + 22 + 18 * i}">{escape(line)}</tspan>' for i, line in enumerate(lines)
    )
    return (
        f'<g class="kb-n-{entry.kind} kb-centre"><rect x="{_BOX[0]}" y="{top}" width="{_BOX[1] - _BOX[0]}" '
        f'height="{tall}" rx="8"/><text text-anchor="middle">{texts}</text></g>'
    )


def _short(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1].rstrip()}…"


def _lines(name: str) -> list[str]:
    """Break a name into the few lines that fit the box."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > _LETTERS_IN_BOX and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > _LINES_IN_BOX:
        lines = [*lines[: _LINES_IN_BOX - 1], f"{lines[_LINES_IN_BOX - 1]}…"]
    return [line if len(line) <= _LETTERS_IN_BOX + 2 else f"{line[:_LETTERS_IN_BOX]}…" for line in lines]
