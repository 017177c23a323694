import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from interpkb.pages import entry_facts
from interpkb.query import entries

from tests.conftest import Files
from tests.unit.question_bases import FILES


@pytest.fixture
def facts_of(open_kb: Callable[[Files], sqlite3.Connection]) -> Callable[[str], dict[str, Any]]:
    connection = open_kb(FILES)
    whole = entry_facts.whole(connection)
    return lambda id: entry_facts.of(connection, entries.entry(connection, id), whole)


def sides(found: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    return {side: [(finding.evidence.id, finding.on) for finding in listed] for side, listed in found["sides"].items()}


def test_that_a_method_suffers_a_failure_speaks_against_the_method(facts_of: Callable[[str], dict[str, Any]]) -> None:
    found = facts_of("probing")

    assert sides(found) == {
        "for": [("of-need", "debate/judge"), ("for-probing", "assure")],
        "against": [("of-failure", "drift"), ("against-probing", "assure")],
    }
    assert found["counts"] == {"for": 2, "against": 2, "groups": 2, "largest": "7B"}


def test_on_the_failures_own_page_the_same_finding_speaks_for_it(facts_of: Callable[[str], dict[str, Any]]) -> None:
    assert sides(facts_of("drift")) == {"for": [("of-failure", "probing")], "against": []}


def test_what_is_retracted_is_shown_and_not_counted(facts_of: Callable[[str], dict[str, Any]]) -> None:
    found = facts_of("proofs")

    assert [(finding.evidence.id, finding.live) for finding in found["sides"]["against"]] == [("taken-back", False)]
    assert found["counts"] == {"for": 1, "against": 0, "groups": 1, "largest": None}


def test_goals_of_which_nothing_is_said_are_not_assessed_and_those_at_zero_are(
    facts_of: Callable[[str], dict[str, Any]],
) -> None:
    assert [row.id for row in facts_of("probing")["unassessed"]] == ["persuade"]
    assert [row.id for row in facts_of("posters")["unassessed"]] == ["predict"]


def test_a_method_is_best_for_what_it_serves_most(facts_of: Callable[[str], dict[str, Any]]) -> None:
    assert [(link.other.id, link.strength) for link in facts_of("proofs")["best"]] == [("predict", 4)]
    assert [(link.other.id, link.strength) for link in facts_of("posters")["best"]] == [("persuade", 1)]


def test_an_agenda_counts_how_far_interpretability_helps_with_its_needs(
    facts_of: Callable[[str], dict[str, Any]],
) -> None:
    assert facts_of("debate")["helped"] == [("helps", 1), ("unlikely", 1)]
    assert [(edge.other.id, verdict.verdict) for edge, verdict in facts_of("audits")["assumed"]] == [
        ("linear", "asserted")
    ]


def test_a_goal_tells_methods_that_serve_it_from_those_said_not_to(facts_of: Callable[[str], dict[str, Any]]) -> None:
    found = facts_of("assure")

    assert [link.other.id for link in found["helping"]] == ["proofs", "probing", "tracing"]
    assert {link.other.id for link in found["served_by"]} - {link.other.id for link in found["helping"]} == {"posters"}
    assert [link.other.id for link in found["tested"]] == ["proofs", "probing"]


def test_claims_that_bear_on_a_claim_stand_on_its_two_sides(facts_of: Callable[[str], dict[str, Any]]) -> None:
    found = facts_of("top")

    assert [edge.other.id for edge in found["reasons_for"]] == ["linear", "aside", "data"]
    assert [edge.other.id for edge in found["reasons_against"]] == ["objection", "later"]


def test_evidence_says_what_all_evidence_on_the_same_thing_adds_up_to(
    facts_of: Callable[[str], dict[str, Any]],
) -> None:
    for evidence, verdict in [
        ("for-probing", "contested"), ("against-data", "undermined"), ("of-failure", "supported"), ("of-need", "suggestive"),
    ]:  # fmt: skip
        ((_, judged),) = facts_of(evidence)["judged"]
        assert judged.verdict == verdict


def test_what_is_taken_from_a_source_stands_by_kind(facts_of: Callable[[str], dict[str, Any]]) -> None:
    found = facts_of("irving")["by_kind"]

    assert [(kind, [row.id for row in rows]) for kind, rows in found] == [
        ("agenda", ["debate"]), ("claim", ["top"]), ("evidence", ["against-probing"]),
    ]  # fmt: skip
