"""`interpkb schema`: the JSON Schemas of the kinds."""

from pathlib import Path

import click

from interpkb.cli import opening, printing


@click.command("schema")
@click.option("--check", is_flag=True, help="Write nothing; fail if a file is out of date.")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; `schemas` beside the base by default.",
)
def command(folder: Path | None, *, check: bool) -> int:
    """Write the JSON Schemas of the kinds, for editors and other validators.

    \b
    Examples:
      interpkb schema
      interpkb schema --check
    """
    from interpkb import outputs, schemas

    target = folder or opening.checkout() / "schemas"
    files = schemas.files()
    if check:
        stale = outputs.compare(target, files, pattern="*.json")
        for path in stale:
            click.echo(f"out of date: {path}", err=True)
        if stale:
            click.echo("run 'interpkb schema' to write them anew", err=True)
        return 1 if stale else 0
    changed = outputs.write(target, files)
    click.echo(f"{printing.count(len(files), 'schema')} in {target}, {len(changed)} changed")
    return 0
