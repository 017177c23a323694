import sqlite3
from collections.abc import Callable

from interpkb.query import trust

from tests import factories
from tests.conftest import Files
from tests.unit.question_bases import FILES

Open = Callable[[Files], sqlite3.Connection]


def test_sources_are_parted_by_how_they_were_verified_with_what_rests_on_them(open_kb: Open) -> None:
    doubts = trust.doubts(open_kb(FILES))

    (unverified,) = doubts.unverified
    assert (unverified.source.id, unverified.by, unverified.on) == ("irving", None, None)
    assert unverified.rests_on_it == ("against-probing", "debate", "top")
    (by_title,) = doubts.seen_by_title
    assert (by_title.source.id, by_title.by, by_title.on) == ("kirk", "title-and-id", "2026-11-22")
    assert {"for-probing", "linear", "later", "probing"} <= set(by_title.rests_on_it)


def test_evidence_without_a_place_in_its_source_is_second_hand(open_kb: Open) -> None:
    found = {row.id for row in trust.doubts(open_kb(FILES)).second_hand}

    assert "against-data" in found
    assert "for-probing" not in found


def test_a_judgement_is_unargued_when_none_of_its_statements_gives_a_reason(open_kb: Open) -> None:
    bare = factories.serves("predict", 1, None)
    files = {
        "methods/bare.yaml": factories.entry("method", name="Bare", serves=[bare, {**bare, "according_to": "kirk"}]),
        "methods/half.yaml": factories.entry(
            "method", name="Half", serves=[bare, {**bare, "because": "Yes.", "according_to": "kirk"}]
        ),
    }

    assert trust.doubts(open_kb(FILES)).unargued == ()
    assert trust.doubts(open_kb(FILES | files)).unargued == (("bare", "serves", "predict"),)
