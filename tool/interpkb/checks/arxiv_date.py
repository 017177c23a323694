"""Sources whose arXiv id says another month than their date."""

import re
from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Source
from interpkb.problems import Severity

CODE = "arxiv-date-mismatch"

_ID = re.compile(r"(?:[a-z.-]+/)?([0-9]{2})([0-9]{2})", re.IGNORECASE)
_FIRST_YEAR = 91
"""arXiv began in 1991: https://info.arxiv.org/about/index.html"""


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each source dated after it came to arXiv, or long before while it is nowhere else."""
    for id in kb.of_kind("source"):
        entry = kb.entries[id]
        assert isinstance(entry, Source)
        if entry.arxiv is None or (there := _month(entry.arxiv)) is None:
            continue
        year, _, rest = entry.date.partition("-")
        exact = bool(rest)
        here = int(year) * 12 + int(rest[:2] or there % 12 + 1) - 1
        if here > there:
            message = f"the work is dated {entry.date}, and was on arXiv in {_shown(there)}"
        elif here < there - exact and not _is_elsewhere(entry):
            message = f"the work is dated {entry.date}, and came to arXiv in {_shown(there)} only"
        else:
            continue
        hint = "say when it first appeared, and where if that was not on arXiv"
        yield Finding(kb.paths[id], ("date",), Severity.WARNING, CODE, message, hint)


def _month(arxiv: str) -> int | None:
    """Count the months from the year 0 to that in which an id was given out."""
    found = _ID.match(arxiv)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    return ((1900 if year >= _FIRST_YEAR else 2000) + year) * 12 + month - 1


def _shown(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def _is_elsewhere(entry: Source) -> bool:
    """Tell whether a work can have appeared somewhere else before."""
    return bool(entry.doi or entry.venue or (entry.url and "arxiv.org/" not in entry.url))
