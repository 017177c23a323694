import sqlite3
from collections.abc import Callable

import pytest
from interpkb.query import network
from interpkb.query.network import Link, Network, Node

from tests.conftest import Files
from tests.unit.question_bases import FILES


@pytest.fixture
def whole(open_kb: Callable[[Files], sqlite3.Connection]) -> Network:
    return network.network(open_kb(FILES))


def test_every_entry_is_there_with_its_part_and_a_claim_with_its_verdict(whole: Network) -> None:
    assert set(whole.nodes) == {path.partition("/")[2].removesuffix(".yaml") for path in FILES}
    assert [whole.nodes[id] for id in ("proofs", "assure", "data", "debate")] == [
        Node("proofs", "method", "Proofs", "class", None),
        Node("assure", "goal", "Assure", "", None),
        Node("data", "claim", "Data", "premise", "undermined"),
        Node("debate", "agenda", "Debate", "", None),
    ]


def test_what_several_sources_say_of_a_link_is_one_link_with_the_greatest_strength(whole: Network) -> None:
    assert [link for link in whole.links if link.start == "probing" and link.relation == "serves"] == [
        Link("probing", "serves", "assure", 4, "contested"),
        Link("probing", "serves", "predict", 0, "asserted"),
    ]


def test_a_need_counts_as_its_agenda_and_a_value_as_its_dimension(whole: Network) -> None:
    assert [link[:3] for link in whole.links if link.start == "debate"] == [
        ("debate", "asks-for", "assure"),
        ("debate", "has-candidate", "posters"),
        ("debate", "has-candidate", "probing"),
        ("debate", "requires", "access"),
        ("debate", "requires", "scope"),
    ]


def test_a_link_that_is_stated_from_the_other_end_has_its_verdict(whole: Network) -> None:
    judged = {link[:3]: link.verdict for link in whole.links if link.relation in {"affects", "has-candidate"}}

    assert judged["drift", "affects", "probing"] == "supported"
    assert judged["debate", "has-candidate", "probing"] == "suggestive"
    assert judged["debate", "has-candidate", "posters"] == "asserted"


def test_nothing_links_to_itself_and_links_are_sorted(whole: Network) -> None:
    assert [link for link in whole.links if link.start == link.end] == []
    assert [link[:3] for link in whole.links] == sorted(link[:3] for link in whole.links)
