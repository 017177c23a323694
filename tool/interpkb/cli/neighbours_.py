"""`interpkb neighbours`: what is linked to an entry."""

import click

from interpkb.cli import opening, printing
from interpkb.errors import UnknownNameError
from interpkb.query import entries, paths
from interpkb.query.paths import Neighbour
from interpkb.relations import INVERSES, NODE_KINDS, RELATIONS


@click.command("neighbours")
@opening.entry_argument("id")
@click.option("--relation", help="Only links of this relation, such as serves or served-by.")
@click.option("--kind", help="Only neighbours of this kind, such as source.")
@click.option("--depth", type=click.IntRange(1, 4), default=1, show_default=True, help="How many links away to look.")
@opening.json_option
def command(id: str, relation: str | None, kind: str | None, depth: int, *, as_json: bool) -> None:
    """List what is linked to an entry, by either end of a link.

    \b
    Examples:
      interpkb neighbours debate
      interpkb neighbours predict-behaviour --relation served-by
      interpkb neighbours influence-functions --kind source --depth 2 --json
    """
    if relation is not None and relation not in RELATIONS and relation not in INVERSES:
        _unknown("relation", relation, [*RELATIONS, *INVERSES])
    if kind is not None and kind not in NODE_KINDS:
        kind = entries.kind_named(kind)
    connection = opening.open_sound().connection
    row = entries.resolve(connection, id)
    found = paths.neighbours(connection, row.id, depth=depth, relation=relation, kind=kind)
    if as_json:
        opening.print_json([_data(near) for near in found])
    elif found:
        _print(found, starts=depth > 1)
    else:
        click.echo(f"nothing is linked to {row.id} in this way")


def _data(near: Neighbour) -> dict[str, object]:
    edge = near.edge
    return {
        **edge.other._asdict(),
        "relation": edge.relation,
        "from": near.start,
        "depth": near.depth,
        "because": edge.because,
        "according_to": edge.according_to,
    }


def _print(found: list[Neighbour], *, starts: bool) -> None:
    """Print links as a table; where they start is said only when that differs."""
    rows = [(near.start, near.edge.relation, *near.edge.other[:3]) for near in found]
    first = 0 if starts else 1
    printing.table(["from", "relation", "id", "kind", "name"][first:], [row[first:] for row in rows])


def _unknown(what: str, name: str, known: list[str]) -> None:
    import difflib

    raise UnknownNameError(what, name, difflib.get_close_matches(name, known, 3))
