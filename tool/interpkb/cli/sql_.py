"""`interpkb sql`: read-only SQL over the compiled base."""

import click

from interpkb.cli import answer_options, opening
from interpkb.query import tables


@click.command("sql")
@click.argument("query")
@answer_options.formats
@answer_options.bounds
def command(query: str, format_: str, seconds: float, rows: int, *, as_json: bool) -> None:
    """Answer a QUERY in SQL over the compiled base: one SELECT, read-only. A query of '-' is read from standard input.

    The tables: entry, node, link, edge (links from both ends), alias, verdict, relation, mention, problem, file, meta.

    \b
    Examples:
      interpkb sql "SELECT kind, count(*) FROM entry GROUP BY kind"
      interpkb sql --format csv "SELECT subject, object, strength FROM link WHERE relation = 'serves'"
    """
    text = answer_options.read(query)
    found = tables.select(opening.open_sound().connection, text, seconds=seconds, rows=rows)
    answer_options.show(found, "json" if as_json else format_)
