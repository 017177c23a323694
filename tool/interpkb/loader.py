"""A folder → a base, or problems. The only reader of `kb/`."""

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interpkb import checks, folder, prose, validation
from interpkb.folder import EntryFile
from interpkb.knowledge_base import Finding, KnowledgeBase, Unit, link
from interpkb.models import BY_FOLDER, Entry
from interpkb.problems import Location, Problem, Severity, has_errors
from interpkb.source import Document, Keys, SourceError, decode, parse

Place = tuple[str, Keys, bool]
"""A file's path, keys into it, and whether the key itself is meant rather than its value."""

_MODELS = {model.kind: model for model in BY_FOLDER.values()}


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one file: its state on disk, a digest, its data as JSON, and its own problems.

    `body` is `None` when the file could not be parsed, and `sound` tells whether it passed its model.
    """

    file: EntryFile
    digest: str
    body: str | None
    sound: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a folder holds: a record a file, every problem, and the base if it is sound.

    `places` keeps where each problem of the base as a whole was found, so that it need not be looked up again.
    """

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    kb: KnowledgeBase | None
    places: Mapping[Place, tuple[int, int]]
    parsed: int


def read(
    base: Path,
    known: Mapping[str, Record] | None = None,
    places: Mapping[Place, tuple[int, int]] | None = None,
) -> Reading:
    """Read a base. Bad data never raises: it becomes problems, all of them at once.

    Args:
        base: the folder with the kinds' folders in it.
        known: records of files that are known not to have changed; they are not opened.
        places: where problems of such files were found before.
    """
    with _without_gc():
        return _Reader(base, known or {}, places or {}).run()


def digest(content: bytes) -> str:
    """Say in 32 hexadecimal digits what a file holds."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


class _Reader:
    def __init__(self, base: Path, known: Mapping[str, Record], places: Mapping[Place, tuple[int, int]]) -> None:
        self._base = base
        self._known = known
        self._old_places = places
        self._places: dict[Place, tuple[int, int]] = {}
        self._documents: dict[str, Document] = {}
        self._parsed = 0

    def run(self) -> Reading:
        listing = folder.list_files(self._base)
        problems = list(listing.problems)
        records = []
        units = []
        for file in listing.files:
            record, entry = self._record(file)
            records.append(record)
            problems.extend(record.problems)
            units.append(Unit(file.path, file.id, file.kind, entry))
        kb, findings = link(units)
        if not findings and not has_errors(tuple(problems)):
            findings = list(checks.run(kb))
        problems.extend(self._locate(finding) for finding in findings)
        sound = kb if not has_errors(tuple(problems)) else None
        return Reading(tuple(records), tuple(sorted(set(problems))), sound, self._places, self._parsed)

    def _record(self, file: EntryFile) -> tuple[Record, Entry | None]:
        if (record := self._known.get(file.path)) is not None:
            record = Record(file, record.digest, record.body, record.sound, record.problems)
            if not record.sound or record.body is None:
                return record, None
            return record, _MODELS[file.kind].model_validate_json(record.body)
        return self._read(file)

    def _read(self, file: EntryFile) -> tuple[Record, Entry | None]:
        try:
            content = (self._base.parent / file.path).read_bytes()
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            problem = Problem(
                Location(file.path), Severity.ERROR, "unreadable-file", f"the file cannot be read: {reason}"
            )
            return Record(file, "", None, False, (problem,)), None
        hashed = digest(content)
        self._parsed += 1
        try:
            document = parse(file.path, decode(file.path, content))
        except SourceError as error:
            return Record(file, hashed, None, False, (error.problem,)), None
        entry, body, problems = validation.validate(_MODELS[file.kind], document)
        if problems:
            return Record(file, hashed, body, False, problems), None
        faults = tuple(_faults(document))
        return Record(file, hashed, body, True, faults), entry

    def _locate(self, finding: Finding) -> Problem:
        place = (finding.path, finding.keys, finding.at_key)
        if finding.path in self._known and place in self._old_places:
            location = Location(finding.path, *self._old_places[place])
        else:
            location = self._document(finding.path).locate(finding.keys, key=finding.at_key)
        self._places[place] = (location.line, location.column)
        return Problem(location, finding.severity, finding.code, finding.message, finding.hint)

    def _document(self, path: str) -> Document:
        if path not in self._documents:
            self._parsed += 1
            content = (self._base.parent / path).read_bytes()
            self._documents[path] = Document(path, decode(path, content), {})
        return self._documents[path]


def _faults(document: Document) -> Iterator[Problem]:
    """Find what may not stand in the texts of a document."""
    for keys, text in _texts(document.data, ()):
        for fault in prose.find_faults(text):
            yield Problem(document.locate(keys), Severity.ERROR, fault.code, fault.message, fault.hint)


def _texts(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts(inner, (*keys, i))


@contextmanager
def _without_gc() -> Iterator[None]:
    """Hold the cycle collector still: it would walk every entry again and again (3 to 6 times slower)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
