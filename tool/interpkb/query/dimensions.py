"""Dimensions, where methods stand on them, and whether that meets what is asked."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from interpkb.errors import UnknownNameError
from interpkb.query.entries import check_value, rows
from interpkb.query.once import once


class Dimension(NamedTuple):
    """A dimension: its values in order, what comes with each, and how a method's place on it is read.

    `gives[v]` holds v and every value that comes with it.
    """

    id: str
    name: str
    needs: bool
    core: bool
    values: tuple[str, ...]
    gives: Mapping[str, frozenset[str]]
    neglect: Mapping[str, int]

    def meets(self, stands_at: Iterable[str], asked: Iterable[str]) -> bool:
        """Tell whether a method's place meets what is asked.

        On a dimension of what methods *need* (access), all that the method needs must be among what is asked for,
        which is what is at hand, or come with it. On one of what they *offer* (scope), one of the values asked for
        must be among what the method offers, or come with it.
        """
        if self.needs:
            at_hand = frozenset().union(*(self.gives[value] for value in asked))
            return at_hand.issuperset(stands_at)
        return not self.offered(stands_at).isdisjoint(asked)

    def offered(self, stands_at: Iterable[str]) -> frozenset[str]:
        """Add to a method's place what comes with it, unless the place says what the method needs."""
        return frozenset(stands_at) if self.needs else frozenset().union(*(self.gives[value] for value in stands_at))


Places = Mapping[str, Mapping[str, frozenset[str]]]
"""Where each method stands: method → dimension → values. What is missing has not been assessed."""


@once
def dimensions(connection: sqlite3.Connection) -> Mapping[str, Dimension]:
    """Get every dimension by its id."""
    found = {}
    for id, name, text in connection.execute("SELECT id, name, body FROM entry WHERE kind = 'dimension' ORDER BY id"):
        body = json.loads(text)
        direct = {value["id"]: value.get("includes", ()) for value in body["values"]}
        found[id] = Dimension(
            id,
            name,
            body["reading"] == "needs",
            bool(body.get("core")),
            tuple(direct),
            {value: _closure(direct, value) for value in direct},
            {
                value["id"]: max((neglect["level"] for neglect in value.get("neglect", ())), default=0)
                for value in body["values"]
            },
        )
    return found


def _closure(direct: Mapping[str, Iterable[str]], value: str) -> frozenset[str]:
    seen = {value}
    waiting = [value]
    while waiting:
        for other in direct[waiting.pop()]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return frozenset(seen)


@once
def places(connection: sqlite3.Connection) -> Places:
    """Say where every method stands, whoever says so."""
    found: dict[str, dict[str, set[str]]] = {}
    for method, node in connection.execute("SELECT subject, object FROM link WHERE relation = 'stands-at'"):
        dimension, _, value = node.partition("/")
        found.setdefault(method, {}).setdefault(dimension, set()).add(value)
    return {
        method: {dimension: frozenset(values) for dimension, values in by_dimension.items()}
        for method, by_dimension in found.items()
    }


def conditions(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Gather conditions by dimension, or raise `UnknownNameError` for a dimension or value that is not there."""
    known = {row.id for row in rows(connection, "dimension")}
    found: dict[str, set[str]] = {}
    for dimension, value in pairs:
        if dimension not in known:
            import difflib  # only for a mistake

            raise UnknownNameError(
                "dimension", dimension, difflib.get_close_matches(dimension, known, 3) or sorted(known)
            )
        check_value(connection, dimension, value)
        found.setdefault(dimension, set()).add(value)
    return {dimension: frozenset(values) for dimension, values in found.items()}
