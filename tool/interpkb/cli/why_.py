"""`interpkb why`: the case for and against."""

import click

from interpkb.cli import opening, printing
from interpkb.query import cases, entries, joins
from interpkb.query.agendas import Need
from interpkb.query.cases import Case, Piece


@click.command("why")
@opening.entry_argument("first")
@click.argument("second", required=False, metavar="[SECOND]", shell_complete=opening.complete_entry)
@opening.json_option
def command(first: str, second: str | None, *, as_json: bool) -> None:
    """Make the case for and against a claim, a method's link to a goal, need or failure, or a method for an agenda.

    The working of the verdict is shown: which evidence, of what design, compared with what, by which group.

    \b
    Examples:
      interpkb why linear-representation-hypothesis
      interpkb why influence-functions assure-properties
      interpkb why influence-functions debate --json
    """
    connection = opening.open_sound().connection
    if second is None:
        row = entries.resolve_kind(connection, first, "claim")
        _show(cases.claim(connection, row), as_json=as_json)
        return
    method, other = cases.ordered(connection, first, second)
    if other.kind == "agenda":
        _show_answers(method, other, cases.answers(connection, method, other), as_json=as_json)
    else:
        _show(cases.link(connection, method, other), as_json=as_json)


def _show(case: Case, *, as_json: bool) -> None:
    if as_json:
        opening.print_json(opening.plain(case))
        return
    title = f"{case.subject.id} {case.relation} {case.object.id}" if case.object else case.subject.id
    click.secho(title, bold=True)
    if case.object is None:
        printing.paragraph(case.subject.summary)
    click.echo(f"verdict: {printing.verdict(case.verdict)}")
    for statement in case.statements:
        strength = f"strength {statement.strength}: " if statement.strength is not None else ""
        printing.item(f"• {strength}{statement.because or 'no reason given'} [{statement.according_to}]", "  ")
    if case.object is not None and not case.statements:
        click.echo("nobody states this link")
    for name, pieces in (
        ("for", [piece for piece in case.pieces if piece.counts and piece.supports]),
        ("against", [piece for piece in case.pieces if piece.counts and not piece.supports]),
        ("does not count (superseded or retracted)", [piece for piece in case.pieces if not piece.counts]),
    ):
        if pieces:
            printing.heading(name)
            for piece in pieces:
                _print_piece(piece)
    if not case.pieces:
        click.echo("no evidence is recorded either way")
    elif case.object is None:
        click.echo(f"\nits argument: interpkb argument {case.subject.id}")


def _print_piece(piece: Piece) -> None:
    printing.item(f"• {piece.id}: {piece.finding}")
    compared = "; ".join(piece.compared_with) or "no baseline reported"
    size = f" · {piece.parameters}" if piece.parameters else ""
    printing.item(f"{piece.design} · {compared}{size} · group {piece.group} · {piece.source}, {piece.date}", "    ")
    if piece.because:
        printing.item(f"bears on it because {piece.because[0].lower()}{piece.because[1:]}", "    ")


def _show_answers(
    method: entries.Row, agenda: entries.Row, answers: list[tuple[Need, joins.Answer | None]], *, as_json: bool
) -> None:
    if as_json:
        data = [{"need": need.id, "answer": opening.plain(answer)} for need, answer in answers]
        opening.print_json({"method": method.id, "agenda": agenda.id, "needs": data})
        return
    click.secho(f"{method.id} for {agenda.id}", bold=True)
    for need, answer in answers:
        printing.heading(need.id)
        printing.paragraph(need.question)
        if answer is None:
            goals = ", ".join(edge.other.id for edge in need.goals) or "none"
            click.echo(f"no answer: it serves none of the goals asked for ({goals})")
            continue
        service = answer.service
        printing.item(
            f"serves {service.goal} {printing.strength(service.strength)}: {service.because or 'no reason given'} "
            f"[{service.according_to}]; {printing.verdict(answer.verdict)}"
        )
        for requirement in answer.requirements:
            said = {True: "met", False: "NOT met", None: "not assessed"}[requirement.met]
            at = f"stands at {', '.join(requirement.stands_at)}" if requirement.stands_at else "no place recorded"
            printing.item(f"{requirement.dimension} {' or '.join(requirement.asked)}: {said} ({at})")
        if answer.failures:
            printing.item(f"speaks against it: suffers {', '.join(answer.failures)}")
        if answer.put_forward_by:
            printing.item(f"put forward by {', '.join(answer.put_forward_by)}")
