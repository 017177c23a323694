"""Links inside a text that name an entry which is not there."""

from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.problems import Severity

CODE = "unknown-reference"


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each Markdown link whose address is neither on the web nor an entry's id."""
    for link in kb.text_links:
        if link.object not in kb.entries:
            message = f"the text links to unknown entry {link.object!r}"
            hint = "link to the id of an entry, or to https://..."
            yield Finding(kb.paths[link.stated_in], link.keys, Severity.ERROR, CODE, message, hint)
