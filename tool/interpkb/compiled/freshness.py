"""Whether a compiled file is still true of `kb/`, and if not, which files have changed.

Goes by each file's state on disk: size, times of change, inode. A file that changed less than two seconds before it
was read could have changed again without a trace, so its contents are compared. Imports nothing heavy.
"""

import marshal
import os
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from interpkb import contents
from interpkb.compiled.replacing import replacing
from interpkb.folder import EntryFile, Listing, Snapshot

_SETTLED_NS = 2_000_000_000
_FEW = 100


class Changes(NamedTuple):
    """What happened to the files since a base was compiled: `touched` ones have another state and the same contents."""

    changed: tuple[EntryFile, ...]
    touched: tuple[EntryFile, ...]
    gone: tuple[str, ...]


def is_same(connection: sqlite3.Connection, snapshot: Snapshot) -> bool:
    """Tell whether nothing has changed since the base was compiled. `False` says only that it takes a closer look."""
    if snapshot.newest_ns > _read_at(connection) - _SETTLED_NS:
        return False
    return bool(value_of(connection, "snapshot") == snapshot.states)


def listing_state(listing: Listing) -> bytes:
    """Put the names and states of all files, and what is out of place, into bytes: two listings compare at once."""
    paths = [file.path for file in listing.files]
    states = [number for file in listing.files for number in file[3:]]
    return marshal.dumps((paths, states, repr(listing.problems), ledger_digest(listing)), 2)


def ledger_digest(listing: Listing) -> str:
    """Give the digest of the ledger, by which checks go; empty where there is none."""
    return listing.ledger.digest if listing.ledger else ""


def is_fresh(connection: sqlite3.Connection, base: str, listing: Listing, *, content: bool) -> bool:
    """Tell whether a compiled file is true of `base`; with `content`, all its contents are compared."""
    if value_of(connection, "listing") != listing_state(listing):
        return False
    files = listing.files
    read_at = _read_at(connection)
    doubtful = files if content else [file for file in files if not _is_settled(file, read_at)]
    if not doubtful:
        return True
    digests = _digests(connection, doubtful)
    return all(_digest(base, file) == digests[file.path] for file in doubtful)


def find_changes(connection: sqlite3.Connection, base: str, files: tuple[EntryFile, ...], *, content: bool) -> Changes:
    """Say which files changed since the base was compiled."""
    states = "SELECT path, id, kind, size, mtime_ns, ctime_ns, inode FROM file"
    noted = set(connection.execute(states))
    read_at = _read_at(connection)
    doubtful = [file for file in files if content or file not in noted or not _is_settled(file, read_at)]
    digests = _digests(connection, doubtful)
    changed = [file for file in doubtful if file.path not in digests or _digest(base, file) != digests[file.path]]
    touched = {*doubtful}.difference(noted, changed)
    gone = {path for path, *_ in noted.difference(files)}.difference(file.path for file in files)
    return Changes(tuple(changed), tuple(sorted(touched)), tuple(sorted(gone)))


def _digests(connection: sqlite3.Connection, files: Sequence[EntryFile]) -> dict[str, str]:
    """Get the digests of some files as they were, by path."""
    if len(files) > _FEW:
        return dict(connection.execute("SELECT path, digest FROM file"))
    found = (connection.execute("SELECT path, digest FROM file WHERE path = ?", (file.path,)) for file in files)
    return dict(row for rows in found for row in rows)


def _is_settled(file: EntryFile, read_at_ns: int) -> bool:
    return file.mtime_ns <= read_at_ns - _SETTLED_NS and file.ctime_ns <= read_at_ns - _SETTLED_NS


def _read_at(connection: sqlite3.Connection) -> int:
    return int(value_of(connection, "read_at_ns") or 0)


def value_of(connection: sqlite3.Connection, key: str) -> Any:
    """Get a fact on the compiled file as a whole from `meta`: text, bytes, or `None`."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def note_settled(path: str, snapshot: Snapshot, taken_at_ns: int) -> None:
    """Note that all files were the same after a snapshot of them was taken, so that the next run can go by that."""
    if snapshot.newest_ns > taken_at_ns - _SETTLED_NS:
        return
    with suppress(OSError, sqlite3.Error), replacing(path, copy=True) as new:
        note = "INSERT OR REPLACE INTO meta VALUES (?, ?)"
        new.connection.executemany(note, {"read_at_ns": str(taken_at_ns), "snapshot": snapshot.states}.items())


def _digest(base: str, file: EntryFile) -> str | None:
    try:
        return contents.digest(contents.read(f"{os.path.dirname(base)}/{file.path}"))
    except OSError:
        return None
