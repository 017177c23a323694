"""What a paper on a method must report, and what a given source does report."""

import json
import sqlite3
from typing import NamedTuple

from interpkb.query.entries import Row

DUTIES = ("must", "should", "may")


class Item(NamedTuple):
    """One thing to report on: the failure, whose suffering of it is recorded, what to report, and how to measure it.

    `reported` is what is known of the source asked about: `yes`, `partly`, `no`, or `None` for not assessed.
    """

    failure: Row
    method: str
    duty: str
    what: str
    according_to: str
    detect: tuple[str, ...]
    mitigate: tuple[str, ...]
    reported: str | None
    because: str | None


def items(connection: sqlite3.Connection, method: str, source: str | None = None) -> list[Item]:
    """List what a paper on a method must, should and may report, by its failures and those of what it is a kind of."""
    lineage = _lineage(connection, method)
    stated = dict(_reports(connection, source)) if source else {}
    found: dict[tuple[str, str], Item] = {}
    for at in lineage:
        for failure, name, summary, text in connection.execute(
            "SELECT entry.id, name, summary, body FROM link JOIN entry ON entry.id = subject "
            "WHERE relation = 'affects' AND object = ? ORDER BY entry.id",
            (at,),
        ):
            body = json.loads(text)
            reported, because = stated.get(failure, (None, None))
            for report in body.get("report", ()):
                found.setdefault(
                    (failure, report["what"]),
                    Item(
                        Row(failure, "failure", name, summary),
                        at,
                        report["duty"],
                        report["what"],
                        report["according_to"],
                        tuple(item["how"] for item in body.get("detected_by", ())),
                        tuple(item["action"] for item in body.get("mitigations", ())),
                        reported,
                        because,
                    ),
                )
    return sorted(found.values(), key=lambda item: (DUTIES.index(item.duty), item.failure.id, item.what))


def _lineage(connection: sqlite3.Connection, method: str) -> list[str]:
    """List a method and all that it is a kind of, nearest first."""
    found = [method]
    for here in found:
        for (broader,) in connection.execute(
            "SELECT object FROM link WHERE relation = 'broader' AND subject = ?", (here,)
        ):
            if broader not in found:
                found.append(broader)
    return found


def _reports(connection: sqlite3.Connection, source: str) -> list[tuple[str, tuple[str, str | None]]]:
    (text,) = connection.execute("SELECT body FROM entry WHERE id = ?", (source,)).fetchone()
    return [
        (item["failure"], (item["reported"], item.get("because"))) for item in json.loads(text).get("reports_on", ())
    ]


class Duty(NamedTuple):
    """What a failure asks papers to report, with how many methods suffer it and how the sources assessed for it did.

    `reported` counts these sources by `yes`, `partly` and `no`; an empty one means that none was assessed.
    """

    failure: Row
    duty: str
    what: str
    according_to: str
    detect: tuple[str, ...]
    methods: int
    reported: dict[str, int]


def duties(connection: sqlite3.Connection) -> list[Duty]:
    """List all that papers must, should and may report, what they must first."""
    affected = dict(
        connection.execute("SELECT subject, count(DISTINCT object) FROM link WHERE relation = 'affects' GROUP BY 1")
    )
    answers: dict[str, dict[str, int]] = {}
    for (text,) in connection.execute(
        "SELECT body FROM entry WHERE kind = 'source' AND json_extract(body, '$.reports_on') IS NOT NULL"
    ):
        for item in json.loads(text)["reports_on"]:
            counted = answers.setdefault(item["failure"], {"yes": 0, "partly": 0, "no": 0})
            counted[item["reported"]] += 1
    found = []
    for id, name, summary, text in connection.execute(
        "SELECT id, name, summary, body FROM entry WHERE kind = 'failure' ORDER BY id"
    ):
        body = json.loads(text)
        row, detect = Row(id, "failure", name, summary), tuple(item["how"] for item in body.get("detected_by", ()))
        found += [
            Duty(
                row, item["duty"], item["what"], item["according_to"], detect, affected.get(id, 0), answers.get(id, {})
            )
            for item in body.get("report", ())
        ]
    return sorted(found, key=lambda duty: (DUTIES.index(duty.duty), -duty.methods, duty.failure.id))
