"""Agendas that are being worked on, and of which nobody has looked for long whether that is so."""

from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Agenda
from interpkb.models.agenda import State
from interpkb.problems import Severity

CODE = "stale-status"

MOST_MONTHS = 24
"""How old the state of an active agenda may be at a release of the knowledge base."""


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each active agenda whose status was too old when the base was last released.

    It goes by the last release and not by today: the same files have the same problems on every day.
    """
    if kb.released_on is None:
        return
    now = _months(kb.released_on)
    for id in kb.of_kind("agenda"):
        entry = kb.entries[id]
        if not isinstance(entry, Agenda) or entry.status is None or entry.status.state is not State.ACTIVE:
            continue
        # A year alone may mean its last month.
        as_of = entry.status.as_of if "-" in entry.status.as_of else f"{entry.status.as_of}-12"
        age = now - _months(as_of)
        if age > MOST_MONTHS:
            message = (
                f"{id!r} is active as of {entry.status.as_of}, {age} months before the release of {kb.released_on}"
            )
            hint = "look whether it still is, and date it anew"
            yield Finding(kb.paths[id], ("status", "as_of"), Severity.WARNING, CODE, message, hint)


def _months(date: str) -> int:
    return int(date[:4]) * 12 + int(date[5:7])
