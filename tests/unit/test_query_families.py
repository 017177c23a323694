import sqlite3
from collections.abc import Callable

import pytest
from interpkb.query import families
from interpkb.query.families import Help, Reading

from tests import factories
from tests.conftest import Files
from tests.unit.question_bases import FILES

Open = Callable[[Files], sqlite3.Connection]


@pytest.fixture
def connection(open_kb: Open) -> sqlite3.Connection:
    return open_kb(FILES)


def shape(connection: sqlite3.Connection) -> dict[str, list[tuple[str, int]]]:
    found = families.families(connection)
    return {family.head.id: [(member.method.id, member.depth) for member in family.members] for family in found}


def test_a_family_is_a_method_with_all_below_it_and_larger_ones_come_first(connection: sqlite3.Connection) -> None:
    assert list(shape(connection).items()) == [
        ("probing", [("probing", 0), ("sampling", 1)]),
        ("posters", [("posters", 0)]),
        ("proofs", [("proofs", 0)]),
        ("tracing", [("tracing", 0)]),
    ]


def test_a_method_under_two_broader_ones_stands_once_under_the_first(open_kb: Open) -> None:
    files = FILES | {
        "methods/deep.yaml": factories.entry("method", name="Deep", broader=["sampling"]),
        "methods/both.yaml": factories.entry("method", name="Both", broader=["tracing", "probing"]),
    }

    found = shape(open_kb(files))

    assert found["probing"] == [("probing", 0), ("sampling", 1), ("deep", 2)]
    assert found["tracing"] == [("tracing", 0), ("both", 1)]


def test_rows_of_the_founding_map_come_first_in_its_order(open_kb: Open) -> None:
    on_map = [("tracing", 2), ("posters", 1)]
    files = FILES | {
        f"methods/{id}.yaml": factories.entry(
            "method", name=id.title(), type="class", on_map={"row": row, "label": id, "band": "direct"}
        )
        for id, row in on_map
    }

    assert list(shape(open_kb(files))) == ["posters", "tracing", "probing", "proofs"]


def test_a_family_helps_a_need_by_its_methods_that_meet_all_of_it_and_those_put_forward(
    connection: sqlite3.Connection,
) -> None:
    assert families.helps(connection) == {
        ("audits/check", "proofs"): Help("audits/check", "proofs", ("proofs",), 4, "asserted", ()),
        ("debate/judge", "proofs"): Help("debate/judge", "proofs", ("proofs",), 3, "supported", ()),
        ("debate/judge", "probing"): Help("debate/judge", "probing", ("probing",), 2, "contested", ("probing",)),
        ("debate/judge", "posters"): Help("debate/judge", "posters", (), None, None, ("posters",)),
        ("looking/look", "probing"): Help("looking/look", "probing", ("sampling",), 3, "asserted", ()),
    }


def test_a_reading_sets_todays_figure_beside_that_of_one_source(connection: sqlite3.Connection) -> None:
    found = families.readings(connection, "kirk")

    assert found["probing", "assure"] == Reading("probing", "assure", 2, 4, differ=True)
    assert found["proofs", "predict"] == Reading("proofs", "predict", 4, None, differ=False)
    assert len(found) == 8
