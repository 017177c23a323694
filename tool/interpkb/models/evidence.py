"""Evidence: one finding of one source, and what it bears on."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from interpkb.models.fields import NEED_ID_PATTERN, Entry, Id, Line, OwnLink, Part, Prose, Reference


class Design(StrEnum):
    """How a finding was made."""

    PROOF = "proof"
    ARGUMENT = "argument"
    OBSERVATION = "observation"
    INTERVENTION = "intervention"
    BENCHMARK = "benchmark"


class Outcome(StrEnum):
    """How a method fared against a baseline."""

    BEATS = "beats"
    TIES = "ties"
    LOSES = "loses"


class Direction(StrEnum):
    """Which way a finding points."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"


class Comparison(Part):
    """What a method was compared with, and how it fared."""

    baseline: Annotated[Line, Field(description="What it was compared with.")]
    outcome: Annotated[Outcome, Field(description="Whether the method beats, ties or loses to the baseline.")]


class Setting(Part):
    """Where a finding was made; a number means nothing without it."""

    model: Annotated[Line | None, Field(description="The model or family of models.")] = None
    parameters: Annotated[
        str | None,
        StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)?[KMBT]$"),
        Field(
            description='The size of the largest model tested, such as "7B"; K, M, B and T are powers of a thousand.'
        ),
    ] = None
    modality: Annotated[Line | None, Field(description="Such as text, images, games.")] = None
    task: Annotated[Line | None, Field(description="What the models did in the test.")] = None
    data: Annotated[Line | None, Field(description="The data sets.")] = None


_ENDS = ("goal", "need", "failure")


def _either(*present: str) -> JsonDict:
    absent = [name for name in ("claim", "method", *_ENDS) if name not in present]
    return {"required": list(present), "not": {"anyOf": [{"required": [name]} for name in absent]}}


class BearsOn(Part):
    """What a finding speaks to: a claim, or a method's link to a goal, need or failure."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [_either("claim"), *(_either("method", end) for end in _ENDS)]}
    )

    claim: Annotated[Id | None, Reference(), Field(description="The id of the claim.")] = None
    method: Annotated[
        Id | None, Reference(), Field(description="The id of the method; name a goal, need or failure with it.")
    ] = None
    goal: Annotated[Id | None, Reference(), Field(description="Whether the method serves this goal.")] = None
    need: Annotated[
        str | None,
        StringConstraints(pattern=NEED_ID_PATTERN),
        Reference(),
        Field(description="Whether the method meets this need, written AGENDA/NEED."),
    ] = None
    failure: Annotated[Id | None, Reference(), Field(description="Whether the method suffers this failure.")] = None
    direction: Annotated[
        Direction,
        Field(
            description=(
                "`supports`: speaks for the claim or link. `opposes`: against. That a method does suffer a failure "
                "`supports` its link to that failure."
            )
        ),
    ]
    because: Annotated[Prose | None, Field(description="How the finding bears on it, where that is not plain.")] = None

    @model_validator(mode="after")
    def _one_target(self) -> "BearsOn":
        ends = sum(getattr(self, end) is not None for end in _ENDS)
        if (self.claim is None) == (self.method is None) or ends != (self.method is not None):
            raise PydanticCustomError("one_target", "needs either a claim, or a method with one goal, need or failure")
        return self

    def own_links(self, owner: str) -> Iterator[OwnLink]:  # noqa: ARG002  # as other parts have it
        """Yield the links to what the finding speaks to; `via` names the method whose link it is."""
        direction = self.direction.value
        if self.claim is not None:
            yield OwnLink("bears-on", self.claim, ("claim",), direction)
        if self.method is not None:
            yield OwnLink("tests", self.method, ("method",), direction)
            for end in _ENDS:
                if (target := getattr(self, end)) is not None:
                    yield OwnLink("bears-on", target, (end,), direction, self.method)


class Evidence(Entry):
    """One finding of one source."""

    kind: ClassVar[str] = "evidence"
    folder: ClassVar[str] = "evidence"

    name: Annotated[Line, Field(description="The finding in a few words.")]
    finding: Annotated[
        Prose, Field(description="What was found, in our own words; every number with its model, data and metric.")
    ]
    source: Annotated[Id, Reference("found-in"), Field(description="The id of the source that reports it.")]
    locator: Annotated[Line | None, Field(description="Where in the source: a section, table, figure or page.")] = None
    bears_on: Annotated[tuple[BearsOn, ...], Field(min_length=1, description="What it speaks to, and which way.")]
    design: Annotated[
        Design,
        Field(
            description=(
                "`proof`, `argument`, `observation` (looked, changed nothing), `intervention` (changed something and "
                "saw the effect) or `benchmark` (scored against known answers)."
            )
        ),
    ]
    compared_with: Annotated[tuple[Comparison, ...], Field(description="Baselines; empty when none is reported.")] = ()
    setting: Annotated[Setting | None, Field(description="Where it was found.")] = None
    group: Annotated[
        Id,
        Field(
            description="Who found it, as an id of our own such as `krueger-lab`; support from one group counts once."
        ),
    ]
    superseded_by: Annotated[
        tuple[Annotated[Id, Reference("superseded-by")], ...],
        Field(description="Ids of later evidence that replaces this; it no longer counts."),
    ] = ()
    retracted: Annotated[bool, Field(description="Whether the source took it back; it no longer counts.")] = False
