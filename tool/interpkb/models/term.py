"""Terms: the glossary, with contested definitions side by side."""

from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import AccordingTo, Id, Line, NamedEntry, Part, Prose, Reference


class Definition(Part):
    """What one source takes a term to mean."""

    definition: Annotated[Prose, Field(description="The meaning, in our own words; Markdown.")]
    according_to: AccordingTo
    locator: Annotated[Line | None, Field(description="Where in the source: a section or page.")] = None


class Term(NamedEntry):
    """One word of the field's language."""

    kind: ClassVar[str] = "term"
    folder: ClassVar[str] = "terms"

    definitions: Annotated[
        tuple[Definition, ...],
        Field(min_length=1, description="What it means, by source; several are shown side by side."),
    ]
    contested: Annotated[bool, Field(description="Whether the definitions disagree.")] = False
    related: Annotated[tuple[Annotated[Id, Reference("related")], ...], Field(description="Ids of related terms.")] = ()
