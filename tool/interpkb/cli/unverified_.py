"""`interpkb unverified`: what should not be taken for granted."""

import click

from interpkb.cli import opening, printing
from interpkb.query import trust


@click.command("unverified")
@click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Also list sources seen by title and id alone, and evidence without a place.",
)
@opening.json_option
def command(*, show_all: bool, as_json: bool) -> None:
    """List what should not be taken for granted: unverified sources, what rests on them, and unargued judgements.

    \b
    Examples:
      interpkb unverified
      interpkb unverified --all --json
    """
    found = trust.doubts(opening.open_sound().connection)
    if as_json:
        opening.print_json(opening.plain(found))
        return
    click.echo(f"{printing.count(len(found.unverified), 'source')} that nobody verified")
    _print_sources(found.unverified)
    click.echo(f"{printing.count(len(found.seen_by_title), 'source')} verified by title and id alone, abstract unread")
    if show_all:
        _print_sources(found.seen_by_title)
    click.echo(f"{printing.count(len(found.unargued), 'judgement')} for which nobody gives a reason")
    for subject, relation, object in found.unargued:
        click.echo(f"  {subject} {relation} {object}")
    click.echo(f"{printing.count(len(found.second_hand), 'piece')} of evidence without a place in the source")
    if show_all:
        for row in found.second_hand:
            click.echo(f"  {row.id}")


def _print_sources(sources: tuple[trust.Unverified, ...]) -> None:
    for item in sources:
        printing.item(f"{item.source.id}: {', '.join(item.rests_on_it[:5])}" if item.rests_on_it else item.source.id)
