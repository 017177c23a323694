"""Which methods answer which needs: the join through goals and dimensions, and what speaks against each answer."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from interpkb.query import agendas, verdicts
from interpkb.query.agendas import Need
from interpkb.query.dimensions import Dimension, dimensions, places
from interpkb.query.once import once
from interpkb.query.services import Service, services
from interpkb.query.verdicts import Verdict


class Requirement(NamedTuple):
    """What a need requires on one dimension, and where a method stands on it; no place is not assessed."""

    dimension: str
    asked: tuple[str, ...]
    stands_at: tuple[str, ...]
    met: bool | None


class Answer(NamedTuple):
    """A method as an answer to a need: the goal that joins them, and the requirements one by one.

    `put_forward_by` are the sources that name the method for this need themselves.
    """

    need: str
    method: str
    service: Service
    verdict: Verdict
    requirements: tuple[Requirement, ...]
    failures: tuple[str, ...]
    put_forward_by: tuple[str, ...]

    @property
    def unmet(self) -> tuple[Requirement, ...]:
        """The requirements that the method does not meet."""
        return tuple(requirement for requirement in self.requirements if requirement.met is False)

    @property
    def unassessed(self) -> tuple[Requirement, ...]:
        """The requirements of which nobody has said whether the method meets them."""
        return tuple(requirement for requirement in self.requirements if requirement.met is None)

    @property
    def fits(self) -> bool:
        """Whether every requirement is known to be met."""
        return all(requirement.met for requirement in self.requirements)


class Answers(NamedTuple):
    """A need with its answers, best first, and the methods that a source puts forward but that do not join."""

    need: Need
    answers: tuple[Answer, ...]
    only_put_forward: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def fitting(self) -> tuple[Answer, ...]:
        """The answers that meet every requirement."""
        return tuple(answer for answer in self.answers if answer.fits)


@once
def answers(connection: sqlite3.Connection, agenda: str | None = None, *, need: str | None = None) -> Sequence[Answers]:
    """For each need of an agenda, or of all, the methods that serve a goal it asks for, ranked.

    Methods that meet all requirements come first, then those not assessed on some, then those that fail some; within
    these by strength, then by verdict. Strength 0 is no service. A method that serves several of the need's goals is
    joined through the one it serves best.
    """
    wanted = [found for found in agendas.needs(connection, agenda) if need in {None, found.id}]
    joiner = _Joiner(connection)
    return tuple(joiner.answers(found) for found in wanted)


class _Joiner:
    """Holds what every need asks of every method, read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._dimensions = dimensions(connection)
        self._places = places(connection)
        self._verdicts = verdicts.all_of(connection, "serves")
        self._by_goal: dict[str, list[Service]] = {}
        for service in services(connection).values():
            if service.strength > 0:
                self._by_goal.setdefault(service.goal, []).append(service)
        self._failures: dict[str, list[str]] = {}
        for failure, method in connection.execute(
            "SELECT subject, object FROM link WHERE relation = 'affects' ORDER BY subject"
        ):
            self._failures.setdefault(method, []).append(failure)

    def answers(self, need: Need) -> Answers:
        put_forward: dict[str, list[str]] = {}
        for edge in need.candidates:
            put_forward.setdefault(edge.other.id, []).append(edge.according_to or "editor")
        asked = [
            _Asked(self._dimensions[dimension], tuple(edge.other.id.partition("/")[2] for edge in edges))
            for dimension, edges in need.requires
        ]
        best: dict[str, Answer] = {}
        for service in self._services(edge.other.id for edge in need.goals):
            answer = self._answer(need, service, asked, tuple(put_forward.get(service.method, ())))
            if service.method not in best or _order(answer) < _order(best[service.method]):
                best[service.method] = answer
        rest = tuple((method, tuple(who)) for method, who in sorted(put_forward.items()) if method not in best)
        return Answers(need, tuple(sorted(best.values(), key=_order)), rest)

    def _services(self, goals: Iterable[str]) -> list[Service]:
        return [service for goal in goals for service in self._by_goal.get(goal, ())]

    def _answer(
        self, need: Need, service: Service, asked: Iterable["_Asked"], put_forward_by: tuple[str, ...]
    ) -> Answer:
        stands = self._places.get(service.method, {})
        return Answer(
            need.id,
            service.method,
            service,
            self._verdicts[service.method, service.goal],
            tuple([one.requirement(stands.get(one.dimension.id, _NOWHERE)) for one in asked]),
            tuple(self._failures.get(service.method, ())),
            put_forward_by,
        )


_NOWHERE: frozenset[str] = frozenset()


class _Asked:
    """What a need asks on one dimension. Methods stand at few different places, so each is judged once."""

    def __init__(self, dimension: Dimension, values: tuple[str, ...]) -> None:
        self.dimension = dimension
        self._values = values
        self._found: dict[frozenset[str], Requirement] = {}

    def requirement(self, at: frozenset[str]) -> Requirement:
        if at not in self._found:
            met = self.dimension.meets(at, self._values) if at else None
            self._found[at] = Requirement(self.dimension.id, self._values, tuple(sorted(at)), met)
        return self._found[at]


def _order(answer: Answer) -> tuple[int, int, int, int, str]:
    met = [requirement.met for requirement in answer.requirements]
    return met.count(False), met.count(None), -answer.service.strength, -answer.verdict.rank, answer.method
