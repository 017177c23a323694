"""Cases that Python and the scripts of the pages must answer alike: `same-answers.json` holds questions and answers.

The base is that of `tests/unit/question_bases.py`. A question names its rule and what it is given; an answer is plain
data, put in the same words for both.
"""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from interpkb.query import arguments, holes, picking, prioritising

PATH = Path(__file__).with_name("same-answers.json")


def cases() -> dict[str, dict[str, Any]]:
    """Read every case by its name: `rule`, `given` and `answer`."""
    found: dict[str, dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return found


def answer(connection: sqlite3.Connection, rule: str, given: Mapping[str, Any]) -> Any:
    """Let Python answer a question."""
    return json.loads(json.dumps(_RULES[rule](connection, given)))


def _pick(connection: sqlite3.Connection, given: Mapping[str, Any]) -> dict[str, Any]:
    found = picking.pick(
        connection,
        tuple(given.get("goals", ())),
        {dimension: frozenset(values) for dimension, values in given.get("have", {}).items()},
        given.get("agenda"),
        need=given.get("need"),
        min_strength=given.get("minStrength", 1),
        min_verdict=given.get("minVerdict", "undermined"),
    )
    return {
        "picks": [
            {
                "method": pick.method.id,
                "goal": pick.service.goal,
                "strength": pick.service.strength,
                "because": pick.service.because,
                "by": pick.service.according_to,
                "verdict": pick.verdict.verdict,
                "needs": pick.needs,
            }
            for pick in found.picks
        ],
        "unassessed": found.unassessed,
    }


def _prioritise(connection: sqlite3.Connection, given: Mapping[str, Any]) -> dict[str, Any]:
    ranking = prioritising.prioritise(
        connection, given["credences"], timelines=given.get("timelines"), neglected=given.get("neglected", 0)
    )
    return {
        "kinds": [{**kind._asdict(), "shares": [share._asdict() for share in kind.shares]} for kind in ranking.kinds],
        "flips": [flip._asdict() for flip in ranking.flips],
        "builtFrom": ranking.built_from,
    }


def _knock_out(connection: sqlite3.Connection, given: Mapping[str, Any]) -> dict[str, Any]:
    fall = arguments.knock_out(connection, given["claims"])
    return {
        "falls": fall.falls,
        "weakened": fall.weakened,
        "methods": fall.methods,
        "agendas": fall.agendas,
        "needsLost": fall.needs_lost,
        "needsPoorer": fall.needs_poorer,
    }


def _cross(connection: sqlite3.Connection, given: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = holes.cells(connection, tuple(given["axes"]))
    return sorted(
        ({"values": cell.values, "methods": cell.methods, "wantedBy": cell.wanted_by} for cell in found),
        key=lambda cell: cell["values"],
    )


_RULES = {"pick": _pick, "prioritise": _prioritise, "knock_out": _knock_out, "cross": _cross}
