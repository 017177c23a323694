"""The ledger of released ids, `kb/ids.txt`: what was published is never lost, and never comes to mean another thing.

One line an entry, by its address. An entry that is gone leaves its line, which says what became of it:

    released: 2026-11-22
    methods/influence-functions
    methods/old-name -> methods/new-name 2026-12-01 Everybody calls it so.
    methods/no-such-thing -> none 2026-12-01 Nobody could find the paper again.

Knows nothing of entries but their addresses.
"""

import codecs
import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from interpkb.problems import Location, Problem, Severity

NAME = "ids.txt"
GONE = "none"
MAX_BYTES = 4 * 1024 * 1024

_HEADER = "# Every id that was ever released. Written by the commands release, rename and retire of interpkb.\n"
_ADDRESS = r"[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*"
_RELEASED = re.compile(r"released: ((?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})")
_LINE = re.compile(rf"({_ADDRESS})(?: -> ({_ADDRESS}|{GONE}) ((?:19|20)[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}) (\S.*))?")
_QUOTED = re.compile(r"'([^']+)'")


class Tombstone(NamedTuple):
    """What became of a released entry that is gone: which entry took its place, if any, since when, and why."""

    address: str
    target: str | None
    on: str
    because: str


class Ledger(NamedTuple):
    """What a ledger says. `living` are the addresses of released entries that are to be there still.

    `lines` tells where each address stands; `digest` changes whenever the file does.
    """

    released_on: str | None
    living: frozenset[str]
    tombstones: Mapping[str, Tombstone]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...]
    digest: str

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all entries that were released and are to be there still."""
        return frozenset(map(id_of, self.living))


def id_of(address: str) -> str:
    """Say the id of the entry at an address."""
    return address.rpartition("/")[2]


def read(base: str, files: Mapping[str, str], at_fault: Collection[str]) -> tuple[Ledger | None, list[Problem]]:
    """Read the ledger of a base, and report what is wrong in it, and between it and the files (see `check`)."""
    path = f"{os.path.basename(base)}/{NAME}"
    place = os.path.join(base, NAME)
    if os.path.islink(place):
        message, hint = "the ledger is a link", "put the file itself here"
        return None, [Problem(Location(path), Severity.ERROR, "outside-link", message, hint)]
    try:
        with open(place, "rb", buffering=0) as file:
            ledger = parse(path, file.read(MAX_BYTES + 1))
    except OSError as error:
        message = f"the file cannot be read: {(error.strerror or 'unknown reason').lower()}"
        return None, [Problem(Location(path), Severity.ERROR, "unreadable-file", message)]
    return ledger, list(check(ledger, path, files, at_fault))


def parse(path: str, content: bytes) -> Ledger:
    """Read a ledger. What is wrong in it becomes problems."""
    problems: list[Problem] = []
    released_on = None
    living: set[str] = set()
    tombstones: dict[str, Tombstone] = {}
    lines: dict[str, int] = {}
    by_id: dict[str, str] = {}
    for number, line in _lines(path, content, problems):
        if released := _RELEASED.fullmatch(line):
            released_on = released[1]
            continue
        found = _LINE.fullmatch(line)
        if not found or not line.isprintable():
            problems.append(
                _bad(path, number, f"{line[:60]!r} is no line of a ledger", "FOLDER/ID, or an id that is gone")
            )
            continue
        address, target, on, because = found.groups()
        if other := by_id.get(id_of(address)):
            what = "twice" if other == address else f"as {other} too"
            problems.append(_bad(path, number, f"{address} is listed {what}", "keep one"))
            continue
        by_id[id_of(address)] = address
        lines[address] = number
        if target is None:
            living.add(address)
        else:
            tombstones[address] = Tombstone(address, None if target == GONE else target, on, because)
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    return Ledger(released_on, frozenset(living), tombstones, lines, tuple(problems), digest)


def _lines(path: str, content: bytes, problems: list[Problem]) -> Iterator[tuple[int, str]]:
    if len(content) > MAX_BYTES:
        problems.append(_bad(path, 1, f"a ledger of {len(content):,} bytes", f"at most {MAX_BYTES:,}"))
        return
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        at = content[: error.start].count(b"\n") + 1
        problems.append(_bad(path, at, f"byte 0x{content[error.start]:02x} is not UTF-8", "save the file as UTF-8"))
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if (bare := line.rstrip("\r ")) and not bare.startswith("#"):
            yield number, bare


def check(ledger: Ledger, path: str, files: Mapping[str, str], at_fault: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong between a ledger and the files of its base.

    Args:
        ledger: what the ledger says.
        path: where it stands.
        files: the path of each entry's file by the entry's address.
        at_fault: paths of files that have problems of their own where they stand.
    """
    yield from ledger.problems
    by_id = {id_of(address): address for address in files}
    for address in sorted(ledger.living - files.keys()):
        place = f"{path.rpartition('/')[0]}/{address}.yaml"
        if other := by_id.get(id_of(address)):
            message = f"id {id_of(address)!r} was released for {address}"
            hint = "ids are never used for another thing; choose another"
            yield Problem(Location(files[other]), Severity.ERROR, "reused-id", message, hint)
        elif place not in at_fault:
            message = f"{address} was released, and is gone"
            hint = f"say what became of it: interpkb retire {id_of(address)} --because …, or interpkb rename OLD NEW"
            yield Problem(Location(path, ledger.lines[address]), Severity.ERROR, "vanished-id", message, hint)
    for address, tombstone in ledger.tombstones.items():
        if other := by_id.get(id_of(address)):
            message = f"id {id_of(address)!r} is that of a released entry that is gone since {tombstone.on}"
            hint = "ids are never used for another thing; choose another"
            yield Problem(Location(files[other]), Severity.ERROR, "reused-id", message, hint)
        elif tombstone.target is not None and final_target(ledger, address, files) is None:
            message = f"{address} leads to {tombstone.target}, where nothing is"
            yield _bad(path, ledger.lines[address], message, f"name an entry, or {GONE}")


