import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from interpkb.query import picking

from tests import factories
from tests.conftest import Files
from tests.unit import question_bases


@pytest.fixture
def connection(open_kb: Callable[[Files], sqlite3.Connection]) -> sqlite3.Connection:
    return open_kb(question_bases.FILES)


def have(**values: str) -> dict[str, frozenset[str]]:
    return {dimension: frozenset(text.split()) for dimension, text in values.items()}


@pytest.mark.parametrize(
    ("conditions", "picked", "unassessed"),
    [
        ({}, "proofs:predict proofs:assure sampling:predict probing:assure tracing:assure posters:persuade", ""),
        ({"goals": ("assure",)}, "proofs:assure probing:assure tracing:assure", ""),
        ({"goals": ("persuade", "assure"), "min_strength": 3}, "proofs:assure", ""),
        ({"goals": ("assure",), "have": have(access="weights")}, "proofs:assure probing:assure", ""),
        ({"goals": ("predict",), "have": have(access="behaviour")}, "sampling:predict", ""),
        ({"goals": ("assure",), "have": have(scope="global")}, "proofs:assure", "tracing"),
        ({"goals": ("assure",), "have": have(scope="local")}, "proofs:assure probing:assure", "tracing"),
        ({"goals": ("assure",), "have": have(access="weights", scope="local")}, "proofs:assure probing:assure", ""),
        ({"goals": ("assure",), "min_verdict": "contested"}, "proofs:assure probing:assure", ""),
        ({"goals": ("assure",), "min_verdict": "supported"}, "proofs:assure", ""),
        ({"agenda": "debate"}, "proofs:assure probing:assure", ""),
        ({"agenda": "audits"}, "proofs:predict proofs:assure", ""),
        ({"agenda": "audits", "goals": ("assure",)}, "proofs:assure", ""),
        ({"agenda": "debate", "have": have(scope="global")}, "proofs:assure", ""),
    ],
)
def test_every_condition_narrows_the_choice(
    conditions: dict[str, Any], picked: str, unassessed: str, connection: sqlite3.Connection
) -> None:
    found = picking.pick(connection, **conditions)

    assert " ".join(f"{pick.method.id}:{pick.service.goal}" for pick in found.picks) == picked
    assert " ".join(method for method, _ in found.unassessed) == unassessed
    assert found.contradiction is None


def test_strength_0_is_shown_only_to_those_who_ask_for_it(connection: sqlite3.Connection) -> None:
    found = picking.pick(connection, ("predict",), min_strength=0)

    assert [(pick.method.id, pick.service.strength) for pick in found.picks] == [
        ("proofs", 4), ("sampling", 3), ("probing", 0),
    ]  # fmt: skip


def test_a_pick_says_what_it_does_which_needs_it_answers_and_where_it_may_fail(connection: sqlite3.Connection) -> None:
    proofs, probing = picking.pick(connection, agenda="debate").picks

    assert (proofs.is_class, proofs.verdict.verdict, proofs.needs, proofs.failures) == (
        True, "supported", ("debate/judge",), (),
    )  # fmt: skip
    assert (probing.is_class, probing.service.strength, probing.failures) == (False, 2, ("drift", "leak", "silent"))


def test_methods_that_nobody_placed_stand_apart_with_what_is_missing(connection: sqlite3.Connection) -> None:
    found = picking.pick(connection, ("persuade", "assure"), have(access="process", scope="global"))

    assert [pick.method.id for pick in found.picks] == ["proofs"]
    assert found.unassessed == (("posters", ("access", "scope")), ("tracing", ("scope",)))


@pytest.mark.parametrize(
    ("conditions", "contradiction"),
    [
        (
            {"goals": ("assure",), "have": have(access="behaviour")},
            "no method meets all of this: without access=behaviour there would be 3",
        ),
        (
            {"goals": ("assure",), "min_strength": 4, "min_verdict": "supported"},
            "no method meets all of this: without strength 4 or more there would be 1",
        ),
        (
            {"goals": ("predict",), "min_verdict": "established"},
            "no method meets all of this: without verdict established or better there would be 2",
        ),
        (
            {"goals": ("assure",), "have": have(access="behaviour"), "min_verdict": "established"},
            "no method meets all of this, nor all but one of the conditions",
        ),
        (
            {"goals": ("predict",), "agenda": "debate"},
            "no need of 'debate' asks for 'predict'; its needs ask for assure",
        ),
        (
            {"goals": ("persuade",), "agenda": "audits"},
            "no method meets every requirement of a need of 'audits' in this way",
        ),
    ],
)
def test_an_empty_answer_says_what_is_to_blame(
    conditions: dict[str, Any], contradiction: str, connection: sqlite3.Connection
) -> None:
    found = picking.pick(connection, **conditions)

    assert found.picks == ()
    assert found.contradiction == contradiction


def test_an_agenda_that_asks_for_no_goal_says_so(open_kb: Callable[[Files], sqlite3.Connection]) -> None:
    agenda = factories.entry("agenda", needs=[question_bases.need("rules", "unlikely")])
    connection = open_kb(question_bases.FILES | {"agendas/looking.yaml": agenda})

    assert picking.pick(connection, ("assure", "predict"), agenda="looking").contradiction == (
        "no need of 'looking' asks for 'assure' or 'predict'; its needs ask for no goal"
    )


def test_one_need_can_be_asked_for_in_place_of_all_of_an_agenda(connection: sqlite3.Connection) -> None:
    found = picking.pick(connection, need="audits/check")

    assert [(p.method.id, p.service.goal, p.needs) for p in found.picks] == [
        ("proofs", "predict", ("audits/check",)),
        ("proofs", "assure", ("audits/check",)),
    ]


@pytest.mark.parametrize(
    ("goals", "message"),
    [
        (("predict",), "need 'debate/judge' does not ask for 'predict'; it asks for assure"),
        (("assure", "predict"), None),
    ],
)
def test_a_need_that_does_not_ask_for_the_goal_says_so(
    goals: tuple[str, ...], message: str | None, connection: sqlite3.Connection
) -> None:
    assert picking.pick(connection, goals, need="debate/judge").contradiction == message


def test_a_need_that_nothing_meets_says_so(connection: sqlite3.Connection) -> None:
    found = picking.pick(connection, need="debate/rules")

    assert found.contradiction == "no method meets every requirement of need 'debate/rules' in this way"
