"""`interpkb needs`: what agendas need, and the methods that answer."""

import click

from interpkb.cli import opening, printing
from interpkb.cli.list_ import condition
from interpkb.query import entries, joins
from interpkb.query.dimensions import conditions

_SHOWN = 5


@click.command("needs")
@click.argument("agenda", required=False, shell_complete=opening.complete_entry)
@click.option("--where", multiple=True, metavar="DIMENSION=VALUE", help="Only needs for which this value is enough.")
@click.option(
    "--interpretability",
    type=click.Choice(["decisive", "helps", "may-help", "unlikely"]),
    help="Only needs with which interpretability helps this far.",
)
@click.option("--all", "show_all", is_flag=True, help="Show every method that answers, not only the best five.")
@opening.json_option
def command(
    agenda: str | None, where: tuple[str, ...], interpretability: str | None, *, show_all: bool, as_json: bool
) -> None:
    """List what agendas need of interpretability, and the methods that answer; AGENDA narrows it to one.

    An answer is a method that serves a goal which the need asks for, and stands where it requires. Methods that a
    source puts forward are shown apart.

    \b
    Examples:
      interpkb needs recursive-reward-modelling
      interpkb needs --where scope=local
      interpkb needs --interpretability unlikely
    """
    connection = opening.open_sound().connection
    id = entries.resolve_kind(connection, agenda, "agenda").id if agenda is not None else None
    asked = conditions(connection, [condition(text) for text in where])
    found = [
        answered
        for answered in joins.answers(connection, id)
        if interpretability in {None, answered.need.body["interpretability"]}
        and all(
            values & {edge.other.id.partition("/")[2] for edge in dict(answered.need.requires).get(dimension, ())}
            for dimension, values in asked.items()
        )
    ]
    if as_json:
        opening.print_json([_data(answered) for answered in found])
    elif not found:
        click.echo("no needs meet all of this")
    for answered in found if not as_json else ():
        print_need(answered, None if show_all else _SHOWN)


def _data(answered: joins.Answers) -> dict[str, object]:
    need = answered.need
    return {
        "id": need.id,
        "kind": "need",
        "name": need.name,
        "question": need.question,
        "type": need.body["type"],
        "interpretability": need.body["interpretability"],
        "because": need.body.get("because"),
        "according_to": need.body["according_to"],
        "goals": [edge.other.id for edge in need.goals],
        "requires": {dimension: [edge.other.id for edge in edges] for dimension, edges in need.requires},
        "better_served_by": need.body.get("better_served_by", []),
        "limits": need.body.get("limits"),
        "candidates": [{"method": edge.other.id, "according_to": edge.according_to} for edge in need.candidates],
        "answers": [{**opening.plain(answer), "fits": answer.fits} for answer in answered.answers],
    }


def print_need(answered: joins.Answers, shown: int | None) -> None:
    """Print a need with its best answers."""
    need = answered.need
    printing.heading(
        f"{need.id} ({need.body['type'].replace('-', ' ')}; interpretability: {need.body['interpretability']})"
    )
    printing.paragraph(need.question)
    if need.body.get("because"):
        printing.item(f"{need.body['because']} [{need.body['according_to']}]")
    asks = [("asks for", ", ".join(edge.other.id for edge in need.goals))]
    asks += [(d, " or ".join(edge.other.id.partition("/")[2] for edge in edges)) for d, edges in need.requires]
    asks += [("put forward", ", ".join(f"{e.other.id} [{e.according_to}]" for e in need.candidates))]
    asks += [
        ("better served by", f"{item['approach']} [{item['according_to']}]")
        for item in need.body.get("better_served_by", ())
    ]
    for name, text in asks:
        if text:
            printing.item(f"{name}: {text}")
    for answer in answered.fitting[:shown]:
        click.echo(
            f"  {printing.strength(answer.service.strength)} {answer.method} "
            f"({answer.service.goal}, {answer.verdict.verdict}"
            f"{'; suffers ' + printing.count(len(answer.failures), 'failure') if answer.failures else ''})"
        )
    rest = len(answered.fitting) - (len(answered.fitting) if shown is None else shown)
    if rest > 0:
        click.echo(f"  and {rest} more: interpkb needs {need.agenda.id} --all")
    if not answered.fitting and need.body["interpretability"] != "unlikely":
        near = answered.answers[0] if answered.answers else None
        short = ", ".join(r.dimension for r in (*near.unmet, *near.unassessed)) if near else ""
        click.echo(f"  no method meets it{f'; nearest {near.method}, short on {short}' if near else ''}")
