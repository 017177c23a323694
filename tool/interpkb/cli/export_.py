"""`interpkb export`: the base in another format."""

from pathlib import Path

import click

from interpkb import export, outputs
from interpkb.cli import opening


@click.command("export")
@click.argument("format_", metavar="FORMAT", type=click.Choice(list(export.FORMATS)))
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; otherwise it is printed.",
)
def command(format_: str, output: Path | None) -> None:
    """Write the whole base in another FORMAT: json, or rdf (N-Triples).

    \b
    Examples:
      interpkb export json | jq '.entries[] | select(.kind == "method") | .name'
      interpkb export json --output base.json
    """
    text = export.FORMATS[format_](opening.open_sound().connection)
    if output is None:
        click.echo(text, nl=False)
    else:
        outputs.write(output.parent, {output.name: text})
        click.echo(f"written to {output}")
