"""Goals: what interpretability can be for."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import Id, NamedEntry, Prose, Reference, Said, Statement, States


class GoalStanding(StrEnum):
    """Whether a goal is one to aim for."""

    SOUND = "sound"
    DISCOURAGED = "discouraged"
    NEEDS_CASH_OUT = "needs-cash-out"


class Overlap(Statement):
    """Another goal that this one shades into."""

    target: ClassVar[str] = "goal"
    goal: Annotated[Id, Reference(), Field(description="The id of the other goal.")]


class Validation(Said):
    """A test that shows that a goal is really reached."""

    test: Annotated[Prose, Field(description="What to do, and what outcome shows that the goal is reached.")]


class Goal(NamedEntry):
    """Something interpretability can be for, such as predicting behaviour."""

    kind: ClassVar[str] = "goal"
    folder: ClassVar[str] = "goals"

    standing: Annotated[
        GoalStanding,
        Field(
            description=(
                "`sound`: worth aiming for. `discouraged`: served by accident rather than aimed for, such as "
                "persuasion. `needs-cash-out`: a means, to be shown by reaching one of the other goals."
            )
        ),
    ]
    overlaps: Annotated[
        tuple[Overlap, ...], States("overlaps"), Field(description="Goals that this one shades into.")
    ] = ()
    validated_by: Annotated[
        tuple[Validation, ...], Field(description="Tests that show that the goal is really reached.")
    ] = ()
    defined_by: Annotated[
        tuple[Annotated[Id, Reference("defined-by")], ...], Field(description="Ids of the sources that define it.")
    ] = ()
