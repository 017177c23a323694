"""`interpkb sparql`: SPARQL over the RDF form of the base."""

import click

from interpkb.cli import answer_options, opening
from interpkb.export import rdf
from interpkb.query import triples


@click.command("sparql")
@click.argument("query")
@answer_options.formats
@answer_options.bounds
def command(query: str, format_: str, seconds: float, rows: int, *, as_json: bool) -> None:
    """Answer a QUERY in SPARQL 1.1 over the RDF form of the base. A query of '-' is read from standard input.

    It needs the extra: pip install 'interpkb[sparql]'. The prefixes kb, ikb, rdf, rdfs, skos, prov, cito, dcterms,
    schema and xsd are known.

    \b
    Example:
      interpkb sparql "SELECT ?m WHERE { ?m ikb:serves kb:assure-properties }"
    """
    text = answer_options.read(query)
    data = rdf.render(opening.open_sound().connection)
    found = triples.select(data, dict(rdf.PREFIXES), text, rows=rows, seconds=seconds)
    answer_options.show(found, "json" if as_json else format_)
