"""Which methods somebody can use, given what they have and what they want."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from interpkb.query import joins, verdicts
from interpkb.query.dimensions import dimensions, places
from interpkb.query.entries import Row, rows
from interpkb.query.services import Service, services
from interpkb.query.verdicts import Verdict


class Pick(NamedTuple):
    """A method that can be used, with the service that it does, how well that is known, and where it may fail."""

    method: Row
    is_class: bool
    service: Service
    verdict: Verdict
    needs: tuple[str, ...]
    failures: tuple[str, ...]


class Picks(NamedTuple):
    """The methods that meet every condition, best first, and those left open because nobody has assessed them.

    `contradiction` says why the answer is empty where the conditions themselves admit nothing.
    """

    picks: tuple[Pick, ...]
    unassessed: tuple[tuple[str, tuple[str, ...]], ...]
    contradiction: str | None


def pick(
    connection: sqlite3.Connection,
    goals: tuple[str, ...] = (),
    have: Mapping[str, frozenset[str]] | None = None,
    agenda: str | None = None,
    *,
    need: str | None = None,
    min_strength: int = 1,
    min_verdict: str = "undermined",
) -> Picks:
    """Pick the methods that serve a goal, can be used with what is at hand, and are known well enough.

    Args:
        connection: the compiled base.
        goals: the goals wanted, any of them; none means any goal.
        have: for each dimension, what is at hand (access, ground truth) or what is asked for (scope, …).
        agenda: only methods that answer a need of this agenda, with every requirement met.
        need: only methods that answer this need, in place of any of an agenda's.
        min_strength: the least strength, 0 to 4.
        min_verdict: the least verdict, in the order of `verdicts.ORDER`.
    """
    wanted = _Wanted(goals, have or {}, agenda, need, min_strength, min_verdict)
    found = _pick(connection, wanted)
    if found.picks or found.contradiction:
        return found
    return found._replace(contradiction=_culprit(connection, wanted))


class _Wanted(NamedTuple):
    """The conditions of a pick."""

    goals: tuple[str, ...]
    have: Mapping[str, frozenset[str]]
    agenda: str | None
    need: str | None
    min_strength: int
    min_verdict: str


def _culprit(connection: sqlite3.Connection, wanted: _Wanted) -> str:
    """Say which conditions, each dropped by itself, would leave something."""
    without = [
        (
            f"{dimension}={','.join(sorted(values))}",
            wanted._replace(have={k: v for k, v in wanted.have.items() if k != dimension}),
        )
        for dimension, values in wanted.have.items()
    ]
    without.append((f"strength {wanted.min_strength} or more", wanted._replace(min_strength=1)))
    without.append((f"verdict {wanted.min_verdict} or better", wanted._replace(min_verdict=verdicts.ORDER[0])))
    counts = ((name, len(_pick(connection, rest).picks)) for name, rest in without)
    ways = [f"without {name} there would be {count}" for name, count in counts if count]
    return "no method meets all of this" + (f": {'; '.join(ways)}" if ways else ", nor all but one of the conditions")


def _pick(connection: sqlite3.Connection, wanted: _Wanted) -> Picks:
    goals, have, agenda, need, min_strength, min_verdict = wanted
    answering = _answering(connection, agenda, need, goals) if agenda or need else None
    if answering is not None and not answering:
        return Picks((), (), _no_answer(connection, agenda, need, goals))
    found, unassessed = _usable(connection, have)
    judged = verdicts.all_of(connection, "serves")
    failures: dict[str, list[str]] = {}
    for failure, method in connection.execute(
        "SELECT subject, object FROM link WHERE relation = 'affects' ORDER BY subject"
    ):
        failures.setdefault(method, []).append(failure)
    classes = {id for (id,) in connection.execute("SELECT id FROM entry WHERE json_extract(body, '$.type') = 'class'")}
    picks = []
    open_: dict[str, tuple[str, ...]] = {}
    for service in services(connection).values():
        verdict = judged[service.method, service.goal]
        if (goals and service.goal not in goals) or service.strength < min_strength:
            continue
        if verdict.rank < verdicts.ORDER.index(min_verdict):
            continue
        if answering is not None and (service.method, service.goal) not in answering:
            continue
        if service.method in unassessed:
            open_[service.method] = unassessed[service.method]
        elif service.method in found:
            needs = answering[service.method, service.goal] if answering is not None else ()
            fails = tuple(failures.get(service.method, ()))
            picks.append(Pick(found[service.method], service.method in classes, service, verdict, needs, fails))
    picks.sort(key=lambda p: (-p.service.strength, -p.verdict.rank, p.method.id, p.service.goal))
    return Picks(tuple(picks), tuple(sorted(open_.items())), None)


def _usable(
    connection: sqlite3.Connection, have: Mapping[str, frozenset[str]]
) -> tuple[dict[str, Row], dict[str, tuple[str, ...]]]:
    """Part the methods that can be used from those of which it is not known, for want of a place on a dimension."""
    known = dimensions(connection)
    standing = places(connection)
    found: dict[str, Row] = {}
    unassessed: dict[str, tuple[str, ...]] = {}
    for row in rows(connection, "method"):
        at = standing.get(row.id, {})
        if all(known[dimension].meets(at[dimension], asked) for dimension, asked in have.items() if dimension in at):
            if missing := tuple(dimension for dimension in have if dimension not in at):
                unassessed[row.id] = missing
            else:
                found[row.id] = row
    return found, unassessed


def _answering(
    connection: sqlite3.Connection, agenda: str | None, need: str | None, goals: tuple[str, ...]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Find which methods, through which goal, answer which needs of an agenda, or the one need."""
    found: dict[tuple[str, str], list[str]] = {}
    for answered in joins.answers(connection, agenda, need=need):
        asked = {edge.other.id for edge in answered.need.goals}
        fitting = {answer.method for answer in answered.fitting}
        for service in services(connection).values():
            if service.method in fitting and service.goal in asked and (not goals or service.goal in goals):
                found.setdefault((service.method, service.goal), []).append(answered.need.id)
    return {key: tuple(needs) for key, needs in found.items()}


def _no_answer(connection: sqlite3.Connection, agenda: str | None, need: str | None, goals: tuple[str, ...]) -> str:
    found = joins.answers(connection, agenda, need=need)
    asked = {edge.other.id for answered in found for edge in answered.need.goals}
    what = f"need {need!r}" if need else f"need of {agenda!r}"
    if goals and not asked & set(goals):
        wanted = ", ".join(sorted(asked)) or "no goal"
        those = f"it asks for {wanted}" if need else f"its needs ask for {wanted}"
        which = f"need {need!r} does not ask" if need else f"no need of {agenda!r} asks"
        return f"{which} for {' or '.join(map(repr, goals))}; {those}"
    return f"no method meets every requirement of {'' if need else 'a '}{what} in this way"
