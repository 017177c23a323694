"""Crossref's JSON → a work.

See https://api.crossref.org/swagger-ui/index.html.
"""

import json
from typing import Any
from urllib.parse import quote

from interpkb.refs.arxiv import UnreadableAnswerError
from interpkb.refs.works import Work, date_of, words

_TYPES = {"book": "book", "monograph": "book", "edited-book": "book", "dissertation": "thesis", "report": "report"}
_DATES = ("published-online", "published-print", "published", "issued")


def query(doi: str) -> str:
    """Give the path that asks for a work."""
    return f"/works/{quote(doi, safe='')}"


def parse(answer: bytes) -> Work:
    """Read the work in an answer."""
    try:
        message = json.loads(answer)["message"]
        return Work(
            title=_title(message),
            authors=tuple(filter(None, map(_name, message.get("author") or []))),
            date=min(filter(None, (_date(message.get(field)) for field in _DATES)), default=None),
            type=_TYPES.get(message.get("type"), "paper"),
            doi=str(message["DOI"]),
            url=None,
            venue=words((message.get("container-title") or [None])[0]) or None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableAnswerError(f"Crossref's answer is not what it promises: {error!r}") from error


def _title(message: Any) -> str:
    title = words((message.get("title") or [""])[0])
    subtitle = words((message.get("subtitle") or [""])[0])
    return f"{title}: {subtitle}" if subtitle and subtitle.casefold() not in title.casefold() else title


def _name(author: Any) -> str:
    return words(" ".join(filter(None, (author.get("given"), author.get("family")))) or author.get("name"))


def _date(value: Any) -> str | None:
    parts = ((value or {}).get("date-parts") or [[]])[0]
    return date_of(int(part) if part else None for part in parts)
