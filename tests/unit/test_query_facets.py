import sqlite3

from interpkb.query.facets import Facets, facets


def test_an_entry_is_found_by_what_it_is_linked_with_from_either_end(connection: sqlite3.Connection) -> None:
    found = facets(connection)

    assert found["probing"] == Facets("method", ("linear probes", "on map"), ("debug-model", "predict"), ("debate",))
    assert found["debug-model"].agendas == ("debate",)


def test_a_goal_and_an_agenda_are_found_among_what_they_are_linked_with(connection: sqlite3.Connection) -> None:
    found = facets(connection)

    assert "debug-model" in found["debug-model"].goals
    assert found["debate"].agendas == ("debate",)


def test_every_entry_has_facets(connection: sqlite3.Connection) -> None:
    assert set(facets(connection)) == {id for (id,) in connection.execute("SELECT id FROM entry")}
