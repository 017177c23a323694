"""Sources that nobody can look up: with neither an arXiv id nor a DOI nor a web address."""

from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Source
from interpkb.problems import Severity

CODE = "source-without-locator"


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each source without any locator of the work."""
    for id in kb.of_kind("source"):
        entry = kb.entries[id]
        assert isinstance(entry, Source)
        if entry.arxiv is entry.doi is entry.url is None:
            yield Finding(
                kb.paths[id],
                ("title",),
                Severity.ERROR,
                CODE,
                "the source has neither an 'arxiv' id nor a 'doi' nor a 'url'",
                "say where the work can be found",
                at_key=True,
            )
