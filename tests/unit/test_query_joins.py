"""Services too: the join is made of them."""

import sqlite3
from collections.abc import Callable

import pytest
from interpkb.query import joins
from interpkb.query.joins import Requirement
from interpkb.query.services import Service, services

from tests import factories
from tests.conftest import Files
from tests.unit import question_bases
from tests.unit.bases import stands
from tests.unit.question_bases import FILES, need, requires, said

Open = Callable[[Files], sqlite3.Connection]


@pytest.fixture
def connection(open_kb: Open) -> sqlite3.Connection:
    return open_kb(FILES)


def test_the_editors_figure_is_taken_and_else_the_highest(open_kb: Open) -> None:
    figures = [factories.serves("assure", 1, by="kirk"), factories.serves("assure", 3, "More.", by="irving")]
    connection = open_kb(FILES | {"methods/new.yaml": factories.entry("method", name="New", serves=figures)})
    found = services(connection)

    assert found["probing", "assure"] == Service("probing", "assure", 2, "Somewhat.", "editor")
    assert found["new", "assure"] == Service("new", "assure", 3, "More.", "irving")
    assert found["posters", "assure"].strength == 0
    assert {goal for _, goal in services(connection, "predict")} == {"predict"}


def test_a_need_is_answered_by_what_meets_all_of_it_then_by_what_is_unassessed_then_by_what_fails(
    connection: sqlite3.Connection,
) -> None:
    found = {answered.need.id: answered for answered in joins.answers(connection)}

    assert list(found) == ["audits/check", "audits/watch", "debate/judge", "debate/rules", "looking/look"]
    assert [(answer.method, answer.service.strength, answer.fits) for answer in found["audits/check"].answers] == [
        ("proofs", 4, True),
        ("tracing", 2, False),
        ("sampling", 3, False),
        ("probing", 2, False),
    ]
    assert [answer.method for answer in found["audits/check"].fitting] == ["proofs"]
    assert (found["debate/rules"].answers, found["debate/rules"].fitting) == ((), ())


def test_an_answer_says_which_requirements_are_met_unmet_and_unassessed(connection: sqlite3.Connection) -> None:
    (judge,) = joins.answers(connection, "debate", need="debate/judge")
    by_method = {answer.method: answer for answer in judge.answers}

    assert by_method["proofs"].requirements == (
        Requirement("access", ("weights",), ("weights",), met=True),
        Requirement("scope", ("local",), ("global",), met=True),
    )
    assert by_method["tracing"].unmet == (Requirement("access", ("weights",), ("process",), met=False),)
    assert by_method["tracing"].unassessed == (Requirement("scope", ("local",), (), met=None),)
    assert not by_method["tracing"].fits


def test_what_speaks_against_an_answer_and_who_put_it_forward_stand_beside_it(connection: sqlite3.Connection) -> None:
    (judge,) = joins.answers(connection, need="debate/judge")
    by_method = {answer.method: answer for answer in judge.answers}

    assert by_method["probing"].failures == ("drift", "leak", "silent")
    assert by_method["probing"].put_forward_by == ("kirk",)
    assert by_method["probing"].verdict.verdict == "contested"
    assert (by_method["proofs"].failures, by_method["proofs"].put_forward_by) == ((), ())


def test_strength_0_is_no_service_and_a_candidate_without_one_stands_apart(connection: sqlite3.Connection) -> None:
    (judge,) = joins.answers(connection, need="debate/judge")

    assert "posters" not in {answer.method for answer in judge.answers}
    assert judge.only_put_forward == (("posters", ("irving",)),)


def test_of_several_goals_a_method_is_joined_through_the_one_it_serves_best(connection: sqlite3.Connection) -> None:
    (check,) = joins.answers(connection, need="audits/check")

    assert [(answer.method, answer.service.goal) for answer in check.answers].count(("proofs", "predict")) == 1
    assert sum(answer.method == "proofs" for answer in check.answers) == 1


def test_equal_strengths_are_ranked_by_verdict_and_then_by_id(open_kb: Open) -> None:
    places = [stands("access", "weights"), stands("scope", "local")]
    same = {
        f"methods/{id}.yaml": factories.entry(
            "method", name=id, position=places, serves=[factories.serves("assure", 2)]
        )
        for id in ("zz-bare", "zz-also-bare", "zz-shown")
    }
    shown = question_bases.finding("Shown", [question_bases.bears("zz-shown", "assure")], "proof")
    (judge,) = joins.answers(open_kb(FILES | same | {"evidence/shown.yaml": shown}), need="debate/judge")

    assert [answer.method for answer in judge.fitting] == ["proofs", "zz-shown", "probing", "zz-also-bare", "zz-bare"]


def test_a_need_without_requirements_is_met_by_whatever_serves_its_goal(open_kb: Open) -> None:
    agenda = factories.entry("agenda", needs=[need("any", goals=[said("goal", "persuade")])])
    (answered,) = joins.answers(open_kb(FILES | {"agendas/looking.yaml": agenda}), "looking")

    assert [answer.method for answer in answered.fitting] == ["posters"]


def test_what_two_sources_require_on_one_dimension_are_ways_to_meet_it(open_kb: Open) -> None:
    asks = [requires("scope", "global", by="kirk"), requires("scope", "local", by="irving")]
    agenda = factories.entry("agenda", needs=[need("any", goals=[said("goal", "assure")], requires=asks)])
    (answered,) = joins.answers(open_kb(FILES | {"agendas/looking.yaml": agenda}), "looking")

    assert [answer.method for answer in answered.fitting] == ["proofs", "probing"]
