"""Two sources that are likely to be one work under two titles."""

import re
from collections.abc import Iterator
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


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each pair of sources that share an author, and nearly a title, within two years."""
    sources = {id: entry for id in kb.of_kind("source") if isinstance(entry := kb.entries[id], Source)}
    titles = {id: _words(entry.title) for id, entry in sources.items()}
    near: dict[tuple[str, str], list[str]] = {}
    for id, entry in sources.items():
        title = titles[id][0]
        for author in {author.rpartition(" ")[2].casefold() for author in entry.authors}:
            near.setdefault((author, title[:_BEGINNING]), []).append(id)
            near.setdefault((author, title[-_BEGINNING:]), []).append(id)
    years = {id: int(entry.date[:4]) for id, entry in sources.items()}
    pairs = {
        (one, other)
        for ids in near.values()
        if len(ids) > 1
        for one, other in combinations(list(dict.fromkeys(ids))[:_MOST], 2)
        if -_YEARS <= years[one] - years[other] <= _YEARS
    }
    reported = set()
    for one, other in sorted(pairs):
        first, second = sources[one], sources[other]
        if not _alike(titles[one], titles[other]):
            continue
        said = one in (*second.follows, *second.cites) or other in (*first.follows, *first.cites)
        if said or other in reported or duplicate_work_id.keys(first) & duplicate_work_id.keys(second):
            continue
        reported.add(other)
        message = f"{second.title!r} looks like {first.title!r} of {one!r}"
        hint = "retire one, or say by 'follows' or 'cites' that they are two works"
        yield Finding(kb.paths[other], ("title",), Severity.WARNING, CODE, message, hint)


def _words(title: str) -> tuple[str, str]:
    """Give a title in bare letters: all of it, and what stands before a colon or dash."""
    head = re.split(r":|\?| [-–—] ", title)[0]
    return re.sub(r"\W+", "", title.casefold()), re.sub(r"\W+", "", head.casefold())


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    if len(one[1]) >= _SHORTEST and one[1] == other[1]:
        return True
    shorter, longer = sorted((len(one[0]), len(other[0])))
    if 200 * shorter < _ALIKE * (shorter + longer):  # so far apart in length that the ratio cannot reach the bound
        return False
    from rapidfuzz import fuzz  # few bases hold two titles that have to be compared

    return fuzz.ratio(one[0], other[0], score_cutoff=_ALIKE) > 0
