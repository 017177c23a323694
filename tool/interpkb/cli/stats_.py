"""`interpkb stats`: which base is in use, and what is in it."""

import click

import interpkb
from interpkb.cli import opening, printing
from interpkb.problems import Severity
from interpkb.query import counts


@click.command("stats")
@opening.json_option
def command(*, as_json: bool) -> None:
    """Say which base is in use, and what is in it.

    \b
    Example:
      interpkb stats --json
    """
    place = opening.locate()
    opened = opening.open_any().demand_sound()
    found = counts.counts(opened.connection)
    errors = sum(problem.severity is Severity.ERROR for problem in opened.problems)
    warnings = len(opened.problems) - errors
    if as_json:
        head = {"base": str(place), "carried": place == opening.carried(), "version": interpkb.__version__}
        opening.print_json({**head, **found._asdict(), "errors": errors, "warnings": warnings})
        return
    origin = " (the copy that came with the program)" if place == opening.carried() else ""
    click.echo(f"base      {place}{origin}")
    click.echo(f"program   interpkb {interpkb.__version__}")
    click.echo(f"problems  {printing.count(errors, 'error')}, {printing.count(warnings, 'warning')}")
    printing.heading(printing.count(found.entries, "entry", "entries"))
    printing.table(["kind", "entries"], list(found.by_kind.items()))
    printing.heading(printing.count(found.links, "link"))
    share = f"{found.with_reason / found.argued:.0%}" if found.argued else "none"
    click.echo(f"{share} of the {found.argued:,} links that are judgements give their reason\n")
    printing.table(["relation", "links"], list(found.by_relation.items()))
