"""What the evidence on a link or a claim adds up to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interpkb.knowledge_base import KnowledgeBase
from interpkb.models import Claim, Evidence, Source
from interpkb.models.evidence import BearsOn, Design, Direction, Outcome


class Verdict(StrEnum):
    """What is known for and against a link or claim, from worst to best grounded."""

    UNDERMINED = "undermined"
    UNARGUED = "unargued"
    ASSERTED = "asserted"
    CONTESTED = "contested"
    SUGGESTIVE = "suggestive"
    SUPPORTED = "supported"
    ESTABLISHED = "established"


@dataclass(frozen=True, slots=True)
class Piece:
    """One finding as it bears on one link or claim.

    `on_failure` tells whether it speaks to a method suffering a failure; `size` is the number of parameters of the
    largest model tested, `date` that of the source.
    """

    id: str
    supports: bool
    live: bool
    design: Design
    outcomes: tuple[Outcome, ...]
    group: str
    on_failure: bool
    size: float
    parameters: str | None
    date: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on `subject --relation--> object`, and its working; of a claim, `relation` and `object` are empty."""

    subject: str
    relation: str
    object: str
    verdict: Verdict
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    dropped: tuple[str, ...]
    groups: int
    largest: str | None
    latest: str | None


def verdict(pieces: Iterable[Piece], *, has_reason: bool) -> Verdict:
    """Judge a link or claim by the evidence on it and whether anybody gives a reason for it.

    The rule, in this order. Evidence that is superseded or retracted does not count.

    1. **undermined**: live evidence points against it, and none for it.
    2. **contested**: live evidence points both ways.
    3. **established**: strong support from two groups or more. Support is strong when it is a proof, or an
       intervention or benchmark in which what was tested beats or ties a stated baseline and loses to none. That a
       method suffers a failure is shown by losing, so there any stated baseline will do. Findings of one group
       count once.
    4. **supported**: strong support from one group.
    5. **suggestive**: support of any other kind: arguments, observations, or tests without a baseline.
    6. **asserted**: no evidence, but somebody gives a reason.
    7. **unargued**: neither evidence nor reason.

    The verdict says how well a link is *known*, never how strong it is.
    """
    live = [piece for piece in pieces if piece.live]
    supporting = [piece for piece in live if piece.supports]
    if len(supporting) < len(live):
        return Verdict.CONTESTED if supporting else Verdict.UNDERMINED
    if supporting:
        strong = {piece.group for piece in supporting if is_strong(piece)}
        if len(strong) > 1:
            return Verdict.ESTABLISHED
        return Verdict.SUPPORTED if strong else Verdict.SUGGESTIVE
    return Verdict.ASSERTED if has_reason else Verdict.UNARGUED


def is_strong(piece: Piece) -> bool:
    """Tell whether a finding is a proof, or a test that beats or ties its baselines."""
    if piece.design is Design.PROOF:
        return True
    tested = piece.design in {Design.INTERVENTION, Design.BENCHMARK}
    return tested and bool(piece.outcomes) and (piece.on_failure or Outcome.LOSES not in piece.outcomes)


def judge(kb: KnowledgeBase) -> list[Judgement]:
    """Judge every claim, and every link from a method to a goal, a need or a failure, sorted."""
    pieces = _pieces(kb)
    reasons: dict[tuple[str, str, str], bool] = {}
    for link in kb.links:
        if link.relation in _JUDGED:
            key = _key(link.relation, link.subject, link.object)
            reasons[key] = reasons.get(key, False) or link.because is not None
    for id in kb.of_kind("claim"):
        entry = kb.entries[id]
        assert isinstance(entry, Claim)
        reasons[id, "", ""] = bool(entry.made_in or entry.notes)
    return [
        _judgement(key, pieces.get(key, ()), has_reason=reasons.get(key, False)) for key in sorted({*reasons, *pieces})
    ]


# Read from the method, whichever end states the link.
_JUDGED = {"serves": "serves", "has-candidate": "candidate-for", "affects": "suffers"}
_RELATION_OF_END = {"goal": "serves", "need": "candidate-for", "failure": "suffers"}


def _key(relation: str, subject: str, object: str) -> tuple[str, str, str]:
    return (subject, relation, object) if relation == "serves" else (object, _JUDGED[relation], subject)


def _pieces(kb: KnowledgeBase) -> Mapping[tuple[str, str, str], Sequence[Piece]]:
    found: dict[tuple[str, str, str], list[Piece]] = {}
    for id in kb.of_kind("evidence"):
        entry = kb.entries[id]
        assert isinstance(entry, Evidence)
        source = kb.entries[entry.source]
        assert isinstance(source, Source)
        for bears_on in entry.bears_on:
            found.setdefault(_target(bears_on), []).append(_piece(id, entry, bears_on, source.date))
    return found


def _target(bears_on: BearsOn) -> tuple[str, str, str]:
    if bears_on.claim is not None:
        return bears_on.claim, "", ""
    assert bears_on.method is not None
    for end, relation in _RELATION_OF_END.items():
        if (target := getattr(bears_on, end)) is not None:
            return bears_on.method, relation, target
    raise AssertionError  # the model admits no method without an end


def _piece(id: str, entry: Evidence, bears_on: BearsOn, date: str) -> Piece:
    parameters = entry.setting.parameters if entry.setting else None
    return Piece(
        id=id,
        supports=bears_on.direction is Direction.SUPPORTS,
        live=not (entry.retracted or entry.superseded_by),
        design=entry.design,
        outcomes=tuple(comparison.outcome for comparison in entry.compared_with),
        group=entry.group,
        on_failure=bears_on.failure is not None,
        size=size_of(parameters) if parameters else 0,
        parameters=parameters,
        date=date,
    )


_UNITS = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}


def size_of(parameters: str) -> float:
    """Turn "7B" into 7e9."""
    return float(parameters[:-1]) * _UNITS[parameters[-1]]


def _judgement(key: tuple[str, str, str], pieces: Sequence[Piece], *, has_reason: bool) -> Judgement:
    live = [piece for piece in pieces if piece.live]
    sized = [piece for piece in live if piece.size]
    return Judgement(
        *key,
        verdict=verdict(pieces, has_reason=has_reason),
        supporting=tuple(sorted(piece.id for piece in live if piece.supports)),
        opposing=tuple(sorted(piece.id for piece in live if not piece.supports)),
        dropped=tuple(sorted(piece.id for piece in pieces if not piece.live)),
        groups=len({piece.group for piece in live if piece.supports}),
        largest=max(sized, key=lambda piece: piece.size).parameters if sized else None,
        latest=max((piece.date for piece in live), default=None),
    )
