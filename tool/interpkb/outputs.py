"""Generated files: written atomically, or compared with what is there."""

import os
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from interpkb.errors import CannotWriteError

UNFINISHED = ".interpkb-part"
"""What the name of a file ends in that is being written; a killed process may leave one behind."""


def write(folder: Path, files: Mapping[str, str | bytes]) -> list[Path]:
    """Write files into a folder, each whole or not at all, and return those that changed.

    Files that already hold the same are left alone, so that their dates stay.
    """
    changed = []
    for name, content in sorted(files.items()):
        path = folder / name
        data = content.encode() if isinstance(content, str) else content
        if not _holds(path, data):
            replace(path, data)
            changed.append(path)
    return changed


def compare(folder: Path, files: Mapping[str, str | bytes], *, pattern: str) -> list[Path]:
    """List the files that `write` would change, and those of `pattern` that should not be there."""
    stale = [
        folder / name
        for name, content in files.items()
        if not _holds(folder / name, content.encode() if isinstance(content, str) else content)
    ]
    extra = [path for path in folder.glob(pattern) if path.relative_to(folder).as_posix() not in files]
    return sorted(stale + extra)


def prune(folder: Path, keep: Collection[str]) -> None:
    """Delete the files of a generated folder that are not to be kept, and folders left empty."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in keep:
            path.unlink()


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: whoever reads it meanwhile, or after a crash, finds what was there.

    Raises `CannotWriteError` where that is not possible.
    """
    try:
        _replace(path, data)
    except OSError as error:
        raise CannotWriteError(str(path), error.strerror or type(error).__name__) from error


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
