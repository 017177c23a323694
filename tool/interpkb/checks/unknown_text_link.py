"""Links inside a text that name an entry which is not there."""

from collections.abc import Iterator
from typing import Any

from interpkb import prose
from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models.fields import Part
from interpkb.problems import Severity

CODE = "unknown-reference"


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each Markdown link whose address is neither on the web nor an entry's id."""
    for id, entry in kb.entries.items():
        for keys, text in _texts(entry, ()):
            for name in prose.linked_ids(text):
                if name not in kb.entries:
                    hint = "link to the id of an entry, or to https://..."
                    yield Finding(
                        kb.paths[id], keys, Severity.ERROR, CODE, f"the text links to unknown entry {name!r}", hint
                    )


def _texts(value: Any, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, Part):
        for name, inner in value:
            yield from _texts(inner, (*keys, name))
    elif isinstance(value, tuple):
        for i, inner in enumerate(value):
            yield from _texts(inner, (*keys, i))
