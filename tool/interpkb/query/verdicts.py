"""Verdicts on links and claims, as they were computed when the base was compiled."""

import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from interpkb.query.once import once

ORDER = ("undermined", "unargued", "asserted", "contested", "suggestive", "supported", "established")
"""Every verdict, from worst to best grounded."""


class Verdict(NamedTuple):
    """What the evidence on a link or claim adds up to, with its working: ids of evidence for, against, and dropped."""

    verdict: str
    rank: int
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]
    dropped: tuple[str, ...]
    groups: int
    largest: str | None
    latest: str | None


_NONE = Verdict("unargued", 1, (), (), (), 0, None, None)
_COLUMNS = "subject, relation, object, verdict, rank, supporting, opposing, dropped, groups, largest, latest"


def of_link(connection: sqlite3.Connection, subject: str, relation: str, object: str) -> Verdict:
    """Get the verdict on a method's link to a goal (`serves`), need (`candidate-for`) or failure (`suffers`)."""
    return of_subject(connection, subject).get((relation, object), _NONE)


def of_claim(connection: sqlite3.Connection, claim: str) -> Verdict:
    """Get the verdict on a claim."""
    return of_subject(connection, claim).get(("", ""), _NONE)


@once
def of_subject(connection: sqlite3.Connection, subject: str) -> Mapping[tuple[str, str], Verdict]:
    """Get all verdicts on a method or claim, by relation and other end."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM verdict WHERE subject = ?", (subject,))
    return {(relation, object): _verdict(*rest) for _, relation, object, *rest in rows}


@once
def all_of(connection: sqlite3.Connection, relation: str) -> Mapping[tuple[str, str], Verdict]:
    """Get all verdicts on links of one relation, by method and other end; for claims, relation is empty."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM verdict WHERE relation = ? ORDER BY subject, object", (relation,)
    )
    return {(subject, object): _verdict(*rest) for subject, _, object, *rest in rows}


def _verdict(
    verdict: str,
    rank: int,
    supporting: str,
    opposing: str,
    dropped: str,
    groups: int,
    largest: str | None,
    latest: str | None,
) -> Verdict:
    return Verdict(
        verdict,
        rank,
        tuple(json.loads(supporting)),
        tuple(json.loads(opposing)),
        tuple(json.loads(dropped)),
        groups,
        largest,
        latest,
    )
