"""Entries in canonical form: which files of a base are not in it, and what they would be."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from interpkb import canonical, contents, loader
from interpkb.canonical import CannotKeepError
from interpkb.folder import FOLDERS, EntryFile
from interpkb.models import BY_FOLDER
from interpkb.models.shapes import shape_of
from interpkb.problems import Location, Problem, Severity
from interpkb.source import Document, SourceError, decode, parse


class Reform(NamedTuple):
    """A file that is not in canonical form: what it holds, and what it would."""

    path: str
    before: bytes
    after: bytes


class Found(NamedTuple):
    """The files that are not in form, those that cannot be read, and those that would lose something."""

    reforms: tuple[Reform, ...]
    problems: tuple[Problem, ...]
    refused: tuple[str, ...]


def find(root: Path, files: Iterable[EntryFile]) -> Found:
    """Find which files are not in canonical form. `root` is the folder around the base."""
    reforms, problems, refused = [], [], []
    with loader.without_gc():
        for file in files:
            try:
                before = contents.read(str(root / file.path))
                after = form(parse(file.path, decode(file.path, before))).encode()
            except OSError as error:
                reason = (error.strerror or "unknown reason").lower()
                message = f"the file cannot be read: {reason}"
                problems.append(Problem(Location(file.path), Severity.ERROR, "unreadable-file", message))
            except SourceError as error:
                problems.append(error.problem)
            except CannotKeepError:
                refused.append(file.path)
            else:
                if after != before:
                    reforms.append(Reform(file.path, before, after))
    return Found(tuple(reforms), tuple(problems), tuple(refused))


def form(document: Document) -> str:
    """Give the text of an entry in canonical form. The document's path must be that of an entry."""
    folder = document.path.split("/")[-2]
    return canonical.text_of(document, shape_of(BY_FOLDER[folder]), schema_address(FOLDERS[folder]))


def schema_address(kind: str) -> str:
    """Say where an entry's first line says that the schema of its kind is."""
    return f"../../schemas/{kind}.json"
