import pytest
from interpkb.relations import ENTRY_KINDS, INVERSES, NODE_KINDS, RELATIONS, Relation


def test_each_name_means_one_relation_read_from_one_end() -> None:
    names = [relation.name for relation in RELATIONS.values()]
    inverses = [relation.inverse for relation in RELATIONS.values()]

    assert len(set(names)) == len(names)
    assert len(set(inverses)) == len(inverses)
    assert set(names) & set(inverses) == {relation.name for relation in RELATIONS.values() if relation.symmetric}


def test_the_tables_hold_the_same_relations_by_either_name() -> None:
    assert list(RELATIONS.values()) == list(INVERSES.values())
    assert all(RELATIONS[relation.name] is relation is INVERSES[relation.inverse] for relation in RELATIONS.values())


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
def test_a_relation_joins_kinds_that_there_are(relation: Relation) -> None:
    assert relation.subjects
    assert set(relation.subjects) <= set(NODE_KINDS)
    assert relation.objects
    assert set(relation.objects) <= set(NODE_KINDS)


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
def test_a_relation_that_may_not_go_round_begins_and_ends_at_one_kind(relation: Relation) -> None:
    if relation.acyclic:
        assert relation.subjects == relation.objects
        assert not relation.symmetric


@pytest.mark.parametrize("relation", RELATIONS.values(), ids=RELATIONS)
def test_a_symmetric_relation_has_one_kind_at_both_ends(relation: Relation) -> None:
    assert relation.symmetric is (relation.name == relation.inverse)
    assert not relation.symmetric or relation.subjects == relation.objects


def test_nodes_are_entries_values_and_needs() -> None:
    assert NODE_KINDS == (*ENTRY_KINDS, "value", "need")


def test_every_kind_can_be_linked_to() -> None:
    assert {kind for relation in RELATIONS.values() for kind in relation.objects} >= set(NODE_KINDS) - {"dimension"}
