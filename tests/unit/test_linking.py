from collections.abc import Callable

import pytest
from interpkb import linking
from interpkb.knowledge_base import KnowledgeBase, Node
from interpkb.loader import Reading
from interpkb.models.links import Link, Mention

from tests import factories
from tests.conftest import Files

Read = Callable[[Files], Reading]
NEED = {
    "id": "judge", "name": "The judge", "question": "Who judges?", "type": "task", "interpretability": "helps",
    "according_to": "irving",
}  # fmt: skip
FILES = {
    "goals/debug-model.yaml": factories.entry("goal"),
    "methods/saliency-maps.yaml": factories.entry(
        "method",
        serves=[factories.serves("debug-model")],
        position=[{"dimension": "access", "value": "weights", "according_to": "editor"}],
    ),
    "methods/probing.yaml": factories.entry("method", name="Probing", broader=["saliency-maps"]),
    "dimensions/access.yaml": factories.entry("dimension"),
    "agendas/debate.yaml": factories.entry("agenda", needs=[NEED]),
    "evidence/survive.yaml": factories.entry(
        "evidence", source="irving", bears_on=[{"method": "probing", "goal": "debug-model", "direction": "supports"}]
    ),
    "sources/irving.yaml": factories.entry("source", title="AI safety via debate", summary="It proposes debate."),
}


def whole(reading: Reading) -> KnowledgeBase:
    assert reading.kb is not None, reading.problems
    return reading.kb


def errors(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems if problem.severity == "error"]


def test_entries_are_known_by_their_ids_and_kinds(read_kb: Read) -> None:
    kb = whole(read_kb(FILES))

    assert kb.of_kind("method") == ["probing", "saliency-maps"]
    assert kb.of_kind("term") == []
    assert kb.paths["irving"] == "kb/sources/irving.yaml"
    assert {id: entry.kind for id, entry in kb.entries.items()} == {
        "access": "dimension", "debate": "agenda", "debug-model": "goal", "irving": "source", "probing": "method",
        "saliency-maps": "method", "survive": "evidence",
    }  # fmt: skip


def test_a_node_is_called_what_people_call_it_and_said_in_a_line(read_kb: Read) -> None:
    nodes = whole(read_kb(FILES)).nodes

    assert nodes["probing"] == Node(
        "probing", "method", "Probing", "Colour the parts of an input that matter most.", "probing"
    )
    assert nodes["irving"] == Node("irving", "source", "AI safety via debate", "It proposes debate.", "irving")
    assert nodes["survive"].summary == "Some maps look the same when the weights are randomised."
    assert nodes["access/weights"] == Node("access/weights", "value", "Weights", "It reads the weights.", "access")
    assert nodes["debate/judge"] == Node("debate/judge", "need", "The judge", "Who judges?", "debate")


def test_links_and_mentions_are_those_of_all_entries(read_kb: Read) -> None:
    kb = whole(read_kb(FILES))

    assert kb.links_by_entry["probing"] == (Link("probing", "broader", "saliency-maps", "probing", ("broader", 0)),)
    assert kb.links_by_entry["saliency-maps"] == (
        Link("saliency-maps", "stands-at", "access/weights", "saliency-maps", ("position", 0, "value"), None, "editor"),
        Link(
            "saliency-maps", "serves", "debug-model", "saliency-maps", ("serves", 0, "goal"), "It shows where to look.",
            "editor", 2,
        ),
    )  # fmt: skip
    assert sum(map(len, kb.links_by_entry.values())) == len(kb.links)
    assert kb.mentions == (Mention("irving", "debate", ("needs", 0, "according_to")),)


def test_what_is_referred_to_is_what_another_entry_links_to_or_names(read_kb: Read) -> None:
    assert whole(read_kb(FILES)).referred_to == {"access", "debug-model", "irving", "probing", "saliency-maps"}


def test_a_reference_to_a_broken_file_is_not_reported_again(read_kb: Read) -> None:
    reading = read_kb(FILES | {"methods/saliency-maps.yaml": "name: only\n", "dimensions/access.yaml": "[\n"})

    assert reading.kb is None
    assert [problem.code for problem in reading.problems] == ["not-a-mapping", "missing-field"]


