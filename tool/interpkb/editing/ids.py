"""What becomes of ids: an entry is given another name, is retired, or is released.

Each function works out what files are to hold. Nothing is written here, and nothing is asked of the user.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from interpkb import ledger, loader
from interpkb.editing.references import FOLDER_OF, References, renamed
from interpkb.editing.writing import Changes
from interpkb.errors import RefusedEditError
from interpkb.folder import FOLDERS, Listing, list_files
from interpkb.ids import refuse
from interpkb.ledger import Ledger, Tombstone
from interpkb.problems import Problem, Severity

_MOST_SHOWN = 20


def rename(base: Path, old: str, new: str, *, because: str, on: str) -> tuple[Changes, int]:
    """Give an entry, a need or a value another id. Returns the changes, and how many references there were.

    An entry whose file was renamed by hand already is taken as it is: references and the ledger are put right.
    """
    references = References(base)
    if "/" in old:
        return _rename_part(references, old, new if "/" in new else f"{old.partition('/')[0]}/{new}")
    notes = references.reading.listing.ledger
    moved = old not in references.paths and new in references.paths
    folder = _folder_of(references, notes, new if moved else old)
    if not moved:
        demand_free(references.reading.listing, new)
    elif notes is None or f"{folder}/{old}" not in notes.living:
        raise RefusedEditError(f"there is no entry {old!r}, and none was released")
    count = len({*references.to(old), *references.in_texts(old)})
    changes: dict[str, bytes | None] = dict(renamed(references, old, new))
    path = f"{base.name}/{folder}/{old}.yaml"
    if not moved:
        content = changes.pop(path, None)
        changes[f"{base.name}/{folder}/{new}.yaml"] = content or (base.parent / path).read_bytes()
        changes[path] = None
    if notes is not None and f"{folder}/{old}" in notes.living:
        tombstone = Tombstone(f"{folder}/{old}", f"{folder}/{new}", on, because)
        changes |= _ledger(base, notes, tombstone, {f"{folder}/{new}"})
    _demand_sound(references, base, changes)
    return changes, count


def _rename_part(references: References, old: str, new: str) -> tuple[Changes, int]:
    if old not in references.reading.whole.nodes:
        raise RefusedEditError(f"there is no need or value {old!r}")
    if new in references.reading.whole.nodes:
        raise RefusedEditError(f"{new!r} is there already")
    if new.partition("/")[0] != old.partition("/")[0] or refuse(new.partition("/")[2]):
        raise RefusedEditError(f"{new!r} is no id for a part of {old.partition('/')[0]!r}")
    return renamed(references, old, new), len(references.to(old))


def retire(base: Path, id: str, *, because: str, replaced_by: str | None, on: str) -> tuple[Changes, int]:
    """Take an entry out of the base. Returns the changes, and how many references lead to its replacement now.

    Without a replacement nothing may refer to it any more. An entry whose file was deleted by hand is taken as it is.
    """
    references = References(base)
    notes = references.reading.listing.ledger
    folder = _folder_of(references, notes, id)
    if replaced_by is not None and references.paths.get(replaced_by, "").split("/")[1:2] != [folder]:
        raise RefusedEditError(f"there is no {FOLDERS[folder]} {replaced_by!r} that could take the place of {id!r}")
    found = [place for place in (*references.to(id), *references.in_texts(id)) if place.stated_in != id]
    if found and replaced_by is None:
        shown = [f"  {references.where(place)}" for place in found[:_MOST_SHOWN]]
        more = [f"  and {len(found) - _MOST_SHOWN} more"] if len(found) > _MOST_SHOWN else []
        raise RefusedEditError(
            "\n".join([f"{id!r} is referred to; delete these references, or name --replaced-by ID:", *shown, *more])
        )
    changes: dict[str, bytes | None] = dict(renamed(references, id, replaced_by)) if replaced_by else {}
    path = f"{base.name}/{folder}/{id}.yaml"
    changes.pop(path, None)
    if id in references.paths:
        changes[path] = None
    if notes is not None and f"{folder}/{id}" in notes.living:
        target = f"{folder}/{replaced_by}" if replaced_by else None
        changes |= _ledger(base, notes, Tombstone(f"{folder}/{id}", target, on, because), set())
    _demand_sound(references, base, changes)
    return changes, len(found)


def release(base: Path, on: str) -> tuple[Changes, tuple[str, ...]]:
    """Enter every id that is not in the ledger yet. Returns the changes, and the addresses that are new.

    Raises `RefusedEditError` when an id that was released is gone, or is used for another thing.
    """
    listing = list_files(base)
    if wrong := [problem for problem in listing.problems if problem.code in {"vanished-id", "reused-id", "bad-ledger"}]:
        raise RefusedEditError("\n".join(map(str, wrong)))
    addresses = {f"{FOLDER_OF[file.kind]}/{file.id}" for file in listing.files}
    notes = listing.ledger
    known = notes.living if notes else frozenset()
    text = ledger.text(on, addresses, notes.tombstones.values() if notes else ())
    return {f"{base.name}/{ledger.NAME}": text.encode()}, tuple(sorted(addresses - known))


def demand_free(listing: Listing, id: str) -> None:
    """Raise `RefusedEditError` unless a new entry may have this id."""
    if (wrong := refuse(id)) is not None:
        raise RefusedEditError(wrong)
    if taken := next((file.path for file in listing.files if file.id == id), None):
        raise RefusedEditError(f"{id!r} is the id of {taken}")
    if listing.ledger and any(ledger.id_of(address) == id for address in listing.ledger.lines):
        raise RefusedEditError(f"{id!r} was the id of a released entry, and is never used for another thing")


def lost_since(base: Path, revision: str) -> tuple[str, ...]:
    """Name the addresses that the ledger had at a revision of git and has no more: lines are never taken out of it.

    Raises `RefusedEditError` where git does not know the revision.
    """
    path = f"./{base.name}/{ledger.NAME}"
    for question in (["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], ["show", f"{revision}:{path}"]):
        command = ["git", "-C", os.fspath(base.parent), *question]
        answer = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # a list, and no shell
        if answer.returncode and question[0] == "rev-parse":
            raise RefusedEditError(f"git knows no revision {revision!r} of {os.fspath(base.parent)!r}")
    before = ledger.parse(path, answer.stdout if answer.returncode == 0 else b"")
    now = list_files(base).ledger
    return tuple(sorted(before.lines.keys() - (now.lines.keys() if now else set())))


def _folder_of(references: References, notes: Ledger | None, id: str) -> str:
    if id in references.paths:
        return references.paths[id].split("/")[1]
    for address in notes.living if notes else ():
        if ledger.id_of(address) == id:
            return address.partition("/")[0]
    near = references.nearest(id)
    raise RefusedEditError(f"there is no entry {id!r}" + (f" (did you mean {near!r}?)" if near else ""))


def _ledger(base: Path, notes: Ledger, tombstone: Tombstone, living: set[str]) -> Mapping[str, bytes]:
    """Write a ledger with one tombstone more; those that led to the same address lead on to the new one."""
    old = tombstone.address
    others = (
        other._replace(target=tombstone.target) if other.target == old and tombstone.target else other
        for other in notes.tombstones.values()
    )
    text = ledger.text(notes.released_on, (notes.living - {old}) | living, [*others, tombstone])
    return {f"{base.name}/{ledger.NAME}": text.encode()}


def _demand_sound(references: References, base: Path, changes: Changes) -> None:
    """Make the changes in a copy, and refuse them when errors would come up that were not there."""
    before = {_kernel(problem) for problem in references.reading.problems}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(base, Path(folder) / base.name))
        for path, content in changes.items():
            place = Path(folder) / path
            if content is None:
                place.unlink()
            else:
                place.write_bytes(content)
        problems = loader.read(copy).problems
    new = [problem for problem in problems if problem.severity is Severity.ERROR and _kernel(problem) not in before]
    if new:
        raise RefusedEditError("\n".join(["the base would have errors; mend this first:", *map(str, new)]))


def _kernel(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.message
