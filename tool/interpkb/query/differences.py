"""What changed between two compiled bases, as a change of the graph: what a reviewer wants to know at a glance."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from interpkb.query import joins, verdicts
from interpkb.query.difference_records import (
    CellChange,
    Changed,
    Difference,
    Judged,
    Named,
    NeedChange,
    Renamed,
    Reported,
    Restated,
    Stated,
)
from interpkb.query.naming import Naming
from interpkb.query.services import services
from interpkb.query.verdicts import Verdict


class _Entry(NamedTuple):
    kind: str
    name: str
    body: dict[str, Any]


def compare(before: sqlite3.Connection, after: sqlite3.Connection, *, comparable: bool) -> Difference:
    """Compare two compiled bases, in an order that depends on them alone.

    `comparable` says that both are sound and judged. An entry that was renamed counts as the same entry. Of one whose
    file is broken in either base only the problems are compared: what it says is not known.
    """
    naming = Naming(before, after)
    broken = {naming.now(id) for id in _broken(before)} | _broken(after)
    old = {naming.now(id): entry._replace(body=naming.inside(entry.body)) for id, entry in _entries(before).items()}
    old = {id: entry for id, entry in old.items() if id not in broken}
    new = {id: entry for id, entry in _entries(after).items() if id not in broken}
    changed = {id: fields for id in sorted(old.keys() & new.keys()) if (fields := _fields(old[id], new[id]))}
    links_before = [link for link in _links(before, naming.now) if link.stated_in not in broken]
    links_after = [link for link in _links(after, str) if link.stated_in not in broken]
    added, removed, restated = _compare_links(links_before, links_after)
    problems_before, problems_after = _problems(before), _problems(after)
    return Difference(
        comparable,
        tuple(_named(id, new[id], links_after) for id in sorted(new.keys() - old.keys())),
        tuple(_named(id, old[id], links_before) for id in sorted(old.keys() - new.keys())),
        tuple(Renamed(was, now, new[now].kind) for was, now in sorted(naming.renamed.items())),
        tuple(Changed(id, new[id].kind, new[id].name, fields) for id, fields in changed.items()),
        added,
        removed,
        restated,
        tuple(_compare_verdicts(_verdicts(before, naming), _verdicts(after), changed)) if comparable else (),
        tuple(_compare_needs(_needs(before, naming), _needs(after))) if comparable else (),
        tuple(_compare_cells(_cells(before, naming), _cells(after))) if comparable else (),
        _only(problems_after, problems_before),
        _only(problems_before, problems_after),
    )


def _broken(connection: sqlite3.Connection) -> set[str]:
    return {id for (id,) in connection.execute("SELECT id FROM file WHERE NOT sound")}


def _entries(connection: sqlite3.Connection) -> dict[str, _Entry]:
    rows = connection.execute("SELECT id, kind, name, body FROM entry")
    return {id: _Entry(kind, name, json.loads(body)) for id, kind, name, body in rows}


def _fields(old: _Entry, new: _Entry) -> tuple[str, ...]:
    """Name the fields that differ, in the order in which they are written; `kind` where the entry moved."""
    moved = ("kind",) if old.kind != new.kind else ()
    names = dict.fromkeys([*new.body, *old.body])
    return (*moved, *(name for name in names if old.body.get(name) != new.body.get(name)))


def _named(id: str, entry: _Entry, links: Iterable[Stated]) -> Named:
    return Named(id, entry.kind, entry.name, sum(link.stated_in == id for link in links))


def _links(connection: sqlite3.Connection, now: Callable[[str], str]) -> list[Stated]:
    rows = connection.execute(
        "SELECT subject, relation, object, via, according_to, stated_in, strength, direction, because FROM link"
    )
    found = [
        Stated(now(subject), relation, now(object), via and now(via), who and now(who), now(stated_in), *said)
        for subject, relation, object, via, who, stated_in, *said in rows
    ]
    return sorted(found, key=_order)


def _order(record: Any) -> tuple[Any, ...]:
    return tuple((value is not None, value) for value in record)


def _compare_links(
    before: Iterable[Stated], after: Iterable[Stated]
) -> tuple[tuple[Stated, ...], tuple[Stated, ...], tuple[Restated, ...]]:
    """Tell links that came, that went, and that the same source states otherwise."""
    gone, come = Counter(before), Counter(after)
    gone, come = gone - come, come - gone
    waiting: dict[tuple[Any, ...], list[Stated]] = {}
    for link in sorted(gone.elements(), key=_order):
        waiting.setdefault(link[:6], []).append(link)
    added, restated = [], []
    for link in sorted(come.elements(), key=_order):
        if same := waiting.get(link[:6]):
            restated.append(Restated(same.pop(0), link))
        else:
            added.append(link)
    return tuple(added), tuple(link for links in waiting.values() for link in links), tuple(restated)


_Verdicts = Mapping[tuple[str, str, str], Verdict]


def _verdicts(connection: sqlite3.Connection, naming: Naming | None = None) -> _Verdicts:
    now = naming.now if naming else str
    keys = connection.execute("SELECT DISTINCT relation FROM verdict").fetchall()
    found = {}
    for (relation,) in keys:
        for (subject, object), verdict in verdicts.all_of(connection, relation).items():
            found[now(subject), relation, now(object)] = verdict._replace(
                supporting=tuple(map(now, verdict.supporting)), opposing=tuple(map(now, verdict.opposing))
            )
    return found


def _compare_verdicts(before: _Verdicts, after: _Verdicts, changed: Mapping[str, object]) -> Iterable[Judged]:
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if (old and old.verdict) != (new and new.verdict):
            was_for, was_against = (set(old.supporting), set(old.opposing)) if old else (set(), set())
            is_for, is_against = (set(new.supporting), set(new.opposing)) if new else (set(), set())
            stays = (was_for & is_for) | (was_against & is_against)
            yield Judged(
                *key,
                old.verdict if old else None,
                new.verdict if new else None,
                tuple(sorted(is_for - was_for)),
                tuple(sorted(is_against - was_against)),
                tuple(sorted((was_for | was_against) - is_for - is_against)),
                tuple(sorted(stays & changed.keys())),
            )


def _needs(connection: sqlite3.Connection, naming: Naming | None = None) -> dict[str, set[str]]:
    """Say which methods meet each need; as for gaps, needs with which interpretability is unlikely to help are none."""
    now = naming.now if naming else str
    return {
        now(answered.need.id): {now(answer.method) for answer in answered.fitting}
        for answered in joins.answers(connection)
        if answered.need.body["interpretability"] != "unlikely"
    }


def _compare_needs(before: Mapping[str, set[str]], after: Mapping[str, set[str]]) -> Iterable[NeedChange]:
    for need in sorted(before.keys() | after.keys()):
        old, new = before.get(need), after.get(need)
        if old != new:
            was, are = old or set(), new or set()
            counts = (None if old is None else len(old), None if new is None else len(new))
            yield NeedChange(need, *counts, tuple(sorted(are - was)), tuple(sorted(was - are)))


def _cells(connection: sqlite3.Connection, naming: Naming | None = None) -> dict[tuple[str, str], int]:
    now = naming.now if naming else str
    return {(now(method), now(goal)): service.strength for (method, goal), service in services(connection).items()}


def _compare_cells(before: Mapping[tuple[str, str], int], after: Mapping[tuple[str, str], int]) -> Iterable[CellChange]:
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            yield CellChange(*key, before.get(key), after.get(key))


def _problems(connection: sqlite3.Connection) -> list[Reported]:
    rows = connection.execute("SELECT path, line, col, severity, code, message, hint FROM problem ORDER BY rowid")
    return [Reported(*row) for row in rows]


def _only(here: Iterable[Reported], there: Iterable[Reported]) -> tuple[Reported, ...]:
    """List the problems of one base alone: the same problem on another line is the same."""
    known = Counter(_kernel(problem) for problem in there)
    found = []
    for problem in here:
        if known[_kernel(problem)]:
            known[_kernel(problem)] -= 1
        else:
            found.append(problem)
    return tuple(found)


def _kernel(problem: Reported) -> tuple[str, str, str]:
    return problem.path, problem.code, problem.message
