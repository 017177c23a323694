"""Writes build/docs, which MkDocs renders: a part in each process, as no part needs what another finds."""

import contextlib
import functools
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from interpkb import compiled, folder, outputs, releases
from interpkb.cli import opening, processes

_WIDTH = 84
"""How many columns a block of the theme shows on a desktop without scrolling."""

_ABOUT_FILES = frozenset({"validate", "stats", "schema", "new"})
"""Commands that are told the base's folder, as a user tells them."""

_SLICES = 4
_PARTS = ("hand-written", "base", *(f"entries {i}" for i in range(_SLICES)))
"""What is written apart, longest first. The same on every machine, whatever it has of processors."""


class _Task(NamedTuple):
    root: Path
    part: str
    directories: bool


def write(root: Path, *, offline: bool = False) -> int:
    """Write build/docs, leaving what has not changed, and return how many pages there are.

    The base is compiled and judged (`Compiled.demand_sound`): each process opens the file, and none changes it.

    Args:
        root: the folder that holds `kb/` and `site/`.
        offline: whether the pages are to work from a disk.
    """
    tasks = [_Task(root, part, directories=not offline) for part in _PARTS]
    names = {name for written in processes.each(_write, tasks) for name in written}
    outputs.prune(root / "build" / "docs", names)
    return sum(name.endswith(".md") for name in names)


def _write(task: _Task) -> list[str]:
    """Write one part, and return the names of its files."""
    files = _files(task)
    outputs.write(task.root / "build" / "docs", files)
    return list(files)


def _files(task: _Task) -> dict[str, str | bytes]:
    from interpkb import pages

    root, part, directories = task
    site = root / "site"
    # The compiled file answers without a look at all the entries' files.
    file = compiled.place_of(str(root / "kb"))
    if part == "hand-written":
        return dict(pages.hand_written(site, _runner(root, file)))
    connection = opening.open_file(file).connection
    if part == "base":
        frozen = releases.read(root / "kb" / folder.RELEASES)
        return pages.of_base(connection, site, frozen, directories=directories)

    def read_text(path: str) -> str:
        return (root / path).read_text(encoding="utf-8")

    which = slice(int(part.split()[1]), None, _SLICES)
    return dict(pages.of_entries(connection, site, read_text, which, directories=directories))


def _runner(root: Path, file: str) -> Callable[[list[str]], str]:
    """Give the function that runs a command on the base in this process, and returns what it prints."""
    from interpkb.cli.main import invoke

    @functools.cache  # pages show some commands twice
    def run(arguments: tuple[str, ...]) -> str:
        printed = io.StringIO()
        with _columns(_WIDTH), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            invoke(["--kb", str(root / "kb") if arguments[0] in _ABOUT_FILES else file, *arguments])
        # Where a site is built is nobody's business, and would make each build another.
        return printed.getvalue().replace(f"{root}{os.sep}", "")

    return lambda arguments: run(tuple(arguments))


@contextlib.contextmanager
def _columns(width: int) -> Iterator[None]:
    """Have commands write so many columns."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(width)
    try:
        yield
    finally:
        del os.environ["COLUMNS"]
        if before is not None:
            os.environ["COLUMNS"] = before