def test_a_reference_to_an_id_that_two_files_have_is_not_reported_again(read_kb: Read) -> None:
    reading = read_kb(FILES | {"goals/saliency-maps.yaml": factories.entry("goal"), "terms/probing.yaml": "[\n"})

    assert [str(problem) for problem in reading.problems if problem.code == "duplicate-id"] == [
        "kb/methods/saliency-maps.yaml:1:1: error: id 'saliency-maps' is taken by kb/goals/saliency-maps.yaml "
        "(ids are unique over all kinds; rename one of the files) [duplicate-id]",
        "kb/terms/probing.yaml:1:1: error: id 'probing' is taken by kb/methods/probing.yaml "
        "(ids are unique over all kinds; rename one of the files) [duplicate-id]",
    ]
    assert [problem.code for problem in reading.problems] == ["duplicate-id", "duplicate-id", "not-a-mapping"]


def test_the_same_link_may_be_stated_by_two_sources(read_kb: Read) -> None:
    serves = [factories.serves("debug-model"), factories.serves("debug-model", 4, by="irving")]

    assert errors(read_kb(FILES | {"methods/probing.yaml": factories.entry("method", serves=serves)})) == []


def test_evidence_may_bear_on_one_goal_by_two_methods_and_both_ways(read_kb: Read) -> None:
    bears_on = [
        {"method": "probing", "goal": "debug-model", "direction": "supports"},
        {"method": "probing", "goal": "debug-model", "direction": "opposes"},
        {"method": "saliency-maps", "goal": "debug-model", "direction": "supports"},
    ]

    assert errors(
        read_kb(FILES | {"evidence/survive.yaml": factories.entry("evidence", source="irving", bears_on=bears_on)})
    ) == []  # fmt: skip


def access(**fields: object) -> str:
    values = [{"id": id, "name": id.title(), "meaning": "It does."} for id in ("weights", "outputs")]
    return factories.entry("dimension", **{"values": values, **fields})


def stands(value: str, by: str = "editor", dimension: str = "access") -> dict[str, str]:
    return {"dimension": dimension, "value": value, "according_to": by}


@pytest.mark.parametrize(
    ("several", "position", "expected"),
    [
        (True, [stands("weights"), stands("outputs")], []),
        (False, [stands("weights"), stands("outputs", by="irving")], []),
        (
            False,
            [stands("weights", by="irving"), stands("weights"), stands("outputs")],
            [
                "kb/methods/probing.yaml:3:187: error: 'access' takes one value, and 'weights' is given above "
                "(keep one; two sources may differ, but each says one) [several-values]"
            ],
        ),
    ],
)
def test_one_source_gives_one_value_on_a_dimension_that_takes_one(
    position: list[dict[str, str]], expected: list[str], read_kb: Read, *, several: bool
) -> None:
    files = {
        "dimensions/access.yaml": access(several=several),
        "methods/saliency-maps.yaml": factories.entry("method"),
        "methods/probing.yaml": factories.entry("method", position=position),
    }

    assert errors(read_kb(FILES | files)) == expected


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (
            stands("wieghts"),
            "3:45: error: 'wieghts' is not a value of 'access' (did you mean 'weights'?) [value-not-on-dimension]",
        ),
        (
            stands("zzz"),
            "3:45: error: 'zzz' is not a value of 'access' (it has weights, outputs) [value-not-on-dimension]",
        ),
        (
            stands("weights", dimension="acess"),
            "3:26: error: unknown dimension 'acess' (did you mean 'access'?) [unknown-reference]",
        ),
        (
            stands("weights", dimension="debug-model"),
            "3:26: error: 'debug-model' is a goal, expected a dimension [wrong-kind]",
        ),
        (
            stands("weights", by="probing"),
            "3:72: error: 'probing' is a method, expected a source (did you mean 'irving'?) [wrong-kind]",
        ),
    ],
)
def test_a_place_on_a_dimension_is_checked_at_what_is_wrong_with_it(
    position: dict[str, str], expected: str, read_kb: Read
) -> None:
    files = {
        "dimensions/access.yaml": access(),
        "methods/saliency-maps.yaml": factories.entry("method", position=[position]),
    }

    assert errors(read_kb(FILES | files)) == [f"kb/methods/saliency-maps.yaml:{expected}"]


