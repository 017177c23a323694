"""What the template of each kind needs beyond the entry itself."""

import sqlite3
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from interpkb.pages import citing
from interpkb.pages.writing import fields
from interpkb.query import checklists, facts, joins, verdicts
from interpkb.query import entries as query
from interpkb.query.entries import Edge, Entry, Row
from interpkb.query.joins import Answers
from interpkb.query.once import once
from interpkb.relations import ENTRY_KINDS

FOR = ("supported-by", "depends-on")
AGAINST = ("attacked-by", "revised-by")
"""The relations by which other claims speak for and against a claim."""

_HELPS = ("decisive", "helps", "may-help", "unlikely")


class Whole(NamedTuple):
    """What many pages need of the base as a whole, read once."""

    goals: tuple[Row, ...]
    scales: Mapping[str, tuple[Row, ...]]
    answers: Mapping[str, list[Answers]]
    claims: Mapping[tuple[str, str], verdicts.Verdict]
    methods: int


@once
def whole(connection: sqlite3.Connection) -> Whole:
    """Read it."""
    answers: dict[str, list[Answers]] = {}
    for answered in joins.answers(connection):
        shown = answered._replace(need=answered.need._replace(body=fields(answered.need.body)))
        answers.setdefault(answered.need.agenda.id, []).append(shown)
    scales: dict[str, list[Row]] = {}
    for dimension, *row in connection.execute(
        "SELECT entry, id, kind, name, summary FROM node WHERE kind = 'value' ORDER BY rowid"
    ):
        scales.setdefault(dimension, []).append(Row(*row))
    return Whole(
        tuple(query.rows(connection, "goal")),
        {dimension: tuple(rows) for dimension, rows in scales.items()},
        answers,
        verdicts.all_of(connection, ""),
        len(query.rows(connection, "method")),
    )


def of(connection: sqlite3.Connection, entry: Entry, whole: Whole) -> dict[str, Any]:
    """Find what the template of an entry's kind needs."""
    match entry.kind:
        case "method":
            return _method(connection, entry, whole)
        case "agenda":
            return _agenda(entry, whole)
        case "dimension":
            return {
                **_values(connection, entry),
                "methods": whole.methods,
                "defined_by": _ids(entry, "defined-by"),
            }
        case "goal":
            return _goal(connection, entry)
        case "claim":
            return _claim(connection, entry, whole)
        case "evidence":
            return {"judged": [(item, _verdict(connection, item)) for item in fields(entry.body["bears_on"])]}
        case "failure":
            return {
                "affected": facts.judged(connection, entry, "affects", key="suffers"),
                "sides": _sides(facts.findings(connection, entry.id)),
            }
        case "tool":
            return {"implements": _others(entry, "implements")}
        case "benchmark":
            return {"evaluates": _others(entry, "evaluates"), "introduced_by": _ids(entry, "introduced-by")}
        case "source":
            return _source(connection, entry)
        case _:
            return {}


def _method(connection: sqlite3.Connection, entry: Entry, whole: Whole) -> dict[str, object]:
    serves = facts.judged(connection, entry, "serves")
    failures = facts.judged(connection, entry, "suffers")
    sides = _sides(facts.findings(connection, entry.id), {judged.other.id for judged in failures})
    stated = {judged.other.id for judged in serves}
    most = max((judged.strength or 0 for judged in serves), default=0)
    live = {side: [finding for finding in found if finding.live] for side, found in sides.items()}
    both = [*live["for"], *live["against"]]
    sizes = [size for finding in both if (size := finding.setting.get("parameters"))]
    return {
        "serves": serves,
        "best": [judged for judged in serves if most and judged.strength == most],
        "unassessed": [goal for goal in whole.goals if goal.id not in stated],
        "places": facts.places(connection, entry),
        "scales": whole.scales,
        "sides": sides,
        "counts": {
            **{side: len({finding.evidence.id for finding in found}) for side, found in live.items()},
            "groups": len({finding.group for finding in both}),
            "largest": max(sizes, key=facts.size_of, default=None),
        },
        "failures": failures,
        "report": checklists.items(connection, entry.id),
        "candidates": facts.judged(connection, entry, "candidate-for"),
        "broader": _others(entry, "broader"),
        "narrower": _others(entry, "narrower"),
        "introduced_by": _ids(entry, "introduced-by"),
        "tools": _others(entry, "implemented-by"),
    }


