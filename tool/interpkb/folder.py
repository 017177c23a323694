"""Which files a base's folder holds: where each stands, its state on disk, and what is out of place.

Reads names and states, never contents, and imports nothing heavy: every command begins here.
"""

import os
import re
import stat
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from interpkb.errors import NoKnowledgeBaseError
from interpkb.problems import Location, Problem, Severity

FOLDERS = MappingProxyType(
    {
        "goals": "goal",
        "dimensions": "dimension",
        "methods": "method",
        "agendas": "agenda",
        "claims": "claim",
        "evidence": "evidence",
        "failures": "failure",
        "tools": "tool",
        "benchmarks": "benchmark",
        "terms": "term",
        "sources": "source",
    }
)
"""The kind of entry that each folder holds."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID_LENGTH = 80
_RESERVED_IDS = frozenset({"editor", "none", "index"})
_TOP_LEVEL_FILES = frozenset({"README.md", "LICENSE", "ids.txt"})


class EntryFile(NamedTuple):
    """One file that stands where an entry can stand. `path` is as shown to the user, from the base's parent."""

    path: str
    id: str
    kind: str
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Listing(NamedTuple):
    """The files of a base, sorted by path, and what is out of place."""

    files: tuple[EntryFile, ...]
    problems: tuple[Problem, ...]


def find(start: Path) -> Path:
    """Find the base at `start` or in the folders above it, or raise `NoKnowledgeBaseError`."""
    for folder in (start, *start.parents):
        if folder.name == "kb" and is_base(folder):
            return folder
        if is_base(folder / "kb"):
            return folder / "kb"
    raise NoKnowledgeBaseError(str(start))


def is_base(folder: Path) -> bool:
    """Tell whether a folder has at least one of the folders that hold entries."""
    return any((folder / name).is_dir() for name in FOLDERS)


def list_files(base: Path) -> Listing:
    """List a base's files. What is out of place becomes a problem, at line 1 of the file."""
    files: list[EntryFile] = []
    problems: list[Problem] = []
    root = os.path.realpath(base)
    for found, shown in _scan(base, base.name, problems):
        name = found.name
        if found.is_dir(follow_symlinks=False) and name in FOLDERS:
            for inner, place in _scan(base / name, shown, problems):
                judged = _judge(inner, place, name, root)
                if isinstance(judged, Problem):
                    problems.append(judged)
                else:
                    files.append(judged)
        elif name not in _TOP_LEVEL_FILES:
            problems.append(_out_of_place(found, shown, root))
    files.sort()
    problems.sort()
    return Listing(tuple(files), tuple(problems))


def _out_of_place(found: os.DirEntry[str], shown: str, root: str) -> Problem:
    """Say why something cannot stand beside the kinds' folders."""
    state = _state(found, shown, root)
    if isinstance(state, Problem):
        return state
    if not stat.S_ISDIR(state.st_mode):
        return _problem(shown, "misplaced-file", "the file is in no kind's folder", _folders_hint())
    if found.name in FOLDERS:
        return _problem(f"{shown}/", "misplaced-file", "the folder is a link", "put the files themselves here")
    return _problem(f"{shown}/", "misplaced-file", f"unknown folder {found.name!r}", _near_folder(found.name))


def _judge(found: os.DirEntry[str], shown: str, folder: str, root: str) -> EntryFile | Problem:
    """Tell whether something in a kind's folder can be an entry."""
    name = found.name
    state = _state(found, shown, root)
    if isinstance(state, Problem):
        return state
    if stat.S_ISDIR(state.st_mode):
        return _problem(f"{shown}/", "misplaced-file", f"a folder inside {folder!r}", "entries are not nested")
    if not name.endswith(".yaml"):
        hint = (
            f"call it {_printable(name[:-4])}.yaml" if name.endswith(".yml") else "entries are files that end in .yaml"
        )
        return _problem(shown, "misplaced-file", f"{_printable(name)!r} is no entry", hint)
    if not stat.S_ISREG(state.st_mode):
        return _problem(shown, "misplaced-file", "the file is not a regular file", None)
    if (problem := _check_id(shown, name[:-5])) is not None:
        return problem
    return EntryFile(
        shown, name[:-5], FOLDERS[folder], state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
    )


def _state(found: os.DirEntry[str], shown: str, root: str) -> os.stat_result | Problem:
    """Give the state of a file, through a link if need be, or say why it is not to be followed."""
    if found.is_symlink() and not os.path.realpath(found.path).startswith(root + os.sep):
        return _problem(shown, "outside-link", "the link leads out of the base", "put the file itself here")
    try:
        return found.stat()
    except OSError as error:
        what = "the link cannot be followed" if found.is_symlink() else "the file cannot be read"
        return _problem(shown, "unreadable-file", f"{what}: {_reason(error)}", None)


def _check_id(shown: str, id: str) -> Problem | None:
    if len(id) > _MAX_ID_LENGTH:
        return _problem(shown, "bad-id", f"the file's name is {len(id)} characters long", f"at most {_MAX_ID_LENGTH}")
    if id in _RESERVED_IDS:
        return _problem(shown, "bad-id", f"id {id!r} has a meaning of its own", "choose another name")
    if not _ID.fullmatch(id):
        better = re.sub(r"[^a-z0-9]+", "-", id.lower()).strip("-")
        hint = f"call it {better}.yaml" if better else "lower-case words joined by hyphens"
        return _problem(shown, "bad-id", f"the file's name {_printable(id)!r} is no id", hint)
    return None


def _scan(folder: Path, shown: str, problems: list[Problem]) -> list[tuple[os.DirEntry[str], str]]:
    """List what is in a folder, hidden files aside, each with its path as shown to the user."""
    try:
        with os.scandir(folder) as entries:
            return [(found, f"{shown}/{_printable(found.name)}") for found in entries if not found.name.startswith(".")]
    except OSError as error:
        problems.append(_problem(f"{shown}/", "unreadable-file", f"the folder cannot be read: {_reason(error)}", None))
        return []


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()


def _printable(name: str) -> str:
    """Make a file's name safe to show: undecodable bytes and control characters escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _problem(path: str, code: str, message: str, hint: str | None) -> Problem:
    return Problem(Location(path), Severity.ERROR, code, message, hint)


def _near_folder(name: str) -> str:
    import difflib  # only for a mistake: every command imports this module

    near = difflib.get_close_matches(name, FOLDERS, 1)
    return f"did you mean {near[0]!r}?" if near else _folders_hint()


def _folders_hint() -> str:
    return f"entries stand in {', '.join(FOLDERS)}"
