from collections.abc import Callable
from typing import Any, get_args

import pytest
from interpkb.models import BY_FOLDER, KINDS
from interpkb.models.agenda import Need
from interpkb.models.fields import Entry, Part, Reference, States
from interpkb.models.links import Link, Mention, links_of
from interpkb.relations import RELATIONS
from interpkb.source import Document
from interpkb.validation import validate

from tests import factories

Load = Callable[[str], Document]


def links_in(folder: str, load_text: Load, **fields: object) -> list[Link | Mention]:
    model = BY_FOLDER[folder]
    entry, _, problems = validate(model, load_text(factories.entry(model.kind, **fields)))
    assert problems == ()
    assert entry is not None
    return links_of("x", entry)


def test_a_list_of_ids_states_a_link_each(load_text: Load) -> None:
    assert links_in("methods", load_text, broader=["a", "b"], introduced_by=["s"]) == [
        Link("x", "broader", "a", "x", ("broader", 0)),
        Link("x", "broader", "b", "x", ("broader", 1)),
        Link("x", "introduced-by", "s", "x", ("introduced_by", 0)),
    ]


def test_a_statement_states_a_link_with_its_reason_and_names_who_says_so(load_text: Load) -> None:
    serves = [
        {"goal": "g", "strength": 0, "because": "Why.", "according_to": "s"},
        {"goal": "h", "strength": 4, "according_to": "editor"},
    ]

    assert links_in("methods", load_text, serves=serves) == [
        Link("x", "serves", "g", "x", ("serves", 0, "goal"), "Why.", "s", 0),
        Mention("s", "x", ("serves", 0, "according_to")),
        Link("x", "serves", "h", "x", ("serves", 1, "goal"), None, "editor", 4),
    ]


def test_a_position_leads_to_the_node_of_the_value_and_is_the_editors_unless_said_otherwise(load_text: Load) -> None:
    assert links_in("methods", load_text, position=[{"dimension": "d", "value": "v"}]) == [
        Link("x", "stands-at", "d/v", "x", ("position", 0, "value"), None, "editor")
    ]


def test_a_dimension_divides_into_its_values(load_text: Load) -> None:
    values = [
        {"id": "v", "name": "V", "meaning": "One.", "includes": ["w"]},
        {"id": "w", "name": "W", "meaning": "Two.", "neglect": [{"level": 3, "according_to": "s"}]},
    ]

    assert links_in("dimensions", load_text, values=values, defined_by=["t"]) == [
        Link("x", "divides-into", "x/v", "x", ("values", 0, "id")),
        Link("x", "divides-into", "x/w", "x", ("values", 1, "id")),
        Mention("s", "x", ("values", 1, "neglect", 0, "according_to")),
        Link("x", "defined-by", "t", "x", ("defined_by", 0)),
    ]


def test_what_a_need_asks_for_goes_out_from_the_need(load_text: Load) -> None:
    need = {
        "id": "n",
        "name": "Need",
        "question": "Which?",
        "type": "task",
        "interpretability": "helps",
        "because": "It does.",
        "according_to": "s",
        "goals": [{"goal": "g", "according_to": "editor"}],
        "requires": [{"dimension": "d", "values": ["v", "w"], "because": "So.", "according_to": "t"}],
        "candidates": [{"method": "m", "according_to": "editor"}],
        "better_served_by": [{"approach": "Game theory", "according_to": "u"}],
    }

    assert links_in("agendas", load_text, needs=[need]) == [
        Link("x", "has-need", "x/n", "x", ("needs", 0, "id"), "It does."),
        Mention("s", "x", ("needs", 0, "according_to")),
        Link("x/n", "asks-for", "g", "x", ("needs", 0, "goals", 0, "goal"), None, "editor"),
        Link("x/n", "requires", "d/v", "x", ("needs", 0, "requires", 0, "values", 0), "So.", "t"),
        Link("x/n", "requires", "d/w", "x", ("needs", 0, "requires", 0, "values", 1), "So.", "t"),
        Mention("t", "x", ("needs", 0, "requires", 0, "according_to")),
        Mention("u", "x", ("needs", 0, "better_served_by", 0, "according_to")),
        Link("x/n", "has-candidate", "m", "x", ("needs", 0, "candidates", 0, "method"), None, "editor"),
    ]


def test_evidence_bears_on_a_claim_or_tests_a_method_as_to_an_end(load_text: Load) -> None:
    bears_on = [
        {"claim": "c", "direction": "opposes", "because": "Plainly."},
        {"method": "m", "goal": "g", "direction": "supports"},
        {"method": "m", "need": "a/n", "direction": "opposes"},
        {"method": "m", "failure": "f", "direction": "supports"},
    ]

    found = links_in("evidence", load_text, source="s", bears_on=bears_on, superseded_by=["e"])

    assert found == [
        Link("x", "found-in", "s", "x", ("source",)),
        Link("x", "bears-on", "c", "x", ("bears_on", 0, "claim"), "Plainly.", direction="opposes"),
        Link("x", "tests", "m", "x", ("bears_on", 1, "method"), direction="supports"),
        Link("x", "bears-on", "g", "x", ("bears_on", 1, "goal"), direction="supports", via="m"),
        Link("x", "tests", "m", "x", ("bears_on", 2, "method"), direction="opposes"),
        Link("x", "bears-on", "a/n", "x", ("bears_on", 2, "need"), direction="opposes", via="m"),
        Link("x", "tests", "m", "x", ("bears_on", 3, "method"), direction="supports"),
        Link("x", "bears-on", "f", "x", ("bears_on", 3, "failure"), direction="supports", via="m"),
        Link("x", "superseded-by", "e", "x", ("superseded_by", 0)),
    ]


def test_a_part_that_is_no_link_still_names_who_says_so(load_text: Load) -> None:
    status = {"state": "active", "as_of": "2024", "according_to": "s"}

    assert links_in("agendas", load_text, status=status) == [Mention("s", "x", ("status", "according_to"))]


def test_the_editors_are_no_source(load_text: Load) -> None:
    assert links_in("terms", load_text) == []


def relations_of(model: type[Part]) -> set[str]:
    """List the relations that the marks on a model's fields name."""
    marks = [mark for field in model.model_fields.values() for mark in _marks(field)]
    return {mark.relation for mark in marks if mark.relation is not None}


def _marks(annotated: Any) -> list[Reference | States]:
    metadata: Any = getattr(annotated, "metadata", None) or getattr(annotated, "__metadata__", ())
    inner = annotated.annotation if hasattr(annotated, "annotation") else annotated
    own = [mark for mark in metadata if isinstance(mark, Reference | States)]
    return own + [mark for argument in get_args(inner) for mark in _marks(argument)]


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.kind)
def test_every_field_states_a_relation_that_the_table_admits_from_its_kind(model: type[Entry]) -> None:
    assert {name for name in relations_of(model) if model.kind not in RELATIONS[name].subjects} == set()


def test_every_relation_can_be_stated() -> None:
    models: tuple[type[Part], ...] = (*KINDS, Need)
    by_marks: set[str] = set().union(*(relations_of(model) for model in models))

    assert set(RELATIONS) - by_marks == {"divides-into", "has-need", "bears-on", "tests"}
