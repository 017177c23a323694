"""Finds and opens the base that a command asks, and the options that commands share."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from interpkb import compiled, folder
from interpkb.errors import NoKnowledgeBaseError

Function = TypeVar("Function", bound=Callable[..., Any])


def carried() -> Path:
    """Say where the base stands that an installed program carries."""
    return Path(__file__).parent.parent / "carried.sqlite"


def locate() -> Path:
    """Find the base in use: a folder, or a compiled file.

    It is the one named by `--kb`, else that in the current folder or above, else the carried one.
    """
    named: Path | None = click.get_current_context().find_root().obj
    if named is not None:
        named = named.absolute()
        if named.is_file():
            return named
        if folder.is_base(named):
            return named
        if folder.is_base(named / "kb"):
            return named / "kb"
        raise NoKnowledgeBaseError(str(named))
    try:
        return folder.find(Path.cwd())
    except NoKnowledgeBaseError:
        if carried().exists():
            return carried()
        raise


def open_any(*, content: bool = False) -> compiled.Compiled:
    """Open the base in use, sound or not."""
    place = locate()
    if place.is_file():
        return compiled.open_carried(place)
    return compiled.open_base(place, content=content)


def open_sound() -> compiled.Compiled:
    """Open the base in use for questions, or raise `InvalidKnowledgeBaseError` when it has errors."""
    return open_any().demand_sound()


def checkout() -> Path:
    """Find the folder that holds the base, for commands that need the files around it."""
    place = locate()
    if place.is_file():
        raise NoKnowledgeBaseError(str(Path.cwd()))
    return place.parent


json_option = click.option("--json", "as_json", is_flag=True, help="Print data for programs instead of text.")


def complete_entry(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offer the ids that begin with what was typed, for shells."""
    try:
        connection = open_any().connection
    except Exception:  # noqa: BLE001  # a shell waiting for completions must never see an error
        return []
    pattern = incomplete.replace("_", "") + "*"
    return [id for (id,) in connection.execute("SELECT id FROM node WHERE id GLOB ? ORDER BY id LIMIT 200", (pattern,))]


def entry_argument(name: str) -> Callable[[Function], Function]:
    """Add an argument that names an entry, completed from the base."""
    return click.argument(name, metavar=name.upper(), shell_complete=complete_entry)


def print_json(value: Any) -> None:
    """Print plain data as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
