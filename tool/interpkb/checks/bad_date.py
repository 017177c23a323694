"""Dates that have the right form but name no day, such as 2023-02-30."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models.fields import Part
from interpkb.problems import Severity

CODE = "bad-date"


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each full date that is in no calendar."""
    for id, entry in kb.entries.items():
        for keys, date in _dates(entry, ()):
            if not _exists(date):
                hint = "the month has no such day"
                yield Finding(kb.paths[id], keys, Severity.ERROR, CODE, f"{date!r} is no date", hint)


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the fields of a model that are dates, and those with parts that have dates."""
    dates = (name for name in ("date", "reviewed", "as_of", "on") if name in model.model_fields)
    parts = (name for name in ("status", "verified", "maintenance", "worked_on_by") if name in model.model_fields)
    return tuple(dates), tuple(parts)


def _dates(part: Part, keys: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    dates, parts = _fields(type(part))
    for name in dates:
        if (date := getattr(part, name)) is not None:
            yield (*keys, name), date
    for name in parts:
        inner: Any = getattr(part, name) or ()
        for i, item in enumerate(inner if isinstance(inner, tuple) else (inner,)):
            yield from _dates(item, (*keys, name, i) if isinstance(inner, tuple) else (*keys, name))


def _exists(date: str) -> bool:
    if len(date) < len("2024-01-01"):
        return True
    try:
        dt.date.fromisoformat(date)
    except ValueError:
        return False
    return True
