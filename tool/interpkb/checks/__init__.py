"""The checks that need the whole, linked base; one a module, each yielding findings of one code."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from interpkb.checks import (
    arxiv_date,
    bad_date,
    doi_venue,
    duplicate_work_id,
    no_independent_group,
    not_cashed_out,
    number_without_setting,
    persuasion_alarm,
    relation_cycle,
    source_without_locator,
    stale_status,
    unargued_link,
    unknown_text_link,
    unreferenced,
    work_entered_twice,
)
from interpkb.knowledge_base import Finding, KnowledgeBase

CHECKS = (
    bad_date,
    source_without_locator,
    relation_cycle,
    unargued_link,
    unknown_text_link,
    unreferenced,
    persuasion_alarm,
    not_cashed_out,
    duplicate_work_id,
    work_entered_twice,
    arxiv_date,
    doi_venue,
    number_without_setting,
    no_independent_group,
    stale_status,
)
"""Every check, in the order in which they run."""


_COMPARING = (duplicate_work_id, work_entered_twice, no_independent_group)

COMPARED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        kind: frozenset(field for check in _COMPARING for field in check.COMPARES.get(kind, ()))
        for kind in ("source", "evidence", "method")
    }
)
"""What some checks look at in entries that nothing ties to the one on which they report: fields, by kind.

After an edit of these the whole base is read, and not only what hangs together with the edit.
"""

COMPARING_CODES = frozenset(check.CODE for check in _COMPARING)
"""What these checks find; a part of a base does not show it."""


def run(kb: KnowledgeBase) -> Iterator[Finding]:
    """Run every check on a linked base."""
    for check in CHECKS:
        yield from check.find(kb)
