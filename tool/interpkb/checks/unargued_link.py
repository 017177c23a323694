"""Judgements without a reason. One reason is enough for a link, whoever gives it."""

from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models.links import Link
from interpkb.problems import Severity
from interpkb.relations import RELATIONS

CODE = "unargued-link"


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each argued link for which nobody gives a reason, at its first statement."""
    argued = {name for name, relation in RELATIONS.items() if relation.argued}
    first: dict[tuple[str, str, str], Link] = {}
    reasoned = set()
    for link in kb.links:
        if link.relation in argued:
            key = (link.subject, link.relation, link.object)
            first.setdefault(key, link)
            if link.because:
                reasoned.add(key)
    for key, link in first.items():
        if key not in reasoned:
            yield Finding(
                kb.paths[link.stated_in],
                link.keys,
                Severity.WARNING,
                CODE,
                f"no reason is given why {link.subject!r} {link.relation.replace('-', ' ')} {link.object!r}",
                "add 'because'",
            )
