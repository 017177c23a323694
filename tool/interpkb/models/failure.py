"""Failures: ways in which methods go wrong, and what a paper must report of them."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import Id, NamedEntry, Prose, Reference, Said, Statement, States


class Duty(StrEnum):
    """How far a paper on an affected method owes its readers a report on the failure."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


class Affects(Statement):
    """A method that suffers the failure."""

    target: ClassVar[str] = "method"
    method: Annotated[Id, Reference(), Field(description="The id of the method that suffers it.")]


class Detection(Said):
    """A way to see whether the failure is there."""

    how: Annotated[Prose, Field(description="What to measure, and what value shows the failure.")]


class Mitigation(Said):
    """Something that makes the failure less likely or less harmful."""

    action: Annotated[Prose, Field(description="What to do.")]


class Report(Said):
    """What a paper on an affected method owes its readers."""

    duty: Annotated[Duty, Field(description="Whether a paper `must`, `should` or `may` report it.")]
    what: Annotated[Prose, Field(description="What to report.")]


class Failure(NamedEntry):
    """A way in which methods go wrong."""

    kind: ClassVar[str] = "failure"
    folder: ClassVar[str] = "failures"

    affects: Annotated[tuple[Affects, ...], States("affects"), Field(description="The methods that suffer it.")] = ()
    detected_by: Annotated[tuple[Detection, ...], Field(description="How to see whether it is there.")] = ()
    mitigations: Annotated[tuple[Mitigation, ...], Field(description="What helps against it.")] = ()
    report: Annotated[
        tuple[Report, ...], Field(description="What a paper on an affected method owes its readers.")
    ] = ()
