"""The graph of a base: a frozen `networkx.MultiDiGraph`. The only module that imports networkx.

It does so where a graph is made, not at the top: importing networkx takes as long as checking 300 entries, and
most bases hold no cycle to look for.
"""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from interpkb.knowledge_base import KnowledgeBase
from interpkb.models.links import Link
from interpkb.relations import RELATIONS

if TYPE_CHECKING:
    import networkx as nx


def build(kb: KnowledgeBase) -> "nx.MultiDiGraph[str]":
    """Build the graph of a base, and freeze it.

    Nodes are entries, values and needs, with `kind`, `name` and `summary`. Each stated link is an edge keyed
    by its relation's name, with `because`, `according_to`, `strength`, `direction`, `via`, `stated_in` and
    `derived=False`;
    beside it stands the inverse, keyed by the inverse's name, with `derived=True`. Two statements of one link
    are two edges with keys `RELATION` and `RELATION#2`. Attributes are scalars; `None` ones are left out.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in sorted(kb.nodes.values(), key=lambda node: node.id):
        graph.add_node(node.id, kind=node.kind, name=node.name, summary=node.summary)
    for link in kb.links:
        relation = RELATIONS[link.relation]
        attributes = _attributes(link)
        _add(graph, link.subject, link.object, relation.name, derived=False, attributes=attributes)
        _add(graph, link.object, link.subject, relation.inverse, derived=True, attributes=attributes)
    nx.freeze(graph)
    return graph


def _add(
    graph: "nx.MultiDiGraph[str]", start: str, end: str, name: str, *, derived: bool, attributes: dict[str, str | int]
) -> None:
    key, count = name, 1
    while graph.has_edge(start, end, key):
        count += 1
        key = f"{name}#{count}"
    graph.add_edge(start, end, key=key, relation=name, derived=derived, **attributes)


def _attributes(link: Link) -> dict[str, str | int]:
    stated = {
        "because": link.because,
        "according_to": link.according_to,
        "strength": link.strength,
        "direction": link.direction,
        "via": link.via,
        "stated_in": link.stated_in,
    }
    return {name: value for name, value in stated.items() if value is not None}


def cycles(links: Iterable[Link]) -> Iterator[list[Link]]:
    """Yield one round of links for each set of nodes that reach each other by these links."""
    links = tuple(links)
    if not _goes_round(links):
        return
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph((link.subject, link.object) for link in links)
    for component in sorted(nx.strongly_connected_components(graph), key=min):
        if len(component) > 1:
            # Not a subgraph: networkx walks that in the order of a set, which differs from run to run.
            inner: nx.DiGraph[str] = nx.DiGraph()
            for link in links:
                if {link.subject, link.object} <= component:
                    inner.add_edge(link.subject, link.object, link=link)
            yield [inner.edges[edge]["link"] for edge in nx.find_cycle(inner, min(component))]


def _goes_round(links: Iterable[Link]) -> bool:
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for link in links:
        if link.subject != link.object:
            sorter.add(link.subject, link.object)
    try:
        sorter.prepare()
    except CycleError:
        return True
    return False
