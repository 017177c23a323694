import math
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from interpkb.errors import BadQuestionError, UnknownNameError
from interpkb.query.prioritising import Flip, Share, prioritise

from tests import factories
from tests.conftest import Files
from tests.unit.question_bases import FILES, need, requires

Open = Callable[[Files], sqlite3.Connection]


@pytest.fixture
def connection(open_kb: Open) -> sqlite3.Connection:
    return open_kb(FILES)


def test_where_any_of_several_values_will_do_each_counts_for_its_part(open_kb: Open) -> None:
    either = factories.entry(
        "agenda", needs=[need("n", requires=[requires("scope", "local", "global"), requires("access", "weights")])]
    )
    connection = open_kb(FILES | {"agendas/either.yaml": either})
    found = scores(connection, {"either": 1.0})

    assert found["scope/local"] == found["scope/global"] == found["access/weights"] / 2


def scores(connection: sqlite3.Connection, credences: dict[str, float], **options: Any) -> dict[str, float]:
    ranking = prioritise(connection, credences, **options)
    return {kind.id: round(kind.score, 6) for kind in ranking.kinds}


def test_a_score_adds_up_credence_times_the_mean_help_of_the_needs_that_ask(connection: sqlite3.Connection) -> None:
    # debate: judge helps (0.7) and asks for both, rules are unlikely (0) and ask for nothing: mean over two needs.
    # audits: check is decisive (1), watch may help (0.3).
    ranking = prioritise(connection, {"debate": 0.5, "audits": 0.4})

    assert {kind.id: kind.score for kind in ranking.kinds} == pytest.approx(
        {
            "scope/local": 0.5 * 0.7 / 2 + 0.4 * 0.3 / 2,
            "scope/global": 0.4 * 1.0 / 2,
            "access/weights": 0.5 * 0.7 / 2,
            "consumer/model": 0.4 * 0.3 / 2,
        }
    )
    assert [kind.id for kind in ranking.kinds] == ["scope/local", "scope/global", "access/weights", "consumer/model"]
    assert ranking.kinds[0].shares == (
        Share("audits", 0.4, 0.15, ("audits/watch",)),
        Share("debate", 0.5, 0.35, ("debate/judge",)),
    )


def test_agendas_that_bet_on_other_timelines_count_half_and_open_ones_three_quarters(
    connection: sqlite3.Connection,
) -> None:
    believed = {"debate": 1.0, "audits": 1.0, "looking": 1.0}

    assert scores(connection, believed, timelines="short") == {
        "access/behaviour": round(0.75 * 0.7, 6),
        "scope/local": round(0.7 / 2 + 0.5 * 0.3 / 2, 6),
        "access/weights": 0.35,
        "scope/global": 0.25,
        "consumer/model": 0.075,
    }
    assert scores(connection, believed, timelines="long")["scope/global"] == 0.5
    assert scores(connection, believed)["access/behaviour"] == 0.7


def test_neglect_weighs_as_much_as_it_is_given(connection: sqlite3.Connection) -> None:
    # Neglect is 2 of 4 for scope/global and 4 of 4 for consumer/model.
    assert scores(connection, {"audits": 1.0}, neglected=1) == {
        "scope/global": 0.5 * 1.5, "consumer/model": 0.15 * 2, "scope/local": 0.15,
    }  # fmt: skip
    ranking = prioritise(connection, {"audits": 1.0}, neglected=2)
    assert [(kind.id, kind.neglect) for kind in ranking.kinds] == [
        ("scope/global", 2), ("consumer/model", 4), ("scope/local", 0),
    ]  # fmt: skip


def test_a_need_counts_once_for_a_value_that_two_sources_say_it_requires(open_kb: Open) -> None:
    twice = [requires("access", "behaviour", by="kirk"), requires("access", "behaviour", by="irving")]
    agenda = factories.entry("agenda", name="Looking", needs=[need("look", requires=twice)])

    assert scores(open_kb(FILES | {"agendas/looking.yaml": agenda}), {"looking": 1.0}) == {"access/behaviour": 0.7}


def test_without_credence_or_needs_there_are_no_kinds(connection: sqlite3.Connection) -> None:
    ranking = prioritise(connection, {"debate": 0.0})

    assert (ranking.kinds, ranking.flips, ranking.built_from) == ((), (), ())
    assert prioritise(connection, {}).kinds == ()


