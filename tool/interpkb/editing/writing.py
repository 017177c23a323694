"""Puts changes of entries on disk so that a base is never left half changed.

One file is replaced at once. Several are first noted down whole in a journal; if the process is killed before it has
replaced them all, whoever edits the base next finishes the work. A file that somebody has changed since is let be.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from interpkb import outputs
from interpkb.errors import CannotWriteError, EditInProgressError

Changes = Mapping[str, bytes | None]
"""New contents of files by their paths from the folder around the base; `None` deletes one."""

_PATIENCE = 20
"""How many seconds to wait for another process that is editing."""


class Edit:
    """The right to change a base. `finished` names what was put right of an edit that had been cut short."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.root = base.parent
        self.finished: tuple[str, ...] = ()
        self.skipped: tuple[str, ...] = ()

    def write(self, changes: Changes) -> None:
        """Make these changes, all or none. Raises `CannotWriteError` where that is not possible."""
        if len(changes) > 1:
            noted = {path: (_digest(self.root / path), content) for path, content in changes.items()}
            outputs.replace(journal(self.base), _journal_text(noted))
            try:
                self._make(changes)
            except CannotWriteError:
                self._take_back(noted)
                raise
            journal(self.base).unlink()
        else:
            self._make(changes)

    def write_each(self, changes: Changes) -> None:
        """Make changes that do not hang together: each file is whole, whatever happens to the others."""
        for path, content in changes.items():
            self._make({path: content})

    def finish(self) -> None:
        """Finish an edit that was cut short, and clear away what it left lying about."""
        for left in self.base.glob(f"*/.*{outputs.UNFINISHED}"):
            left.unlink(missing_ok=True)
        place = journal(self.base)
        if not place.exists():
            return
        try:
            noted = _read_journal(place.read_bytes())
        except ValueError:  # the journal itself is only ever replaced, so this is none of ours
            noted = {}
        as_noted = {path: _digest(self.root / path) == before for path, (before, _) in noted.items()}
        done = {path: _digest(self.root / path) == _digest_of(content) for path, (_, content) in noted.items()}
        self._make({path: content for path, (_, content) in noted.items() if as_noted[path] and not done[path]})
        self.finished = tuple(path for path in noted if as_noted[path] and not done[path])
        self.skipped = tuple(path for path in noted if not as_noted[path] and not done[path])
        place.unlink()

    def _make(self, changes: Changes) -> None:
        # What is new comes before what goes: whoever reads meanwhile finds too much rather than too little.
        for path, content in sorted(changes.items(), key=lambda change: change[1] is None):
            if content is None:
                with _saying_where(self.root / path):
                    (self.root / path).unlink(missing_ok=True)
            else:
                outputs.replace(Path(os.path.realpath(self.root / path)), content)

    def _take_back(self, noted: Mapping[str, tuple[str | None, bytes | None]]) -> None:
        """Leave the journal if anything was changed already; else drop it, and nothing has happened."""
        if all(_digest(self.root / path) == before for path, (before, _) in noted.items()):
            with suppress(OSError):
                journal(self.base).unlink()


def journal(base: Path) -> Path:
    """Say where an edit of several files is noted down while it is being made."""
    return base.parent / "build" / f"{base.name}.edit.json"


@contextmanager
def exclusive(base: Path) -> Iterator[Edit]:
    """Let nobody else edit a base meanwhile; an edit that was cut short is finished first.

    Raises `EditInProgressError` when another process goes on editing, `CannotWriteError` when nothing can be written.
    """
    lock = filelock.FileLock(base.parent / "build" / f"{base.name}.lock", timeout=_PATIENCE)
    with _saying_where(Path(lock.lock_file)):
        Path(lock.lock_file).parent.mkdir(exist_ok=True)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise EditInProgressError(str(base)) from None
    try:
        edit = Edit(base)
        edit.finish()
        yield edit
    finally:
        lock.release()


@contextmanager
def _saying_where(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWriteError(str(path), error.strerror or type(error).__name__) from error


def _digest_of(content: bytes | None) -> str | None:
    return None if content is None else hashlib.blake2b(content, digest_size=16).hexdigest()


def _digest(path: Path) -> str | None:
    try:
        return _digest_of(path.read_bytes())
    except OSError:
        return None


def _journal_text(noted: Mapping[str, tuple[str | None, bytes | None]]) -> bytes:
    plain = {
        path: {"before": before, "after": None if content is None else base64.b64encode(content).decode()}
        for path, (before, content) in noted.items()
    }
    return json.dumps(plain, indent=1).encode()


def _read_journal(content: bytes) -> dict[str, tuple[str | None, bytes | None]]:
    return {
        path: (change["before"], None if change["after"] is None else base64.b64decode(change["after"]))
        for path, change in json.loads(content).items()
    }
