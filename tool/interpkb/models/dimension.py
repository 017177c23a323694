"""Dimensions: the axes on which methods differ, and their values."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import Id, Line, NamedEntry, OwnLink, Part, Prose, Reference, Said, Strength


class Reading(StrEnum):
    """How a method's value on a dimension is compared with what somebody has or asks for."""

    NEEDS = "needs"
    OFFERS = "offers"


class Neglect(Said):
    """How far work of a kind is neglected by others."""

    level: Annotated[Strength, Field(description="0: others do plenty of it; 4: hardly anyone does.")]


class Value(Part):
    """One place on a dimension; `DIMENSION/VALUE` is its id in the graph."""

    id: Annotated[Id, Field(description="The value's id, unique on this dimension.")]
    name: Annotated[Line, Field(description="What the value is called.")]
    meaning: Annotated[Prose, Field(description="What it says of a method to stand here.")]
    includes: Annotated[
        tuple[Id, ...],
        Field(
            description=(
                "Other values of this dimension that come with this one: who has the whole training process has the "
                "weights too; what gives a global view gives the local one too."
            )
        ),
    ] = ()
    neglect: Annotated[
        tuple[Neglect, ...], Field(description="Who says that work of this kind is neglected, and how far.")
    ] = ()

    def own_links(self, owner: str) -> Iterator[OwnLink]:
        """Yield the dimension's link to this value."""
        yield OwnLink("divides-into", f"{owner}/{self.id}", ("id",))


class Dimension(NamedEntry):
    """An axis on which interpretability methods differ, such as the access they need."""

    kind: ClassVar[str] = "dimension"
    folder: ClassVar[str] = "dimensions"

    question: Annotated[Line, Field(description="The question that a method's value answers.")]
    reading: Annotated[
        Reading,
        Field(
            description=(
                "`needs`: a method's values are what it needs, so it can be used by whoever has all of them (access). "
                "`offers`: they are what it offers, so it meets a need that asks for any of them (scope)."
            )
        ),
    ]
    core: Annotated[bool, Field(description="Whether every method should have a place on it.")] = False
    ordered: Annotated[bool, Field(description="Whether the values are listed from less to more.")] = False
    several: Annotated[bool, Field(description="Whether one method may stand at several values.")] = False
    values: Annotated[tuple[Value, ...], Field(min_length=1, description="The places on the dimension.")]
    defined_by: Annotated[
        tuple[Annotated[Id, Reference("defined-by")], ...], Field(description="Ids of the sources that define it.")
    ] = ()