@pytest.mark.parametrize(
    ("need", "expected"),
    [
        ("debate/judge", []),
        ("debate/jugde", ["unknown need 'jugde' of 'debate' (did you mean 'judge'?) [unknown-reference]"]),
        ("debate/zzz", ["unknown need 'zzz' of 'debate' (it has judge) [unknown-reference]"]),
        ("debates/judge", ["unknown agenda 'debates' (did you mean 'debate'?) [unknown-reference]"]),
        ("access/weights", ["'access' is a dimension, expected an agenda [wrong-kind]"]),
        ("debate", ["'debate' is no id of a need (write it AGENDA/NEED) [bad-id]"]),
    ],
)
def test_a_need_is_named_with_its_agenda(need: str, expected: list[str], read_kb: Read) -> None:
    evidence = factories.entry(
        "evidence", source="irving", bears_on=[{"method": "probing", "need": need, "direction": "supports"}]
    )

    assert errors(read_kb(FILES | {"evidence/survive.yaml": evidence})) == [
        f"kb/evidence/survive.yaml:4:42: error: {problem}" for problem in expected
    ]


def test_an_agenda_without_needs_says_that_it_has_none(read_kb: Read) -> None:
    bears_on = [{"method": "probing", "need": "debate/judge", "direction": "supports"}]
    files = {
        "agendas/debate.yaml": factories.entry("agenda"),
        "evidence/survive.yaml": factories.entry("evidence", source="irving", bears_on=bears_on),
    }

    assert errors(read_kb(FILES | files)) == [
        "kb/evidence/survive.yaml:4:42: error: unknown need 'judge' of 'debate' (it has none) [unknown-reference]"
    ]


@pytest.mark.parametrize(
    ("alias", "owner"),
    [
        ("saliency-maps", "saliency-maps"),
        ("Saliency Maps", "saliency-maps"),
        ("HEAT MAPS", "saliency-maps"),
        ("straße", "street"),
    ],
)
def test_an_alias_leads_to_one_entry_whatever_its_case(alias: str, owner: str, read_kb: Read) -> None:
    files = {
        "methods/saliency-maps.yaml": factories.entry("method", aliases=["heat maps"]),
        "terms/street.yaml": factories.entry("term", name="STRASSE"),
        "tools/z.yaml": factories.entry("tool", aliases=[alias]),
    }

    assert errors(read_kb(FILES | files)) == [
        f"kb/tools/z.yaml:4:11: error: alias {alias!r} is also a name of {owner!r} "
        "(a name leads to one entry only) [alias-collision]"
    ]


def test_a_paper_may_be_titled_after_its_method_and_an_entry_may_repeat_its_own_name(read_kb: Read) -> None:
    files = {
        "methods/probing.yaml": factories.entry(
            "method", name="Probing", aliases=["PROBING", "probing", "Linear probes"]
        ),
        "sources/irving.yaml": factories.entry("source", title="Linear probes"),
    }

    assert errors(read_kb(FILES | files)) == []


def test_only_so_many_unknown_names_get_a_suggestion(read_kb: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "MAX_SUGGESTIONS", 2)
    broader = ["saliency-map1", "saliency-map2", "saliency-map1", "saliency-map3"]
    other = factories.entry("method", name="Other", broader=broader[:2])
    files = {"methods/probing.yaml": factories.entry("method", broader=broader), "methods/x.yaml": other}

    problems = [problem for problem in read_kb(FILES | files).problems if problem.code == "unknown-reference"]

    assert [problem.hint for problem in problems] == [
        *["did you mean 'saliency-maps'?"] * 3,
        None,
        *["did you mean 'saliency-maps'?"] * 2,
    ]


def test_a_base_without_entries_is_sound(read_kb: Read) -> None:
    kb = whole(read_kb({"README.md": ""}))

    assert (dict(kb.entries), kb.links, kb.mentions, kb.referred_to) == ({}, (), (), frozenset())
