"""`interpkb cruxes`: what would settle claims."""

import click

from interpkb.cli import opening, printing
from interpkb.query import arguments, entries


@click.command("cruxes")
@click.argument("claim", required=False, shell_complete=opening.complete_entry)
@opening.json_option
def command(claim: str | None, *, as_json: bool) -> None:
    """List the cruxes: claims that would settle others, with the experiments that would settle them; CLAIM narrows it.

    \b
    Examples:
      interpkb cruxes
      interpkb cruxes scaling-alone-leaves-causal-confusion
    """
    connection = opening.open_sound().connection
    id = entries.resolve_kind(connection, claim, "claim").id if claim is not None else None
    found = arguments.cruxes(arguments.Web(connection), id)
    if as_json:
        opening.print_json([{"crux": opening.plain(crux), "decides": list(decides)} for crux, decides in found])
        return
    for crux, decides in found:
        printing.heading(f"{crux.id} ({crux.standing}, {crux.verdict.verdict})")
        printing.item(crux.summary)
        if decides:
            printing.item(f"decides {', '.join(decides)}")
        for item in crux.settled_by:
            printing.item(f"would settle it: {item['experiment']} [{item['according_to']}]")
    if not found:
        click.echo("no cruxes are recorded")
