import sqlite3
from collections.abc import Callable

import pytest
from interpkb.errors import BadQuestionError, UnknownNameError
from interpkb.query import entries
from interpkb.query.entries import Edge, Row

from tests import factories
from tests.conftest import Files

Open = Callable[[Files], sqlite3.Connection]
PROBING = Row("probing", "method", "Probing", "Read activations.")
DEBUG = Row("debug-model", "goal", "Debug the model", "Find why a model errs, and mend it.")


@pytest.mark.parametrize("name", ["probing", "PROBING", "Probing", "Linear Probes", "linear probes", "on map"])
def test_an_entry_goes_by_its_id_name_and_aliases_whatever_the_case(name: str, connection: sqlite3.Connection) -> None:
    assert entries.resolve(connection, name) == PROBING


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("access/weights", Row("access/weights", "value", "Weights", "It is weights.")),
        ("debate/judge", Row("debate/judge", "need", "The judge", "Who judges?")),
        ("ai safety via debate", Row("irving", "source", "AI safety via debate", "")),
    ],
)
def test_values_needs_and_titles_are_names_too(name: str, row: Row, connection: sqlite3.Connection) -> None:
    assert entries.resolve(connection, name) == row


def test_an_id_comes_before_another_entrys_name(open_kb: Open) -> None:
    files = {"terms/a.yaml": factories.entry("term", name="B"), "terms/b.yaml": factories.entry("term", name="A")}

    assert entries.resolve(open_kb(files), "a").id == "a"


