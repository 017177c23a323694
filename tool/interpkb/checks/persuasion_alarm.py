"""Methods whose best use is a discouraged goal: they may please people whatever the model does."""

from collections.abc import Iterator

from interpkb.knowledge_base import Finding, KnowledgeBase
from interpkb.models import Goal, Method
from interpkb.models.goal import GoalStanding
from interpkb.problems import Severity

CODE = "persuasion-alarm"


def find(kb: KnowledgeBase) -> Iterator[Finding]:
    """Yield a finding for each method, and each source's view of it, that serves a discouraged goal most of all."""
    for id in kb.of_kind("method"):
        entry = kb.entries[id]
        assert isinstance(entry, Method)
        for who in dict.fromkeys(service.according_to for service in entry.serves):
            services = [(i, s) for i, s in enumerate(entry.serves) if s.according_to == who]
            top = max(service.strength for _, service in services)
            best = [(i, service) for i, service in services if service.strength == top]
            if top and all(_discouraged(kb, service.goal) for _, service in best):
                i, service = best[0]
                yield Finding(
                    kb.paths[id],
                    ("serves", i, "goal"),
                    Severity.WARNING,
                    CODE,
                    f"what {id!r} serves best, according to {who!r}, is the discouraged goal {service.goal!r}",
                    "say what else it is good for, or what shows that it tells the truth",
                )


def _discouraged(kb: KnowledgeBase, goal: str) -> bool:
    entry = kb.entries[goal]
    return isinstance(entry, Goal) and entry.standing is GoalStanding.DISCOURAGED
