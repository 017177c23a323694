"""`interpkb argument`: a claim's argument as a tree."""

import textwrap

import click

from interpkb.cli import opening, printing
from interpkb.query import arguments, entries
from interpkb.query.arguments import Branch, Web


@click.command("argument")
@opening.entry_argument("claim")
@click.option("--weakest", is_flag=True, help="Only the weakest steps, and what would settle them.")
@click.option("--depth", type=click.IntRange(1, 20), default=4, show_default=True, help="How deep to show the tree.")
@opening.json_option
def command(claim: str, depth: int, *, weakest: bool, as_json: bool) -> None:
    """Lay a claim's argument out as a tree: premises, objections, replies and cruxes, with their standings.

    A claim inherits the least standing among the claims that it depends on and its premises. The weakest step is
    marked with an arrow.

    \b
    Examples:
      interpkb argument scaling-alone-leaves-causal-confusion
      interpkb argument fine-tuning-of-largest-llms-is-path-dependent --weakest
    """
    connection = opening.open_sound().connection
    web = Web(connection)
    id = entries.resolve_kind(connection, claim, "claim").id
    weak = web.weakest(id)
    if as_json:
        steps = [opening.plain(web.claims[step]) for step in weak]
        tree = None if weakest else opening.plain(arguments.tree(web, id, depth=depth))
        opening.print_json({"claim": id, "inherited": web.inherited(id), "weakest": steps, "tree": tree})
        return
    if not weakest:
        _print(arguments.tree(web, id, depth=depth), weak, "")
        click.echo()
    printing.paragraph(
        f"{id} is put forward as {web.claims[id].standing}, and inherits {web.inherited(id)} from its steps"
    )
    _print_experiments(web, id)
    for step in weak:
        _print_weak(web, step)
    if not weak:
        click.echo("it rests on no other claim")


def _print_weak(web: Web, step: str) -> None:
    found = web.claims[step]
    printing.heading(f"weakest step: {step} ({found.standing}, {found.verdict.verdict})")
    printing.item(found.summary)
    _print_experiments(web, step)


def _print_experiments(web: Web, claim: str) -> None:
    for item in web.claims[claim].settled_by:
        printing.item(f"would settle it: {item['experiment']} [{item['according_to']}]")


def _print(branch: Branch, weak: list[str], indent: str) -> None:
    mark = "→ " if branch.claim.id in weak else ""
    relation = f"{branch.relation.replace('-', ' ')}: " if branch.relation else ""
    standing = branch.claim.standing
    if branch.inherited != standing:
        standing += f", inherits {branch.inherited}"
    claim = branch.claim
    name = click.style(claim.id, bold=True)
    head = f"{indent}{relation}{mark}{name} ({claim.role}, {standing}, {claim.verdict.verdict})"
    click.echo(head + (" — shown above" if branch.again else ""))
    if not branch.again:
        inner = indent + "    "
        click.echo(
            textwrap.fill(
                branch.claim.summary,
                max(printing.width(), len(inner) + 40),
                initial_indent=inner,
                subsequent_indent=inner,
            )
        )
    for below in branch.below:
        _print(below, weak, indent + "  ")
