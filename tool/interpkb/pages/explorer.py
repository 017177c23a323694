"""The explorer of the graph: a first picture of it drawn here, and the data from which a script draws others.

The picture shows goals, agendas and classes of methods; all 1,500 entries at once would show nothing. Places come
from `layout`, for the first picture and for the script's alike.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from markupsafe import Markup, escape

from interpkb.pages import layout
from interpkb.pages.addresses import FOLDER_OF, document
from interpkb.pages.writing import Writer
from interpkb.query import network, verdicts
from interpkb.query.network import Link, Node
from interpkb.relations import ENTRY_KINDS, RELATIONS

_SHOWN_AT_FIRST = (("method", "class"), ("goal", ""), ("agenda", ""))
_STRONG = 2
_PILL = 215
_PILL_TALL = 18
_GAP = 130
_ROW = 23
_TOP = 34
_LETTERS = 32


def graph(connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page of the explorer, and the data for its script."""
    path = "graph.md"
    whole = network.network(connection)
    columns = layout.columns(whole.nodes, whole.links)
    shown = {id: node for id, node in whole.nodes.items() if (node.kind, node.part) in _SHOWN_AT_FIRST}
    links = [
        link
        for link in whole.links
        if link.start in shown and link.end in shown and (link.strength is None or link.strength >= _STRONG)
    ]
    layers = [
        (layout.LAYERS[i][0], kept) for i, ids in enumerate(columns) if (kept := [id for id in ids if id in shown])
    ]
    yield (
        path,
        writer.page(
            path,
            "graph.md.jinja",
            "Graph explorer",
            "How entries hang together: choose kinds, relations, verdicts, or the neighbourhood of one entry.",
            wide=True,
            picture=_draw(layers, links, shown, writer.addresses(path)),
            links=links,
            number=len(shown),
            kinds=[kind for kind in ENTRY_KINDS if any(node.kind == kind for node in whole.nodes.values())],
            relations=sorted({link.relation for link in whole.links}),
            inverses={relation.name: relation.inverse for relation in RELATIONS.values()},
            verdicts=tuple(reversed(verdicts.ORDER)),
            entries=len(whole.nodes),
            all_links=len(whole.links),
        ),
    )
    yield "data/network.js", _data(whole, columns, writer)


def _draw(
    layers: Sequence[tuple[str, Sequence[str]]],
    links: Sequence[Link],
    nodes: Mapping[str, Node],
    to: Callable[[str], str],
) -> str:
    """Draw columns of entries and the links between them; `explorer.js` draws in the same way."""
    tall = max((len(ids) for _, ids in layers), default=0) * _ROW
    places = {
        id: (column * (_PILL + _GAP), _TOP + round((i + 0.5) / len(ids) * tall))
        for column, (_, ids) in enumerate(layers)
        for i, id in enumerate(ids)
    }
    parts = [
        f'<text class="kb-rel" x="{column * (_PILL + _GAP)}" y="14">{escape(name)}</text>'
        for column, (name, _) in enumerate(layers)
    ]
    parts += [_line(link, *places[link.start], *places[link.end]) for link in links]
    parts += [_pill(nodes[id], x, y, to) for id, (x, y) in places.items()]
    wide = len(layers) * (_PILL + _GAP) - _GAP
    return Markup(  # noqa: S704  # every text in it is escaped
        f'<svg class="kb-net" viewBox="0 0 {wide} {_TOP + tall}" width="{wide}" height="{_TOP + tall}" role="group" '
        f'aria-label="Classes of methods, goals and agendas, and the links between them">{"".join(parts)}</svg>'
    )


def _line(link: Link, x1: int, y1: int, x2: int, y2: int) -> str:
    """Draw a link between the facing sides of two names, or beside their column when they stand in one."""
    if x1 == x2:
        x1 = x2 = x1 + _PILL
        bend = f"{x1 + 40} {y1} {x1 + 40} {y2}"
    else:
        if x1 > x2:
            x1, y1, x2, y2 = x2, y2, x1, y1
        x1 += _PILL
        bend = f"{(x1 + x2) // 2} {y1} {(x1 + x2) // 2} {y2}"
    style = f" kb-e-{link.verdict}" if link.verdict else ""
    weight = f"{0.8 + (link.strength or 0) * 0.7:g}"
    return (
        f'<path class="kb-edge{style}" data-ends="{link.start} {link.end}" stroke-width="{weight}" '
        f'd="M{x1} {y1}C{bend} {x2} {y2}"/>'
    )


def _pill(node: Node, x: int, y: int, to: Callable[[str], str]) -> str:
    short = node.name if len(node.name) <= _LETTERS else f"{node.name[: _LETTERS - 1].rstrip()}…"
    return (
        f'<a class="kb-n-{node.kind}" data-id="{node.id}" href="{to(document(node.id, node.kind))}">'
        f'<rect x="{x}" y="{y - _PILL_TALL // 2}" width="{_PILL}" height="{_PILL_TALL}" rx="5"/>'
        f'<text x="{x + 8}" y="{y + 4}">{escape(short)}</text></a>'
    )


def _data(whole: network.Network, columns: Sequence[Sequence[str]], writer: Writer) -> str:
    """Write all entries in the order of their places, and all links by the entries' numbers."""
    number = {id: i for i, id in enumerate(id for ids in columns for id in ids)}
    relations = sorted({link.relation for link in whole.links})
    data = {
        "kinds": list(ENTRY_KINDS),
        "folders": [FOLDER_OF[kind] for kind in ENTRY_KINDS],
        "suffix": writer.addresses("index.md")("methods/x.md").removeprefix("methods/x"),
        "layers": [name for name, _ in layout.LAYERS],
        "relations": [[name, RELATIONS[name].inverse] for name in relations],
        "verdicts": list(verdicts.ORDER),
        "entries": [
            [node.id, ENTRY_KINDS.index(node.kind), node.name, layout.layer(node), _verdict(node.verdict)]
            for node in (whole.nodes[id] for id in number)
        ],
        "links": [
            [
                number[link.start],
                relations.index(link.relation),
                number[link.end],
                _or(link.strength),
                _verdict(link.verdict),
            ]
            for link in whole.links
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return (
        "globalThis.interpkb ??= { data: {} };\n"
        'interpkb.root ??= new URL("..", document.currentScript.src).href;\n'
        f"interpkb.data.network = {text};\n"
    )


def _or(strength: int | None) -> int:
    return -1 if strength is None else strength


def _verdict(verdict: str | None) -> int:
    return verdicts.ORDER.index(verdict) if verdict else -1
