import sqlite3
from collections.abc import Callable

import pytest
from interpkb.errors import BadQuestionError, UnknownNameError
from interpkb.query import holes
from interpkb.query.holes import Cell, UnmetNeed

from tests import factories
from tests.conftest import Files
from tests.unit.bases import dimension, stands
from tests.unit.question_bases import FILES

Open = Callable[[Files], sqlite3.Connection]


@pytest.fixture
def connection(open_kb: Open) -> sqlite3.Connection:
    return open_kb(FILES)


def test_every_cell_of_two_axes_is_listed_wanted_and_empty_ones_first(connection: sqlite3.Connection) -> None:
    assert holes.cells(connection, ("goal", "scope")) == [
        Cell(("persuade", "local"), (), ("audits/watch",)),
        Cell(("persuade", "global"), (), ()),
        Cell(("predict", "global"), ("proofs",), ("audits/check", "looking/look")),
        Cell(("assure", "local"), ("probing", "proofs"), ("debate/judge",)),
        Cell(("assure", "global"), ("proofs",), ("audits/check",)),
        Cell(("predict", "local"), ("proofs", "sampling"), ("looking/look",)),
    ]


def test_three_axes_make_a_cell_of_each_combination(connection: sqlite3.Connection) -> None:
    found = {cell.values: cell for cell in holes.cells(connection, ("goals", "access", "scope"))}

    assert len(found) == 3 * 3 * 2
    assert found["assure", "weights", "global"].methods == ("proofs",)
    assert found["assure", "weights", "local"].methods == ("probing", "proofs")
    assert found["assure", "process", "global"] == Cell(("assure", "process", "global"), (), ("audits/check",))


def test_strength_0_puts_no_method_in_a_cell(connection: sqlite3.Connection) -> None:
    found = {cell.values: cell for cell in holes.cells(connection, ("access", "goal"))}

    assert found["weights", "predict"].methods == ("proofs",)


def test_what_is_offered_is_offered_with_all_that_comes_with_it(open_kb: Open) -> None:
    wide = dimension("Paradigm", "rl", "supervised", "any", reading="offers")
    wide = wide.replace('"id": "any"', '"includes": ["rl", "supervised"], "id": "any"')
    method = factories.entry(
        "method", serves=[factories.serves("predict", 2, "So.")], position=[stands("paradigm", "any")]
    )
    connection = open_kb(FILES | {"dimensions/paradigm.yaml": wide, "methods/wide.yaml": method})
    found = {cell.values: cell.methods for cell in holes.cells(connection, ("goal", "paradigm"))}

    assert found["predict", "rl"] == found["predict", "supervised"] == found["predict", "any"] == ("wide",)


def test_a_need_wants_no_cell_of_axes_on_which_it_says_nothing(connection: sqlite3.Connection) -> None:
    found = {cell.values: cell.wanted_by for cell in holes.cells(connection, ("consumer", "access"))}

    assert found["human", "process"] == ()
    assert found["model", "weights"] == ("audits/watch", "debate/judge")


@pytest.mark.parametrize(
    "axes", [("goal",), (), ("goal", "scope", "access", "consumer"), ("goal", "goals"), ("scope", "Scope")]
)
def test_two_or_three_different_axes_are_wanted(axes: tuple[str, ...], connection: sqlite3.Connection) -> None:
    with pytest.raises(BadQuestionError, match=r"^name two or three different dimensions; 'goal' is one of them$"):
        holes.cells(connection, axes)


def test_an_unknown_axis_gets_suggestions(connection: sqlite3.Connection) -> None:
    with pytest.raises(UnknownNameError, match=r"^no dimension 'scop' \(did you mean 'scope'\?\)$"):
        holes.cells(connection, ("goal", "scop"))
    with pytest.raises(BadQuestionError, match=r"^'probing' is a method, and this asks for a dimension$"):
        holes.cells(connection, ("goal", "probing"))


def test_a_need_is_unmet_when_nothing_fits_or_nothing_is_known_well_enough(connection: sqlite3.Connection) -> None:
    watch = UnmetNeed("audits/watch", "no method meets all it requires", "posters", "asserted")
    asserted = [
        UnmetNeed("audits/check", "none known better than asserted", "proofs", "asserted"),
        UnmetNeed("looking/look", "none known better than asserted", "sampling", "asserted"),
    ]

    assert holes.needs(connection, "undermined") == [watch]
    assert holes.needs(connection, "asserted") == [watch]
    assert holes.needs(connection) == [asserted[0], watch, asserted[1]]
    assert holes.needs(connection, "supported") == [asserted[0], watch, asserted[1]]
    assert UnmetNeed("debate/judge", "none known better than supported", "proofs", "supported") in holes.needs(
        connection, "established"
    )


def test_a_need_whose_goal_nothing_serves_has_not_even_a_best(open_kb: Open) -> None:
    files = dict(FILES)
    files["methods/posters.yaml"] = files["methods/posters.yaml"].replace('"strength": 1', '"strength": 0')
    found = {unmet.need: unmet for unmet in holes.needs(open_kb(files))}

    assert found["audits/watch"] == UnmetNeed("audits/watch", "no method serves a goal it asks for", None, None)


def test_a_need_that_interpretability_is_unlikely_to_help_with_is_no_gap(connection: sqlite3.Connection) -> None:
    assert "debate/rules" not in {unmet.need for unmet in holes.needs(connection, "established")}


def test_methods_that_answer_no_need_and_that_nobody_puts_forward(connection: sqlite3.Connection) -> None:
    assert holes.methods_nobody_needs(connection) == ["tracing"]


def test_services_without_evidence_the_strongest_first(connection: sqlite3.Connection) -> None:
    assert holes.links_without_evidence(connection) == [
        ("proofs", "predict", 4, "asserted"),
        ("sampling", "predict", 3, "asserted"),
        ("tracing", "assure", 2, "asserted"),
        ("posters", "persuade", 1, "asserted"),
    ]
