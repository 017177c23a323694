"""`interpkb knockout`: what falls when claims are false."""

import click

from interpkb.cli import opening, printing
from interpkb.query import arguments, entries


@click.command("knockout")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...", shell_complete=opening.complete_entry)
@opening.json_option
def command(claims: tuple[str, ...], *, as_json: bool) -> None:
    """Say what falls when claims are false: claims that rest on them, methods, agendas, and needs left bare.

    \b
    Examples:
      interpkb knockout linear-representation-hypothesis
      interpkb knockout linear-representation-hypothesis sparse-models-are-more-interpretable --json
    """
    connection = opening.open_sound().connection
    ids = [entries.resolve_kind(connection, claim, "claim").id for claim in claims]
    fall = arguments.knock_out(connection, ids)
    if as_json:
        opening.print_json({"knocked_out": ids, **opening.plain(fall)})
        return
    for title, pairs in (
        ("claims that fall", fall.falls),
        ("claims that lose support but stand", fall.weakened),
        ("methods that assume what has fallen", fall.methods),
        ("agendas that assume what has fallen", fall.agendas),
    ):
        if pairs:
            printing.heading(f"{title} ({len(pairs)})")
            printing.table(["id", "because of"], pairs)
    if fall.needs_lost:
        printing.heading(f"needs left without a method ({len(fall.needs_lost)})")
        for need in fall.needs_lost:
            click.echo(need)
    if fall.needs_poorer:
        printing.heading(f"needs that lose methods ({len(fall.needs_poorer)})")
        printing.table(["need", "methods before", "after"], fall.needs_poorer)
    if not any(fall):
        click.echo("nothing recorded here rests on it")
