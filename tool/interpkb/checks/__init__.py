"""The checks that need the whole, linked base; one a module, each yielding findings of one code."""

from collections.abc import Iterator

from interpkb.checks import (
    bad_date,
    not_cashed_out,
    persuasion_alarm,
    relation_cycle,
    source_without_locator,
    unargued_link,
    unknown_text_link,
    unreferenced,
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
)
"""Every check, in the order in which they run."""


def run(kb: KnowledgeBase) -> Iterator[Finding]:
    """Run every check on a linked base."""
    for check in CHECKS:
        yield from check.find(kb)
