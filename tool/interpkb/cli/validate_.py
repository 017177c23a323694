"""`interpkb validate`: every problem of the base, at its place."""

import os

import click

from interpkb import compiled, report
from interpkb.cli import opening, printing
from interpkb.problems import Problem, Severity


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option(
    "--format", "format_", type=click.Choice(list(report.FORMATS)), default="text", help="How to write the report."
)
@click.option("--strict", is_flag=True, help="Let warnings fail the run too.")
@click.option(
    "--content", is_flag=True, help="Compare the contents of all files, not only their dates (the default in CI)."
)
@click.option("--quiet", "-q", is_flag=True, help="Leave out the line that counts the problems.")
def command(paths: tuple[str, ...], format_: str, *, strict: bool, content: bool, quiet: bool) -> int:
    """Check the base, and report every problem at its place.

    PATHS narrow the report to some files or folders; the whole base is checked all the same, since entries
    refer to each other. A path that is a base itself is checked in place of the one in use.

    Exit code: 0 when there are no errors (with --strict, no warnings either), 1 otherwise.

    \b
    Examples:
      interpkb validate
      interpkb validate kb/methods/influence-functions.yaml
      interpkb validate --format github --strict
    """
    base, paths = opening.split(paths)
    content = content or _in_ci()
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


def _within(opened: compiled.Compiled, paths: tuple[str, ...]) -> tuple[Problem, ...]:
    if not paths or opened.base is None:
        return opened.problems
    wanted = opening.within(opened.base, paths)
    return tuple(problem for problem in opened.problems if wanted(problem.location.path.rstrip("/")))


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true"}
