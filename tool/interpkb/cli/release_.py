"""`interpkb release`: the base as it is gets a version."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpkb import folder
from interpkb.cli import opening, printing

if TYPE_CHECKING:
    from interpkb.releases import Release


@click.command("release")
@click.argument("version", required=False)
@click.option("--dry-run", is_flag=True, help="Write nothing; only say what would be released.")
@click.option("--since", metavar="REV", help="Write nothing; fail if a line of the ledger at a git revision is gone.")
@opening.on_option
def command(version: str | None, on: str, since: str | None, *, dry_run: bool) -> int:
    """Release the base: freeze its verdicts and what its entries say, and make the ids of new entries permanent.

    Writes kb/releases/VERSION.json, and enters new ids into the ledger, kb/ids.txt. VERSION is the year and month, as
    2026.11, or 2026.11.1 for a second release in that month; without it, that of the day. From then on an entry that
    goes leaves a line in the ledger that says what became of it. Rules that bind new entries first bind those that are
    not in the ledger.

    \b
    Examples:
      interpkb release --dry-run
      interpkb release
      interpkb release --since origin/main
    """
    from interpkb import releases
    from interpkb.editing import ids, writing

    base = opening.base_folder()
    if since is not None:
        lost = ids.lost_since(base, since)
        for address in lost:
            click.echo(f"gone from the ledger since {since}: {address}", err=True)
        return 1 if lost else 0
    if dry_run:
        new = _new(base, version, on)
        _, added = ids.release(base, on)
    else:
        with writing.exclusive(base) as edit:
            printing.finished(edit.finished, edit.skipped)
            new = _new(base, version, on)
            changes, added = ids.release(base, on)
            edit.write({**changes, f"{base.name}/{folder.RELEASES}/{new.version}.json": releases.text(new).encode()})
    for address in added:
        click.echo(address)
    click.echo(f"{new.version}: {printing.count(len(added), 'new id')}", err=True)
    return 0


def _new(base: Path, version: str | None, on: str) -> "Release":
    from interpkb import releases
    from interpkb.query import states

    earlier = releases.read(base / folder.RELEASES)
    try:
        number = releases.number(version := releases.next_version(earlier, on) if version is None else version)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    new = releases.Release(version, on, states.state(opening.open_sound().connection))
    if earlier and number <= releases.number(earlier[0].version):
        raise click.ClickException(f"{version} does not come after {earlier[0].version}")
    if earlier and releases.change(earlier[0].state, new.state).empty:
        raise click.ClickException(f"nothing has changed since {earlier[0].version}")
    return new
