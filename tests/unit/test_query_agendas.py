import sqlite3
from collections.abc import Callable

from interpkb.query import agendas
from interpkb.query.entries import Row

from tests import factories
from tests.conftest import Files
from tests.unit import bases

Open = Callable[[Files], sqlite3.Connection]


def test_a_need_has_its_own_words_and_what_it_asks_for(connection: sqlite3.Connection) -> None:
    (need,) = agendas.needs(connection, "debate")

    assert need[:4] == (
        "debate/judge",
        Row("debate", "agenda", "Debate", "Two models argue, and a human judges."),
        "The judge",
        "Who judges?",
    )
    assert need.body == bases.NEED
    assert [(edge.other.id, edge.because) for edge in need.goals] == [("debug-model", "Faults lose.")]
    assert [(dimension, [edge.other.id for edge in edges]) for dimension, edges in need.requires] == [
        ("access", ["access/weights"]),
        ("scope", ["scope/global", "scope/local"]),
    ]
    assert [edge.other.id for edge in need.candidates] == ["probing"]


def test_the_needs_of_all_agendas_come_by_agenda_and_in_the_order_in_which_they_are_written(open_kb: Open) -> None:
    needs = [{**bases.NEED, "id": id} for id in ("second", "first")]
    files = bases.FILES | {"agendas/audits.yaml": factories.entry("agenda", name="Audits", needs=needs)}

    assert [need.id for need in agendas.needs(open_kb(files))] == ["audits/second", "audits/first", "debate/judge"]


def test_an_agenda_may_have_no_needs(open_kb: Open) -> None:
    assert agendas.needs(open_kb({"agendas/debate.yaml": factories.entry("agenda")}), "debate") == ()
    assert agendas.needs(open_kb({"agendas/debate.yaml": factories.entry("agenda")}), "no-such-agenda") == ()
