"""`interpkb validate`: every problem of the base, at its place."""

import os

import click

from interpkb import compiled, report
from interpkb.cli import opening, printing
from interpkb.problems import Problem, Severity

_ROUNDS = 4


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option(
    "--format", "format_", type=click.Choice(list(report.FORMATS)), default="text", help="How to write the report."
)
@click.option("--strict", is_flag=True, help="Let warnings fail the run too.")
@click.option(
    "--content", is_flag=True, help="Compare the contents of all files, not only their dates (the default in CI)."
)
@click.option("--fix", is_flag=True, help="First mend what can be mended without knowing what an entry means.")
@click.option("--quiet", "-q", is_flag=True, help="Leave out the line that counts the problems.")
def command(paths: tuple[str, ...], format_: str, *, strict: bool, content: bool, fix: bool, quiet: bool) -> int:
    """Check the base, and report every problem at its place.

    PATHS narrow the report to some files or folders; the whole base is checked all the same, since entries
    refer to each other. A path that is a base itself is checked in place of the one in use.

    With --fix the form of files, schema lines, byte order marks, line ends, tabs, invisible characters, ids with an
    address around them, old names of renamed entries and typing mistakes that can mean one thing only are mended.

    Exit code: 0 when there are no errors (with --strict, no warnings either), 1 otherwise.

    \b
    Examples:
      interpkb validate
      interpkb validate kb/methods/influence-functions.yaml
      interpkb validate --format github --strict
      interpkb validate --fix
    """
    base, paths = opening.split(paths)
    content = content or _in_ci()
    if fix:
        _mend(base, paths)
    opened = compiled.open_base(base, content=content) if base else opening.open_any(content=content)
    problems = _within(opened, paths)
    if format_ == "text":
        printing.problems(problems)
        if not quiet:
            click.echo(report.summary(problems, opened.files))
    else:
        click.echo(report.FORMATS[format_](problems), nl=False)
    if opened.base is not None and os.path.exists(
        f"{os.path.dirname(opened.base)}/build/{os.path.basename(opened.base)}.edit.json"
    ):
        click.echo("an edit was cut short: 'interpkb validate --fix' finishes it", err=True)
    failing = [problem for problem in problems if strict or problem.severity is Severity.ERROR]
    return 1 if failing else 0


def _mend(named: str | None, paths: tuple[str, ...]) -> None:
    from interpkb.editing import mending, writing

    base = opening.base_folder(named)
    with writing.exclusive(base) as edit:
        printing.finished(edit.finished, edit.skipped)
        for _ in range(_ROUNDS):  # what was hidden by a fault may have one of its own
            mended = mending.mend(base, opening.within(str(base), paths))
            edit.write_each(mended.changes)
            for note in mended.notes:
                click.echo(f"mended {note}", err=True)
            if not mended.changes:
                break


def _within(opened: compiled.Compiled, paths: tuple[str, ...]) -> tuple[Problem, ...]:
    if not paths or opened.base is None:
        return opened.problems
    wanted = opening.within(opened.base, paths)
    return tuple(problem for problem in opened.problems if wanted(problem.location.path.rstrip("/")))


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}
