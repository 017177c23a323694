"""What the query languages share: where a query is read, its bounds, and how its rows are shown."""

import csv
import math
import sys
from typing import Any

import click

from interpkb.cli import opening, printing
from interpkb.query.tables import MAX_ROWS, MAX_SECONDS, Result


class _Seconds(click.FloatRange):
    """A range that keeps out what is no number, which is neither too small nor too large."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        seconds = super().convert(value, param, ctx)
        if math.isnan(seconds):
            self.fail(f"{value!r} is no number", param, ctx)
        return seconds


def bounds(function: opening.Function) -> opening.Function:
    """Add the options `--seconds` and `--rows`."""
    function = click.option(
        "--rows",
        type=click.IntRange(1, 1_000_000),
        default=MAX_ROWS,
        show_default=True,
        help="Give at most so many rows.",
    )(function)
    return click.option(
        "--seconds",
        type=_Seconds(0.1, 600),
        default=MAX_SECONDS,
        show_default=True,
        help="Break off after this long.",
    )(function)


def formats(function: opening.Function) -> opening.Function:
    """Add the options `--format` and `--json`."""
    choice = click.Choice(["table", "csv", "json"])
    function = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")(function)
    return click.option("--format", "format_", type=choice, default="table", show_default=True)(function)


def read(query: str) -> str:
    """Give the query, or what stands on standard input when it is '-'."""
    return sys.stdin.read() if query == "-" else query


def show(answer: Result, format_: str) -> None:
    """Print rows in the format chosen, and say so where they were cut."""
    columns, rows = answer.columns, [tuple(map(_plain, row)) for row in answer.rows]
    if format_ == "json":
        opening.print_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        printing.table(columns, rows)
    if answer.cut:
        click.echo(f"cut at {len(rows):,} rows: raise the bound with --rows", err=True)


def _plain(value: object) -> object:
    """Turn what a format has no form for into text: bytes as hexadecimal digits, infinity by its name."""
    if isinstance(value, bytes):
        return value.hex()
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
