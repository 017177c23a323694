"""Two sources that name the same work by its arXiv id, DOI or address."""

import re
from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Source
from interpkb.problems import Severity

CODE = "duplicate-work-id"

COMPARES = {"source": ("arxiv", "doi", "url")}
"""What it looks at in entries beside the one on which it reports."""

_FRONT = re.compile(r"https?://(?:www\.|export\.)?")
_ARXIV_ADDRESS = re.compile(r"arxiv\.org/(?:abs|pdf)/(.+?)(?:v[0-9]+)?(?:\.pdf)?")
_ARXIV_DOI = "10.48550/arxiv."


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each source that has an id, DOI or address of a source before it."""
    taken: dict[str, str] = {}
    for id in kb.of_kind("source"):
        entry = kb.entries[id]
        assert isinstance(entry, Source)
        reported = False
        for field in ("arxiv", "doi", "url"):
            if (value := getattr(entry, field)) is None:
                continue
            other = taken.setdefault(_key(field, value), id)
            if other != id and not reported:
                reported = True
                message = f"{value} is the work of {other!r} too"
                hint = f"keep one: interpkb retire {id} --because … --replaced-by {other}"
                yield Finding(kb.paths[id], (field,), Severity.WARNING, CODE, message, hint)


def keys(entry: Source) -> frozenset[str]:
    """Name all by which a work is known: two sources that share one of these are one work."""
    found = ((field, getattr(entry, field)) for field in ("arxiv", "doi", "url"))
    return frozenset(_key(field, value) for field, value in found if value is not None)


def _key(field: str, value: str) -> str:
    value = value.casefold()
    if field == "doi":
        return f"arxiv:{value.removeprefix(_ARXIV_DOI)}" if value.startswith(_ARXIV_DOI) else f"doi:{value}"
    if field == "url":
        address = _FRONT.sub("", value).rstrip("/")
        if found := _ARXIV_ADDRESS.fullmatch(address):
            return f"arxiv:{found[1]}"
        return f"doi:{address.removeprefix('doi.org/')}" if address.startswith("doi.org/10.") else f"url:{address}"
    return f"arxiv:{value}"
