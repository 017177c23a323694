"""`interpkb prioritise`: kinds of work by what one believes."""

from collections.abc import Iterable

import click

from interpkb.cli import opening, printing
from interpkb.cli.list_ import condition
from interpkb.query import entries
from interpkb.query.prioritising import Ranking, prioritise

_SHOWN_NEEDS = 3


@click.command("prioritise")
@click.option(
    "--credence",
    "credences",
    multiple=True,
    metavar="AGENDA=P",
    help="How likely an agenda is to bring about aligned AI, 0 to 1; can be given again. Without any, all count alike.",
)
@click.option("--timelines", type=click.Choice(["short", "long"]), help="The AI timelines assumed.")
@click.option(
    "--neglected", type=float, default=0.0, show_default=True, metavar="W", help="The weight of neglectedness."
)
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="How many kinds to show.")
@opening.json_option
def command(credences: tuple[str, ...], timelines: str | None, neglected: float, top: int, *, as_json: bool) -> None:
    """Rank kinds of interpretability work by what you believe of the agendas.

    A kind is a value that needs require, such as comparison/comparative. Its score adds up, over agendas, your credence
    times how much their needs would gain from it; the formula is on the page of this command.

    \b
    Examples:
      interpkb prioritise --credence recursive-reward-modelling=0.8 --timelines short
      interpkb prioritise --credence debate=0.5 --credence inner-alignment=0.3 --neglected 1
    """
    connection = opening.open_sound().connection
    believed = dict(_credence(text) for text in credences)
    if not believed:
        believed = dict.fromkeys((row.id for row in entries.rows(connection, "agenda")), 1.0)
    ranking = prioritise(connection, believed, timelines=timelines, neglected=neglected)
    if as_json:
        opening.print_json(opening.plain(ranking))
    else:
        _print(ranking, top)


def _credence(text: str) -> tuple[str, float]:
    agenda, value = condition(text, "--credence")
    try:
        return agenda, float(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no number: write {agenda}=0.3", param_hint="--credence") from None


def _print(ranking: Ranking, top: int) -> None:
    if not ranking.kinds:
        click.echo("no need of these agendas says what kind of interpretability it requires")
        return
    printing.table(
        ["kind of work", "score", "neglect", "because these need it"],
        [
            (kind.id, f"{kind.score:.2f}", kind.neglect or "", _because(need for s in kind.shares for need in s.needs))
            for kind in ranking.kinds[:top]
        ],
    )
    if ranking.flips:
        first, second = ranking.kinds[0].id, ranking.kinds[1].id
        flip = ranking.flips[0]
        printing.heading("what would change the order")
        printing.paragraph(
            f"{second} overtakes {first} when credence in {flip.agenda} goes from {flip.now:g} past {flip.at:.2f}"
        )
    elif len(ranking.kinds) > 1:
        printing.heading("what would change the order")
        printing.paragraph("no change of a single credence puts the second kind before the first")
    printing.heading("what it can be built from")
    printing.table(
        ["need", "best methods that meet all it requires"],
        [(need, ", ".join(methods) or "none") for need, methods in ranking.built_from],
    )


def _because(needs: Iterable[str]) -> str:
    found = list(needs)
    rest = f" and {len(found) - _SHOWN_NEEDS} more" if len(found) > _SHOWN_NEEDS else ""
    return ", ".join(found[:_SHOWN_NEEDS]) + rest
