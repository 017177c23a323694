"""Finds and opens the base that a command asks, and the options that commands share."""

import functools
import os
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from interpkb import compiled, folder
from interpkb.errors import NoKnowledgeBaseError

if TYPE_CHECKING:
    from pathlib import Path

Function = TypeVar("Function", bound=Callable[..., Any])


def carried() -> str:
    """Say where the base stands that an installed program carries."""
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), "carried.sqlite")


def locate() -> str:
    """Find the base in use: a folder, or a compiled file.

    It is the one named by `--kb`, else that in the current folder or above, else the carried one.
    """
    named: str | None = click.get_current_context().find_root().obj
    if named is not None:
        named = os.path.abspath(named)
        if os.path.isfile(named) or folder.is_base(named):
            return named
        if folder.is_base(inner := os.path.join(named, "kb")):
            return inner
        raise NoKnowledgeBaseError(named)
    try:
        return folder.find(os.getcwd())
    except NoKnowledgeBaseError:
        if os.path.exists(carried()):
            return carried()
        raise


def open_any(*, content: bool = False) -> compiled.Compiled:
    """Open the base in use, sound or not."""
    place = locate()
    if os.path.isfile(place):
        try:
            return open_file(place)
        except sqlite3.Error:
            raise NoKnowledgeBaseError(place) from None
    return compiled.open_base(place, content=content)


def open_file(place: str) -> compiled.Compiled:
    """Open a compiled file. A process that runs many commands on it opens it once, for as long as it is the same."""
    state = os.stat(place)
    return _open_file(place, (state.st_ino, state.st_mtime_ns))


@functools.lru_cache(maxsize=1)
def _open_file(place: str, _state: tuple[int, int]) -> compiled.Compiled:
    return compiled.open_carried(place)


def open_sound() -> compiled.Compiled:
    """Open the base in use for questions, or raise `InvalidKnowledgeBaseError` when it has errors."""
    return open_any().demand_sound()


def split(paths: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Tell a base that was named from paths that narrow a command down to a part of the base in use."""
    if len(paths) == 1:
        for base in (paths[0], os.path.join(paths[0], "kb")):
            if folder.is_base(base):
                return os.path.abspath(base), ()
    return None, paths


def within(base: str, paths: tuple[str, ...]) -> Callable[[str], bool]:
    """Give the function that tells whether a file, by its path as shown, is in one of these; without any, all are."""
    wanted = []
    for path in paths:
        absolute = os.path.abspath(path)
        if not f"{absolute}{os.sep}".startswith(f"{base}{os.sep}"):
            raise click.UsageError(f"{path!r} is not in the knowledge base {base!r}")
        wanted.append(os.path.relpath(absolute, os.path.dirname(base)).replace(os.sep, "/"))
    return lambda shown: not paths or any(shown == path or shown.startswith(f"{path}/") for path in wanted)


def base_folder(named: str | None = None) -> "Path":
    """Find the folder of the base that is to be edited: the one named, or the one in use."""
    from pathlib import Path

    return Path(named) if named else checkout() / os.path.basename(locate())


def checkout() -> "Path":
    """Find the folder that holds the base, for commands that need the files around it."""
    from pathlib import Path

    place = locate()
    if os.path.isfile(place):
        raise NoKnowledgeBaseError(os.getcwd())
    return Path(place).parent


json_option = click.option("--json", "as_json", is_flag=True, help="Print data for programs instead of text.")


def complete_entry(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offer the ids that begin with what was typed, for shells."""
    try:
        connection = open_any().connection
    except Exception:  # noqa: BLE001  # a shell waiting for completions must never see an error
        return []
    rows = connection.execute(
        "SELECT id FROM node WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 200", (incomplete,)
    )
    return [id for (id,) in rows]


def on_option(function: Function) -> Function:
    """Add the option that says on which day something is done."""
    import datetime as dt

    def check(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
        try:
            return (
                dt.date.fromisoformat(value) if value is not None else dt.datetime.now().astimezone().date()
            ).isoformat()
        except ValueError:
            raise click.BadParameter(f"{value!r} is no day; write it as 2026-11-22") from None

    return click.option("--on", metavar="DATE", callback=check, help="The day to note; today by default.")(function)


def entry_argument(name: str) -> Callable[[Function], Function]:
    """Add an argument that names an entry, completed from the base."""
    return click.argument(name, metavar=name.upper(), shell_complete=complete_entry)


def plain(value: Any) -> Any:
    """Turn records into plain data, all the way down."""
    if hasattr(value, "_asdict"):
        return {name: plain(inner) for name, inner in value._asdict().items()}
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    return value


def print_json(value: Any) -> None:
    """Print plain data as JSON."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
