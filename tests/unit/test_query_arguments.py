import sqlite3
from collections.abc import Callable

import pytest
from interpkb.query import arguments
from interpkb.query.arguments import Branch, Fall, Revision, Web

from tests import factories
from tests.conftest import Files
from tests.unit import question_bases
from tests.unit.question_bases import FILES, claim, finding, said

Open = Callable[[Files], sqlite3.Connection]


@pytest.fixture
def connection(open_kb: Open) -> sqlite3.Connection:
    return open_kb(FILES)


def flat(branch: Branch) -> list[tuple[str, str, bool, bool]]:
    """List a tree's branches from the top: relation, claim, whether it is a step, whether it is shown elsewhere."""
    here = (branch.relation, branch.claim.id, branch.is_step, branch.again)
    return [here, *(inner for below in branch.below for inner in flat(below))]


def chain(*standings: str, **last: object) -> dict[str, str]:
    """Write claims c0, c1, …, each of which depends on the next."""
    return {
        f"claims/c{i}.yaml": claim(
            f"C{i}",
            standing=standing,
            **({"depends_on": [said("claim", f"c{i + 1}")]} if i + 1 < len(standings) else last),
        )
        for i, standing in enumerate(standings)
    }


def test_the_steps_are_what_a_claim_depends_on_and_the_premises_that_support_it(
    connection: sqlite3.Connection,
) -> None:
    web = Web(connection)

    assert web.steps("top") == ["data", "linear"]
    assert web.chain("top") == ["data", "linear"]
    assert [edge[:2] for edge in web.edges("top")] == [
        ("supported-by", "aside"),
        ("supported-by", "data"),
        ("depends-on", "linear"),
        ("attacked-by", "objection"),
    ]
    assert (web.steps("data"), web.chain("data")) == ([], [])


def test_a_claim_inherits_the_least_standing_of_its_steps_however_deep(open_kb: Open) -> None:
    web = Web(open_kb(chain("proved", "argued", "opinion", "observed")))

    assert web.chain("c0") == ["c1", "c2", "c3"]
    assert [web.inherited(f"c{i}") for i in range(4)] == ["opinion", "opinion", "opinion", "observed"]


def test_a_claim_that_is_itself_least_keeps_its_own_standing(open_kb: Open) -> None:
    web = Web(open_kb(chain("opinion", "proved")))

    assert (web.inherited("c0"), web.weakest("c0")) == ("opinion", ["c1"])


def test_the_weakest_step_is_of_the_least_standing_and_ties_are_all_named(open_kb: Open) -> None:
    web = Web(open_kb(chain("proved", "conjecture", "argued", "conjecture")))

    assert web.weakest("c0") == ["c1", "c3"]
    assert web.weakest("c2") == ["c3"]
    assert web.weakest("c3") == []


@pytest.mark.parametrize(
    ("verdicts", "weakest"),
    [
        (["established", "undermined"], ["b"]),
        (["contested", "unargued"], ["a"]),
        (["asserted", "unargued"], ["b"]),
        (["suggestive", "supported"], ["a"]),
        (["contested", "contested"], ["a", "b"]),
        (["undermined", "contested"], ["a"]),
    ],
)
def test_evidence_against_a_step_is_worse_than_none_for_it(
    verdicts: list[str], weakest: list[str], open_kb: Open
) -> None:
    files = {
        "sources/kirk.yaml": factories.entry("source"),
        "claims/top.yaml": claim("Top", "thesis", depends_on=[said("claim", "a"), said("claim", "b")]),
    }
    for id, verdict in zip("ab", verdicts, strict=True):
        files[f"claims/{id}.yaml"] = claim(id, notes="Because." if verdict == "asserted" else None)
        if verdict not in {"unargued", "asserted"}:
            designs = {"suggestive": ["argument"], "supported": ["proof"], "established": ["proof", "proof"]}
            for i, design in enumerate(designs.get(verdict, [])):
                bears = [{"claim": id, "direction": "supports"}]
                files[f"evidence/{id}-{i}.yaml"] = finding(f"{id}{i}", bears, design, group=f"g{i}")
        if verdict in {"undermined", "contested"}:
            files[f"evidence/{id}-no.yaml"] = finding(f"{id} no", [{"claim": id, "direction": "opposes"}])
        if verdict == "contested":
            files[f"evidence/{id}-yes.yaml"] = finding(f"{id} yes", [{"claim": id, "direction": "supports"}])
    web = Web(open_kb({path: text.replace("notes: null\n", "") for path, text in files.items()}))

    assert [web.claims[id].verdict.verdict for id in "ab"] == verdicts
    assert web.weakest("top") == weakest


def test_the_tree_holds_reasons_objections_replies_and_cruxes_each_once(connection: sqlite3.Connection) -> None:
    tree = arguments.tree(Web(connection), "top")

    assert flat(tree) == [
        ("", "top", False, False),
        ("supported-by", "aside", False, False),
        ("supported-by", "data", True, False),
        ("depends-on", "linear", True, False),
        ("decided-by", "crux", False, False),
        ("attacked-by", "objection", False, False),
        ("attacked-by", "top", False, True),
        ("answered-by", "reply", False, False),
    ]
    assert tree.inherited == "conjecture"
    assert (tree.below[1].because, tree.below[1].according_to) == ("It shows.", "editor")


