"""`interpkb matrix`: one kind against another."""

import click

from interpkb.cli import opening, printing
from interpkb.query import matrix


@click.command("matrix")
@click.argument("rows", type=click.Choice(["methods"]))
@click.argument("columns", type=click.Choice(["goals"]))
@click.option(
    "--according-to",
    metavar="SOURCE",
    help="Only what this source says, or `editor`.",
    shell_complete=opening.complete_entry,
)
@opening.json_option
def command(rows: str, columns: str, according_to: str | None, *, as_json: bool) -> None:
    """Lay methods out against goals: how much each helps, from 0 to 4.

    Where sources differ, all their figures are shown, the editors' last. A dot says that nobody has assessed the cell.

    \b
    Examples:
      interpkb matrix methods goals
      interpkb matrix methods goals --according-to kirk-2020-what-is-interpretability --json
    """
    found = matrix.methods_goals(opening.open_sound().connection, according_to)
    if as_json:
        opening.print_json(
            {"rows": found.rows, "columns": found.columns, "cells": [cell._asdict() for cell in found.cells]}
        )
        return
    said: dict[tuple[str, str], list[str]] = {}
    for cell in sorted(found.cells, key=lambda cell: (cell.according_to == matrix.EDITOR, cell.according_to)):
        strengths = said.setdefault((cell.row, cell.column), [])
        if str(cell.strength) not in strengths:
            strengths.append(str(cell.strength))
    printing.table(
        ["method", *found.columns],
        [(row, *("/".join(said.get((row, column), ["·"])) for column in found.columns)) for row in found.rows],
    )
