"""Which files a base's folder holds: where each stands, its state on disk, and what is out of place.

Reads names and states, never contents, and imports nothing heavy: every command begins here. That is why paths are
plain text here, in `compiled` and in `cli.opening`: importing pathlib takes a tenth of what `import click` does.
"""

import marshal
import os
import stat
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from interpkb import ids
from interpkb.errors import NoKnowledgeBaseError
from interpkb.problems import Location, Problem, Severity

if TYPE_CHECKING:
    from interpkb.ledger import Ledger

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

_LEDGER = "ids.txt"
_TOP_LEVEL_FILES = frozenset({"README.md", "LICENSE", _LEDGER})
RELEASES = "releases"
"""The folder beside the kinds' folders, for what was released; no entry stands there."""


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
    """The files of a base, sorted by path, what is out of place, and the ledger of released ids if there is one."""

    files: tuple[EntryFile, ...]
    problems: tuple[Problem, ...]
    ledger: "Ledger | None" = None


StrPath = str | os.PathLike[str]


def find(start: StrPath) -> str:
    """Find the base at `start` or in the folders above it, or raise `NoKnowledgeBaseError`."""
    folder, above = "", os.path.abspath(start)
    while folder != above:
        folder, above = above, os.path.dirname(above)
        if os.path.basename(folder) == "kb" and is_base(folder):
            return folder
        if is_base(inner := os.path.join(folder, "kb")):
            return inner
    raise NoKnowledgeBaseError(os.fspath(start))


def is_base(folder: StrPath) -> bool:
    """Tell whether a folder has at least one of the folders that hold entries."""
    return any(os.path.isdir(os.path.join(folder, name)) for name in FOLDERS)


class Snapshot(NamedTuple):
    """The names and states of all files as bytes, which are only ever compared, and the latest time among them.

    `found` is what they were taken from, by folder.
    """

    states: bytes
    newest_ns: int
    found: Mapping[str, Sequence[os.DirEntry[str]]]


def snapshot(base: StrPath) -> Snapshot | None:
    """Take down what stands in a base's folders: as long as that is the same, so is a listing, which takes longer.

    `None` where that can't be promised: what a link leads to may change by itself, and a folder may be closed.
    """
    names: list[str] = []
    states: list[int] = []
    found = {}
    try:
        top = sorted((entry.name, entry.stat(follow_symlinks=False).st_mode) for entry in _visible(base))
        if any(name == _LEDGER for name, _ in top):
            _note(names, states, _LEDGER, os.lstat(os.path.join(base, _LEDGER)))
        for folder in (name for name, _ in top if name in FOLDERS):
            names.append(f"{folder}/")
            found[folder] = _visible(os.path.join(base, folder))
            for entry in found[folder]:
                _note(names, states, entry.name, entry.stat(follow_symlinks=False))
    except OSError:
        return None
    if any(map(stat.S_ISLNK, {*(mode for _, mode in top), *states[::5]})):
        return None
    return Snapshot(marshal.dumps((top, names, states), 2), max((0, *states[1::5], *states[2::5])), found)


def _note(names: list[str], states: list[int], name: str, state: os.stat_result) -> None:
    names.append(name)
    states += (state.st_mode, state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)


def list_files(base: StrPath, snapshot: Snapshot | None = None) -> Listing:
    """List a base's files. What is out of place becomes a problem, at line 1 of the file.

    With a `snapshot` the states of files are taken from there.
    """
    base = os.path.abspath(base)
    base_name = os.path.basename(base)
    files: list[EntryFile] = []
    problems: list[Problem] = []
    root = os.path.realpath(base)
    for found in _scan(base, base_name, problems):
        name = found.name
        shown = f"{base_name}/{_printable(name)}"
        if found.is_dir(follow_symlinks=False) and name in FOLDERS:
            taken = snapshot.found.get(name) if snapshot else None
            for inner in _scan(os.path.join(base, name), shown, problems) if taken is None else taken:
                judged = _entry_file(inner, shown, FOLDERS[name]) or _judge(inner, shown, name, root)
                if isinstance(judged, EntryFile):
                    files.append(judged)
                else:
                    problems.append(judged)
        elif name not in _TOP_LEVEL_FILES and not (name == RELEASES and found.is_dir(follow_symlinks=False)):
            problems.append(_out_of_place(found, shown, root))
    files.sort()
    ledger = None
    if os.path.lexists(os.path.join(base, _LEDGER)):
        from interpkb import ledger as ledgers

        addresses = {f"{file.path.split('/')[1]}/{file.id}": file.path for file in files}
        ledger, found_wrong = ledgers.read(base, addresses, frozenset(problem.location.path for problem in problems))
        problems += found_wrong
    problems.sort()
    return Listing(tuple(files), tuple(problems), ledger)


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


def _entry_file(found: os.DirEntry[str], folder: str, kind: str) -> EntryFile | None:
    """Take up a file with which all is well: most are so, and every command looks at all of them."""
    id, _, ending = found.name.partition(".")
    if ending != "yaml" or not ids.is_id(id) or not found.is_file(follow_symlinks=False):
        return None
    try:
        state = found.stat(follow_symlinks=False)
    except OSError:
        return None
    return _file(f"{folder}/{found.name}", id, kind, state)


def _file(shown: str, id: str, kind: str, state: os.stat_result) -> EntryFile:
    return EntryFile(shown, id, kind, state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


def _judge(found: os.DirEntry[str], folder_shown: str, folder: str, root: str) -> EntryFile | Problem:
    """Tell whether something in a kind's folder can be an entry."""
    name = found.name
    shown = f"{folder_shown}/{_printable(name)}"
    state = _state(found, shown, root)
    if isinstance(state, Problem):
        return state
    if stat.S_ISDIR(state.st_mode):
        return _problem(f"{shown}/", "misplaced-file", f"a folder inside {folder!r}", "entries are not nested")
    if not name.endswith(".yaml"):
        hint = (
            f"call it {_printable(name[:-4])}.yaml" if name.endswith(".yml") else "entries are files that end in .yaml"
        )
        return _problem(shown, "misplaced-file", f"{name!r} is no entry", hint)
    if not stat.S_ISREG(state.st_mode):
        return _problem(shown, "misplaced-file", "the file is not a regular file", None)
    if (wrong := ids.find_fault(name[:-5])) is not None:
        return _problem(shown, "bad-id", *wrong)
    return _file(shown, name[:-5], FOLDERS[folder], state)


def _state(found: os.DirEntry[str], shown: str, root: str) -> os.stat_result | Problem:
    """Give the state of a file, through a link if need be, or say why it is not to be followed."""
    if found.is_symlink() and not os.path.realpath(found.path).startswith(root + os.sep):
        return _problem(shown, "outside-link", "the link leads out of the base", "put the file itself here")
    try:
        return found.stat()
    except OSError as error:
        what = "the link cannot be followed" if found.is_symlink() else "the file cannot be read"
        return _problem(shown, "unreadable-file", f"{what}: {_reason(error)}", None)


def _scan(folder: str, shown: str, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """List what is in a folder, or report that it can't be listed."""
    try:
        return _visible(folder)
    except OSError as error:
        problems.append(_problem(f"{shown}/", "unreadable-file", f"the folder cannot be read: {_reason(error)}", None))
        return []


def _visible(folder: StrPath) -> list[os.DirEntry[str]]:
    """List what is in a folder, hidden files aside."""
    with os.scandir(folder) as found:
        return [entry for entry in found if entry.name[0] != "."]


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
