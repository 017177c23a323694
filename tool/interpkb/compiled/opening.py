"""Opens the compiled base, after bringing it up to date where it is not true of `kb/` any more."""

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import interpkb
from interpkb import folder
from interpkb.compiled import freshness, layout
from interpkb.compiled.replacing import replacing
from interpkb.errors import InvalidKnowledgeBaseError
from interpkb.folder import Listing, Snapshot, StrPath
from interpkb.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from interpkb.knowledge_base import KnowledgeBase
    from interpkb.loader import Place, Record

_LIBRARIES = ("pydantic", "pydantic_core", "pyyaml", "networkx", "markdown_it_py")


class Connection(sqlite3.Connection):
    """A connection to a compiled base. Unlike SQLite's own, it can be referred to weakly (see `query.once`)."""


class Compiled(NamedTuple):
    """An open compiled base, and how it came about.

    `parsed` counts the files that had to be read as YAML; `problems` are all of the base's.
    """

    connection: sqlite3.Connection
    base: str | None
    problems: tuple[Problem, ...]
    sound: bool
    files: int
    parsed: int
    kb: "KnowledgeBase | None" = None
    """The base itself, if all of it was read just now."""

    def demand_sound(self) -> "Compiled":
        """Return the base ready for any question, or raise `InvalidKnowledgeBaseError` when it has errors."""
        if not self.sound:
            raise InvalidKnowledgeBaseError(self.problems)
        if freshness.value_of(self.connection, "derived") == "1":
            return self
        return _derive(self)


class Moment(NamedTuple):
    """When a base was looked at, what with, and what was seen."""

    stamp: str
    time_ns: int
    snapshot: Snapshot | None


def place_of(base: str) -> str:
    """Say where the compiled form of a base stands."""
    folder, name = os.path.split(base)
    return os.path.join(folder, "build", f"{name}.sqlite")


def open_base(base: StrPath, *, content: bool = False) -> Compiled:
    """Open the compiled form of a base, bringing it up to date where anything has changed.

    What is derived from the base as a whole is filled in only when a question is asked (see `demand_sound`).

    Args:
        base: the folder with the kinds' folders in it.
        content: whether to compare every file's contents, not only its state on disk.
    """
    base = os.path.abspath(base)
    moment = Moment(_stamp(), time.time_ns(), folder.snapshot(base))
    connection = _connect(place_of(base), moment.stamp)
    listing = None
    if connection is not None:
        with suppress(sqlite3.DatabaseError):  # damaged, though it could be opened
            if not content and moment.snapshot is not None and freshness.is_same(connection, moment.snapshot):
                return _compiled(connection, base, 0)
            listing = folder.list_files(base, moment.snapshot)
            if freshness.is_fresh(connection, base, listing, content=content):
                if moment.snapshot is not None and not freshness.is_same(connection, moment.snapshot):
                    freshness.note_settled(place_of(base), moment.snapshot, moment.time_ns)
                return _compiled(connection, base, 0)
            connection.close()
            return _recompile(base, listing, moment, content=content)
    return _compile(base, listing or folder.list_files(base, moment.snapshot), moment, {}, {})


def open_carried(path: StrPath) -> Compiled:
    """Open a compiled base that stands by itself, such as the one a wheel carries."""
    return _compiled(_open(os.path.abspath(path)), None, 0)


def _open(path: str) -> sqlite3.Connection:
    for character, escaped in (("%", "%25"), ("?", "%3f"), ("#", "%23")):  # https://sqlite.org/uri.html
        path = path.replace(character, escaped)
    # The file is only ever replaced, so SQLite need not watch for changes.
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, factory=Connection)


def _compiled(connection: sqlite3.Connection, base: str | None, parsed: int) -> Compiled:
    rows = connection.execute("SELECT path, line, col, severity, code, message, hint FROM problem ORDER BY rowid")
    problems = tuple(
        Problem(Location(path, line, column), Severity(severity), code, message, hint)
        for path, line, column, severity, code, message, hint in rows
    )
    (files,) = connection.execute("SELECT count(*) FROM file").fetchone()
    return Compiled(connection, base, problems, freshness.value_of(connection, "sound") == "1", files, parsed)


