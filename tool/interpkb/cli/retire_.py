"""`interpkb retire`: an entry goes, and its address says what became of it."""

import click

from interpkb.cli import opening, printing


@click.command("retire")
@opening.entry_argument("id")
@click.option("--because", required=True, help="Why it goes: the page at its address says so.")
@click.option("--replaced-by", metavar="ID", shell_complete=opening.complete_entry, help="What takes its place.")
@opening.on_option
def command(id: str, because: str, replaced_by: str | None, on: str) -> int:
    """Take an entry out of the base, and leave a tombstone if its id was released.

    With --replaced-by, every reference leads to the other entry, and so does the old address on the site. Without,
    nothing may refer to the entry any more; what still does is listed.

    \b
    Examples:
      interpkb retire no-such-thing --because "Nobody could find the paper again."
      interpkb retire saes --because "Entered twice." --replaced-by sparse-autoencoders
    """
    from interpkb.editing import ids, writing

    base = opening.base_folder()
    with writing.exclusive(base) as edit:
        printing.finished(edit.finished, edit.skipped)
        changes, references = ids.retire(base, id, because=because, replaced_by=replaced_by, on=on)
        edit.write(changes)
    led = f": {printing.count(references, 'reference')} changed to {replaced_by}" if replaced_by else ""
    click.echo(f"retired {id}{led}")
    return 0
