"""Methods whose only aim is a feeling of understanding, never cashed out in another goal."""

from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Goal, Method
from interpkb.models.goal import GoalStanding
from interpkb.problems import Severity

CODE = "not-cashed-out"


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each method that serves only goals which need to be cashed out."""
    for id in kb.of_kind("method"):
        entry = kb.entries[id]
        assert isinstance(entry, Method)
        served = [(i, service.goal) for i, service in enumerate(entry.serves) if service.strength > 0]
        if served and all(_needs_cash_out(kb, goal) for _, goal in served):
            goals = " and ".join(repr(goal) for goal in dict.fromkeys(goal for _, goal in served))
            yield Finding(
                kb.paths[id],
                ("serves", served[0][0], "goal"),
                Severity.WARNING,
                CODE,
                f"{id!r} serves nothing but {goals}",
                "name a goal that the understanding helps to reach, and how that was shown",
            )


def _needs_cash_out(kb: KnowledgeBase, goal: str) -> bool:
    entry = kb.entries[goal]
    return isinstance(entry, Goal) and entry.standing is GoalStanding.NEEDS_CASH_OUT
