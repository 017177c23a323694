"""`interpkb matrix`: one kind against another."""

import csv
import sys

import click

from interpkb.cli import opening, printing
from interpkb.errors import BadQuestionError
from interpkb.query import matrix

_PAIRS = "methods goals, methods failures, agendas methods, agendas DIMENSION"


@click.command("matrix")
@click.argument("rows", type=click.Choice(["methods", "agendas"]))
@click.argument("columns")
@click.option(
    "--according-to",
    metavar="SOURCE",
    help="Only what this source says, or `editor`; for methods and goals.",
    shell_complete=opening.complete_entry,
)
@click.option("--csv", "as_csv", is_flag=True, help="Print comma-separated values: a line a cell.")
@opening.json_option
def command(rows: str, columns: str, according_to: str | None, *, as_csv: bool, as_json: bool) -> None:
    """Lay ROWS out against COLUMNS: methods goals, methods failures, agendas methods, or agendas DIMENSION.

    methods goals: how much each helps, from 0 to 4; where sources differ, all figures, the editors' last.
    methods failures: what the evidence says of each. agendas methods: the strength of the best answer to a need that
    meets all it requires; a star where a source puts the method forward itself. agendas DIMENSION: how many needs
    accept each value. A dot stands for nothing recorded, which is not 0.

    \b
    Examples:
      interpkb matrix methods goals --according-to kirk-2020-what-is-interpretability --json
      interpkb matrix agendas scope
      interpkb matrix agendas methods --csv
    """
    found, shown = _matrix(rows, columns, according_to)
    if as_json:
        opening.print_json(opening.plain(found))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        if found.cells:
            writer.writerow(found.cells[0]._fields)
        writer.writerows([" ".join(v) if isinstance(v, tuple) else v for v in cell] for cell in found.cells)
    else:
        printing.table(
            [rows[:-1], *found.columns],
            [(row, *(shown.get((row, column), "·") for column in found.columns)) for row in found.rows],
        )


def _matrix(rows: str, columns: str, according_to: str | None) -> tuple[matrix.AnyMatrix, dict[tuple[str, str], str]]:
    """Ask for the matrix, and say how each of its cells is shown."""
    connection = opening.open_sound().connection
    if according_to is not None and (rows, columns) != ("methods", "goals"):
        raise BadQuestionError("--according-to is for methods and goals: other matrices are computed")
    if (rows, columns) == ("methods", "goals"):
        goals = matrix.methods_goals(connection, according_to)
        said: dict[tuple[str, str], list[str]] = {}
        for cell in sorted(goals.cells, key=lambda cell: (cell.according_to == matrix.EDITOR, cell.according_to)):
            strengths = said.setdefault((cell.row, cell.column), [])
            strengths.extend([str(cell.strength)] if str(cell.strength) not in strengths else [])
        return goals, {key: "/".join(strengths) for key, strengths in said.items()}
    if (rows, columns) == ("methods", "failures"):
        failures = matrix.methods_failures(connection)
        return failures, {(cell.row, cell.column): cell.verdict for cell in failures.cells}
    if (rows, columns) == ("agendas", "methods"):
        best = matrix.agendas_methods(connection)
        return best, {
            (c.row, c.column): f"{'·' if c.strength is None else c.strength}{'*' * c.put_forward}" for c in best.cells
        }
    if rows == "agendas":
        asked = matrix.agendas_values(connection, columns)
        return asked, {(cell.row, cell.column): str(cell.number) for cell in asked.cells}
    raise BadQuestionError(f"no matrix of {rows} and {columns}; there are {_PAIRS}")