def _connect(path: str, stamp: str) -> sqlite3.Connection | None:
    """Open a compiled file for reading, or give `None` when it is absent, corrupt, foreign or of another tool."""
    try:
        connection = _open(path)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == layout.FORMAT and freshness.value_of(connection, "stamp") == stamp:
            return connection
        connection.close()
    except sqlite3.Error:
        pass
    return None


def _stamp() -> str:
    """Name all that decides what a base compiles to beside its files: the tool and the libraries it reads with."""
    package = os.path.dirname(interpkb.__file__)
    sources = sorted(_states(package))
    libraries = sorted(_installed())
    return repr((interpkb.__version__, layout.FORMAT, sources, libraries))


def _states(folder: str) -> Iterable[tuple[str, int, int]]:
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(".py"):
                state = entry.stat()
                yield entry.path, state.st_size, state.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _states(entry.path)


def _installed() -> Iterable[str]:
    """List the versions of the libraries by the names of their folders: `importlib.metadata` costs too much."""
    import click  # the one dependency that every command has imported already

    for name in os.listdir(os.path.dirname(os.path.dirname(click.__file__))):
        if name.endswith(".dist-info") and name.lower().startswith(_LIBRARIES):
            yield name


def _recompile(base: str, listing: Listing, moment: Moment, *, content: bool) -> Compiled:
    """Bring the compiled file up to date: by a patch if little has changed, else by reading what has."""
    from interpkb.compiled import patching, writing
    from interpkb.compiled.earlier import Earlier

    path = place_of(base)
    known: dict[str, Record] = {}
    places: dict[Place, tuple[int, int]] = {}
    try:
        with replacing(path, copy=True) as new:
            changes = freshness.find_changes(new.connection, base, listing.files, content=content)
            earlier = Earlier(new.connection)
            outcome = patching.patch(earlier, base, listing, changes, moment.time_ns, known)
            if outcome is None:
                new.abandoned = True
                changed = {*changes.gone, *(file.path for file in changes.changed)}
                known |= {found: record for found, record in earlier.records().items() if found not in changed}
                places = {place: where for place, where in earlier.places.items() if place[0] not in changed}
            else:
                writing.note_snapshot(new.connection, moment.snapshot)
        if outcome is not None:
            return Compiled(_open(path), base, outcome.problems, outcome.sound, len(listing.files), outcome.parsed)
    except (OSError, sqlite3.Error):
        known, places = {}, {}
    return _compile(base, listing, moment, known, places)


def _compile(
    base: str,
    listing: Listing,
    moment: Moment,
    known: dict[str, "Record"],
    places: dict["Place", tuple[int, int]],
) -> Compiled:
    """Read the whole base but for what is known, and compile it; in memory where the file cannot be written."""
    from interpkb import loader
    from interpkb.compiled import writing

    reading = loader.read(base, known, places, listing=listing)
    try:
        with replacing(place_of(base), copy=False) as new:
            writing.fill(new.connection, reading, moment.stamp, moment.time_ns)
            writing.note_snapshot(new.connection, moment.snapshot)
        connection = _open(place_of(base))
    except (OSError, sqlite3.Error):
        connection = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
        writing.fill(connection, reading, moment.stamp, moment.time_ns)
    sound = reading.kb is not None
    return Compiled(connection, base, reading.problems, sound, len(reading.records), reading.parsed, reading.kb)


def _derive(opened: Compiled) -> Compiled:
    """Fill the derived tables of a sound base; in memory where the compiled file cannot be written."""
    from interpkb import loader
    from interpkb.compiled import writing
    from interpkb.compiled.earlier import Earlier

    kb = opened.kb or loader.base_of(Earlier(opened.connection).records().values())
    connection = None
    if opened.base is not None:
        connection = _derive_on_disk(opened.connection, place_of(opened.base), kb)
    if connection is None:
        connection = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
        opened.connection.backup(connection)
        writing.fill_derived(connection, kb)
    opened.connection.close()
    return opened._replace(connection=connection, kb=None)


def _derive_on_disk(old: sqlite3.Connection, path: str, kb: "KnowledgeBase") -> sqlite3.Connection | None:
    from interpkb.compiled import writing

    try:
        with replacing(path, copy=True) as new:
            if freshness.value_of(new.connection, "listing") != freshness.value_of(old, "listing"):
                new.abandoned = True  # another process has been here since
            else:
                writing.fill_derived(new.connection, kb)
        return None if new.abandoned else _open(path)
    except (OSError, sqlite3.Error):
        return None