def test_methods_to_build_from_are_those_that_meet_all_that_a_need_requires(connection: sqlite3.Connection) -> None:
    assert prioritise(connection, {"debate": 0.5, "audits": 0.4}).built_from == (
        ("audits/check", ("proofs",)),
        ("audits/watch", ()),
        ("debate/judge", ("proofs", "probing")),
    )


@pytest.mark.parametrize(
    ("credence", "message"),
    [
        (1.5, "credence 1.5 in 'debate' is out of range: a probability is 0 to 1"),
        (-0.1, "credence -0.1 in 'debate' is out of range: a probability is 0 to 1"),
        (math.nan, "credence nan in 'debate' is out of range: a probability is 0 to 1"),
        (math.inf, "credence inf in 'debate' is out of range: a probability is 0 to 1"),
    ],
)
def test_a_credence_out_of_range_is_refused_with_the_range(
    credence: float, message: str, connection: sqlite3.Connection
) -> None:
    with pytest.raises(BadQuestionError) as error:
        prioritise(connection, {"debate": credence})

    assert str(error.value) == message


@pytest.mark.parametrize("weight", [-1.0, math.nan, math.inf])
def test_a_weight_of_neglectedness_out_of_range_is_refused(weight: float, connection: sqlite3.Connection) -> None:
    with pytest.raises(BadQuestionError, match=r"of neglectedness is out of range: it is 0 or more$"):
        prioritise(connection, {"debate": 1.0}, neglected=weight)


def test_what_is_no_agenda_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(UnknownNameError, match=r"no agenda 'debat' \(did you mean 'debate'\?\)"):
        prioritise(connection, {"debat": 1.0})
    with pytest.raises(BadQuestionError, match="'probing' is a method, and this asks for an agenda"):
        prioritise(connection, {"probing": 1.0})


def test_the_flips_say_at_which_credence_the_second_kind_ties_with_the_first(connection: sqlite3.Connection) -> None:
    flips = prioritise(connection, {"debate": 0.5, "audits": 0.4}).flips

    assert [(flip.agenda, flip.now, round(flip.at, 6)) for flip in flips] == [
        ("audits", 0.4, 0.5), ("debate", 0.5, 0.4),
    ]  # fmt: skip


def test_a_tie_that_no_credence_can_pass_is_no_flip(connection: sqlite3.Connection) -> None:
    # scope/local leads access/weights by what audits adds alone: they tie at 0, and below it there is nothing.
    ranking = prioritise(connection, {"debate": 1.0, "audits": 0.1})

    assert [kind.id for kind in ranking.kinds[:2]] == ["scope/local", "access/weights"]
    assert ranking.flips == ()


def test_kinds_that_tie_already_change_places_at_once(open_kb: Open) -> None:
    files = FILES | {
        f"agendas/{id}.yaml": factories.entry(
            "agenda", name=id, needs=[need("n", requires=[requires("consumer", value)])]
        )
        for id, value in (("one", "human"), ("two", "model"))
    }

    assert prioritise(open_kb(files), {"one": 0.5, "two": 0.5}).flips == (
        Flip("one", 0.5, 0.5), Flip("two", 0.5, 0.5),
    )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    credences=st.dictionaries(st.sampled_from(["debate", "audits", "looking"]), st.floats(0.01, 1), min_size=1),
    neglected=st.floats(0, 3),
    timelines=st.sampled_from([None, "short", "long"]),
)
def test_flips_really_flip(
    connection: sqlite3.Connection, credences: dict[str, float], neglected: float, timelines: str | None
) -> None:
    ranking = prioritise(connection, credences, neglected=neglected, timelines=timelines)

    assert [kind.score for kind in ranking.kinds] == sorted((kind.score for kind in ranking.kinds), reverse=True)
    for flip in ranking.flips:
        first, second = (kind.id for kind in ranking.kinds[:2])
        assert flip.now == credences[flip.agenda]
        assert 0 <= flip.at <= 1
        changed = prioritise(connection, credences | {flip.agenda: flip.at}, neglected=neglected, timelines=timelines)
        there = {kind.id: kind.score for kind in changed.kinds}
        assert there.get(first, 0) == pytest.approx(there.get(second, 0), abs=1e-9)
        past = flip.at + math.copysign(1e-4, flip.at - flip.now)
        if flip.at != flip.now and 0 <= past <= 1:
            beyond = prioritise(connection, credences | {flip.agenda: past}, neglected=neglected, timelines=timelines)
            order = [kind.id for kind in beyond.kinds]
            assert first not in order or order.index(second) < order.index(first)
