"""Relations that must not lead back to where they began: a class inside itself, a claim that rests on itself."""

from collections.abc import Iterator

from interpkb import graph
from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models.links import Link
from interpkb.problems import Severity
from interpkb.relations import RELATIONS

CODE = "relation-cycle"


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield one finding for each knot of entries that reach each other, at the first link of one round."""
    by_relation: dict[str, list[Link]] = {relation.name: [] for relation in RELATIONS.values() if relation.acyclic}
    for link in kb.links:
        if link.relation in by_relation:
            by_relation[link.relation].append(link)
    for relation, links in by_relation.items():
        for cycle in graph.cycles(links):
            first = min(cycle, key=lambda link: (kb.paths[link.stated_in], link.keys))
            start = cycle.index(first)
            round_ = [link.subject for link in (*cycle[start:], *cycle[:start])]
            way = " → ".join([*round_, round_[0]])
            yield Finding(
                kb.paths[first.stated_in],
                first.keys,
                Severity.ERROR,
                CODE,
                f"{relation!r} goes round: {way}",
                "drop one of these links",
            )