def test_what_is_shown_above_is_not_shown_again(open_kb: Open) -> None:
    files = chain("argued", "argued", "argued") | {
        "claims/top.yaml": claim("Top", "thesis", depends_on=[said("claim", "c0"), said("claim", "c1")]),
    }

    assert flat(arguments.tree(Web(open_kb(files)), "top")) == [
        ("", "top", False, False),
        ("depends-on", "c0", True, False),
        ("depends-on", "c1", True, False),
        ("depends-on", "c2", True, False),
        ("depends-on", "c1", True, True),
    ]


def test_a_tree_ends_at_its_depth_and_what_was_cut_there_is_shown_where_there_is_room(open_kb: Open) -> None:
    files = chain("argued", "argued", "argued") | {
        "claims/top.yaml": claim("Top", "thesis", depends_on=[said("claim", "c0"), said("claim", "c1")]),
    }
    web = Web(open_kb(files))

    assert flat(arguments.tree(web, "top", depth=1))[1:] == [
        ("depends-on", "c0", True, False),
        ("depends-on", "c1", True, False),
    ]
    assert flat(arguments.tree(web, "top", depth=2))[1:] == [
        ("depends-on", "c0", True, False),
        ("depends-on", "c1", True, False),
        ("depends-on", "c1", True, False),
        ("depends-on", "c2", True, False),
    ]


def test_claims_that_attack_each_other_do_not_go_round_for_ever(open_kb: Open) -> None:
    attacks = {
        f"claims/{id}.yaml": claim(id, attacks=[said("claim", other)], decides=[said("claim", other)])
        for id, other in ("ab", "bc", "ca")
    }
    connection = open_kb(attacks)
    web = Web(connection)

    assert ("attacked-by", "c", False, False) in flat(arguments.tree(web, "a", depth=20))
    assert len(flat(arguments.tree(web, "a", depth=20))) < 10
    assert (web.chain("a"), web.inherited("a")) == ([], "argued")
    assert [crux.id for crux, _ in arguments.cruxes(web, "a")] == ["a", "b", "c"]
    assert arguments.knock_out(connection, ["a"]) == Fall((), (), (), (), (), ())


def test_cruxes_come_with_what_they_settle_also_those_that_settle_nothing_recorded(
    connection: sqlite3.Connection,
) -> None:
    found = arguments.cruxes(Web(connection))

    assert [(crux.id, decides) for crux, decides in found] == [("crux", ("linear",)), ("lone-crux", ())]


@pytest.mark.parametrize(("id", "cruxes"), [("top", ["crux"]), ("linear", ["crux"]), ("aside", []), ("reply", [])])
def test_the_cruxes_of_a_claim_are_those_of_all_that_its_tree_holds(
    id: str, cruxes: list[str], connection: sqlite3.Connection
) -> None:
    assert [crux.id for crux, _ in arguments.cruxes(Web(connection), id)] == cruxes


def test_an_experiment_that_would_settle_a_claim_comes_with_it(connection: sqlite3.Connection) -> None:
    (experiment,) = Web(connection).claims["linear"].settled_by

    assert experiment["experiment"] == "Bend it."


def test_what_falls_goes_down_to_methods_agendas_and_needs(connection: sqlite3.Connection) -> None:
    assert arguments.knock_out(connection, ["linear"]) == Fall(
        falls=(("top", "linear"),),
        weakened=(),
        methods=(("probing", "linear"),),
        agendas=(("audits", "linear"),),
        needs_lost=(),
        needs_poorer=(("debate/judge", 2, 1),),
    )


def test_a_claim_that_loses_a_reason_which_is_no_step_is_weakened_and_stands(connection: sqlite3.Connection) -> None:
    assert arguments.knock_out(connection, ["aside"]) == Fall((), (("top", "aside"),), (), (), (), ())
    assert arguments.knock_out(connection, ["reply"]) == Fall((), (), (), (), (), ())


def test_what_falls_is_not_weakened_too_and_what_was_knocked_out_is_neither(connection: sqlite3.Connection) -> None:
    fall = arguments.knock_out(connection, ["aside", "data"])

    assert (fall.falls, fall.weakened) == ((("top", "data"),), ())
    assert arguments.knock_out(connection, ["top", "data"]).falls == ()


def test_falling_goes_on_step_by_step(open_kb: Open) -> None:
    connection = open_kb(chain("argued", "argued", "argued"))

    assert arguments.knock_out(connection, ["c2"]).falls == (("c1", "c2"), ("c0", "c1"))


def test_a_need_is_lost_when_every_method_that_fitted_it_falls(open_kb: Open) -> None:
    sampling = factories.entry(
        "method",
        name="Sampling",
        position=[{"dimension": "access", "value": "behaviour"}],
        serves=[factories.serves("predict", 3)],
        assumes=[said("claim", "linear")],
    )
    fall = arguments.knock_out(open_kb(FILES | {"methods/sampling.yaml": sampling}), ["linear"])

    assert fall.methods == (("probing", "linear"), ("sampling", "linear"))
    assert fall.needs_lost == ("looking/look",)
    assert fall.needs_poorer == (("debate/judge", 2, 1),)


def test_a_revision_has_both_claims_with_their_sources_and_the_reason(connection: sqlite3.Connection) -> None:
    assert arguments.revisions(connection) == [
        Revision("later", "top", "They saw more.", "kirk", ("kirk",), ("irving",)),
    ]


def test_a_base_without_claims_has_no_arguments(open_kb: Open) -> None:
    connection = open_kb({"goals/assure.yaml": question_bases.FILES["goals/assure.yaml"]})

    assert arguments.cruxes(Web(connection)) == []
    assert arguments.revisions(connection) == []
