"""`interpkb revisions`: where authors changed their minds."""

import click

from interpkb.cli import opening, printing
from interpkb.query import arguments


@click.command("revisions")
@opening.json_option
def command(*, as_json: bool) -> None:
    """List where authors changed their minds: the later claim, the earlier one, and why.

    \b
    Example:
      interpkb revisions
    """
    connection = opening.open_sound().connection
    claims = arguments.Web(connection).claims
    found = arguments.revisions(connection)
    if as_json:
        opening.print_json(opening.plain(found))
        return
    for revision in found:
        printing.heading(f"{revision.later} revises {revision.earlier}")
        printing.item(f"then: {claims[revision.earlier].summary} [{', '.join(revision.earlier_made_in)}]")
        printing.item(f"now: {claims[revision.later].summary} [{', '.join(revision.made_in)}]")
        printing.item(f"{revision.because or 'no reason given'} [{revision.according_to}]")
    if not found:
        click.echo("no revisions are recorded")
