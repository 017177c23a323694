"""Sources: papers, posts, books and talks that exist and can be found."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import (
    ArxivId,
    Because,
    Doi,
    Entry,
    Id,
    Line,
    Part,
    PartialDate,
    Reference,
    Statement,
    States,
    Url,
)


class SourceType(StrEnum):
    """What a source is."""

    PAPER = "paper"
    POST = "post"
    BOOK = "book"
    THESIS = "thesis"
    TALK = "talk"
    NEWSLETTER = "newsletter"
    REPORT = "report"
    SOFTWARE = "software"
    COMMENT = "comment"


class SeenBy(StrEnum):
    """How a source was verified."""

    TITLE_AND_ID = "title-and-id"
    ABSTRACT = "abstract"
    FULL_TEXT = "full-text"


class Reporting(StrEnum):
    """Whether a source reports on a failure."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Verification(Part):
    """When and how somebody made sure that the work exists as the entry says."""

    on: PartialDate
    by: Annotated[
        SeenBy,
        Field(
            description=(
                "`title-and-id`: the title, authors and id were seen side by side. `abstract`: the abstract was read. "
                "`full-text`: the work was read."
            )
        ),
    ]


class ReportsOn(Statement):
    """Whether a source reports what a paper should on a failure."""

    target: ClassVar[str] = "failure"
    failure: Annotated[Id, Reference(), Field(description="The id of the failure.")]
    reported: Annotated[Reporting, Field(description='`"yes"`, `partly` or `"no"`.')]
    because: Because | None = None


class Source(Entry):
    """A paper, post, book or talk."""

    kind: ClassVar[str] = "source"
    folder: ClassVar[str] = "sources"

    title: Annotated[Line, Field(description="The title, exactly as the work has it.")]
    authors: Annotated[
        tuple[Line, ...], Field(min_length=1, description="Every author's full name, in the work's order.")
    ]
    date: Annotated[PartialDate, Field(description="When it first appeared.")]
    type: Annotated[SourceType, Field(description="What it is.")]
    summary: Annotated[Line | None, Field(description="What it says, in one sentence of our own words.")] = None
    arxiv: ArxivId | None = None
    doi: Doi | None = None
    url: Url | None = None
    venue: Annotated[Line | None, Field(description="Where it was published, such as NeurIPS 2024.")] = None
    cites: Annotated[
        tuple[Annotated[Id, Reference("cites")], ...], Field(description="Ids of sources it cites, where that matters.")
    ] = ()
    follows: Annotated[
        tuple[Annotated[Id, Reference("follows")], ...], Field(description="Ids of sources it is a sequel to.")
    ] = ()
    reports_on: Annotated[
        tuple[ReportsOn, ...],
        States("reports-on"),
        Field(description="Which failures it reports on, for the reporting checklist."),
    ] = ()
    verified: Annotated[
        Verification | None, Field(description="When and how it was made sure that the work exists as stated here.")
    ] = None
