"""Whether a compiled file is still true of `kb/`, and if not, which files have changed.

Goes by each file's state on disk: size, times of change, inode. A file that changed less than two seconds before it
was read could have changed again without a trace, so its contents are compared. Imports nothing heavy.
"""

import os
import sqlite3
from contextlib import suppress
from typing import NamedTuple

from interpkb import contents
from interpkb.compiled.replacing import replacing
from interpkb.folder import EntryFile, Listing, Snapshot

_SETTLED_NS = 2_000_000_000


class Changes(NamedTuple):
    """What happened to the files since a base was compiled: `touched` ones have another state and the same contents."""

    changed: tuple[EntryFile, ...]
    touched: tuple[EntryFile, ...]
    gone: tuple[str, ...]


def is_same(connection: sqlite3.Connection, snapshot: Snapshot) -> bool:
    """Tell whether nothing has changed since the base was compiled. `False` says only that it takes a closer look."""
    if snapshot.newest_ns > _read_at(connection) - _SETTLED_NS:
        return False
    row = connection.execute("SELECT value FROM meta WHERE key = 'snapshot'").fetchone()
    return row is not None and row[0] == snapshot.states


def listing_text(listing: Listing) -> str:
    """Put the names and states of all files, and what is out of place, into one text: two listings compare at once."""
    paths = "\n".join([file.path for file in listing.files])
    digest = listing.ledger.digest if listing.ledger else ""
    return (
        f"{digest}\n{paths}\n{[file[3:] for file in listing.files]}\n{[tuple(problem) for problem in listing.problems]}"
    )


def same_ledger(earlier: str, listing: Listing) -> bool:
    """Tell from the text of an earlier listing whether the ledger is what it was: checks go by it."""
    return earlier.partition("\n")[0] == (listing.ledger.digest if listing.ledger else "")


def is_fresh(connection: sqlite3.Connection, base: str, listing: Listing, *, content: bool) -> bool:
    """Tell whether a compiled file is true of `base`; with `content`, all its contents are compared."""
    if _meta(connection, "listing") != listing_text(listing):
        return False
    files = listing.files
    read_at = _read_at(connection)
    doubtful = files if content else [file for file in files if not _is_settled(file, read_at)]
    if not doubtful:
        return True
    digests = dict(connection.execute("SELECT path, digest FROM file"))
    return all(_digest(base, file) == digests[file.path] for file in doubtful)


def find_changes(connection: sqlite3.Connection, base: str, files: tuple[EntryFile, ...], *, content: bool) -> Changes:
    """Say which files changed since the base was compiled."""
    states = "SELECT path, id, kind, size, mtime_ns, ctime_ns, inode, digest FROM file"
    noted = {row[0]: row for row in connection.execute(states)}
    read_at = _read_at(connection)
    changed = []
    touched = []
    for file in files:
        row = noted.pop(file.path, None)
        same = row is not None and row[:7] == file
        if row is None or (not (same and not content and _is_settled(file, read_at)) and _digest(base, file) != row[7]):
            changed.append(file)
        elif not same:
            touched.append(file)
    return Changes(tuple(changed), tuple(touched), tuple(noted))


def _is_settled(file: EntryFile, read_at_ns: int) -> bool:
    return file.mtime_ns <= read_at_ns - _SETTLED_NS and file.ctime_ns <= read_at_ns - _SETTLED_NS


def _read_at(connection: sqlite3.Connection) -> int:
    return int(_meta(connection, "read_at_ns") or 0)


def _meta(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


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
