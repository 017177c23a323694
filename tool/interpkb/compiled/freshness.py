"""Whether a compiled file is still true of `kb/`, and if not, which files have changed.

Goes by each file's state on disk: size, times of change, inode. A file that changed less than two seconds before it
was read could have changed again without a trace, so its contents are compared. Imports nothing heavy.
"""

import os
import sqlite3
import time
from typing import NamedTuple

from interpkb.compiled.replacing import replacing
from interpkb.folder import EntryFile, Listing

_SETTLED_NS = 2_000_000_000


class Changes(NamedTuple):
    """What happened to the files since a base was compiled: `touched` ones have another state and the same contents."""

    changed: tuple[EntryFile, ...]
    touched: tuple[EntryFile, ...]
    gone: tuple[str, ...]


def listing_text(listing: Listing) -> str:
    """Put the names and states of all files, and what is out of place, into one text: two listings compare at once."""
    paths = "\n".join([file.path for file in listing.files])
    return f"{paths}\n{[file[3:] for file in listing.files]}\n{[tuple(problem) for problem in listing.problems]}"


def is_fresh(connection: sqlite3.Connection, base: str, listing: Listing, path: str, *, content: bool) -> bool:
    """Tell whether the compiled file at `path` is true of `base`; with `content`, all its contents are compared."""
    now = time.time_ns()
    if _meta(connection, "listing") != listing_text(listing):
        return False
    files = listing.files
    read_at = _read_at(connection)
    doubtful = files if content else [file for file in files if not _is_settled(file, read_at)]
    if not doubtful:
        return True
    digests = dict(connection.execute("SELECT path, digest FROM file"))
    if any(_digest(base, file) != digests[file.path] for file in doubtful):
        return False
    if not content and all(_is_settled(file, now) for file in doubtful):
        _note_settled(path, now)
    return True


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


def _note_settled(path: str, now: int) -> None:
    """Note that all files were compared now, so that the next run can go by their states."""
    try:
        with replacing(path, copy=True) as new:
            new.connection.execute("UPDATE meta SET value = ? WHERE key = 'read_at_ns'", (str(now),))
    except (OSError, sqlite3.Error):
        pass  # The folder is read-only, or the file went: the next run compares again.


def _digest(base: str, file: EntryFile) -> str | None:
    from hashlib import blake2b

    try:
        with open(os.path.join(os.path.dirname(base), file.path), "rb", buffering=0) as opened:
            return blake2b(opened.read(), digest_size=16).hexdigest()
    except OSError:
        return None
