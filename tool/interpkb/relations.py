"""The one table of relations: what may be linked to what, and how each link reads from its other end.

A relation is stated from one side only; the inverse is derived from this table. `argued` relations are
judgements, so a link of theirs wants a reason; the others are plain facts. `acyclic` ones admit no cycle.
"""

from types import MappingProxyType
from typing import NamedTuple

VALUE = "value"
NEED = "need"
ENTRY_KINDS = (
    "goal",
    "dimension",
    "method",
    "agenda",
    "claim",
    "evidence",
    "failure",
    "tool",
    "benchmark",
    "term",
    "source",
)
NODE_KINDS = (*ENTRY_KINDS, VALUE, NEED)
"""Kinds of the graph's nodes: those of entries, and the two that stand inside an entry."""


class Relation(NamedTuple):
    """A type of link: `subject --name--> object`, read from the object as `inverse`."""

    name: str
    inverse: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    acyclic: bool = False
    argued: bool = False

    @property
    def symmetric(self) -> bool:
        """Tell whether the relation reads the same from both ends."""
        return self.name == self.inverse


_CLAIM = ("claim",)
_CITABLE = ("method", "agenda", "tool", "benchmark")

_TABLE = (
    Relation("overlaps", "overlaps", ("goal",), ("goal",), argued=True),
    Relation("defined-by", "defines", ("goal", "dimension"), ("source",)),
    Relation("divides-into", "value-of", ("dimension",), (VALUE,)),
    Relation("broader", "narrower", ("method",), ("method",), acyclic=True),
    Relation("introduced-by", "introduces", _CITABLE, ("source",)),
    Relation("stands-at", "taken-by", ("method",), (VALUE,)),
    Relation("serves", "served-by", ("method",), ("goal",), argued=True),
    Relation("assumes", "assumed-by", ("method", "agenda"), _CLAIM, argued=True),
    Relation("critiqued-by", "critiques", ("method", "agenda"), ("source",), argued=True),
    Relation("has-need", "need-of", ("agenda",), (NEED,)),
    Relation("builds-on", "built-on-by", ("agenda",), ("agenda",), acyclic=True, argued=True),
    Relation("asks-for", "asked-for-by", (NEED,), ("goal",), argued=True),
    Relation("requires", "required-by", (NEED,), (VALUE,), argued=True),
    Relation("has-candidate", "candidate-for", (NEED,), ("method",), argued=True),
    Relation("made-in", "makes", _CLAIM, ("source",)),
    Relation("supports", "supported-by", _CLAIM, _CLAIM, acyclic=True, argued=True),
    Relation("attacks", "attacked-by", _CLAIM, _CLAIM, argued=True),
    Relation("answers", "answered-by", _CLAIM, _CLAIM, acyclic=True, argued=True),
    Relation("depends-on", "needed-by", _CLAIM, _CLAIM, acyclic=True, argued=True),
    Relation("decides", "decided-by", _CLAIM, _CLAIM, argued=True),
    Relation("revises", "revised-by", _CLAIM, _CLAIM, acyclic=True, argued=True),
    Relation("refines", "refined-by", _CLAIM, _CLAIM, acyclic=True, argued=True),
    Relation("implies", "implied-by", _CLAIM, _CLAIM, argued=True),
    Relation("similar-to", "similar-to", _CLAIM, _CLAIM, argued=True),
    Relation("about", "discussed-in", _CLAIM, ENTRY_KINDS),
    Relation("found-in", "finds", ("evidence",), ("source",)),
    Relation("bears-on", "has-evidence", ("evidence",), ("claim", "goal", NEED, "failure")),
    Relation("tests", "tested-by", ("evidence",), ("method",)),
    Relation("superseded-by", "supersedes", ("evidence",), ("evidence",), acyclic=True),
    Relation("affects", "suffers", ("failure",), ("method",), argued=True),
    Relation("implements", "implemented-by", ("tool",), ("method",)),
    Relation("evaluates", "evaluated-by", ("benchmark",), ("method", "failure", "goal")),
    Relation("related", "related", ("term",), ("term",)),
    Relation("cites", "cited-by", ("source",), ("source",)),
    Relation("follows", "followed-by", ("source",), ("source",), acyclic=True),
    Relation("reports-on", "reported-on-by", ("source",), ("failure",)),
)

RELATIONS = MappingProxyType({relation.name: relation for relation in _TABLE})
"""Every relation by its name."""

INVERSES = MappingProxyType({relation.inverse: relation for relation in _TABLE})
"""Every relation by the name of its inverse."""
