"""Families of methods: a class with all that is narrower, so that a long list can be read in parts."""

import sqlite3
from typing import NamedTuple

from interpkb.query import joins, matrix, services
from interpkb.query.entries import Row, rows


class Member(NamedTuple):
    """A method in its family, so many steps below the head."""

    method: Row
    depth: int


class Family(NamedTuple):
    """A method with no broader one, and all below it, each once; the head comes first."""

    head: Row
    members: tuple[Member, ...]


class Help(NamedTuple):
    """The best that a family does for a need: which of its methods meet the need wholly, best first.

    `strength` and `verdict` are those of the first. `put_forward` are the methods that a source names for the need.
    """

    need: str
    family: str
    methods: tuple[str, ...]
    strength: int | None
    verdict: str | None
    put_forward: tuple[str, ...]


def families(connection: sqlite3.Connection) -> list[Family]:
    """List every family: those of the founding map first, in its order, then the larger ones.

    A method under several broader ones stands under the first that it names.
    """
    methods = {row.id: row for row in rows(connection, "method")}
    above: dict[str, str] = {}
    for method, broader in connection.execute(
        "SELECT subject, object FROM link WHERE relation = 'broader' ORDER BY rowid"
    ):
        above.setdefault(method, broader)
    below: dict[str, list[str]] = {}
    for method in methods:
        if method in above:
            below.setdefault(above[method], []).append(method)
    found = [Family(methods[head], tuple(_members(methods, below, head, 0))) for head in methods if head not in above]
    order = {row.id: row.row for row in matrix.map_rows(connection)}
    return sorted(found, key=lambda f: (f.head.id not in order, order.get(f.head.id, 0), -len(f.members), f.head.id))


def _members(methods: dict[str, Row], below: dict[str, list[str]], id: str, depth: int) -> list[Member]:
    found = [Member(methods[id], depth)]
    for other in below.get(id, ()):
        found.extend(_members(methods, below, other, depth + 1))
    return found


def helps(connection: sqlite3.Connection) -> dict[tuple[str, str], Help]:
    """Say for each need and family what the family does for it, by need and head of the family."""
    head_of = {member.method.id: family.head.id for family in families(connection) for member in family.members}
    found: dict[tuple[str, str], Help] = {}
    for answered in joins.answers(connection):
        need = answered.need.id
        for answer in answered.fitting:
            key = (need, head_of[answer.method])
            first = found.get(key) or Help(*key, (), answer.service.strength, answer.verdict.verdict, ())
            found[key] = first._replace(methods=(*first.methods, answer.method))
        for method in sorted({edge.other.id for edge in answered.need.candidates}):
            key = (need, head_of[method])
            named = found.get(key) or Help(*key, (), None, None, ())
            found[key] = named._replace(put_forward=(*named.put_forward, method))
    return found


class Reading(NamedTuple):
    """What is said of a method and a goal: the figure taken today, the founding map's, and whether sources differ."""

    method: str
    goal: str
    today: int
    founding: int | None
    differ: bool


def readings(connection: sqlite3.Connection, founding: str) -> dict[tuple[str, str], Reading]:
    """Set today's figure for every method and goal beside that of one source."""
    said: dict[tuple[str, str], dict[str, int]] = {}
    for method, goal, who, strength in connection.execute(
        "SELECT subject, object, according_to, strength FROM link WHERE relation = 'serves'"
    ):
        said.setdefault((method, goal), {})[who] = strength
    return {
        key: Reading(*key, service.strength, said[key].get(founding), len(set(said[key].values())) > 1)
        for key, service in services.services(connection).items()
    }
