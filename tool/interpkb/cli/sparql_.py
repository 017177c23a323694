"""`interpkb sparql`: SPARQL over the RDF form of the base."""

import sys

import click

from interpkb.cli import answer_options, opening
from interpkb.export import rdf
from interpkb.query import triples


@click.command("sparql")
@click.argument("query")
@answer_options.formats
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 600),
    default=triples.MAX_SECONDS,
    show_default=True,
    help="Break off after this long.",
)
@click.option(
    "--rows",
    type=click.IntRange(1, 1_000_000),
    default=triples.MAX_ROWS,
    show_default=True,
    help="Give at most so many rows.",
)
def command(query: str, format_: str, seconds: float, rows: int, *, as_json: bool) -> None:
    """Answer a QUERY in SPARQL 1.1 over the RDF form of the base. A query of '-' is read from standard input.

    It needs the extra: pip install 'interpkb[sparql]'. The prefixes kb, ikb, rdf, rdfs, skos, prov, cito, dcterms,
    schema and xsd are known.

    \b
    Example:
      interpkb sparql "SELECT ?m WHERE { ?m ikb:serves kb:assure-properties }"
    """
    text = sys.stdin.read() if query == "-" else query
    data = rdf.render(opening.open_sound().connection)
    found = triples.select(data, dict(rdf.PREFIXES), text, rows=rows, seconds=seconds)
    answer_options.show(found.columns, found.rows, "json" if as_json else format_)
    if found.cut:
        click.echo(f"cut at {rows:,} rows: raise the bound with --rows", err=True)
