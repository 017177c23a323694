"""The field types that entries are made of, each with its pattern and the help an editor shows.

A pattern is written once, here, and holds in pydantic and in the JSON Schema alike, so it keeps to the
regular expressions that both understand (no look-around).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

EDITOR = "editor"
"""What `according_to` says when no source states the link and the editors of this base infer it."""

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NEED_ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"
MAX_ID_LENGTH = 80

Line = Annotated[str, StringConstraints(min_length=1, max_length=400, pattern=r"^\S(.*\S)?$")]
"""One line of plain text, with neither leading nor trailing space."""

Prose = Annotated[str, StringConstraints(min_length=1, max_length=8000, pattern=r"\S")]
"""Markdown text without raw HTML: paragraphs, emphasis, links, lists, code."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID_LENGTH)]

PartialDate = Annotated[
    str,
    StringConstraints(pattern=r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"),
    Field(description='A date in quotes: "2024", "2024-11" or "2024-11-23".', examples=["2024-11-23"]),
]
ArxivId = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{2}(0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(\.[A-Z]{2})?/[0-9]{7})$"),
    Field(description='The arXiv id in quotes, without version: "2407.12404".', examples=["2407.12404"]),
]
Doi = Annotated[
    str,
    StringConstraints(pattern=r"^10\.[0-9]{4,9}/[!-~]+$", max_length=200),
    Field(
        description='The DOI without a resolver in front: "10.23915/distill.00007".',
        examples=["10.23915/distill.00007"],
    ),
]
Url = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!#-;=?-~]*)?$", max_length=500),
    Field(
        description="A web address that starts with https:// (or http://).",
        examples=["https://distill.pub/2017/feature-visualization"],
    ),
]
Strength = Annotated[
    int,
    Field(
        ge=0,
        le=4,
        description="How much it helps: 0 not at all, 1 barely, 2 somewhat, 3 much, 4 very much.",
    ),
]


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a field that names a node: an entry, a dimension's value or a need.

    `relation` is the link that the field states; where a statement model carries the target, the relation
    stands on the field that holds the statements. `kinds` narrows what the relation's table row admits.
    """

    relation: str | None = None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class States:
    """Marks a field whose items are statements, each a link of this relation."""

    relation: str


AccordingTo = Annotated[
    Id,
    Reference(kinds=("source",)),
    Field(description="Who says so: the id of a source, or `editor` where the editors of this base infer it."),
]
Because = Annotated[
    Prose,
    Field(description="The reason, in our own words; Markdown. Without one the link is shown as unargued."),
]


class OwnLink(NamedTuple):
    """A link that a part states: `keys` lead from the part to the field that names the object."""

    relation: str
    object: str
    keys: tuple[str | int, ...]
    direction: str | None = None
    via: str | None = None


class Part(BaseModel):
    """Anything inside an entry: strict, frozen, with no fields beyond those named."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        defer_build=True,  # a kind is built when the first file of it is read: after one edit, one of eleven
        extra="forbid",
        # Pydantic would title every field in Title Case.
        field_title_generator=lambda name, _info: name.replace("_", " ").capitalize(),
    )

    def node_id(self, owner: str) -> str:
        """Say which node the links inside this part go out from: its owner, unless it is a node itself."""
        return owner

    def own_links(self, owner: str) -> Iterator["OwnLink"]:  # noqa: ARG002  # parts that are nodes use it
        """Yield the links that the part states by itself, from its owner."""
        yield from ()


class Said(Part):
    """Something that somebody says: with its reason and whose word it is."""

    because: Because | None = None
    according_to: AccordingTo


class Statement(Said):
    """A stated link. `target` names the field that holds the other end."""

    target: ClassVar[str]

    def objects(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield each object of the link with the keys that lead to it from here."""
        yield (self.target,), getattr(self, self.target)


class Entry(Part):
    """What every entry has, whatever its kind."""

    kind: ClassVar[str]
    folder: ClassVar[str]

    aliases: Annotated[
        tuple[Line, ...],
        Field(description="Other names and abbreviations that people search for, such as SAE."),
    ] = ()
    notes: Annotated[Prose | None, Field(description="Whatever a reader should also know; Markdown, no HTML.")] = None
    reviewed: Annotated[
        PartialDate | None, Field(description="When an editor last read this entry against its sources.")
    ] = None


_FIRST_FIELDS = ("name", "title", "aliases", "summary")
_LAST_FIELDS = ("notes", "reviewed")


def field_order(model: type[Part]) -> tuple[str, ...]:
    """List a model's fields in the order in which entries are written."""
    fields = list(model.model_fields)
    first = [name for name in _FIRST_FIELDS if name in fields]
    last = [name for name in _LAST_FIELDS if name in fields]
    return (*first, *(name for name in fields if name not in (*first, *last)), *last)


class NamedEntry(Entry):
    """An entry that is called by a name and said in one line."""

    name: Annotated[Line, Field(description="What it is called, as people write it.")]
    summary: Annotated[Line, Field(description="What it is, in one plain sentence of our own words.")]
