"""A folder → a base, or problems. The only reader of `kb/`."""

import gc
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from interpkb import checks, codes, contents, folder, prose, validation
from interpkb.folder import EntryFile, Listing, StrPath
from interpkb.knowledge_base import Finding, KnowledgeBase, TextLink
from interpkb.linking import Unit, link
from interpkb.models import BY_FOLDER, Entry
from interpkb.problems import Location, Problem, Severity, has_errors
from interpkb.source import Document, Keys, SourceError, decode, parse

Place = tuple[str, Keys, bool]
"""A file's path, keys into it, and whether the key itself is meant rather than its value."""

_UNFINISHED = "TODO"
"""What `interpkb new` puts in place of what somebody has to write."""

_MODELS = {model.kind: model for model in BY_FOLDER.values()}


class Record(NamedTuple):
    """What is known of one file: its state on disk, a digest, its data as JSON, and its own problems.

    `body` is `None` when the file could not be parsed, and `sound` tells whether it passed its model.
    """

    file: EntryFile
    digest: str
    body: str | None
    sound: bool
    problems: tuple[Problem, ...]


class Located(NamedTuple):
    """A finding on the base as a whole, and its line and column."""

    finding: Finding
    line: int
    column: int

    def problem(self) -> Problem:
        """Say it as a problem."""
        path, _, severity, code, message, hint, _ = self.finding
        return Problem(Location(path, self.line, self.column), severity, code, message, hint)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a folder holds: a record a file, every problem, and the base if it is sound.

    `linked` is what was found while references were resolved, `checked` what the checks found; `None` tells that
    they did not run, for there were errors. `whole` is the base as far as it could be read, sound or not.
    """

    listing: Listing
    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    whole: KnowledgeBase
    linked: tuple[Located, ...]
    checked: tuple[Located, ...] | None
    parsed: int

    @property
    def kb(self) -> KnowledgeBase | None:
        """The base, if it has no errors."""
        return None if has_errors(self.problems) else self.whole


class Files:
    """Opens the files of a base, and notes in `parsed` which ones it had to parse.

    `places` are those of findings in files that have not changed since: they need not be looked up again.
    """

    def __init__(self, base: StrPath, places: Mapping[Place, tuple[int, int]]) -> None:
        self.parsed: set[str] = set()
        self._root = os.path.dirname(os.path.abspath(base))
        self._places = places
        self._documents: dict[str, Document | None] = {}

    def read(self, file: EntryFile) -> tuple[Record, Entry | None]:
        """Read one file. Bad data never raises: it becomes problems."""
        try:
            content = self._content(file.path)
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            where = Location(file.path)
            problem = Problem(where, Severity.ERROR, "unreadable-file", f"the file cannot be read: {reason}")
            return Record(file, "", None, sound=False, problems=(problem,)), None
        hashed = contents.digest(content)
        self.parsed.add(file.path)
        try:
            document = parse(file.path, decode(file.path, content))
        except SourceError as error:
            return Record(file, hashed, None, sound=False, problems=(error.problem,)), None
        entry, body, problems = validation.validate(_MODELS[file.kind], document)
        if problems:
            return Record(file, hashed, body, sound=False, problems=problems), None
        return Record(file, hashed, body, sound=True, problems=tuple(_faults(document))), entry

    def locate(self, finding: Finding) -> Located:
        """Find the line and column of a finding."""
        place = self._places.get((finding.path, finding.keys, finding.at_key))
        if place is None:
            document = self._document(finding.path)
            where = document.locate(finding.keys, key=finding.at_key) if document else Location(finding.path)
            place = (where.line, where.column)
        return Located(finding, *place)

    def _document(self, path: str) -> Document | None:
        """Get a document to look places up in; `None` when the file went or broke since it was read."""
        if path not in self._documents:
            self.parsed.add(path)
            try:
                self._documents[path] = parse(path, decode(path, self._content(path)))
            except (OSError, SourceError):
                self._documents[path] = None
        return self._documents[path]

    def _content(self, path: str) -> bytes:
        return contents.read(f"{self._root}/{path}")


def read(
    base: StrPath,
    known: Mapping[str, Record] | None = None,
    places: Mapping[Place, tuple[int, int]] | None = None,
    listing: Listing | None = None,
) -> Reading:
    """Read a base. Bad data never raises: it becomes problems, all of them at once.

    Args:
        base: the folder with the kinds' folders in it.
        known: records of files that are known not to have changed; they are not opened.
        places: where findings in such files were before.
        listing: what the folder holds, if that is known.
    """
    with without_gc():
        known = known or {}
        files = Files(base, places or {})
        listing = listing or folder.list_files(base)
        records = []
        units = []
        for file in listing.files:
            record = known.get(file.path)
            if record is None:
                record, entry = files.read(file)
            else:
                record = record._replace(file=file)
                entry = entry_of(record)
            records.append(record)
            units.append(unit_of(record, entry))
        problems = [*listing.problems, *(problem for record in records for problem in record.problems)]
        whole, found = link(units)
        whole = replace(whole, released_on=listing.ledger.released_on if listing.ledger else None)
        linked = tuple(map(files.locate, found))
        checked = None
        if not linked and not has_errors(problems):
            checked = tuple(map(files.locate, checks.run(whole)))
        problems.extend(located.problem() for located in (*linked, *(checked or ())))
        ordered = tuple(sorted(set(codes.judged(problems, listing.ledger))))
        return Reading(listing, tuple(records), ordered, whole, linked, checked, len(files.parsed))


def base_of(records: Iterable[Record]) -> KnowledgeBase:
    """Put a base together from the records of all its files, which are known to make a sound one."""
    with without_gc():
        return link(unit_of(record, entry_of(record)) for record in records)[0]


def entry_of(record: Record) -> Entry | None:
    """Make the entry that a record tells of, or `None` if its file is broken."""
    if not record.sound or record.body is None:
        return None
    return _MODELS[record.file.kind].model_validate_json(record.body)


def unit_of(record: Record, entry: Entry | None) -> Unit:
    """Make what is linked: a file and its entry."""
    path, id, kind = record.file[:3]
    return Unit(path, id, kind, entry, _text_links(id, record.body) if entry is not None else ())


def _text_links(id: str, body: str | None) -> tuple[TextLink, ...]:
    # JSON itself never puts a colon or a parenthesis after a bracket, so what does is in a text.
    if body is None or ("](" not in body and "]:" not in body):
        return ()
    texts = texts_of(json.loads(body), ())
    return tuple(TextLink(name, id, keys) for keys, text in texts for name in prose.linked_ids(text))


def _faults(document: Document) -> Iterator[Problem]:
    """Find what may not stand in the texts of a document, and what is left of a skeleton."""
    if (mark := document.text.find(_UNFINISHED)) != -1:
        line = document.text.count("\n", 0, mark) + 1
        where = Location(document.path, line, mark - document.text.rfind("\n", 0, mark))
        yield Problem(where, Severity.WARNING, "unfinished", "the entry is not filled in yet", "write it, or delete it")
    # Only in double quotes can a value hold what its text does not show, and only by a backslash.
    if "\\" not in document.text and not prose.may_be_at_fault(document.text):
        return
    for keys, text in texts_of(document.data):
        for fault in prose.find_faults(text):
            yield Problem(document.locate(keys), Severity.ERROR, fault.code, fault.message, fault.hint)


def texts_of(value: Any, keys: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield every text in plain data, with the keys that lead to it."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, (*keys, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from texts_of(inner, (*keys, i))


@contextmanager
def without_gc() -> Iterator[None]:
    """Hold the cycle collector still: it would walk every entry again and again (3 to 6 times slower)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # or it would walk them all once more now, and again when the program ends
            gc.enable()
