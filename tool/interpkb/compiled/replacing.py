"""How the compiled file is replaced: whole, at once, and never changed where it stands.

So whoever has it open goes on reading what was there, a crash leaves what was there, and two processes that compile
at once leave the work of one of them. Imports nothing heavy: a command that only reads uses it too.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Replacement:
    """A new database that is to take the place of another, unless it is `abandoned`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.abandoned = False


@contextmanager
def replacing(path: str, *, copy: bool) -> Iterator[Replacement]:
    """Open a new database that takes the place of `path` when the block ends, unless it ends with an exception.

    It begins as a copy of what is at `path`, or empty. Raises `OSError` or `sqlite3.Error` where it can't be written.
    """
    import tempfile

    folder, name = os.path.split(path)
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
    os.close(handle)
    try:
        if copy:
            import shutil

            shutil.copyfile(path, temporary)
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            # Nobody else knows the new file, so neither a journal nor a lock is needed.
            connection.executescript(
                "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; "
                "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536"
            )
            new = Replacement(connection)
            yield new
        finally:
            connection.close()
        if not new.abandoned:
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
