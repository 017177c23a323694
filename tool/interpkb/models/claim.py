"""Claims: statements that can be argued about, and how they hang together."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import Id, NamedEntry, Prose, Reference, Said, Statement, States


class Role(StrEnum):
    """The part that a claim plays in an argument."""

    THESIS = "thesis"
    PREMISE = "premise"
    ASSUMPTION = "assumption"
    OBJECTION = "objection"
    REPLY = "reply"
    CRUX = "crux"
    THEORY_OF_IMPACT = "theory-of-impact"


class ClaimStanding(StrEnum):
    """How well a claim is grounded by those who make it, from most to least."""

    PROVED = "proved"
    OBSERVED = "observed"
    ARGUED = "argued"
    CONJECTURE = "conjecture"
    SPECULATION = "speculation"
    OPINION = "opinion"


class OtherClaim(Statement):
    """A link to another claim."""

    target: ClassVar[str] = "claim"
    claim: Annotated[Id, Reference(), Field(description="The id of the other claim.")]


class Experiment(Said):
    """An experiment or result that would settle a claim."""

    experiment: Annotated[Prose, Field(description="What to do, and which outcome speaks for or against the claim.")]


class Claim(NamedEntry):
    """A statement that can be argued about; `summary` is the statement itself."""

    kind: ClassVar[str] = "claim"
    folder: ClassVar[str] = "claims"

    role: Annotated[Role, Field(description="The part that it plays in the argument.")]
    standing: Annotated[
        ClaimStanding,
        Field(
            description=(
                "How those who make it ground it: `proved`, `observed` in data, `argued`, or put forward as "
                "`conjecture`, `speculation` or `opinion`."
            )
        ),
    ]
    made_in: Annotated[
        tuple[Annotated[Id, Reference("made-in")], ...], Field(description="Ids of the sources that make it.")
    ] = ()
    about: Annotated[
        tuple[Annotated[Id, Reference("about")], ...],
        Field(description="Ids of the methods, agendas, goals, terms or failures that it is about."),
    ] = ()
    supports: Annotated[
        tuple[OtherClaim, ...], States("supports"), Field(description="Claims that this one is a reason for.")
    ] = ()
    attacks: Annotated[
        tuple[OtherClaim, ...], States("attacks"), Field(description="Claims that this one is a reason against.")
    ] = ()
    answers: Annotated[
        tuple[OtherClaim, ...], States("answers"), Field(description="Objections that this one replies to.")
    ] = ()
    depends_on: Annotated[
        tuple[OtherClaim, ...],
        States("depends-on"),
        Field(description="Claims without which this one falls."),
    ] = ()
    decides: Annotated[
        tuple[OtherClaim, ...], States("decides"), Field(description="Claims that this crux would settle.")
    ] = ()
    revises: Annotated[
        tuple[OtherClaim, ...],
        States("revises"),
        Field(description="Earlier claims by the same authors that this one takes back or limits."),
    ] = ()
    refines: Annotated[
        tuple[OtherClaim, ...], States("refines"), Field(description="Earlier claims that this one makes more exact.")
    ] = ()
    implies: Annotated[
        tuple[OtherClaim, ...], States("implies"), Field(description="Claims that follow from this one.")
    ] = ()
    similar_to: Annotated[
        tuple[OtherClaim, ...], States("similar-to"), Field(description="Claims elsewhere that say a like thing.")
    ] = ()
    settled_by: Annotated[
        tuple[Experiment, ...], Field(description="Experiments or results that would settle it.")
    ] = ()
    hedge: Annotated[
        Prose | None, Field(description="What the authors say of how sure they are, in our own words.")
    ] = None
