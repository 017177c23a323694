"""A published work as a registry has it, and the identifiers by which it is asked for."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from interpkb.errors import InterpkbError


class Work(NamedTuple):
    """What a registry says of a work. `date` is as exact as it is known; what is not known is `None`."""

    title: str
    authors: tuple[str, ...]
    date: str | None
    type: str
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    venue: str | None = None


class Identifier(NamedTuple):
    """What a work is asked for by: `registry` is `arxiv` or `crossref`."""

    registry: str
    id: str

    def __str__(self) -> str:
        return f"{'arxiv' if self.registry == 'arxiv' else 'doi'}:{self.id}"


class NotAnIdentifierError(InterpkbError):
    """Something that was to be an arXiv id or a DOI is neither."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is neither an arXiv id (arxiv:1703.04730) nor a DOI (10.23915/distill.00007)")


_ARXIV = re.compile(
    r"(?:arxiv:|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|(?:https?://doi\.org/|doi:)?10\.48550/arxiv\.)?"
    r"([0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:doi:|(?:https?://)?(?:dx\.)?doi\.org/)?(10\.[0-9]{4,9}/[!-~]+)", re.IGNORECASE)


def identify(text: str) -> Identifier:
    """Read an arXiv id or a DOI, in any of the forms that people paste, or raise `NotAnIdentifierError`."""
    text = text.strip()
    if found := _ARXIV.fullmatch(text):
        return Identifier("arxiv", found[1])
    if found := _DOI.fullmatch(text):
        return Identifier("crossref", found[1])
    raise NotAnIdentifierError(text)


def words(text: str | None) -> str:
    """Put a text from a registry on one line, without the markup that some titles hold."""
    text = re.sub(r"</?[a-zA-Z][^<>]*>", "", text or "")
    return " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())


def date_of(parts: Iterable[int | None]) -> str | None:
    """Write year, month and day as far as they are known."""
    known = []
    for part in parts:
        if not part:
            break
        known.append(part)
    if not known:
        return None
    return "-".join([f"{known[0]:04}", *(f"{part:02}" for part in known[1:3])])
