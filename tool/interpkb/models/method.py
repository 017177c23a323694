"""Methods: ways to interpret models, and classes of such ways."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import (
    EDITOR,
    AccordingTo,
    Because,
    Id,
    Line,
    NamedEntry,
    Part,
    Prose,
    Reference,
    Statement,
    States,
    Strength,
)


class MethodType(StrEnum):
    """Whether an entry is one method or a class of them."""

    METHOD = "method"
    CLASS = "class"


class Band(StrEnum):
    """The two bands of the map of methods."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class Position(Statement):
    """A value on a dimension at which a method stands."""

    target: ClassVar[str] = "value"
    dimension: Annotated[Id, Field(description="The id of the dimension.")]
    value: Annotated[Id, Field(description="The id of one of the dimension's values.")]
    because: Because | None = None
    according_to: AccordingTo = EDITOR

    def objects(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield the value's node."""
        yield ("value",), f"{self.dimension}/{self.value}"


class Service(Statement):
    """A goal that a method serves, how much, why, and who says so."""

    target: ClassVar[str] = "goal"
    goal: Annotated[Id, Reference(), Field(description="The id of the goal.")]
    strength: Strength


class Assumption(Statement):
    """A claim that must hold for this to work."""

    target: ClassVar[str] = "claim"
    claim: Annotated[Id, Reference(), Field(description="The id of the claim that must hold.")]


class Critique(Statement):
    """A source that argues against this."""

    target: ClassVar[str] = "source"
    source: Annotated[Id, Reference(), Field(description="The id of the source that criticises it.")]


class Parameter(Part):
    """A choice that whoever uses the method has to make."""

    name: Annotated[Line, Field(description="What is chosen, such as the layer.")]
    meaning: Annotated[Prose, Field(description="What the choice does.")]


class OnMap(Part):
    """The row of the founding map of methods that this class is."""

    row: Annotated[int, Field(ge=1, le=99, description="Which row from the top.")]
    label: Annotated[Line, Field(description="The label as the figure has it.")]
    band: Annotated[
        Band,
        Field(
            description="`direct`: helps humans with interpretability directly. `indirect`: indirectly or otherwise."
        ),
    ]


class Method(NamedEntry):
    """An interpretability method, or a class of methods."""

    kind: ClassVar[str] = "method"
    folder: ClassVar[str] = "methods"

    type: Annotated[MethodType, Field(description="One `method`, or a `class` of methods.")] = MethodType.METHOD
    broader: Annotated[
        tuple[Annotated[Id, Reference("broader")], ...],
        Field(description="Ids of the classes, or more general methods, that this belongs to."),
    ] = ()
    introduced_by: Annotated[
        tuple[Annotated[Id, Reference("introduced-by")], ...],
        Field(description="Ids of the sources that introduced it."),
    ] = ()
    on_map: Annotated[
        OnMap | None, Field(description="Where it stands in the map of methods; for the classes of the map only.")
    ] = None
    position: Annotated[
        tuple[Position, ...],
        States("stands-at"),
        Field(description="Its place on the dimensions; what is left out is shown as not assessed."),
    ] = ()
    serves: Annotated[
        tuple[Service, ...],
        States("serves"),
        Field(description="The goals it serves; strength 0 says that it does not."),
    ] = ()
    human_work: Annotated[Prose | None, Field(description="What is left for the human to do; Markdown.")] = None
    parameters: Annotated[tuple[Parameter, ...], Field(description="Choices that its user has to make.")] = ()
    assumes: Annotated[
        tuple[Assumption, ...], States("assumes"), Field(description="Claims that must hold for it to work.")
    ] = ()
    critiques: Annotated[
        tuple[Critique, ...], States("critiqued-by"), Field(description="Sources that argue against it.")
    ] = ()
