import sqlite3
from collections.abc import Callable, Iterable

import pytest
from interpkb.errors import UnknownNameError
from interpkb.query import dimensions

from tests import factories
from tests.conftest import Files
from tests.unit import question_bases


@pytest.fixture
def connection(open_kb: Callable[[Files], sqlite3.Connection]) -> sqlite3.Connection:
    return open_kb(question_bases.FILES)


def test_a_dimension_knows_its_values_in_order_what_comes_with_each_and_how_neglected_it_is(
    connection: sqlite3.Connection,
) -> None:
    found = dimensions.dimensions(connection)

    assert list(found) == ["access", "consumer", "scope"]
    access = found["access"]
    assert (access.name, access.needs, access.core) == ("Access", True, True)
    assert access.values == ("behaviour", "weights", "process")
    assert access.gives["process"] == {"process", "weights", "behaviour"}
    assert access.gives["behaviour"] == {"behaviour"}
    assert (found["scope"].needs, found["scope"].core) == (False, False)
    assert found["consumer"].neglect == {"human": 0, "model": 4}


@pytest.mark.parametrize(
    ("stands_at", "asked", "met"),
    [
        (["weights"], ["weights"], True),
        (["weights"], ["process"], True),
        (["behaviour"], ["process"], True),
        (["process"], ["weights"], False),
        (["behaviour", "process"], ["weights"], False),
        (["behaviour", "weights"], ["weights"], True),
        (["process"], ["behaviour", "process"], True),
    ],
)
def test_all_that_a_method_needs_must_be_at_hand_or_come_with_what_is(
    stands_at: Iterable[str],
    asked: Iterable[str],
    met: bool,
    connection: sqlite3.Connection,
) -> None:
    assert dimensions.dimensions(connection)["access"].meets(stands_at, asked) is met


@pytest.mark.parametrize(
    ("stands_at", "asked", "met"),
    [
        (["local"], ["local"], True),
        (["global"], ["local"], True),
        (["local"], ["global"], False),
        (["local"], ["global", "local"], True),
        (["local", "global"], ["global"], True),
    ],
)
def test_one_thing_asked_for_must_be_among_what_a_method_offers_or_come_with_it(
    stands_at: Iterable[str],
    asked: Iterable[str],
    met: bool,
    connection: sqlite3.Connection,
) -> None:
    assert dimensions.dimensions(connection)["scope"].meets(stands_at, asked) is met


def test_values_that_come_with_each_other_do_not_go_round_for_ever(
    open_kb: Callable[[Files], sqlite3.Connection],
) -> None:
    values = [question_bases.value("a", ("b",)), question_bases.value("b", ("a",))]
    opened = open_kb({"dimensions/x.yaml": factories.entry("dimension", values=values)})

    assert dimensions.dimensions(opened)["x"].gives == {"a": {"a", "b"}, "b": {"a", "b"}}


def test_a_place_that_is_missing_has_not_been_assessed(connection: sqlite3.Connection) -> None:
    found = dimensions.places(connection)

    assert found["tracing"] == {"access": {"process"}}
    assert "posters" not in found


def test_conditions_are_gathered_by_dimension(connection: sqlite3.Connection) -> None:
    pairs = [("scope", "local"), ("access", "weights"), ("scope", "global")]

    assert dimensions.conditions(connection, pairs) == {"scope": {"local", "global"}, "access": {"weights"}}


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("acess", "weights"), "no dimension 'acess' (did you mean 'access'?)"),
        (("price", "low"), "no dimension 'price' (did you mean 'access' or 'consumer' or 'scope'?)"),
        (("access", "weight"), "no value 'weight' of 'access' (did you mean 'weights'?)"),
        (("access", "x"), "no value 'x' of 'access' (did you mean 'behaviour' or 'weights' or 'process'?)"),
        (("probing", "x"), "no dimension 'probing' (did you mean 'access' or 'consumer' or 'scope'?)"),
    ],
)
def test_an_unknown_dimension_or_value_gets_suggestions(
    pair: tuple[str, str], message: str, connection: sqlite3.Connection
) -> None:
    with pytest.raises(UnknownNameError) as error:
        dimensions.conditions(connection, [pair])

    assert str(error.value) == message
