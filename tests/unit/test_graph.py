from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import pytest
from interpkb import graph
from interpkb.loader import Reading
from interpkb.models.links import Link

from tests import factories
from tests.conftest import Files

Read = Callable[[Files], Reading]
SERVES = [
    factories.serves("debug-model", 1, "A guess.", by="editor"),
    factories.serves("debug-model", 3, "A test.", by="sanity-checks"),
    factories.serves("persuade", 0, None),
]
FILES = {
    "goals/debug-model.yaml": factories.entry("goal"),
    "goals/persuade.yaml": factories.entry(
        "goal", name="Persuade", overlaps=[{"goal": "debug-model", "because": "They do.", "according_to": "editor"}]
    ),
    "methods/saliency-maps.yaml": factories.entry("method", serves=SERVES),
    "sources/sanity-checks.yaml": factories.entry("source"),
    "dimensions/access.yaml": factories.entry("dimension"),
}


@pytest.fixture
def built(read_kb: Read) -> "nx.MultiDiGraph[str]":
    kb = read_kb(FILES).kb
    assert kb is not None
    return graph.build(kb)


def test_nodes_are_entries_and_their_parts_in_the_order_of_ids(built: "nx.MultiDiGraph[str]") -> None:
    nodes: list[Any] = list(built.nodes(data=True))

    assert nodes == [
        (
            "access",
            {"kind": "dimension", "name": "Access", "summary": "What of a model a method must be given."},
        ),
        ("access/weights", {"kind": "value", "name": "Weights", "summary": "It reads the weights."}),
        ("debug-model", {"kind": "goal", "name": "Debug the model", "summary": "Find why a model errs, and mend it."}),
        ("persuade", {"kind": "goal", "name": "Persuade", "summary": "Find why a model errs, and mend it."}),
        (
            "saliency-maps",
            {"kind": "method", "name": "Saliency maps", "summary": "Colour the parts of an input that matter most."},
        ),
        ("sanity-checks", {"kind": "source", "name": "Sanity Checks for Saliency Maps", "summary": ""}),
    ]


def test_a_link_that_two_state_is_two_edges_and_so_is_its_inverse(built: "nx.MultiDiGraph[str]") -> None:
    first = {
        "relation": "serves", "derived": False, "strength": 1, "because": "A guess.", "according_to": "editor",
        "stated_in": "saliency-maps",
    }  # fmt: skip
    second = {**first, "strength": 3, "because": "A test.", "according_to": "sanity-checks"}

    assert built["saliency-maps"]["debug-model"] == {"serves": first, "serves#2": second}
    assert built["debug-model"]["saliency-maps"] == {
        "served-by": {**first, "relation": "served-by", "derived": True},
        "served-by#2": {**second, "relation": "served-by", "derived": True},
    }


def test_what_is_not_stated_is_left_out_and_a_zero_is_kept(built: "nx.MultiDiGraph[str]") -> None:
    assert built["saliency-maps"]["persuade"]["serves"] == {
        "relation": "serves", "derived": False, "strength": 0, "according_to": "editor", "stated_in": "saliency-maps",
    }  # fmt: skip


def test_a_symmetric_relation_is_read_from_both_ends_by_one_name(built: "nx.MultiDiGraph[str]") -> None:
    stated = {
        "relation": "overlaps", "derived": False, "because": "They do.", "according_to": "editor",
        "stated_in": "persuade",
    }  # fmt: skip

    assert built["persuade"]["debug-model"] == {"overlaps": stated}
    assert built["debug-model"]["persuade"] == {"overlaps": {**stated, "derived": True}}


def test_a_part_hangs_on_its_owner(built: "nx.MultiDiGraph[str]") -> None:
    assert built["access"]["access/weights"]["divides-into"]["derived"] is False
    assert built["access/weights"]["access"]["value-of"]["derived"] is True


def test_a_graph_cannot_be_changed(built: "nx.MultiDiGraph[str]") -> None:
    with pytest.raises(nx.NetworkXError, match="Frozen graph"):
        built.add_node("x")
    with pytest.raises(nx.NetworkXError, match="Frozen graph"):
        built.add_edge("access", "debug-model")
    with pytest.raises(nx.NetworkXError, match="Frozen graph"):
        built.remove_node("access")


def test_attributes_are_plain_values(built: "nx.MultiDiGraph[str]") -> None:
    for *_, attributes in (*built.nodes(data=True), *built.edges(data=True)):
        assert all(isinstance(value, str | int | bool) for value in attributes.values())


def rounds(*pairs: str) -> Iterator[list[tuple[str, str]]]:
    links = [Link(start, "broader", end, start, ()) for start, end in (pair.split(">") for pair in pairs)]
    for cycle in graph.cycles(links):
        assert all(link in links for link in cycle)
        yield [(link.subject, link.object) for link in cycle]


def test_links_that_lead_nowhere_back_hold_no_round() -> None:
    assert list(rounds("a>b", "a>c", "b>d", "c>d")) == []


def test_a_round_is_found_with_the_links_that_close_it() -> None:
    assert list(rounds("a>b", "b>c", "c>a", "c>d")) == [[("a", "b"), ("b", "c"), ("c", "a")]]


def test_each_knot_gives_one_round_in_the_order_of_their_first_ids() -> None:
    assert list(rounds("x>y", "y>x", "b>a", "a>b", "b>c", "c>b")) == [
        [("a", "b"), ("b", "a")],
        [("x", "y"), ("y", "x")],
    ]
