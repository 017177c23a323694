import sqlite3
from collections.abc import Callable

from interpkb.query import news
from interpkb.query.entries import Row

from tests import factories
from tests.conftest import Files
from tests.unit.question_bases import FILES

Open = Callable[[Files], sqlite3.Connection]
REVIEWED = {
    "goals/assure.yaml": factories.entry("goal", name="Assure", summary="Assure.", reviewed="2026-11-22"),
    "goals/predict.yaml": factories.entry("goal", name="Predict", summary="Predict.", reviewed="2026-10"),
    "goals/persuade.yaml": factories.entry("goal", name="Persuade", summary="Persuade."),
    "terms/probe.yaml": factories.entry("term", name="Probe", summary="A probe.", reviewed="2026-11-22"),
}


def test_entries_stand_by_the_date_of_their_review_newest_first_and_by_kind(open_kb: Open) -> None:
    kirk = factories.entry("source")

    found = news.news(open_kb({**REVIEWED, "sources/kirk.yaml": kirk}), 5)

    assert [(review.on, review.number) for review in found.reviews] == [("2026-11-22", 2), ("2026-10", 1)]
    assert found.reviews[0].by_kind == (
        ("goal", (Row("assure", "goal", "Assure", "Assure."),)),
        ("term", (Row("probe", "term", "Probe", "A probe."),)),
    )
    assert found.never == 2


def test_the_newest_works_come_first_and_no_more_than_are_asked_for(open_kb: Open) -> None:
    connection = open_kb(FILES)

    assert [(work.on, work.row.id) for work in news.works(connection)] == [
        ("2021", "read"), ("2020-03-17", "kirk"), ("2018-05-02", "irving"),
    ]  # fmt: skip
    assert [work.row.id for work in news.news(connection, 2).works] == ["read", "kirk"]


def test_the_findings_of_the_newest_source_come_first(open_kb: Open) -> None:
    found = news.findings(open_kb(FILES))

    assert [(finding.row.id, finding.source, finding.on) for finding in found] == [
        ("against-data", "kirk", "2020-03-17"),
        ("for-probing", "kirk", "2020-03-17"),
        ("for-proofs", "kirk", "2020-03-17"),
        ("of-failure", "kirk", "2020-03-17"),
        ("of-need", "kirk", "2020-03-17"),
        ("taken-back", "kirk", "2020-03-17"),
        ("against-probing", "irving", "2018-05-02"),
    ]
