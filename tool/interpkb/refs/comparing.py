"""What a registry says of a work, held against the entry of the work."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from interpkb.models import Source
from interpkb.refs.works import Identifier, Work

_SAME_TITLE = 97.0
"""Titles that are this much alike, of a hundred, differ by a typing mistake of the registry's at most."""

_FAR = 400
"""How many days a date may be earlier than the registry's: works appear as posts or preprints first."""


_SLACK = 31
"""How many days a date may be later: a work is registered before it can be read, and dates are of months."""


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd"})


class Difference(NamedTuple):
    """A way in which an entry and a registry disagree: the field, a problem code, what is there, and a way out."""

    field: str
    code: str
    message: str
    hint: str


def identifiers(source: Source) -> tuple[Identifier, ...]:
    """Say by which ids a source can be asked for."""
    found = []
    if source.arxiv is not None:
        found.append(Identifier("arxiv", source.arxiv))
    if source.doi is not None and not source.doi.lower().startswith("10.48550/"):  # arXiv's own, which DataCite keeps
        found.append(Identifier("crossref", source.doi))
    return tuple(found)


def compare(source: Source, identifier: Identifier, work: Work | None) -> Iterator[Difference]:
    """Yield each way in which an entry and a registry disagree."""
    registry = "arXiv" if identifier.registry == "arxiv" else "Crossref"
    field = "arxiv" if identifier.registry == "arxiv" else "doi"
    if work is None:
        message = f"{registry} does not know {identifier.id!r}"
        # Other agencies give out DOIs too: https://www.doi.org/the-community/existing-registration-agencies/
        hint = (
            "look the work up by its title"
            if field == "arxiv"
            else "look it up at doi.org; not all DOIs are Crossref's"
        )
        yield Difference(field, "work-not-found", message, hint)
        return
    names = (source.title, *source.aliases)
    if work.title and max(_likeness(name, work.title) for name in names) < _SAME_TITLE:
        message = f"{registry} has the title {work.title!r} for {identifier.id}"
        yield Difference("title", "title-differs", message, "correct the title, or the id")
    if work.authors and (differs := _authors(source.authors, work.authors)):
        yield Difference(
            "authors", "authors-differ", f"{registry} has {differs}", "name every author, in the work's order"
        )
    if work.date is not None and not _dates_fit(source.date, work.date, preprint=field == "arxiv"):
        message = f"{registry} has the date {work.date} and the entry {source.date}"
        yield Difference("date", "date-differs", message, "say when the work first appeared")


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(_plain(one), _plain(other))


def _plain(text: str) -> str:
    """Leave the letters and digits of a text, without accents, in one case."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^\w]+", "", "".join(c for c in decomposed if not unicodedata.combining(c))).replace("_", "")


def _authors(ours: Iterable[str], theirs: Iterable[str]) -> str | None:
    """Say how lists of authors differ, if they do."""
    here, there = tuple(ours), tuple(theirs)
    if len(here) != len(there):
        missing = [name for name in there if not any(_same_person(name, other) for other in here)]
        also = f", among them {missing[0]!r}" if missing else ""
        return f"{len(there)} authors{also}; the entry has {len(here)}"
    for place, (one, other) in enumerate(zip(here, there, strict=True), start=1):
        if not _same_person(one, other):
            return f"{other!r} as author {place}; the entry has {one!r}"
    return None


def _same_person(one: str, other: str) -> bool:
    """Tell whether two names may be of one person: the family name of one is in the other, wherever it stands."""
    words, others = ([w for w in re.findall(r"\w{2,}", _spaced(name)) if w not in _SUFFIXES] for name in (one, other))
    if not words or not others:
        return _plain(one) == _plain(other)
    return words[-1] in others or others[-1] in words


def _spaced(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _dates_fit(ours: str, theirs: str, *, preprint: bool) -> bool:
    length = min(len(ours), len(theirs))
    if ours[:length] == theirs[:length]:
        return True
    days = _days(theirs[:length]) - _days(ours[:length])
    # On arXiv the first version is the first appearance, give or take a month; a journal prints what has long been out.
    return days >= -_SLACK and (days <= _FAR or not preprint)


def _days(date: str) -> int:
    year, month, day = (int(part) for part in f"{date}-01-01"[:10].split("-"))
    return year * 365 + month * 30 + day
