"""Ways through the graph: what is near a node, and how two nodes hang together."""

import heapq
import sqlite3
from typing import NamedTuple

from interpkb.query.entries import Edge, edges
from interpkb.relations import INVERSES, RELATIONS

_PLAIN_COST = 2
_PLACE_COST = 4
"""A shared place on a dimension or a shared source says little: argued links are preferred to plain ones, and
plain ones to places."""


class Step(NamedTuple):
    """One link of a path: from `start`, by `relation`, to `end`."""

    start: str
    relation: str
    end: str
    because: str | None
    according_to: str | None


class Neighbour(NamedTuple):
    """A node near another, with the link that leads to it and how many links away it is."""

    start: str
    edge: Edge
    depth: int


def neighbours(
    connection: sqlite3.Connection, id: str, *, depth: int = 1, relation: str | None = None, kind: str | None = None
) -> list[Neighbour]:
    """List the nodes within `depth` links, nearest first; each is reached by all links of the first step to it."""
    found: list[Neighbour] = []
    seen = {id}
    frontier = [id]
    for level in range(1, depth + 1):
        reached: dict[str, str] = {}
        for start in frontier:
            near = [edge for edge in edges(connection, start) if edge.other.id not in seen]
            # A node that two of the frontier reach belongs to the first; all links from there to it are listed.
            own = [edge for edge in near if reached.setdefault(edge.other.id, start) == start]
            found.extend(Neighbour(start, edge, level) for edge in own if relation in {None, edge.relation})
        seen.update(reached)
        frontier = list(reached)
    return [neighbour for neighbour in found if kind in {None, neighbour.edge.other.kind}]


def shortest(connection: sqlite3.Connection, start: str, end: str) -> list[Step] | None:
    """Find the path of least cost between two nodes, links being read from both ends; `None` if there is none.

    Of paths that cost the same, the one whose steps come first by id and relation.
    """
    graph: dict[str, list[Step]] = {}
    for row in connection.execute('SELECT start, relation, "end", because, according_to FROM edge'):
        step = Step(*row)
        graph.setdefault(step.start, []).append(step)
    best: dict[str, tuple[int, Step | None]] = {start: (0, None)}
    queue: list[tuple[int, str]] = [(0, start)]
    while queue:
        cost, here = heapq.heappop(queue)
        if here == end:
            return _back(best, end)
        if cost > best[here][0]:
            continue
        for step in graph.get(here, ()):
            offer = (cost + _cost(step.relation), step)
            known = best.get(step.end)
            if known is None or offer[0] < known[0] or (offer[0] == known[0] and known[1] and step[:3] < known[1][:3]):
                best[step.end] = offer
                heapq.heappush(queue, (offer[0], step.end))
    return None


def _back(best: dict[str, tuple[int, Step | None]], end: str) -> list[Step]:
    """Follow the steps back from the end."""
    steps = []
    while (step := best[end][1]) is not None:
        steps.append(step)
        end = step.start
    return steps[::-1]


def _cost(relation: str) -> int:
    found = RELATIONS.get(relation) or INVERSES[relation]
    if found.name in {"stands-at", "divides-into", "introduced-by", "cites"}:
        return _PLACE_COST
    return 1 if found.argued else _PLAIN_COST