@pytest.mark.parametrize(
    ("name", "suggestions"),
    [
        ("probin", ("probing", "probe")),
        ("linear probe", ("probing",)),
        ("debate/jugde", ("debate/judge", "debate", "debug-model")),
        ("AI Safety by Debate", ("irving",)),
        ("debug", ("debug-model",)),
        ("qqqq", ()),
        ("", ()),
        ("'; DROP TABLE entry; --", ()),
        ("%", ()),
    ],
)
def test_an_unknown_name_gets_the_nearest_ids(
    name: str, suggestions: tuple[str, ...], connection: sqlite3.Connection
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        entries.resolve(connection, name)

    assert (caught.value.what, caught.value.name, caught.value.suggestions) == ("entry", name, suggestions)


def test_an_entry_of_one_kind_can_be_asked_for(connection: sqlite3.Connection) -> None:
    assert entries.resolve_kind(connection, "linear probes", "method") == PROBING

    with pytest.raises(BadQuestionError) as caught:
        entries.resolve_kind(connection, "debate", "method")
    assert str(caught.value) == "'debate' is an agenda, and this asks for a method"

    with pytest.raises(UnknownNameError) as unknown:
        entries.resolve_kind(connection, "kirkk", "source")
    assert str(unknown.value) == "no source 'kirkk' (did you mean 'kirk'?)"


@pytest.mark.parametrize(("name", "kind"), [("methods", "method"), ("method", "method"), ("evidence", "evidence")])
def test_a_kind_goes_by_its_own_name_and_by_its_folders(name: str, kind: str) -> None:
    assert entries.kind_named(name) == kind


def test_an_unknown_kind_gets_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        entries.kind_named("metods")

    assert str(caught.value) == "no kind 'metods' (did you mean 'methods'?)"


def ids(connection: sqlite3.Connection, kind: str, *where: tuple[str, str]) -> list[str]:
    return [row.id for row in entries.rows(connection, kind, where)]


def test_the_entries_of_a_kind_are_listed_by_id(connection: sqlite3.Connection) -> None:
    assert entries.rows(connection, "goal") == [
        DEBUG,
        Row("predict", "goal", "Predict behaviour", "Say what it will do."),
    ]
    assert ids(connection, "tool") == []


@pytest.mark.parametrize(
    ("kind", "where", "expected"),
    [
        ("method", [("access", "weights")], ["probing"]),
        ("method", [("scope", "local")], ["saliency-maps"]),
        ("method", [("scope", "local"), ("access", "weights")], []),
        ("method", [("scope", "global")], []),
        ("method", [("type", "class")], ["attribution"]),
        ("method", [("type", "class"), ("type", "method")], ["attribution"]),
        ("agenda", [("scope", "global")], ["debate"]),
        ("agenda", [("timing", "after")], []),
        ("claim", [("role", "premise")], ["other"]),
        ("claim", [("role", "premise"), ("role", "assumption")], ["lying-loses", "other"]),
        ("claim", [("role", "premise"), ("standing", "conjecture")], []),
        ("term", [("contested", "true")], ["probe"]),
        ("evidence", [("retracted", "true"), ("design", "argument")], ["late"]),
        ("source", [("date", "2020-03-17")], ["kirk"]),
    ],
)
def test_conditions_on_two_things_must_both_hold_and_two_on_one_thing_mean_either(
    kind: str, where: list[tuple[str, str]], expected: list[str], connection: sqlite3.Connection
) -> None:
    assert ids(connection, kind, *where) == expected


@pytest.mark.parametrize(
    ("kind", "where", "error"),
    [
        ("method", ("acces", "weights"), "no dimension or field of method entries 'acces' (did you mean 'access'?)"),
        ("method", ("access", "weight"), "no value 'weight' of 'access' (did you mean 'weights'?)"),
        ("method", ("access", "zzz"), "no value 'zzz' of 'access' (did you mean 'behaviour' or 'weights'?)"),
        ("claim", ("role", "premisse"), "no value 'premisse' of 'role' (did you mean 'premise'?)"),
        ("claim", ("access", "weights"), "'access' is a dimension: only methods and agendas can be asked for by it"),
    ],
)
def test_a_condition_that_makes_no_sense_is_said_to_be_so(
    kind: str, where: tuple[str, str], error: str, connection: sqlite3.Connection
) -> None:
    with pytest.raises((UnknownNameError, BadQuestionError)) as caught:
        ids(connection, kind, where)

    assert str(caught.value) == error


def test_links_are_seen_from_both_ends_stated_ones_first(connection: sqlite3.Connection) -> None:
    found = entries.edges(connection, "debate/judge")

    assert [(edge.relation, edge.other.id, edge.derived) for edge in found] == [
        ("asks-for", "debug-model", False),
        ("requires", "access/weights", False),
        ("requires", "scope/global", False),
        ("requires", "scope/local", False),
        ("has-candidate", "probing", False),
        ("need-of", "debate", True),
        ("has-evidence", "early", True),
    ]
    assert found[0] == Edge(
        "asks-for", DEBUG, None, "Faults lose.", "irving", None, None, stated_in="debate", derived=False
    )
    assert found[-1] == Edge(
        "has-evidence", Row("early", "evidence", "Early", "Some maps look the same when the weights are randomised."),
        None, None, None, "opposes", "probing", stated_in="early", derived=True,
    )  # fmt: skip


def test_the_strongest_link_of_a_relation_comes_first(connection: sqlite3.Connection) -> None:
    found = [
        (edge.other.id, edge.strength) for edge in entries.edges(connection, "probing") if edge.relation == "serves"
    ]

    assert found == [("debug-model", 3), ("predict", 3), ("debug-model", 2), ("debug-model", 1)]


def test_an_entry_has_what_it_says_and_its_links(connection: sqlite3.Connection) -> None:
    entry = entries.entry(connection, "saliency-maps")

    assert (entry.id, entry.kind, entry.name, entry.path) == (
        "saliency-maps", "method", "Saliency maps", "kb/methods/saliency-maps.yaml",
    )  # fmt: skip
    assert list(entry.body) == ["name", "summary", "broader", "position", "notes"]
    assert entry.edges == entries.edges(connection, "saliency-maps")


def test_a_part_is_no_entry(connection: sqlite3.Connection) -> None:
    with pytest.raises(UnknownNameError):
        entries.entry(connection, "access/weights")


def test_a_source_is_named_by_those_who_draw_on_it_once_each(connection: sqlite3.Connection) -> None:
    assert [row.id for row in entries.mentions(connection, "irving")] == ["debate", "probing"]
    assert entries.mentions(connection, "probing") == []
