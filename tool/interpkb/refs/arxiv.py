"""arXiv's Atom feed → works.

See https://info.arxiv.org/help/api/user-manual.html.
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from interpkb.refs.works import Work, words

MOST_AT_ONCE = 50
_ATOM = "{http://www.w3.org/2005/Atom}"
_OWN = "{http://arxiv.org/schemas/atom}"
_ID = re.compile(r"arxiv\.org/abs/(.+?)(?:v[0-9]+)?$")


class UnreadableAnswerError(Exception):
    """An answer is not what the registry promises."""


def query(ids: Iterable[str]) -> str:
    """Give the path and query that ask for these works."""
    listed = list(ids)
    return f"/api/query?id_list={','.join(listed)}&max_results={len(listed)}"


def parse(answer: bytes) -> dict[str, Work]:
    """Read the works in an answer, by arXiv id; one that arXiv does not know is not among them."""
    try:
        # The parser stops entities that grow without end by itself: expat since 2.4.1.
        feed = ET.fromstring(answer)  # noqa: S314
    except ET.ParseError as error:
        raise UnreadableAnswerError(f"arXiv's answer is not XML: {error}") from error
    works = {}
    for entry in feed.iterfind(f"{_ATOM}entry"):
        found = _ID.search(_text(entry, f"{_ATOM}id"))
        if found is None:
            continue
        works[found[1]] = Work(
            title=words(_text(entry, f"{_ATOM}title")),
            authors=tuple(words(_text(author, f"{_ATOM}name")) for author in entry.iterfind(f"{_ATOM}author")),
            date=_text(entry, f"{_ATOM}published")[:10] or None,
            type="paper",
            arxiv=found[1],
            doi=words(_text(entry, f"{_OWN}doi")) or None,
            venue=words(_text(entry, f"{_OWN}journal_ref")) or None,
        )
    return works


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(name) or ""
