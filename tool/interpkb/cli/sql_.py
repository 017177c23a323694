"""`interpkb sql`: read-only SQL over the compiled base."""

import sys

import click

from interpkb.cli import answer_options, opening
from interpkb.query import tables


@click.command("sql")
@click.argument("query")
@answer_options.formats
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 600),
    default=tables.MAX_SECONDS,
    show_default=True,
    help="Break off after this long.",
)
@click.option(
    "--rows",
    type=click.IntRange(1, 1_000_000),
    default=tables.MAX_ROWS,
    show_default=True,
    help="Give at most so many rows.",
)
def command(query: str, format_: str, seconds: float, rows: int, *, as_json: bool) -> None:
    """Answer a QUERY in SQL over the compiled base: one SELECT, read-only. A query of '-' is read from standard input.

    The tables: entry, node, link, edge (links from both ends), alias, verdict, relation, mention, problem, file, meta.

    \b
    Examples:
      interpkb sql "SELECT kind, count(*) FROM entry GROUP BY kind"
      interpkb sql --format csv "SELECT subject, object, strength FROM link WHERE relation = 'serves'"
    """
    text = sys.stdin.read() if query == "-" else query
    found = tables.select(opening.open_sound().connection, text, seconds=seconds, rows=rows)
    answer_options.show(found.columns, found.rows, "json" if as_json else format_)
    if found.cut:
        click.echo(f"cut at {rows:,} rows: raise the bound with --rows", err=True)
