"""`interpkb refs check`: sources, held against what arXiv and Crossref say of them."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interpkb import report
from interpkb.cli import opening, printing
from interpkb.problems import Problem, Severity

if TYPE_CHECKING:
    from interpkb.refs import Identifier
    from interpkb.refs.works import Work


@click.group("refs")
def command() -> None:
    """Hold the sources against what the world says of them."""


@command.command("check")
@click.argument("sources", nargs=-1, shell_complete=opening.complete_entry)
@click.option("--format", "format_", type=click.Choice(list(report.FORMATS)), default="text", help="How to report.")
@click.option("--mail", envvar="INTERPKB_MAIL", help="Your address: Crossref asks who is asking.")
@click.option(
    "--keep", type=click.FloatRange(0), default=30, help="For how many days an answer is good; 30 by default."
)
@click.option("--limit", type=click.IntRange(1), help="Ask for no more than so many works.")
def check(sources: tuple[str, ...], format_: str, mail: str | None, keep: float, limit: int | None) -> int:
    """Compare titles, authors and dates of sources with arXiv and Crossref, over the network.

    SOURCES narrow it to some entries. arXiv is asked for fifty works at a time and Crossref for one, with pauses, so a
    whole base takes minutes. Answers are kept in build/refs, and a run that was interrupted goes on where it was.

    Exit code: 0 when nothing differs, 1 when something does or a registry could not be asked.

    \b
    Examples:
      interpkb refs check
      interpkb refs check irving-2018-debate
      interpkb refs check --format github --mail me@example.org
    """
    from interpkb.refs.client import Client, UnreachableError

    base = opening.base_folder()
    checked = _Checked(base, sources)
    asked = checked.identifiers[:limit]
    found: set[Problem] = set()
    answered: set[str] = set()
    failed = None
    kept = base.parent / "build" / "refs"
    label = "asking arXiv and Crossref"
    with (
        Client(kept, keep_days=keep, mail=mail) as client,
        click.progressbar(length=len(asked), label=label, file=sys.stderr) as bar,
    ):
        try:
            for identifier, work in client.works(asked):
                found.update(checked.problems(identifier, work))
                answered.update(checked.owners[identifier])
                bar.update(1)
        except UnreachableError as error:
            failed = error
    _report(sorted(found), len(answered), format_)
    if failed is not None:
        click.echo(f"interpkb: {failed}; run it again to go on where it stopped", err=True)
    return 1 if found or failed else 0


def _report(problems: list[Problem], sources: int, format_: str) -> None:
    if format_ == "text":
        printing.problems(problems)
        click.echo(report.summary(problems, sources), err=True)
    else:
        click.echo(report.FORMATS[format_](problems), nl=False)


class _Checked:
    """The sources to check, and which of them each id stands for."""

    def __init__(self, base: Path, wanted: tuple[str, ...]) -> None:
        from interpkb import loader
        from interpkb.errors import UnknownNameError
        from interpkb.models import Source
        from interpkb.refs import comparing

        reading = loader.read(base)
        entries = reading.whole.entries
        self.sources = {id: entry for id, entry in entries.items() if isinstance(entry, Source)}
        for id in wanted:
            if id not in self.sources:
                import difflib

                raise UnknownNameError("source", id, difflib.get_close_matches(id, self.sources, 3))
        if wanted:
            self.sources = {id: self.sources[id] for id in wanted}
        self.owners: dict[Identifier, list[str]] = {}
        for id, source in sorted(self.sources.items()):
            for identifier in comparing.identifiers(source):
                self.owners.setdefault(identifier, []).append(id)
        self.identifiers = list(self.owners)
        self._paths = reading.whole.paths
        self._root = base.parent

    def problems(self, identifier: "Identifier", work: "Work | None") -> Iterator[Problem]:
        """Say how each source of an id differs from what the registry has, at the line of the field."""
        from interpkb.refs import comparing
        from interpkb.source import decode, parse

        for id in self.owners[identifier]:
            path = self._paths[id]
            document = parse(path, decode(path, (self._root / path).read_bytes()))
            for field, code, message, hint in comparing.compare(self.sources[id], identifier, work):
                yield Problem(document.locate((field,), key=True), Severity.WARNING, code, message, hint)
