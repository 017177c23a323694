"""Two sources that are likely to be one work under two titles."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from interpkb.checks import duplicate_work_id
from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Source
from interpkb.problems import Severity

CODE = "work-entered-twice"

COMPARES = {"source": ("title", "authors", "date", "follows", "cites", "arxiv", "doi", "url")}
"""What it looks at in entries beside the one on which it reports."""

_ALIKE = 88.0
"""How much alike two titles are, of a hundred, that may well be one."""

_YEARS = 2
_BEGINNING = 8
"""Only titles that begin or end with the same letters are compared: comparing all with all takes too long."""

_MOST = 200
"""So many works by one author whose titles begin alike are no mistake but an attack, and need not all be compared."""

_SHORTEST = 12
"""A title before the colon that is shorter than this says too little."""


@dataclass(frozen=True)
class _Title:
    """A title in bare letters: all of it, and what stands before a colon or dash."""

    text: str
    head: str

    @cached_property
    def letters(self) -> Counter[str]:
        """How often each letter is in it."""
        return Counter(self.text)


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each pair of sources that share an author, and nearly a title, within two years."""
    sources = {id: entry for id in kb.of_kind("source") if isinstance(entry := kb.entries[id], Source)}
    titles = {id: _title(entry.title) for id, entry in sources.items()}
    reported = set()
    for one, other in sorted(pair for pair in _pairs(sources, titles) if _alike(titles[pair[0]], titles[pair[1]])):
        first, second = sources[one], sources[other]
        said = one in (*second.follows, *second.cites) or other in (*first.follows, *first.cites)
        if said or other in reported or duplicate_work_id.keys(first) & duplicate_work_id.keys(second):
            continue
        reported.add(other)
        message = f"{second.title!r} looks like {first.title!r} of {one!r}"
        hint = "retire one, or say by 'follows' or 'cites' that they are two works"
        yield Finding(kb.paths[other], ("title",), Severity.WARNING, CODE, message, hint)


def _title(title: str) -> _Title:
    text, head = (
        re.sub(r"\W+", "", part.casefold()) for part in (title, re.split(r":|\?| [-–—] ", title, maxsplit=1)[0])
    )
    return _Title(text, head)


def _pairs(sources: Mapping[str, Source], titles: Mapping[str, _Title]) -> set[tuple[str, str]]:
    """Gather the pairs of works by one author, within some years, whose titles begin or end alike."""
    near: dict[tuple[str, str], dict[str, int]] = {}
    for id, entry in sources.items():
        text, year = titles[id].text, int(entry.date[:4])
        for author in entry.authors:
            surname = author.rpartition(" ")[2].casefold()
            near.setdefault((surname, text[:_BEGINNING]), {})[id] = year
            near.setdefault((surname, text[-_BEGINNING:]), {})[id] = year
    return {
        (one, other)
        for years in near.values()
        if len(years) > 1
        for (one, first), (other, second) in combinations(list(years.items())[:_MOST], 2)
        if -_YEARS <= first - second <= _YEARS
    }


def _alike(one: _Title, other: _Title) -> bool:
    if len(one.head) >= _SHORTEST and one.head == other.head:
        return True
    # Titles are no more alike than the letters that both have, in whatever order: that decides nearly all.
    if 200 * (one.letters & other.letters).total() < _ALIKE * (len(one.text) + len(other.text)):
        return False
    from rapidfuzz import fuzz

    return fuzz.ratio(one.text, other.text, score_cutoff=_ALIKE) > 0
