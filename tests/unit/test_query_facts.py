import sqlite3

from interpkb.query import entries, facts
from interpkb.query.entries import Row
from interpkb.query.facts import Finding, Place, Statement
from interpkb.query.verdicts import Verdict


def test_what_sources_say_of_one_link_stands_together_the_editors_last(connection: sqlite3.Connection) -> None:
    found = facts.judged(connection, entries.entry(connection, "probing"), "serves")

    assert [(link.other.id, link.strength, link.disputed, link.verdict.verdict) for link in found] == [
        ("predict", 3, False, "supported"),
        ("debug-model", 2, True, "asserted"),
    ]
    assert found[1].statements == (
        Statement(1, "Hardly.", "irving"),
        Statement(3, "Somewhat.", "kirk"),
        Statement(2, "In between.", "editor"),
    )


def test_a_verdict_comes_with_its_working(connection: sqlite3.Connection) -> None:
    (predict, _) = facts.judged(connection, entries.entry(connection, "probing"), "serves")

    assert predict.verdict == Verdict("supported", 5, ("early",), (), ("late",), 1, "124M", "2018-05-02")


def test_a_link_is_judged_alike_from_its_other_end(connection: sqlite3.Connection) -> None:
    found = facts.judged(connection, entries.entry(connection, "debug-model"), "served-by", key="serves")

    assert [(link.other.id, link.strength, link.verdict.verdict) for link in found] == [
        ("attribution", 4, "asserted"),
        ("probing", 2, "asserted"),
    ]


def test_a_link_without_a_figure_has_no_strength(connection: sqlite3.Connection) -> None:
    (candidate,) = facts.judged(connection, entries.entry(connection, "probing"), "candidate-for")

    assert (candidate.strength, candidate.disputed, candidate.verdict.verdict) == (None, False, "undermined")


def test_every_core_dimension_has_a_place_assessed_or_not_and_others_where_they_are_stated(
    connection: sqlite3.Connection,
) -> None:
    found = facts.places(connection, entries.entry(connection, "probing"))

    assert [(place.dimension.id, place.core, [row.id for row, _ in place.values]) for place in found] == [
        ("access", True, ["access/behaviour", "access/weights"]),
        ("scope", True, []),
        ("timing", False, ["timing/after"]),
    ]
    assert found[2] == Place(
        Row("timing", "dimension", "Timing", "What of a model a method must be given."),
        core=False,
        values=((Row("timing/after", "value", "After", "It is after."), (Statement(None, None, "editor"),)),),
    )
    assert dict(found[0].values)[Row("access/weights", "value", "Weights", "It is weights.")] == (
        Statement(None, "It reads them.", "irving"),
    )


def test_evidence_on_a_method_is_evidence_on_its_links_newest_first(connection: sqlite3.Connection) -> None:
    found = facts.findings(connection, "probing")

    assert [(finding.evidence.id, finding.direction, finding.on, finding.live) for finding in found] == [
        ("late", "opposes", "predict", False),
        ("early", "supports", "predict", True),
        ("early", "opposes", "debate/judge", True),
    ]


def test_evidence_on_a_goal_is_on_a_method(connection: sqlite3.Connection) -> None:
    early = facts.findings(connection, "predict")[-1]

    assert early == Finding(
        evidence=Row("early", "evidence", "Early", "Some maps look the same when the weights are randomised."),
        direction="supports",
        on="probing",
        live=True,
        design="benchmark",
        group="one",
        source="irving",
        locator="Table 1",
        compared_with=({"baseline": "chance", "outcome": "beats"},),
        setting={"model": "GPT-2", "parameters": "124M"},
    )


def test_evidence_on_a_claim_is_on_nothing_else(connection: sqlite3.Connection) -> None:
    assert [(finding.evidence.id, finding.on) for finding in facts.findings(connection, "lying-loses")] == [
        ("early", None)
    ]
    assert facts.findings(connection, "other") == []


def test_links_are_gathered_by_relation_but_for_those_shown_elsewhere(connection: sqlite3.Connection) -> None:
    entry = entries.entry(connection, "debate")

    assert [(group.relation, group.derived, len(group.edges)) for group in facts.groups(entry)] == [
        ("introduced-by", False, 1),
        ("has-need", False, 1),
        ("discussed-in", True, 1),
    ]
    assert [group.relation for group in facts.groups(entry, frozenset({"has-need"}))] == [
        "introduced-by",
        "discussed-in",
    ]
