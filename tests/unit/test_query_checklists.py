import sqlite3
from collections.abc import Callable

import pytest
from interpkb.query import checklists

from tests.conftest import Files
from tests.unit.question_bases import FILES


@pytest.fixture
def connection(open_kb: Callable[[Files], sqlite3.Connection]) -> sqlite3.Connection:
    return open_kb(FILES)


def test_a_paper_owes_what_the_methods_failures_ask_what_it_must_first(connection: sqlite3.Connection) -> None:
    found = checklists.items(connection, "probing")

    assert [(item.duty, item.failure.id, item.what) for item in found] == [
        ("must", "leak", "Whether it leaks."),
        ("should", "drift", "The drift."),
        ("may", "leak", "Where it leaks."),
    ]
    assert (found[1].detect, found[1].mitigate) == (("Look again.",), ("Hold still.",))
    assert {item.reported for item in found} == {None}


def test_it_owes_what_the_methods_it_is_a_kind_of_ask_too_each_once(connection: sqlite3.Connection) -> None:
    found = checklists.items(connection, "sampling")

    assert [(item.duty, item.failure.id, item.method) for item in found] == [
        ("must", "leak", "probing"), ("should", "drift", "sampling"), ("may", "leak", "probing"),
    ]  # fmt: skip


def test_what_a_source_reports_stands_beside_it(connection: sqlite3.Connection) -> None:
    found = checklists.items(connection, "probing", "kirk")

    assert [(item.failure.id, item.reported, item.because) for item in found] == [
        ("leak", "no", None), ("drift", "partly", "At length."), ("leak", "no", None),
    ]  # fmt: skip


def test_a_source_that_nobody_assessed_is_not_assessed(connection: sqlite3.Connection) -> None:
    assert {item.reported for item in checklists.items(connection, "probing", "irving")} == {None}


def test_a_method_without_failures_owes_nothing(connection: sqlite3.Connection) -> None:
    assert checklists.items(connection, "posters") == []


def test_all_that_papers_owe_is_listed_with_how_many_methods_it_concerns_and_who_reported(
    connection: sqlite3.Connection,
) -> None:
    found = checklists.duties(connection)

    assert [(item.duty, item.failure.id, item.what, item.methods, item.detect) for item in found] == [
        ("must", "leak", "Whether it leaks.", 1, ()),
        ("should", "drift", "The drift.", 2, ("Look again.",)),
        ("may", "leak", "Where it leaks.", 1, ()),
    ]
    assert [item.reported for item in found] == [
        {"yes": 0, "partly": 0, "no": 1}, {"yes": 0, "partly": 1, "no": 0}, {"yes": 0, "partly": 0, "no": 1},
    ]  # fmt: skip
