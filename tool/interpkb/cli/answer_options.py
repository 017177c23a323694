"""How the query languages show their rows: as a table, CSV or JSON."""

import csv
import math
import sys
from collections.abc import Sequence

import click

from interpkb.cli import opening, printing


def formats(function: opening.Function) -> opening.Function:
    """Add the options `--format` and `--json`."""
    choice = click.Choice(["table", "csv", "json"])
    function = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")(function)
    return click.option("--format", "format_", type=choice, default="table", show_default=True)(function)


def show(columns: Sequence[str], rows: Sequence[Sequence[object]], format_: str) -> None:
    """Print rows in the format chosen."""
    if format_ == "json":
        opening.print_json([dict(zip(columns, map(_plain, row), strict=True)) for row in rows])
    elif format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        printing.table(columns, rows)


def _plain(value: object) -> object:
    """Turn what JSON has no form for into text: bytes as hexadecimal digits, infinity by its name."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
