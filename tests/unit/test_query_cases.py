import sqlite3
from collections.abc import Callable

import pytest
from interpkb.errors import BadQuestionError, UnknownNameError
from interpkb.query import cases
from interpkb.query.cases import Case, Piece, Statement
from interpkb.query.entries import resolve

from tests import factories
from tests.conftest import Files
from tests.unit.question_bases import FILES

Open = Callable[[Files], sqlite3.Connection]


@pytest.fixture
def connection(open_kb: Open) -> sqlite3.Connection:
    return open_kb(FILES)


def case(connection: sqlite3.Connection, first: str, second: str) -> Case:
    return cases.link(connection, *cases.ordered(connection, first, second))


def test_the_case_for_a_service_holds_all_that_is_said_and_the_findings_both_ways(
    connection: sqlite3.Connection,
) -> None:
    found = case(connection, "assure", "linear probes")

    assert (found.subject.id, found.relation, found.verdict.verdict) == ("probing", "serves", "contested")
    assert found.object is not None
    assert found.object.id == "assure"
    assert found.statements == (Statement(4, "Much.", "kirk"), Statement(2, "Somewhat.", "editor"))
    assert found.pieces == (
        Piece(
            "for-probing", "For probing", "For probing was found.", supports=True, counts=True, design="benchmark",
            group="one", source="kirk", date="2020-03-17", locator="Table 1", parameters="7B",
            compared_with=("beats chance",), because=None,
        ),
        Piece(
            "against-probing", "Against probing", "Against probing was found.", supports=False, counts=True,
            design="argument", group="two", source="irving", date="2018-05-02", locator=None, parameters=None,
            compared_with=(), because="It lost.",
        ),
    )  # fmt: skip


def test_what_was_taken_back_is_shown_with_its_direction_and_does_not_count(connection: sqlite3.Connection) -> None:
    found = case(connection, "proofs", "assure")

    assert [(piece.id, piece.supports, piece.counts) for piece in found.pieces] == [
        ("for-proofs", True, True), ("taken-back", False, False),
    ]  # fmt: skip
    assert found.verdict.verdict == "supported"


def test_the_case_for_a_need_and_a_failure_are_read_from_the_method(connection: sqlite3.Connection) -> None:
    need = case(connection, "debate/judge", "probing")
    failure = case(connection, "probing", "drift")

    assert (need.relation, need.statements) == ("candidate-for", (Statement(None, "So it is.", "kirk"),))
    assert [piece.id for piece in need.pieces] == ["of-need"]
    assert (failure.relation, failure.statements) == ("suffers", (Statement(None, "So it is.", "editor"),))
    assert [(piece.id, piece.compared_with) for piece in failure.pieces] == [("of-failure", ("loses chance",))]
    assert failure.verdict.verdict == "supported"


def test_a_link_that_nobody_states_is_an_empty_case(connection: sqlite3.Connection) -> None:
    found = case(connection, "tracing", "predict")

    assert (found.statements, found.pieces, found.verdict.verdict) == ((), (), "unargued")


def test_the_case_for_a_claim_is_its_evidence(connection: sqlite3.Connection) -> None:
    found = cases.claim(connection, resolve(connection, "data"))

    assert (found.relation, found.object, found.verdict.verdict) == ("", None, "undermined")
    assert [(piece.id, piece.supports) for piece in found.pieces] == [("against-data", False)]


def test_a_method_answers_an_agenda_need_by_need(connection: sqlite3.Connection) -> None:
    method, agenda = cases.ordered(connection, "debate", "tracing")
    found = cases.answers(connection, method, agenda)

    assert [(need.id, answer is not None) for need, answer in found] == [
        ("debate/judge", True), ("debate/rules", False),
    ]  # fmt: skip
    answer = found[0][1]
    assert answer is not None
    assert [requirement.dimension for requirement in answer.unmet] == ["access"]


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("top", "probing", "a method and a claim"),
        ("top", "linear", "a claim and a claim"),
        ("probing", "sampling", "a method and a method"),
        ("assure", "debate", "a goal and an agenda"),
        ("kirk", "probing", "a method and a source"),
    ],
)
def test_a_pair_that_makes_no_link_is_refused_with_a_hint(
    first: str, second: str, kinds: str, connection: sqlite3.Connection
) -> None:
    with pytest.raises(BadQuestionError) as error:
        cases.ordered(connection, first, second)

    assert str(error.value).startswith(
        "a case is made for a claim, or for a method with a goal, need, failure or agenda; "
        f"these are {kinds} (for how they hang together: interpkb path "
    )


def test_an_unknown_name_gets_suggestions(connection: sqlite3.Connection) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'probing'"):
        cases.ordered(connection, "probin", "assure")


def test_contested_and_undermined_ones_are_disputed_claims_first(connection: sqlite3.Connection) -> None:
    found = cases.disputes(connection)

    assert [(c.subject.id, c.relation, c.verdict.verdict) for c in found] == [
        ("data", "", "undermined"), ("probing", "serves", "contested"),
    ]  # fmt: skip


def test_strengths_two_or_more_apart_are_listed_by_who_gives_them(open_kb: Open) -> None:
    near = factories.entry(
        "method", name="New", serves=[factories.serves("assure", 1, by="kirk"), factories.serves("assure", 2)]
    )

    assert cases.differing(open_kb(FILES | {"methods/new.yaml": near})) == [
        ("probing", "assure", (("editor", 2), ("kirk", 4))),
    ]
