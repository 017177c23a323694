"""`interpkb gaps`: what is missing."""

import sqlite3
from collections.abc import Sequence

import click

from interpkb.cli import opening, printing
from interpkb.query import holes, verdicts


@click.command("gaps")
@click.argument("axes", nargs=-1, metavar="[DIMENSION DIMENSION [DIMENSION]]", shell_complete=opening.complete_entry)
@click.option("--needs", is_flag=True, help="Needs that no method meets, or none known well enough.")
@click.option("--evidence", is_flag=True, help="Links of methods to goals on which there is no evidence.")
@click.option("--methods", is_flag=True, help="Methods that no agenda needs.")
@click.option(
    "--min-verdict",
    type=click.Choice(verdicts.ORDER),
    default="suggestive",
    show_default=True,
    help="The bar for --needs.",
)
@click.option("--wanted", is_flag=True, help="Of empty cells, only those that some need would want filled.")
@opening.json_option
def command(
    axes: tuple[str, ...], min_verdict: str, *, needs: bool, evidence: bool, methods: bool, wanted: bool, as_json: bool
) -> None:
    """Find what is missing: empty cells of dimensions ('goal' is one), unmet needs, or links without evidence.

    Empty cells come with the needs that would want a method there, most wanted first.

    \b
    Examples:
      interpkb gaps goal stage access --wanted
      interpkb gaps --needs --min-verdict supported
      interpkb gaps --evidence
    """
    if sum((bool(axes), needs, evidence, methods)) != 1:
        raise click.UsageError("name two or three dimensions, or one of --needs, --evidence and --methods")
    connection = opening.open_sound().connection
    if axes:
        _cells(connection, axes, wanted=wanted, as_json=as_json)
    elif needs:
        unmet = holes.needs(connection, min_verdict)
        _print(unmet, ["need", "why", "best", "known"], as_json=as_json, none="every need is met")
    elif evidence:
        bare = holes.links_without_evidence(connection)
        headers = ["method", "goal", "strength", "verdict"]
        _print(bare, headers, as_json=as_json, none="every link has evidence")
    else:
        ids = holes.methods_nobody_needs(connection)
        _print([(id,) for id in ids], ["method"], as_json=as_json, none="every method answers some need")


def _print(rows: Sequence[tuple[object, ...]], headers: list[str], *, as_json: bool, none: str) -> None:
    if as_json:
        plain = [row if hasattr(row, "_asdict") else dict(zip(headers, row, strict=True)) for row in rows]
        opening.print_json(opening.plain(plain))
    elif rows:
        printing.table(headers, rows)
        click.echo(f"\n{len(rows)} in all")
    else:
        click.echo(none)


def _cells(connection: sqlite3.Connection, axes: tuple[str, ...], *, wanted: bool, as_json: bool) -> None:
    found = holes.cells(connection, axes)
    empty = [cell for cell in found if not cell.methods and (cell.wanted_by or not wanted)]
    if as_json:
        opening.print_json({"dimensions": axes, "cells": opening.plain(found), "empty": opening.plain(empty)})
        return
    if empty:
        printing.table(
            [*axes, "wanted by"],
            [(*cell.values, _few(cell.wanted_by)) for cell in empty],
        )
    full = sum(bool(cell.methods) for cell in found)
    which = " that a need wants filled" if wanted else ""
    click.echo(f"\n{len(empty)} empty cells{which}; {full} of {len(found)} cells hold a method")


def _few(needs: tuple[str, ...], shown: int = 3) -> str:
    rest = f" and {len(needs) - shown} more" if len(needs) > shown else ""
    return ", ".join(needs[:shown]) + rest
