"""`interpkb rename`: another id for an entry, and every reference with it."""

import click

from interpkb.cli import opening, printing


@click.command("rename")
@opening.entry_argument("old")
@click.argument("new")
@click.option("--because", default="Renamed.", help="Why, for the ledger; `Renamed.` by default.")
@opening.on_option
def command(old: str, new: str, because: str, on: str) -> int:
    """Give an entry another id, and change every reference to it.

    Comments and the form of files stay. If the old id was released, the ledger notes where it leads now, and so does
    a page at the old address of the site. A need or a value is named AGENDA/NEED or DIMENSION/VALUE. A file that was
    renamed by hand already is taken as it is.

    \b
    Examples:
      interpkb rename saliency-map saliency-maps
      interpkb rename debate/lying debate/judge-detects-lying
    """
    from interpkb.editing import ids, writing

    base = opening.base_folder()
    with writing.exclusive(base) as edit:
        printing.finished(edit.finished, edit.skipped)
        changes, references = ids.rename(base, old, new, because=because, on=on)
        edit.write(changes)
    click.echo(f"renamed {old} to {new}: {printing.count(references, 'reference')} changed")
    return 0
