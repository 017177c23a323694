"""Methods on which only their own authors have found anything."""

from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Evidence, Method, Source
from interpkb.problems import Severity

CODE = "no-independent-group"

COMPARES = {
    "evidence": ("source", "bears_on", "superseded_by", "retracted"),
    "source": ("authors",),
    "method": ("introduced_by",),
}
"""What it looks at in entries beside the one on which it reports."""


_LEAST = 2
"""One finding shows by itself how little is known; several look like more."""


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each method on which all findings, for or against, are by people who introduced it."""
    tested: dict[str, list[Evidence]] = {}
    for id in kb.of_kind("evidence"):
        entry = kb.entries[id]
        if isinstance(entry, Evidence) and not entry.retracted and not entry.superseded_by:
            for method in dict.fromkeys(part.method for part in entry.bears_on if part.method is not None):
                tested.setdefault(method, []).append(entry)
    for id, found in sorted(tested.items()):
        method_entry = kb.entries.get(id)
        if len(found) < _LEAST or not isinstance(method_entry, Method) or not method_entry.introduced_by:
            continue
        own = _authors(kb, *method_entry.introduced_by)
        if own and all(own & _authors(kb, evidence.source) for evidence in found):
            message = f"all {len(found)} findings on {id!r} are by its own authors"
            hint = "look for what others found, for or against it"
            yield Finding(kb.paths[id], ("introduced_by",), Severity.WARNING, CODE, message, hint, at_key=True)


def _authors(kb: KnowledgeBase, *ids: str) -> frozenset[str]:
    sources = (kb.entries.get(id) for id in ids)
    return frozenset(author.casefold() for source in sources if isinstance(source, Source) for author in source.authors)