def final_target(ledger: Ledger, address: str, living: Collection[str]) -> str | None:
    """Say where an address leads in the end: to a living entry, or to a tombstone without a target; else `None`."""
    seen = set()
    while address not in living:
        tombstone = ledger.tombstones.get(address)
        if tombstone is None or address in seen:
            return None
        if tombstone.target is None:
            return address
        seen.add(address)
        address = tombstone.target
    return address


def explained(problems: Iterable[Problem], ledger: Ledger | None) -> Iterator[Problem]:
    """Say of a reference that leads to nothing what became of the entry, where it was renamed or retired."""
    gone = {id_of(tombstone.address): tombstone for tombstone in ledger.tombstones.values()} if ledger else {}
    for problem in problems:
        named = _QUOTED.search(problem.message) if gone and problem.code == "unknown-reference" else None
        tombstone = gone.get(named[1]) if named else None
        if tombstone is None:
            yield problem
        elif tombstone.target is None:
            yield problem._replace(hint=f"it was retired on {tombstone.on}: {tombstone.because}")
        else:
            new = f"it is called {id_of(tombstone.target)!r} since {tombstone.on}"
            yield problem._replace(hint=f"{new}; 'interpkb validate --fix' puts it right")


def text(released_on: str | None, living: Iterable[str], tombstones: Iterable[Tombstone]) -> str:
    """Write a ledger, sorted by address: two branches that add ids seldom conflict."""
    lines = {address: address for address in living}
    for address, target, on, because in tombstones:
        lines[address] = f"{address} -> {target or GONE} {on} {' '.join(because.split())}"
    head = f"released: {released_on}\n" if released_on else ""
    return f"{_HEADER}{head}" + "".join(f"{lines[address]}\n" for address in sorted(lines))


def _bad(path: str, line: int, message: str, hint: str) -> Problem:
    return Problem(Location(path, line), Severity.ERROR, "bad-ledger", message, hint)
