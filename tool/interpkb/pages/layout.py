"""Where each entry stands in a picture of the whole base: in which column, and in which order in it.

Columns go from sources through evidence and methods to goals, agendas and the claims about them, so that most links
run between neighbours. The order in a column brings linked entries to like heights. It is found by whole rounds of
plain arithmetic from the order of ids: the same base gives the same places on every machine, and a new entry moves
few others. That is why this is not a spring layout, which starts from chance and ends anywhere.
"""

from collections.abc import Iterable, Mapping, Sequence

from interpkb.query.network import Link, Node

LAYERS: tuple[tuple[str, frozenset[tuple[str, str]]], ...] = (
    ("Sources", frozenset({("source", "")})),
    ("Evidence", frozenset({("evidence", "")})),
    ("Tools and benchmarks", frozenset({("tool", ""), ("benchmark", "")})),
    ("Methods", frozenset({("method", "method"), ("method", "")})),
    ("Classes of methods", frozenset({("method", "class")})),
    ("Failures", frozenset({("failure", "")})),
    ("Goals", frozenset({("goal", "")})),
    ("Agendas", frozenset({("agenda", "")})),
    ("Dimensions", frozenset({("dimension", "")})),
    ("Theses", frozenset({("claim", "thesis"), ("claim", "theory-of-impact")})),
    ("Premises and cruxes", frozenset({("claim", "premise"), ("claim", "assumption"), ("claim", "crux")})),
    ("Objections and replies", frozenset({("claim", "objection"), ("claim", "reply")})),
    ("Terms", frozenset({("term", "")})),
)
"""The columns from left to right: what each is called, and the kinds and parts that stand in it."""

_LAYER_OF = {sort: i for i, (_, sorts) in enumerate(LAYERS) for sort in sorts}
_ROUNDS = 6


def layer(node: Node) -> int:
    """Say in which column an entry stands."""
    return _LAYER_OF[node.kind, node.part]


def columns(nodes: Mapping[str, Node], links: Iterable[Link]) -> list[list[str]]:
    """Give the ids of each column from top to bottom."""
    found: list[list[str]] = [[] for _ in LAYERS]
    for id in sorted(nodes):
        found[layer(nodes[id])].append(id)
    near: dict[str, list[str]] = {id: [] for id in nodes}
    for link in links:
        if link.start in near and link.end in near:
            near[link.start].append(link.end)
            near[link.end].append(link.start)
    height = {id: (i + 0.5) / len(ids) for ids in found for i, id in enumerate(ids)}
    for round in range(_ROUNDS):
        for ids in found if round % 2 == 0 else reversed(found):
            wished = [(_middle([height[other] for other in near[id]], height[id]), id) for id in ids]
            ids[:] = [id for _, id in sorted(wished)]
            height.update((id, (i + 0.5) / len(ids)) for i, id in enumerate(ids))
    return found


def _middle(heights: Sequence[float], own: float) -> float:
    """Give the mean height of what an entry is linked to, without the digits in which machines may differ."""
    return round(sum(heights) / len(heights) if heights else own, 9)
