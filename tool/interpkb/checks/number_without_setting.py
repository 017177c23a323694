"""Findings with a number that does not say where it was found."""

import re
from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Evidence
from interpkb.problems import Severity

CODE = "number-without-setting"

_NUMBER = re.compile(r"(?<![\w.,/-])(?!(?:19|20)[0-9]{2}(?![\w.,%]))[0-9]+(?:[.,][0-9]+)*(?![\w/-])")
"""A number by itself: no year, and no part of a name such as GPT-2, CIFAR-10 or 7B."""


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each piece of evidence whose text holds a number, without a setting."""
    for id in kb.of_kind("evidence"):
        entry = kb.entries[id]
        assert isinstance(entry, Evidence)
        if entry.setting is None and (number := _NUMBER.search(entry.finding)):
            message = f"the finding holds the number {number[0]}, and no setting says of which model, data and task"
            yield Finding(kb.paths[id], ("finding",), Severity.WARNING, CODE, message, "add 'setting'")
