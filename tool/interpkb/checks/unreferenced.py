"""Entries that nothing refers to: readers would meet them only by searching."""

from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.problems import Severity

CODE = "unreferenced"

# What refers rather than being referred to is well connected all the same.
_STANDS_ALONE = {
    "evidence": frozenset({"bears-on"}),
    "failure": frozenset({"affects"}),
    "tool": frozenset({"implements"}),
    "benchmark": frozenset({"evaluates"}),
    "agenda": frozenset({"asks-for", "has-candidate", "builds-on", "introduced-by"}),
    "method": frozenset({"serves", "broader"}),
    "claim": frozenset({"supports", "attacks", "answers", "decides", "revises", "refines", "implies", "similar-to"}),
    "term": frozenset({"related"}),
}


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each entry that neither is referred to nor ties itself to others."""
    for id, entry in kb.entries.items():
        if id in kb.referred_to:
            continue
        stated = {link.relation for link in kb.links_by_entry.get(id, ())}
        if stated & _STANDS_ALONE.get(entry.kind, frozenset()):
            continue
        yield Finding(
            kb.paths[id],
            (),
            Severity.WARNING,
            CODE,
            f"nothing refers to the {entry.kind} {id!r}",
            "link it from where it matters, or delete it",
        )
