"""Agendas: ways to make AI systems aligned, and what they need of interpretability."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import (
    Id,
    Line,
    NamedEntry,
    OwnLink,
    PartialDate,
    Prose,
    Reference,
    Said,
    Statement,
    States,
)
from interpkb.models.method import Assumption, Critique


class NeedType(StrEnum):
    """Whether a need is met once or over and over."""

    RESEARCH_QUESTION = "research-question"
    TASK = "task"


class Help(StrEnum):
    """How far interpretability helps with a need."""

    DECISIVE = "decisive"
    HELPS = "helps"
    MAY_HELP = "may-help"
    UNLIKELY = "unlikely"


class State(StrEnum):
    """Whether an agenda is being worked on."""

    ACTIVE = "active"
    DORMANT = "dormant"
    HISTORICAL = "historical"
    PROPOSED = "proposed"


class Timelines(StrEnum):
    """For which AI timelines an agenda is the better bet."""

    SHORT = "short"
    LONG = "long"


class AsksFor(Statement):
    """A goal that a method must serve to meet a need."""

    target: ClassVar[str] = "goal"
    goal: Annotated[Id, Reference(), Field(description="The id of the goal.")]


class Requirement(Statement):
    """What a need requires of a method on one dimension."""

    target: ClassVar[str] = "values"
    dimension: Annotated[Id, Field(description="The id of the dimension.")]
    values: Annotated[
        tuple[Id, ...], Field(min_length=1, description="Values of the dimension, any one of which is enough.")
    ]

    def objects(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the node of each value that would do."""
        for i, value in enumerate(self.values):
            yield ("values", i), f"{self.dimension}/{value}"


class Candidate(Statement):
    """A method that somebody puts forward for a need."""

    target: ClassVar[str] = "method"
    method: Annotated[Id, Reference(), Field(description="The id of the method.")]


class Alternative(Said):
    """What serves a need better than interpretability."""

    approach: Annotated[Line, Field(description="The approach that serves better, such as game theory.")]


class Need(Said):
    """A question that an agenda must answer, or a task that it must do; `AGENDA/NEED` is its id in the graph."""

    id: Annotated[Id, Field(description="The need's id, unique in this agenda.")]
    name: Annotated[Line, Field(description="The need in a few words.")]
    question: Annotated[Line, Field(description="The question to answer or the task to do, in one sentence.")]
    type: Annotated[
        NeedType,
        Field(
            description=(
                "`research-question`: answered once, so much effort is affordable. "
                "`task`: done over and over, so it must be cheap."
            )
        ),
    ]
    interpretability: Annotated[
        Help, Field(description="How far interpretability helps here; `because` says why, `according_to` who says so.")
    ]
    goals: Annotated[
        tuple[AsksFor, ...], States("asks-for"), Field(description="Goals, any of which a method must serve to help.")
    ] = ()
    requires: Annotated[
        tuple[Requirement, ...],
        States("requires"),
        Field(description="What it requires on the dimensions; every dimension named must be met."),
    ] = ()
    better_served_by: Annotated[
        tuple[Alternative, ...], Field(description="What serves this need better than interpretability.")
    ] = ()
    candidates: Annotated[
        tuple[Candidate, ...], States("has-candidate"), Field(description="Methods put forward for it.")
    ] = ()
    limits: Annotated[Prose | None, Field(description="Caveats: where the help ends or may backfire.")] = None

    def node_id(self, owner: str) -> str:
        """Say the need's own node."""
        return f"{owner}/{self.id}"

    def own_links(self, owner: str) -> Iterator[OwnLink]:
        """Yield the agenda's link to this need."""
        yield OwnLink("has-need", self.node_id(owner), ("id",))


class Status(Said):
    """Whether an agenda is being worked on, as of a date."""

    state: Annotated[State, Field(description="Whether people work on it now.")]
    as_of: PartialDate


class Worker(Said):
    """Somebody who works on an agenda, by public record."""

    name: Annotated[Line, Field(description="A person, group or organisation.")]
    as_of: PartialDate


class Bet(Said):
    """For which AI timelines an agenda is the better bet."""

    timelines: Annotated[Timelines, Field(description="`short` or `long`; leave out where nobody argues either.")]


class BuildsOn(Statement):
    """An agenda that another extends or needs."""

    target: ClassVar[str] = "agenda"
    agenda: Annotated[Id, Reference(), Field(description="The id of the other agenda.")]


class Agenda(NamedEntry):
    """A way to make AI systems aligned, such as debate."""

    kind: ClassVar[str] = "agenda"
    folder: ClassVar[str] = "agendas"

    theory_of_change: Annotated[Prose, Field(description="How it is meant to lead to aligned AI; Markdown.")]
    status: Annotated[Status | None, Field(description="Whether it is being worked on.")] = None
    worked_on_by: Annotated[
        tuple[Worker, ...], Field(description="Who works on it, as public record, each with a date.")
    ] = ()
    bets_on: Annotated[Bet | None, Field(description="For which AI timelines it is the better bet.")] = None
    introduced_by: Annotated[
        tuple[Annotated[Id, Reference("introduced-by")], ...],
        Field(description="Ids of the sources that introduced it."),
    ] = ()
    builds_on: Annotated[
        tuple[BuildsOn, ...], States("builds-on"), Field(description="Agendas that it extends or needs.")
    ] = ()
    assumes: Annotated[
        tuple[Assumption, ...], States("assumes"), Field(description="Claims that must hold for it to work.")
    ] = ()
    critiques: Annotated[
        tuple[Critique, ...], States("critiqued-by"), Field(description="Sources that argue against it.")
    ] = ()
    needs: Annotated[
        tuple[Need, ...], Field(description="What it needs: questions and tasks, with how far interpretability helps.")
    ] = ()
