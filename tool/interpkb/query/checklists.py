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
