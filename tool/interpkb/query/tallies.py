"""How much evidence there is, of what kind, and what it adds up to."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from interpkb.query.facts import size_of
from interpkb.query.verdicts import ORDER

DESIGNS = ("proof", "benchmark", "intervention", "observation", "argument")
"""How findings are made, from what can show most to what can show least."""

SCALES = (
    ("below 100M", 1e8),
    ("100M to 1B", 1e9),
    ("1B to 10B", 1e10),
    ("10B to 100B", 1e11),
    ("100B and more", float("inf")),
)
"""Sizes of models, each with where the next begins."""

NOT_RECORDED = "not recorded"
JUDGED = ("serves", "suffers", "candidate-for", "")
"""What verdicts are on: links of these relations, and claims, which have none."""


class Tally(NamedTuple):
    """How many findings of a sort speak for what they bear on, against it, or for one thing and against another."""

    label: str
    supporting: int
    mixed: int
    opposing: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.supporting + self.mixed + self.opposing


class Tallies(NamedTuple):
    """Findings that count, by the year of their source, their design and the largest model; `dropped` do not count."""

    years: tuple[Tally, ...]
    designs: tuple[Tally, ...]
    scales: tuple[Tally, ...]
    live: int
    dropped: int
    groups: int


def findings(connection: sqlite3.Connection) -> Tallies:
    """Count the findings. Years without any, between those with some, are there too."""
    found: list[tuple[str, str, str, str]] = []
    dropped, groups = 0, set()
    for text, date in connection.execute(
        "SELECT e.body, json_extract(s.body, '$.date') FROM entry AS e "
        "JOIN entry AS s ON s.id = json_extract(e.body, '$.source') WHERE e.kind = 'evidence' ORDER BY e.id"
    ):
        body = json.loads(text)
        if body.get("retracted") or body.get("superseded_by"):
            dropped += 1
            continue
        directions = {item["direction"] for item in body["bears_on"]}
        way = "mixed" if len(directions) > 1 else directions.pop()
        found.append((date[:4], body["design"], _scale(body.get("setting", {}).get("parameters")), way))
        groups.add(body["group"])
    years = [year for year, *_ in found]
    span = [str(year) for year in range(int(min(years)), int(max(years)) + 1)] if years else []
    return Tallies(
        _tally(span, ((year, way) for year, _, _, way in found)),
        _tally(DESIGNS, ((design, way) for _, design, _, way in found)),
        _tally([*(label for label, _ in SCALES), NOT_RECORDED], ((scale, way) for _, _, scale, way in found)),
        len(found),
        dropped,
        len(groups),
    )


def _tally(labels: Iterable[str], found: Iterable[tuple[str, str]]) -> tuple[Tally, ...]:
    counted = {label: {"supports": 0, "mixed": 0, "opposes": 0} for label in labels}
    for label, way in found:
        counted[label][way] += 1
    return tuple(Tally(label, *ways.values()) for label, ways in counted.items())


def _scale(parameters: str | None) -> str:
    if parameters is None:
        return NOT_RECORDED
    return next(label for label, end in SCALES if size_of(parameters) < end)


def verdicts(connection: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """Count the verdicts on the links of each judged relation, and on claims under the empty name."""
    counted = {relation: dict.fromkeys(reversed(ORDER), 0) for relation in JUDGED}
    for relation, verdict, number in connection.execute(
        "SELECT relation, verdict, count(*) FROM verdict GROUP BY relation, verdict"
    ):
        counted[relation][verdict] = number
    return counted
