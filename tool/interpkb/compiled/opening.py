"""Opens the compiled base, after making it anew if it is not true of `kb/` any more."""

import json
import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import interpkb
from interpkb import folder
from interpkb.compiled import layout
from interpkb.errors import InvalidKnowledgeBaseError
from interpkb.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from interpkb.loader import Place, Record

_SETTLED_NS = 2_000_000_000
"""A file that changed this shortly before it was read may change again with the same time stamp."""

_LIBRARIES = ("pydantic", "pydantic_core", "pyyaml", "networkx", "markdown_it_py")


class Compiled(NamedTuple):
    """An open compiled base, and how it came about.

    `parsed` counts the files that had to be read as YAML; `problems` are all of the base's.
    """

    connection: sqlite3.Connection
    base: Path | None
    problems: tuple[Problem, ...]
    sound: bool
    files: int
    parsed: int

    def demand_sound(self) -> "Compiled":
        """Return itself, or raise `InvalidKnowledgeBaseError` when the base has errors."""
        if not self.sound:
            raise InvalidKnowledgeBaseError(self.problems)
        return self


def place_of(base: Path) -> Path:
    """Say where the compiled form of a base stands."""
    return base.parent / "build" / f"{base.name}.sqlite"


def open_base(base: Path, *, content: bool = False) -> Compiled:
    """Open the compiled form of a base, making it anew where anything has changed.

    Args:
        base: the folder with the kinds' folders in it.
        content: whether to compare every file's contents, not only its state on disk.
    """
    path = place_of(base)
    stamp = _stamp()
    listing = folder.list_files(base)
    connection = _connect(path, stamp)
    if connection is not None:
        if not listing.problems and _is_fresh(connection, base, listing.files, path, content=content):
            return _compiled(connection, base, 0)
        return _recompile(base, path, stamp, connection, content=content)
    return _recompile(base, path, stamp, None, content=content)


def open_carried(path: Path) -> Compiled:
    """Open a compiled base that stands by itself, such as the one a wheel carries."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    return _compiled(connection, None, 0)


def _compiled(connection: sqlite3.Connection, base: Path | None, parsed: int) -> Compiled:
    rows = connection.execute("SELECT path, line, col, severity, code, message, hint FROM problem ORDER BY rowid")
    problems = tuple(
        Problem(Location(path, line, column), Severity(severity), code, message, hint)
        for path, line, column, severity, code, message, hint in rows
    )
    (files,) = connection.execute("SELECT count(*) FROM file").fetchone()
    return Compiled(connection, base, problems, _meta(connection, "sound") == "1", files, parsed)


def _meta(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def _connect(path: Path, stamp: str) -> sqlite3.Connection | None:
    """Open a compiled file for reading, or give `None` when it is absent, corrupt, foreign or of another tool."""
    if not path.exists():
        return None
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == layout.FORMAT and _meta(connection, "stamp") == stamp:
            return connection
        connection.close()
    except sqlite3.Error:
        pass
    return None


def _stamp() -> str:
    """Name all that decides what a base compiles to beside its files: the tool and the libraries it reads with."""
    package = Path(interpkb.__file__).parent
    sources = sorted(_states(package))
    libraries = sorted(_installed())
    return repr((interpkb.__version__, layout.FORMAT, sources, libraries))


def _states(package: Path) -> Iterable[tuple[str, int, int]]:
    for found in os.scandir(package):
        if found.is_dir() and found.name != "__pycache__":
            yield from _states(Path(found.path))
        elif found.name.endswith(".py"):
            state = found.stat()
            yield found.path, state.st_size, state.st_mtime_ns


def _installed() -> Iterable[str]:
    """List the versions of the libraries by the names of their folders: `importlib.metadata` costs too much."""
    import click  # the one dependency that every command has imported already

    for name in os.listdir(Path(click.__file__).parent.parent):  # noqa: PTH208  # names are all that is wanted
        if name.endswith(".dist-info") and name.lower().startswith(_LIBRARIES):
            yield name


def _is_fresh(
    connection: sqlite3.Connection, base: Path, files: tuple[folder.EntryFile, ...], path: Path, *, content: bool
) -> bool:
    """Tell whether the compiled file is true of these files.

    Their states must be those that were noted. A file that changed less than two seconds before it was read
    could have changed again without a trace, so its contents are compared; with `content`, all are.
    """
    now = time.time_ns()
    text = "\n".join(map(repr, (file[:1] + file[3:] for file in files)))
    if _meta(connection, "listing") != text:
        return False
    read_at = int(_meta(connection, "read_at_ns") or 0)
    doubtful = [file for file in files if content or max(file.mtime_ns, file.ctime_ns) > read_at - _SETTLED_NS]
    if not doubtful:
        return True
    digests = dict(connection.execute("SELECT path, digest FROM file"))
    if any(_digest(base, file) != digests[file.path] for file in doubtful):
        return False
    if max(max(file.mtime_ns, file.ctime_ns) for file in doubtful) < now - _SETTLED_NS:
        _note_settled(path, now)
    return True


def _note_settled(path: Path, now: int) -> None:
    """Note that all files were compared now, so that the next run can go by their states."""
    try:
        connection = sqlite3.connect(path, timeout=0)
        with connection:
            connection.execute("UPDATE meta SET value = ? WHERE key = 'read_at_ns'", (str(now),))
        connection.close()
    except sqlite3.Error:
        pass  # Somebody else is at it, or the folder is read-only: the next run compares again.


def _digest(base: Path, file: folder.EntryFile) -> str | None:
    from hashlib import blake2b

    try:
        return blake2b((base.parent / file.path).read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return None


def _recompile(base: Path, path: Path, stamp: str, old: sqlite3.Connection | None, *, content: bool) -> Compiled:
    """Read what has changed, and write the compiled file anew; in memory where it cannot be written."""
    from interpkb import loader
    from interpkb.compiled import writing

    known, places = _known(old, base, content=content) if old is not None else ({}, {})
    if old is not None:
        old.close()
    read_at_ns = time.time_ns()
    reading = loader.read(base, known, places)
    try:
        writing.write(path, reading, stamp, read_at_ns)
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    except (OSError, sqlite3.Error):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        writing.fill(connection, reading, stamp, read_at_ns)
    return Compiled(connection, base, reading.problems, reading.kb is not None, len(reading.records), reading.parsed)


def _known(
    old: sqlite3.Connection, base: Path, *, content: bool
) -> tuple[dict[str, "Record"], dict["Place", tuple[int, int]]]:
    """Take over what an earlier run found out about the files that have not changed since."""
    from interpkb.loader import Record

    read_at = int(_meta(old, "read_at_ns") or 0)
    rows = {row[0]: row for row in old.execute("SELECT * FROM file")}
    known = {}
    for file in folder.list_files(base).files:
        row = rows.get(file.path)
        if row is None:
            continue
        same = tuple(row[:7]) == tuple(file)
        settled = max(file.mtime_ns, file.ctime_ns) <= read_at - _SETTLED_NS
        if (same and settled and not content) or _digest(base, file) == row[7]:
            known[file.path] = Record(file, row[7], row[9], bool(row[8]), _problems(row[10]))
    places: dict[Any, tuple[int, int]] = {
        (path, tuple(json.loads(keys)), bool(at_key)): (line, column)
        for path, keys, at_key, line, column in old.execute("SELECT path, keys, at_key, line, col FROM place")
    }
    return known, places


def _problems(text: str) -> tuple[Problem, ...]:
    return tuple(
        Problem(Location(path, line, column), Severity(severity), code, message, hint)
        for path, line, column, severity, code, message, hint in json.loads(text)
    )
