"""Brings a compiled base up to date after an edit, at a cost that grows with the edit and not with the base.

The files that changed are read. Then only those entries are judged again whose findings can have become others:

- the changed ones;
- those that refer to one of them, if it changed in a way that can be seen from outside (see `_outline`);
- those to which a reference came or went;
- those that go by the same name;
- those that no check has judged yet, since there were errors.

They are linked and checked by the same code as a whole base, together with the entries that they refer to and those
that can be reached from the changed ones by relations which must not go round. What this can't do (many files
changed, two entries have one id, a relation goes round) is left to a reading of the whole base.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from interpkb import checks, codes, loader
from interpkb.compiled import freshness, rows, writing
from interpkb.compiled.earlier import Earlier
from interpkb.compiled.freshness import Changes
from interpkb.folder import Listing
from interpkb.knowledge_base import Finding, KnowledgeBase, Rest, display_name
from interpkb.linking import Unit, link
from interpkb.loader import Files, Located, Record
from interpkb.models.links import Link, Mention, links_of
from interpkb.problems import Problem, has_errors
from interpkb.relations import RELATIONS

MOST_CHANGED = 50
MOST_JUDGED = 500
MOST_FINDINGS = 1000
MOST_ERRORS = 100
"""Beyond these, reading the whole base takes hardly longer, and says the same for sure."""

_FAR_REACHING = frozenset({"duplicate-id", "relation-cycle"})
"""What is found on one entry and depends on others that it may not refer to."""


class Outcome(NamedTuple):
    """What a patch came to."""

    problems: tuple[Problem, ...]
    sound: bool
    parsed: int


def patch(
    earlier: Earlier, base: str, listing: Listing, changes: Changes, read_at_ns: int, known: dict[str, Record]
) -> Outcome | None:
    """Bring a compiled base up to date, or give `None` when the whole base has to be read.

    Args:
        earlier: the compiled base; what was written to it must be thrown away unless an outcome is returned.
        base: the folder that it was made from.
        listing: what that holds now.
        changes: what happened to its files.
        read_at_ns: when they were listed.
        known: where the records of files that are read are put, so that they need not be read again.
    """
    if not _is_small(earlier, listing, changes):
        return None
    with loader.without_gc():
        return _Patch(earlier, base, listing, changes, read_at_ns, known).run()


def _is_small(earlier: Earlier, listing: Listing, changes: Changes) -> bool:
    return (
        len(changes.changed) + len(changes.gone) <= MOST_CHANGED
        and len({file.id for file in listing.files}) == len(listing.files)
        and earlier.unchecked is not None
        and earlier.ledger == freshness.ledger_digest(listing)
        and len(earlier.findings) <= MOST_FINDINGS
        and not any(located.finding.code in _FAR_REACHING for located, _ in earlier.findings)
    )


class _Patch:
    def __init__(
        self,
        earlier: Earlier,
        base: str,
        listing: Listing,
        changes: Changes,
        read_at_ns: int,
        known: dict[str, Record],
    ) -> None:
        self.earlier = earlier
        self.listing = listing
        self.changes = changes
        self.read_at_ns = read_at_ns
        changed = frozenset(file.path for file in changes.changed)
        self.files = Files(base, {place: where for place, where in earlier.places.items() if place[0] not in changed})
        read = [self.files.read(file) for file in changes.changed]
        self.records = {record.file.path: record for record, _ in read}
        self.units = [loader.unit_of(record, entry) for record, entry in read]
        self.ids = frozenset((*(unit.id for unit in self.units), *map(_id, changes.gone)))
        known.update(self.records)

    def run(self) -> Outcome | None:
        judged = self._judged()
        if len(judged) > MOST_JUDGED or self._is_compared():
            return None
        kb, findings = link(self._part(judged), self._rest(judged))
        ledger = self.listing.ledger
        kb = replace(kb, released_on=ledger.released_on if ledger else None)
        paths = frozenset(file.path for file in self.listing.files if file.id in judged) | frozenset(self.changes.gone)
        old = [(located, checked) for located, checked in self.earlier.findings if located.finding.path not in paths]
        linked = [*self._located(findings, paths), *(located for located, checked in old if not checked)]
        kept = [found.finding for found, _ in self.earlier.findings if found.finding.code in checks.COMPARING_CODES]
        passed = [located for located, checked in old if checked and located.finding not in kept]
        passed += map(self.files.locate, kept)
        problems = [*self.listing.problems, *self._problems_of_files(), *(located.problem() for located in linked)]
        unchecked = judged
        if not has_errors(problems):
            unchecked = frozenset()
            checked = [finding for finding in checks.run(kb) if finding.code not in checks.COMPARING_CODES]
            findings += checked
            passed += self._located(checked, paths)
            problems += [located.problem() for located in passed]
        if len(linked) > MOST_ERRORS or any(finding.code in _FAR_REACHING for finding in findings):
            return None
        problems = codes.judged(problems, ledger)
        result = _Result(linked, passed, unchecked, tuple(sorted(set(problems))))
        self._write(kb, result)
        return Outcome(result.problems, not has_errors(result.problems), len(self.files.parsed))

    def _judged(self) -> frozenset[str]:
        """Name the entries on which other things may be found than before."""
        before = self.earlier.references(self.ids)
        now = frozenset(name for unit in self.units for name in _references(unit))
        names = self.earlier.names(self.ids) | self._names()
        judged = {
            *self.ids,
            *self.earlier.referrers(self._seen_from_outside()),
            *(before ^ now),
            *self.earlier.called(names),
            *(self.earlier.unchecked or ()),
        }
        return frozenset(judged & {file.id for file in self.listing.files})

    def _is_compared(self) -> bool:
        """Tell whether something changed that checks hold against the rest of the base."""
        before = {_id(path): record for path, record in self.earlier.records(self.changes.gone).items()}
        before |= {record.file.id: record for record in self.earlier.records(self.records).values()}
        now = {record.file.id: record for record in self.records.values()}
        return any(_compared(before.get(id)) != _compared(now.get(id)) for id in self.ids)

    def _seen_from_outside(self) -> frozenset[str]:
        """Name the changed entries that are other than before for those that refer to them."""
        before = self.earlier.records(self.records)
        seen = {_id(path) for path in self.changes.gone}
        for path, record in self.records.items():
            if path not in before or _outline(before[path]) != _outline(record):
                seen.add(record.file.id)
        return frozenset(seen)

    def _names(self) -> frozenset[str]:
        entries = ((unit.id, unit.entry) for unit in self.units)
        return frozenset(
            name for id, entry in entries if entry for name in rows.names(id, display_name(entry), entry.aliases)
        )

    def _part(self, judged: frozenset[str]) -> list[Unit]:
        """Put together the entries to judge with what has to be known to judge them."""
        others = judged - self.ids
        wanted = {
            *others,
            *self.earlier.references(others),
            *(name for unit in self.units for name in _references(unit)),
            *self.earlier.called(self.earlier.names(others) | self._names()),
            *self.earlier.reach(_acyclic_objects(self.units)),
        }
        paths = [file.path for file in self.listing.files if file.id in wanted and file.id not in self.ids]
        records = self.earlier.records(paths).values()
        return [*self.units, *(loader.unit_of(record, loader.entry_of(record)) for record in records)]

    def _rest(self, judged: frozenset[str]) -> Rest:
        kinds = {file.id: file.kind for file in self.listing.files}
        referred_to = frozenset(id for id in judged if self.earlier.is_referred_to(id, besides=self.ids))
        return Rest(judged, kinds, referred_to)

    def _located(self, findings: Iterable[Finding], paths: Collection[str]) -> list[Located]:
        return [self.files.locate(finding) for finding in findings if finding.path in paths]

    def _problems_of_files(self) -> list[Problem]:
        found = self.earlier.problems_of_files()
        for path in self.changes.gone:
            found.pop(path, None)
        found.update((path, record.problems) for path, record in self.records.items())
        return [problem for problems in found.values() for problem in problems]

    def _write(self, kb: KnowledgeBase, result: "_Result") -> None:
        connection = self.earlier.connection
        connection.execute("BEGIN")
        rows.delete_files(connection, (*self.records, *self.changes.gone))
        rows.delete_entries(connection, self.ids)
        rows.add_records(connection, self.records.values())
        rows.update_states(connection, self.changes.touched)
        bodies = {path: record.body for path, record in self.records.items()}
        rows.add_entries(connection, kb, bodies, self.ids & kb.entries.keys())
        rows.delete_found(connection)
        rows.add_findings(connection, result.linked, checked=False)
        rows.add_findings(connection, result.passed, checked=True)
        rows.add_problems(connection, result.problems)
        if self.ids:
            writing.empty_derived(connection)
        writing.note(
            connection,
            sound=str(int(not has_errors(result.problems))),
            unchecked=json.dumps(sorted(result.unchecked)),
            listing=freshness.listing_state(self.listing),
            read_at_ns=str(self.read_at_ns),
        )
        connection.execute("COMMIT")


class _Result(NamedTuple):
    """What is found on the base as a whole after the edit, and the ids that no check has judged."""

    linked: list[Located]
    passed: list[Located]
    unchecked: frozenset[str]
    problems: tuple[Problem, ...]


def _id(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".yaml")


def _links(unit: Unit) -> list[Link | Mention]:
    return links_of(unit.id, unit.entry) if unit.entry is not None else []


def _acyclic_objects(units: Iterable[Unit]) -> frozenset[str]:
    links = (found for unit in units for found in _links(unit) if isinstance(found, Link))
    return frozenset(link.object for link in links if RELATIONS[link.relation].acyclic)


def _references(unit: Unit) -> Iterator[str]:
    """Yield the ids of the entries to which an entry refers."""
    for found in (*_links(unit), *unit.text_links):
        name = found.source if isinstance(found, Mention) else found.object
        yield name.partition("/")[0]


def _outline(record: Record) -> Any:
    """What a check may look at in an entry that another refers to: the plain values of its fields, and its parts' ids.

    Whatever holds a space is prose, and no check of one entry reads that of another.
    """
    if not record.sound or record.body is None:
        return None
    return {field: _plain(value) for field, value in json.loads(record.body).items()}


def _compared(record: Record | None) -> Any:
    """Give the fields of an entry that checks hold against those of entries to which nothing ties it."""
    if record is None or record.body is None or record.file.kind not in checks.COMPARED:
        return None
    body = json.loads(record.body)
    found = {field: body[field] for field in checks.COMPARED[record.file.kind] if field in body}
    return (record.sound, found) if found else None


def _plain(value: Any) -> Any:
    match value:
        case str():
            return None if " " in value else value
        case list():
            return [_plain(item) for item in value]
        case dict():
            return value.get("id")
        case _:
            return value
