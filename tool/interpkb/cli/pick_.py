"""`interpkb pick`: methods for what one has and wants."""

from collections.abc import Callable

import click

from interpkb.cli import opening, printing
from interpkb.cli.list_ import condition
from interpkb.query import entries, picking, verdicts
from interpkb.query.dimensions import conditions

_SHORTCUTS = ("stage", "access", "ground-truth", "enables-humans", "scope", "comparison", "consumer", "timing")
"""The core dimensions, each an option of its own: `--ground-truth none` is `--have ground-truth=none`."""


def _shortcuts(function: opening.Function) -> opening.Function:
    for name in reversed(_SHORTCUTS):
        option: Callable[[opening.Function], opening.Function] = click.option(
            f"--{name}",
            name.replace("-", "_"),
            multiple=True,
            metavar="VALUE",
            help=f"The same as --have {name}=VALUE.",
        )
        function = option(function)
    return function


def _show(found: picking.Picks) -> None:
    for pick in found.picks:
        kind = ", a class" if pick.is_class else ""
        name = click.style(pick.method.id, bold=True)
        click.echo(
            f"{printing.strength(pick.service.strength)} {name}{kind}: {pick.service.goal}, {pick.verdict.verdict}"
        )
        printing.item(f"{pick.service.because or 'no reason given'} [{pick.service.according_to}]", "     ", "")
        if pick.needs:
            printing.item(f"answers {', '.join(pick.needs)}", "     ")
        if pick.failures:
            printing.item(f"suffers {', '.join(pick.failures)}", "     ")
    if not found.picks:
        click.echo(found.contradiction)
    for method, missing in found.unassessed:
        click.echo(f"open: {method} is not assessed on {', '.join(missing)}")


@click.command("pick")
@click.option(
    "--goal", "goals", multiple=True, metavar="GOAL", help="A goal to reach; given again, any of them will do."
)
@click.option(
    "--have",
    multiple=True,
    metavar="DIMENSION=VALUE",
    help="What you have (access, ground-truth) or ask for (scope, consumer, …); can be given again.",
)
@_shortcuts
@click.option("--agenda", metavar="AGENDA", help="Only methods that answer a need of this agenda.")
@click.option("--need", metavar="NEED", help="Only methods that answer this need, such as debate/judge-detects-lying.")
@click.option("--min-strength", type=click.IntRange(0, 4), default=1, show_default=True, help="The least strength.")
@click.option(
    "--min-verdict",
    type=click.Choice(verdicts.ORDER),
    default="undermined",
    show_default=True,
    help="How well it must be known at least.",
)
@opening.json_option
def command(
    goals: tuple[str, ...],
    have: tuple[str, ...],
    agenda: str | None,
    need: str | None,
    min_strength: int,
    min_verdict: str,
    *,
    as_json: bool,
    **shortcuts: tuple[str, ...],
) -> None:
    """Find methods for what you have and want.

    A method is found when it serves the goal, needs nothing beyond what you have, and offers what you ask for.
    Methods that nobody has placed on a dimension you name are listed apart.

    \b
    Examples:
      interpkb pick --goal assure-properties --have access=weights --ground-truth none
      interpkb pick --agenda debate --scope local --min-verdict suggestive
    """
    connection = opening.open_sound().connection
    pairs = [condition(text, "--have") for text in have]
    pairs += [(name.replace("_", "-"), value) for name, values in shortcuts.items() for value in values]
    found = picking.pick(
        connection,
        tuple(entries.resolve_kind(connection, goal, "goal").id for goal in goals),
        conditions(connection, pairs),
        entries.resolve_kind(connection, agenda, "agenda").id if agenda is not None else None,
        need=entries.resolve_kind(connection, need, "need").id if need is not None else None,
        min_strength=min_strength,
        min_verdict=min_verdict,
    )
    if as_json:
        opening.print_json(opening.plain(found))
        return
    _show(found)
