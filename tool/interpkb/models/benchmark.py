"""Benchmarks: ways to measure methods."""

from typing import Annotated, ClassVar

from pydantic import Field

from interpkb.models.fields import Id, Line, NamedEntry, Prose, Reference, Said


class Weakness(Said):
    """A known weakness of a benchmark."""

    weakness: Annotated[Prose, Field(description="What it misses or gets wrong.")]


class Benchmark(NamedEntry):
    """A way to measure methods."""

    kind: ClassVar[str] = "benchmark"
    folder: ClassVar[str] = "benchmarks"

    measures: Annotated[tuple[Line, ...], Field(min_length=1, description="What it measures, each in a few words.")]
    evaluates: Annotated[
        tuple[Annotated[Id, Reference("evaluates")], ...],
        Field(description="Ids of the methods, goals or failures that it tests."),
    ] = ()
    weaknesses: Annotated[tuple[Weakness, ...], Field(description="What it misses or gets wrong.")] = ()
    introduced_by: Annotated[
        tuple[Annotated[Id, Reference("introduced-by")], ...], Field(description="Ids of the sources that present it.")
    ] = ()
