"""`interpkb path`: how two entries hang together."""

import click

from interpkb.cli import opening, printing
from interpkb.query import entries, paths


@click.command("path")
@opening.entry_argument("start")
@opening.entry_argument("end")
@opening.json_option
def command(start: str, end: str, *, as_json: bool) -> int:
    """Find the shortest way from START to END, with the reason of each step.

    Links are read from both ends. Argued links are preferred to plain facts, and these to shared places and sources.

    \b
    Examples:
      interpkb path influence-functions debate
      interpkb path sparsity mechanistic-transparency --json
    """
    connection = opening.open_sound().connection
    first, last = entries.resolve(connection, start), entries.resolve(connection, end)
    steps = paths.shortest(connection, first.id, last.id)
    if as_json:
        opening.print_json(None if steps is None else [step._asdict() for step in steps])
    elif steps is None:
        click.echo(f"no links lead from {first.id} to {last.id}")
    elif not steps:
        click.echo(f"{first.id} is where it begins")
    else:
        click.secho(first.id, bold=True)
        for step in steps:
            click.echo(f"  {step.relation} → {click.style(step.end, bold=True)}")
            if step.because:
                source = f" [{step.according_to}]" if step.according_to else ""
                printing.paragraph(f"{step.because}{source}", "      ")
    return 1 if steps is None else 0
