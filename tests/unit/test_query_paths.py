import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from interpkb.query import paths
from interpkb.query.paths import Step

from tests import factories
from tests.conftest import Files

Open = Callable[[Files], sqlite3.Connection]


def near(connection: sqlite3.Connection, id: str, **options: Any) -> list[tuple[str, str, str, int]]:
    found = paths.neighbours(connection, id, **options)
    return [(step.start, step.edge.relation, step.edge.other.id, step.depth) for step in found]


def test_neighbours_are_reached_by_links_of_either_end(connection: sqlite3.Connection) -> None:
    assert near(connection, "saliency-maps") == [
        ("saliency-maps", "broader", "attribution", 1),
        ("saliency-maps", "stands-at", "scope/local", 1),
    ]
    assert near(connection, "attribution") == [
        ("attribution", "serves", "debug-model", 1),
        ("attribution", "serves", "predict", 1),
        ("attribution", "narrower", "saliency-maps", 1),
    ]


def test_a_neighbour_by_several_links_is_listed_for_each(connection: sqlite3.Connection) -> None:
    assert near(connection, "probing", relation="serves") == [
        ("probing", "serves", "debug-model", 1),
        ("probing", "serves", "predict", 1),
        ("probing", "serves", "debug-model", 1),
        ("probing", "serves", "debug-model", 1),
    ]


def test_further_neighbours_come_later_and_none_comes_twice(connection: sqlite3.Connection) -> None:
    found = near(connection, "saliency-maps", depth=2)

    assert found == [
        ("saliency-maps", "broader", "attribution", 1),
        ("saliency-maps", "stands-at", "scope/local", 1),
        ("attribution", "serves", "debug-model", 2),
        ("attribution", "serves", "predict", 2),
        ("scope/local", "value-of", "scope", 2),
        ("scope/local", "required-by", "debate/judge", 2),
    ]


def test_neighbours_of_one_kind_or_by_one_relation_are_looked_for_through_all(connection: sqlite3.Connection) -> None:
    assert near(connection, "saliency-maps", depth=2, kind="goal") == [
        ("attribution", "serves", "debug-model", 2),
        ("attribution", "serves", "predict", 2),
    ]
    assert near(connection, "saliency-maps", depth=2, relation="value-of") == [("scope/local", "value-of", "scope", 2)]
    assert near(connection, "saliency-maps", kind="tool") == []


def test_the_depth_bounds_how_far_is_looked(connection: sqlite3.Connection) -> None:
    reached = [len({id for *_, id, _ in near(connection, "predict", depth=depth)}) for depth in (1, 2, 3)]

    assert reached == sorted(reached)
    assert max(depth for *_, depth in near(connection, "predict", depth=3)) == 3


def test_a_path_leads_through_links_of_either_end_and_gives_their_reasons(connection: sqlite3.Connection) -> None:
    assert paths.shortest(connection, "saliency-maps", "probing") == [
        Step("saliency-maps", "broader", "attribution", None, None),
        Step("attribution", "serves", "debug-model", "Shown.", "kirk"),
        Step("debug-model", "served-by", "probing", "Hardly.", "irving"),
    ]


def test_a_path_is_as_long_one_way_as_the_other(connection: sqlite3.Connection) -> None:
    there = paths.shortest(connection, "attribution", "debate")
    back = paths.shortest(connection, "debate", "attribution")

    assert there is not None
    assert back is not None
    assert [(step.start, step.end) for step in there] == [(step.end, step.start) for step in reversed(back)]


def test_nothing_leads_to_itself_by_no_step(connection: sqlite3.Connection) -> None:
    assert paths.shortest(connection, "debate", "debate") == []


def test_what_does_not_hang_together_has_no_path(connection: sqlite3.Connection) -> None:
    assert paths.shortest(connection, "debate", "probe") is None


def claims(**links: list[str]) -> dict[str, str]:
    return {
        f"claims/{name}.yaml": factories.entry(
            "claim",
            name=name,
            supports=[{"claim": other, "because": "So.", "according_to": "editor"} for other in others],
            made_in=["paper"],
        )
        for name, others in links.items()
    } | {"sources/paper.yaml": factories.entry("source")}


def test_arguments_are_preferred_to_a_shared_source(open_kb: Open) -> None:
    kb = open_kb(claims(a=["b"], b=["c"], c=[]))

    assert [step.end for step in paths.shortest(kb, "a", "c") or ()] == ["b", "c"]


def test_a_shared_source_is_preferred_to_a_long_way_round(open_kb: Open) -> None:
    kb = open_kb(claims(a=["b"], b=["c"], c=["d"], d=["e"], e=["f"], f=[]))

    assert [step.end for step in paths.shortest(kb, "a", "f") or ()] == ["paper", "f"]


def test_of_two_paths_that_cost_the_same_the_one_whose_steps_come_first_is_taken(open_kb: Open) -> None:
    kb = open_kb(claims(a=["c", "b"], b=["d"], c=["d"], d=[]))

    assert [step.end for step in paths.shortest(kb, "a", "d") or ()] == ["b", "d"]


@pytest.mark.parametrize("end", ["debate", "access/weights", "late", "irving", "lying-loses"])
def test_each_step_begins_where_the_last_one_ended(end: str, connection: sqlite3.Connection) -> None:
    steps = paths.shortest(connection, "saliency-maps", end)

    assert steps
    assert [steps[0].start, *(step.end for step in steps)] == [*(step.start for step in steps), end]