def _sides(found: list[facts.Finding], failures: Collection[str] = ()) -> dict[str, list[facts.Finding]]:
    """Put findings on the side for which they speak: that a method suffers a failure speaks against the method."""
    sides: dict[str, list[facts.Finding]] = {"for": [], "against": []}
    for finding in found:
        speaks_for = (finding.direction == "supports") != (finding.on in failures)
        sides["for" if speaks_for else "against"].append(finding)
    return sides


def _agenda(entry: Entry, whole: Whole) -> dict[str, object]:
    needs = whole.answers.get(entry.id, [])
    asked = [answered.need.body["interpretability"] for answered in needs]
    return {
        "needs": needs,
        "helped": [(help, asked.count(help)) for help in _HELPS if help in asked],
        "introduced_by": _ids(entry, "introduced-by"),
        "critiques": _edges(entry, "critiqued-by"),
        "assumed": [(edge, whole.claims[edge.other.id, ""]) for edge in _edges(entry, "assumes")],
    }


def _claim(connection: sqlite3.Connection, entry: Entry, whole: Whole) -> dict[str, object]:
    return {
        "verdict": whole.claims[entry.id, ""],
        "sides": _sides(facts.findings(connection, entry.id)),
        "made_in": _ids(entry, "made-in"),
        "reasons_for": _edges(entry, *FOR),
        "reasons_against": _edges(entry, *AGAINST),
    }


def _source(connection: sqlite3.Connection, entry: Entry) -> dict[str, object]:
    """Give what is taken from a source, by kind, and how to cite the work."""
    taken = set(query.mentions(connection, entry.id))
    for relation in ("finds", "makes", "introduces"):
        taken.update(_others(entry, relation))
    by_kind = [(kind, sorted(row for row in taken if row.kind == kind)) for kind in ENTRY_KINDS]
    return {"by_kind": [(kind, rows) for kind, rows in by_kind if rows], "reference": citing.source(entry)}


def _goal(connection: sqlite3.Connection, entry: Entry) -> dict[str, object]:
    served_by = facts.judged(connection, entry, "served-by", key="serves")
    helping = [judged for judged in served_by if judged.strength]
    return {
        "served_by": served_by,
        "helping": helping,
        "tested": [judged for judged in helping if judged.verdict.supporting or judged.verdict.opposing],
        "asked_for_by": _edges(entry, "asked-for-by"),
        "defined_by": _ids(entry, "defined-by"),
        "sides": _sides(facts.findings(connection, entry.id)),
    }


def _values(connection: sqlite3.Connection, entry: Entry) -> dict[str, object]:
    """Give each value of a dimension with the methods that stand there and the needs that ask for it."""
    values: list[tuple[dict[str, Any], list[Row], list[Row]]] = []
    for value in fields(entry.body["values"]):
        edges = query.edges(connection, f"{entry.id}/{value['id']}")
        methods = sorted({edge.other for edge in edges if edge.relation == "taken-by"})
        needs = sorted({edge.other for edge in edges if edge.relation == "required-by"})
        values.append((value, methods, needs))
    return {"values": values, "assessed": len({row for _, methods, _ in values for row in methods})}


def _verdict(connection: sqlite3.Connection, item: dict[str, Any]) -> verdicts.Verdict:
    """Find the verdict on what a piece of evidence bears on."""
    if item["claim"]:
        return verdicts.of_claim(connection, item["claim"])
    end, relation = next(
        (item[field], relation)
        for field, relation in (("goal", "serves"), ("need", "candidate-for"), ("failure", "suffers"))
        if item[field]
    )
    return verdicts.of_link(connection, item["method"], relation, end)


def _edges(entry: Entry, *relations: str) -> list[Edge]:
    return [edge for edge in entry.edges if edge.relation in relations]


def _others(entry: Entry, relation: str) -> list[Row]:
    return list(dict.fromkeys(edge.other for edge in _edges(entry, relation)))


def _ids(entry: Entry, relation: str) -> list[str]:
    return [row.id for row in _others(entry, relation)]
