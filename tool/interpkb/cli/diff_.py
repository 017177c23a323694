"""`interpkb diff`: what a change does to the graph."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

import click

from interpkb import compiled, difference_report, history
from interpkb.cli import opening
from interpkb.query import differences
from interpkb.query.difference_records import Difference

_MOST_BYTES = 64 * 1024 * 1024


@click.command("diff")
@click.argument("revisions", nargs=-1, metavar="[REV [REV]]")
@click.option("--format", "format_", type=click.Choice(list(difference_report.FORMATS)), default="text")
@click.option(
    "--read",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take the difference from a file in the JSON format instead, trusting nothing in it.",
)
def command(revisions: tuple[str, ...], format_: str, file: Path | None) -> int:
    """Say what changed in the graph between a git revision and another, or the files as they are now.

    Entries, links, verdicts with the evidence that changed them, needs, cells of the map, and problems. Both bases are
    read with this version of the program. The Markdown is a comment for a pull request, safe to be posted.

    Exit code: 1 when errors came up that were not there before, 0 otherwise.

    \b
    Examples:
      interpkb diff main
      interpkb diff v1 HEAD --format json
    """
    if len(revisions) not in ({0} if file else {1, 2}):
        raise click.UsageError("name one revision or two, or a file with --read")
    difference = _read(file) if file else _compare(*revisions)
    click.echo(difference_report.FORMATS[format_](difference), nl=False)
    return int(any(problem.severity == "error" for problem in difference.problems_gained))


def _compare(first: str, second: str | None = None) -> Difference:
    base = opening.base_folder()
    commits = [history.revision(base, name) for name in (first, second) if name is not None]
    with ExitStack() as stack:
        opened = []
        for commit in commits:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="interpkb-")))
            opened.append(compiled.open_base(history.write(base, commit, folder)))
        if second is None:
            opened.append(opening.open_any())
        comparable = all(one.sound for one in opened)
        before, after = (one.demand_sound() if comparable else one for one in opened)
        stack.callback(before.connection.close)
        stack.callback(after.connection.close)
        return differences.compare(before.connection, after.connection, comparable=comparable)


def _read(file: Path) -> Difference:
    from interpkb import difference_data

    with file.open("rb") as opened:
        try:
            return difference_data.parse(opened.read(_MOST_BYTES + 1), _MOST_BYTES)
        except ValueError as error:
            raise click.ClickException(f"{str(file)!r} is no difference: {error}") from None
