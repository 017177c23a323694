"""`interpkb list`: the entries of a kind."""

import click

from interpkb.cli import opening, printing
from interpkb.folder import FOLDERS
from interpkb.query import entries


def _complete_kind(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in FOLDERS if name.startswith(incomplete)]


@click.command("list")
@click.argument("kind", shell_complete=_complete_kind)
@click.option(
    "--where",
    "where",
    multiple=True,
    metavar="NAME=VALUE",
    help="A dimension or field and its value; can be given again.",
)
@opening.json_option
def command(kind: str, where: tuple[str, ...], *, as_json: bool) -> None:
    """List the entries of a KIND, such as methods or claims.

    --where asks for a value on a dimension (methods that stand there, agendas with a need that requires it) or of
    a field. Given for several names, all must hold; for one name several times, any of them.

    \b
    Examples:
      interpkb list methods --where access=weights --where ground-truth=none
      interpkb list agendas --where scope=local
      interpkb list claims --where role=crux --json
    """
    connection = opening.open_sound().connection
    rows = entries.rows(connection, entries.kind_named(kind), [condition(text) for text in where])
    if as_json:
        opening.print_json([row._asdict() for row in rows])
    elif rows:
        printing.table(["id", "name", "summary"], [(row.id, row.name, row.summary) for row in rows])
        click.echo(f"\n{printing.count(len(rows), 'entry', 'entries')}")
    else:
        click.echo("no entries" + (" meet all of this; drop one of the conditions" if where else ""))


def condition(text: str, option: str = "--where") -> tuple[str, str]:
    """Split NAME=VALUE, or raise a usage error."""
    name, sign, value = text.partition("=")
    if not (name and sign and value):
        raise click.BadParameter(f"{text!r} is not of the form NAME=VALUE", param_hint=option)
    return name.strip(), value.strip()
