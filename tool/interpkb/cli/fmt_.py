"""`interpkb fmt`: the one form in which entries are written."""

import difflib
from typing import TYPE_CHECKING

import click

from interpkb import folder
from interpkb.cli import opening, printing

if TYPE_CHECKING:
    from interpkb.editing.formatting import Reform


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option("--check", is_flag=True, help="Write nothing; name the files that are not in form, and fail if any.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change, and fail if anything would.")
def command(paths: tuple[str, ...], *, check: bool, diff: bool) -> int:
    """Bring entries into the one form: order of fields, indentation, quotes, folding.

    What an entry says does not change, and no comment is lost. PATHS narrow it to some files or folders. A file
    that is no YAML is named and left alone.

    Exit code: 0 when all is in form, 1 when a file cannot be, or is not with --check or --diff.

    \b
    Examples:
      interpkb fmt
      interpkb fmt --check kb/methods
    """
    from interpkb.editing import formatting, writing

    named, paths = opening.split(paths)
    base = opening.base_folder(named)
    wanted = opening.within(str(base), paths)
    if check or diff:
        files = [file for file in folder.list_files(base).files if wanted(file.path)]
        found = formatting.find(base.parent, files)
        for reform in found.reforms:
            click.echo(_diff(reform) if diff else f"not in form: {reform.path}", nl=not diff)
    else:
        with writing.exclusive(base) as edit:
            printing.finished(edit.finished, edit.skipped)
            files = [file for file in folder.list_files(base).files if wanted(file.path)]
            found = formatting.find(base.parent, files)
            edit.write_each({reform.path: reform.after for reform in found.reforms})
        for reform in found.reforms:
            click.echo(f"brought into form: {reform.path}")
    printing.problems(found.problems, to_stderr=True)
    for path in found.refused:
        click.echo(f"left as it is, for a comment would be lost: {path}", err=True)
    in_form = len(files) - len(found.reforms) - len(found.problems) - len(found.refused)
    click.echo(f"{printing.count(in_form, 'file')} of {len(files):,} in form already", err=True)
    failed = found.problems or found.refused or ((check or diff) and found.reforms)
    return 1 if failed else 0


def _diff(reform: "Reform") -> str:
    before, after = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in reform[1:])
    return "".join(difflib.unified_diff(before, after, reform.path, reform.path))
