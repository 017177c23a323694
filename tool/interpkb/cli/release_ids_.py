"""`interpkb release-ids`: the ids of new entries enter the ledger."""

import click

from interpkb.cli import opening, printing


@click.command("release-ids")
@click.option("--dry-run", is_flag=True, help="Write nothing; only list the ids that are not in the ledger yet.")
@click.option("--since", metavar="REV", help="Write nothing; fail if a line of the ledger at a git revision is gone.")
@opening.on_option
def command(on: str, since: str | None, *, dry_run: bool) -> int:
    """Enter the ids of all new entries into the ledger of released ids, kb/ids.txt.

    Done at a release of the knowledge base. From then on these ids are permanent: an entry that goes leaves a line
    that says what became of it. Rules that bind new entries first bind those that are not in the ledger.

    \b
    Examples:
      interpkb release-ids --dry-run
      interpkb release-ids
      interpkb release-ids --since origin/main
    """
    from interpkb.editing import ids, writing

    base = opening.base_folder()
    if since is not None:
        lost = ids.lost_since(base, since)
        for address in lost:
            click.echo(f"gone from the ledger since {since}: {address}", err=True)
        return 1 if lost else 0
    if dry_run:
        _, new = ids.release(base, on)
    else:
        with writing.exclusive(base) as edit:
            printing.finished(edit.finished, edit.skipped)
            changes, new = ids.release(base, on)
            edit.write(changes)
    for address in new:
        click.echo(address)
    click.echo(f"{printing.count(len(new), 'new id')}", err=True)
    return 0
