"""The kinds of entries, one module a kind: frozen, strict, with no fields beyond those named."""

from types import MappingProxyType

from interpkb.models.agenda import Agenda
from interpkb.models.benchmark import Benchmark
from interpkb.models.claim import Claim
from interpkb.models.dimension import Dimension
from interpkb.models.evidence import Evidence
from interpkb.models.failure import Failure
from interpkb.models.fields import Entry
from interpkb.models.goal import Goal
from interpkb.models.method import Method
from interpkb.models.source_entry import Source
from interpkb.models.term import Term
from interpkb.models.tool import Tool

KINDS: tuple[type[Entry], ...] = (
    Goal,
    Dimension,
    Method,
    Agenda,
    Claim,
    Evidence,
    Failure,
    Tool,
    Benchmark,
    Term,
    Source,
)
"""Every kind, in the order in which lists and pages show them."""

BY_FOLDER = MappingProxyType({kind.folder: kind for kind in KINDS})
"""Every kind by the folder of `kb/` that holds its entries."""

__all__ = [
    "BY_FOLDER",
    "KINDS",
    "Agenda",
    "Benchmark",
    "Claim",
    "Dimension",
    "Entry",
    "Evidence",
    "Failure",
    "Goal",
    "Method",
    "Source",
    "Term",
    "Tool",
]
