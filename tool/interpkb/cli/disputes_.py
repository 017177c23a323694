"""`interpkb disputes`: contested links and claims, both sides."""

import click

from interpkb.cli import opening, printing
from interpkb.query import cases


@click.command("disputes")
@opening.json_option
def command(*, as_json: bool) -> None:
    """List links and claims on which evidence points both ways, or only against, with both sides.

    Then the links whose strength sources put two or more apart.

    \b
    Example:
      interpkb disputes --json
    """
    connection = opening.open_sound().connection
    found = cases.disputes(connection)
    apart = cases.differing(connection)
    if as_json:
        figures = [{"method": method, "goal": goal, "strengths": dict(said)} for method, goal, said in apart]
        opening.print_json({"disputes": opening.plain(found), "strengths_apart": figures})
        return
    for case in found:
        title = f"{case.subject.id} {case.relation} {case.object.id}" if case.object else case.subject.id
        printing.heading(f"{title}: {case.verdict.verdict}")
        if case.object is None:
            printing.item(case.subject.summary)
        for sign, supports in (("+", True), ("−", False)):
            for piece in case.pieces:
                if piece.counts and piece.supports is supports:
                    printing.item(
                        f"{sign} {piece.name} ({piece.design}, {piece.group}, {piece.date[:4]}) [{piece.source}]"
                    )
    if apart:
        printing.heading("sources that put the strength of a link two or more apart")
        rows = [(method, goal, ", ".join(f"{who} {figure}" for who, figure in said)) for method, goal, said in apart]
        printing.table(["method", "goal", "strengths"], rows)
    if not found and not apart:
        click.echo("nothing is disputed")
