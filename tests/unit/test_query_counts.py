import sqlite3
from collections.abc import Callable

from interpkb.query import counts
from interpkb.query.counts import Counts
from interpkb.relations import ENTRY_KINDS

from tests.conftest import Files

Open = Callable[[Files], sqlite3.Connection]


def test_what_is_in_a_base_is_counted(connection: sqlite3.Connection) -> None:
    assert counts.counts(connection) == Counts(
        entries=16,
        links=37,
        by_kind={
            "goal": 2, "dimension": 3, "method": 3, "agenda": 1, "claim": 2, "evidence": 2, "failure": 0, "tool": 0,
            "benchmark": 0, "term": 1, "source": 2,
        },
        by_relation={
            "divides-into": 6, "serves": 6, "bears-on": 4, "stands-at": 4, "requires": 3, "tests": 3, "found-in": 2,
            "introduced-by": 2, "about": 1, "asks-for": 1, "broader": 1, "has-candidate": 1, "has-need": 1, "made-in": 1,
            "supports": 1,
        },
        nodes=23,
        with_reason=11,
        argued=12,
        verified_sources=1,
    )  # fmt: skip


def test_relations_come_most_used_first_and_kinds_in_their_order(connection: sqlite3.Connection) -> None:
    found = counts.counts(connection)

    assert list(found.by_relation.values()) == sorted(found.by_relation.values(), reverse=True)
    assert tuple(found.by_kind) == ENTRY_KINDS


def test_an_empty_base_counts_nothing(open_kb: Open) -> None:
    found = counts.counts(open_kb({"README.md": ""}))

    assert found == Counts(0, 0, dict.fromkeys(ENTRY_KINDS, 0), {}, 0, 0, 0, 0)
