"""Which goals each method serves, and how much."""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from interpkb.query.once import once


class Service(NamedTuple):
    """How much a method serves a goal: the editors' figure where they give one, else the highest that anybody gives."""

    method: str
    goal: str
    strength: int
    because: str | None
    according_to: str


@once
def services(connection: sqlite3.Connection, goal: str | None = None) -> Mapping[tuple[str, str], Service]:
    """Get the figure taken for every method and goal about which anything is said."""
    found: dict[tuple[str, str], Service] = {}
    for row in connection.execute(
        "SELECT subject, object, strength, because, according_to FROM link WHERE relation = 'serves' "
        "AND (?1 IS NULL OR object = ?1) ORDER BY subject, object, rowid",
        (goal,),
    ):
        service = Service(*row)
        key = (service.method, service.goal)
        if key not in found or _weight(service) > _weight(found[key]):
            found[key] = service
    return found


def _weight(service: Service) -> tuple[bool, int]:
    return service.according_to == "editor", service.strength
