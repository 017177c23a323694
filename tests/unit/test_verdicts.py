from collections.abc import Callable
from typing import Any

import pytest
from interpkb import verdicts
from interpkb.loader import Reading
from interpkb.models.evidence import Design, Outcome
from interpkb.query import verdicts as query
from interpkb.verdicts import Judgement, Piece, Verdict, verdict

from tests import factories
from tests.conftest import Files

Read = Callable[[Files], Reading]
BEATS, TIES, LOSES = Outcome.BEATS, Outcome.TIES, Outcome.LOSES


def piece(
    design: Design = Design.INTERVENTION,
    *outcomes: Outcome,
    group: str = "a",
    supports: bool = True,
    live: bool = True,
    on_failure: bool = False,
) -> Piece:
    return Piece(
        id="e", supports=supports, live=live, design=design, outcomes=outcomes, group=group,
        on_failure=on_failure, size=0, parameters=None, date="2024",
    )  # fmt: skip


AGAINST = piece(supports=False)
DROPPED = piece(Design.BENCHMARK, BEATS, live=False)
DROPPED_AGAINST = piece(supports=False, live=False)
PROOF = piece(Design.PROOF)
STRONG = piece(Design.BENCHMARK, BEATS)
STRONG_TIE = piece(Design.INTERVENTION, TIES)
STRONG_ELSEWHERE = piece(Design.INTERVENTION, BEATS, TIES, group="b")
LOST = piece(Design.BENCHMARK, BEATS, LOSES)
NO_BASELINE = piece(Design.INTERVENTION)
ARGUMENT = piece(Design.ARGUMENT, BEATS)
OBSERVATION = piece(Design.OBSERVATION, BEATS, group="b")


@pytest.mark.parametrize(
    ("pieces", "has_reason", "expected"),
    [
        ([], False, Verdict.UNARGUED),
        ([], True, Verdict.ASSERTED),
        ([DROPPED], False, Verdict.UNARGUED),
        ([DROPPED], True, Verdict.ASSERTED),
        ([DROPPED_AGAINST], True, Verdict.ASSERTED),
        ([ARGUMENT], True, Verdict.SUGGESTIVE),
        ([ARGUMENT], False, Verdict.SUGGESTIVE),
        ([OBSERVATION], True, Verdict.SUGGESTIVE),
        ([ARGUMENT, OBSERVATION], True, Verdict.SUGGESTIVE),
        ([NO_BASELINE], True, Verdict.SUGGESTIVE),
        ([LOST], True, Verdict.SUGGESTIVE),
        ([STRONG], True, Verdict.SUPPORTED),
        ([STRONG], False, Verdict.SUPPORTED),
        ([STRONG_TIE], True, Verdict.SUPPORTED),
        ([PROOF], True, Verdict.SUPPORTED),
        ([STRONG, STRONG_TIE, PROOF], True, Verdict.SUPPORTED),
        ([STRONG, OBSERVATION], True, Verdict.SUPPORTED),
        ([STRONG, LOST], True, Verdict.SUPPORTED),
        ([STRONG_ELSEWHERE, DROPPED], True, Verdict.SUPPORTED),
        ([STRONG, STRONG_ELSEWHERE], True, Verdict.ESTABLISHED),
        ([PROOF, STRONG_ELSEWHERE, ARGUMENT], False, Verdict.ESTABLISHED),
        ([STRONG, STRONG_ELSEWHERE, DROPPED_AGAINST], True, Verdict.ESTABLISHED),
        ([STRONG, STRONG_ELSEWHERE, AGAINST], True, Verdict.CONTESTED),
        ([ARGUMENT, AGAINST], True, Verdict.CONTESTED),
        ([DROPPED, AGAINST], True, Verdict.UNDERMINED),
        ([AGAINST, AGAINST], False, Verdict.UNDERMINED),
    ],
)
def test_the_published_rule(pieces: list[Piece], expected: Verdict, *, has_reason: bool) -> None:
    assert verdict(pieces, has_reason=has_reason) is expected
    assert verdict(reversed(pieces), has_reason=has_reason) is expected


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("outcomes", [(), (BEATS,), (TIES,), (LOSES,), (BEATS, LOSES), (BEATS, TIES)])
def test_a_finding_is_strong_when_it_is_a_proof_or_a_test_that_loses_to_no_baseline(
    design: Design, outcomes: tuple[Outcome, ...]
) -> None:
    strong = design is Design.PROOF or (
        design in {Design.INTERVENTION, Design.BENCHMARK} and outcomes in {(BEATS,), (TIES,), (BEATS, TIES)}
    )

    assert verdicts.is_strong(piece(design, *outcomes)) is strong


def test_that_a_method_suffers_a_failure_is_shown_by_losing_so_any_stated_baseline_will_do() -> None:
    lost = piece(Design.BENCHMARK, LOSES, on_failure=True)

    assert verdict([lost], has_reason=True) is Verdict.SUPPORTED
    assert verdict([piece(Design.BENCHMARK, LOSES)], has_reason=True) is Verdict.SUGGESTIVE
    assert verdict([piece(Design.BENCHMARK, on_failure=True)], has_reason=True) is Verdict.SUGGESTIVE
    assert verdict([piece(Design.OBSERVATION, LOSES, on_failure=True)], has_reason=True) is Verdict.SUGGESTIVE
    assert verdict([lost, piece(Design.INTERVENTION, LOSES, on_failure=True, group="b")], has_reason=True) is (
        Verdict.ESTABLISHED
    )


def test_the_published_rule_names_every_verdict() -> None:
    assert verdict.__doc__ is not None
    assert all(f"**{name}**" in verdict.__doc__ for name in Verdict)


def test_verdicts_are_ordered_alike_where_they_are_made_and_where_they_are_asked_for() -> None:
    assert tuple(Verdict) == query.ORDER


@pytest.mark.parametrize(
    ("written", "size"), [("124M", 124e6), ("7B", 7e9), ("1.5B", 1.5e9), ("10K", 1e4), ("1T", 1e12)]
)
def test_the_size_of_a_model_is_a_number(written: str, size: float) -> None:
    assert verdicts.size_of(written) == size


def evidence(bears_on: list[dict[str, str]], **fields: Any) -> str:
    return factories.entry("evidence", bears_on=bears_on, **{"source": "sanity-checks", **fields})


FOR_GOAL = {"method": "saliency-maps", "goal": "debug-model", "direction": "supports"}
FOR_FAILURE = {"method": "saliency-maps", "failure": "input-only", "direction": "supports"}
FOR_NEED = {"method": "saliency-maps", "need": "debate/judge", "direction": "opposes"}
AGAINST_CLAIM = {"claim": "maps-show-the-model", "direction": "opposes"}
NEED = {
    "id": "judge", "name": "Judge", "question": "Who judges?", "type": "task", "interpretability": "helps",
    "according_to": "editor", "candidates": [{"method": "probing", "because": "Quick.", "according_to": "editor"}],
}  # fmt: skip
BASE = {
    "goals/debug-model.yaml": factories.entry("goal"),
    "methods/saliency-maps.yaml": factories.entry("method", serves=[factories.serves("debug-model", because=None)]),
    "methods/probing.yaml": factories.entry("method", name="Probing", serves=[factories.serves("debug-model")]),
    "failures/input-only.yaml": factories.entry("failure", affects=[{"method": "probing", "according_to": "editor"}]),
    "agendas/debate.yaml": factories.entry("agenda", needs=[NEED]),
    "claims/maps-show-the-model.yaml": factories.entry("claim"),
    "claims/made.yaml": factories.entry("claim", name="Made", made_in=["sanity-checks"]),
    "claims/noted.yaml": factories.entry("claim", name="Noted", notes="As everybody knows."),
    "sources/sanity-checks.yaml": factories.entry("source"),
    "sources/later.yaml": factories.entry("source", title="Later", date="2021-02"),
}


def judged(reading: Reading) -> dict[tuple[str, str, str], Judgement]:
    assert reading.kb is not None
    found = verdicts.judge(reading.kb)
    assert found == sorted(found, key=lambda judgement: (judgement.subject, judgement.relation, judgement.object))
    return {(judgement.subject, judgement.relation, judgement.object): judgement for judgement in found}


def test_every_claim_and_every_link_of_a_method_is_judged_from_the_method(read_kb: Read) -> None:
    found = judged(read_kb(BASE))

    assert {key: judgement.verdict.value for key, judgement in found.items()} == {
        ("made", "", ""): "asserted",
        ("maps-show-the-model", "", ""): "unargued",
        ("noted", "", ""): "asserted",
        ("probing", "candidate-for", "debate/judge"): "asserted",
        ("probing", "serves", "debug-model"): "asserted",
        ("probing", "suffers", "input-only"): "unargued",
        ("saliency-maps", "serves", "debug-model"): "unargued",
    }


def test_a_judgement_shows_its_working(read_kb: Read) -> None:
    found = judged(
        read_kb(
            BASE
            | {
                "evidence/a.yaml": evidence([FOR_GOAL, AGAINST_CLAIM], setting={"parameters": "900M"}),
                "evidence/b.yaml": evidence(
                    [{**FOR_GOAL, "direction": "opposes"}], source="later", setting={"parameters": "1.5B"}
                ),
                "evidence/c.yaml": evidence([FOR_GOAL], group="mit"),
                "evidence/d.yaml": evidence([FOR_GOAL], retracted=True, source="later", setting={"parameters": "7B"}),
                "evidence/e.yaml": evidence([FOR_GOAL], superseded_by=["c"], group="other"),
            }
        )
    )

    assert found["saliency-maps", "serves", "debug-model"] == Judgement(
        subject="saliency-maps",
        relation="serves",
        object="debug-model",
        verdict=Verdict.CONTESTED,
        supporting=("a", "c"),
        opposing=("b",),
        dropped=("d", "e"),
        groups=2,
        largest="1.5B",
        latest="2021-02",
    )
    assert found["maps-show-the-model", "", ""] == Judgement(
        "maps-show-the-model", "", "", Verdict.UNDERMINED, (), ("a",), (), 0, "900M", "2018-10-08"
    )


def test_evidence_makes_a_link_that_nobody_states_a_judged_one(read_kb: Read) -> None:
    found = judged(read_kb(BASE | {"evidence/a.yaml": evidence([FOR_NEED, FOR_FAILURE], design="proof")}))

    assert found["saliency-maps", "candidate-for", "debate/judge"].verdict is Verdict.UNDERMINED
    assert found["saliency-maps", "suffers", "input-only"].verdict is Verdict.SUPPORTED


def test_a_finding_on_a_failure_is_read_as_one(read_kb: Read) -> None:
    lost = {"design": "benchmark", "compared_with": [{"baseline": "chance", "outcome": "loses"}]}
    found = judged(read_kb(BASE | {"evidence/a.yaml": evidence([FOR_GOAL, FOR_FAILURE], **lost)}))

    assert found["saliency-maps", "suffers", "input-only"].verdict is Verdict.SUPPORTED
    assert found["saliency-maps", "serves", "debug-model"].verdict is Verdict.SUGGESTIVE


def test_findings_of_one_group_count_once(read_kb: Read) -> None:
    test = {"design": "benchmark", "compared_with": [{"baseline": "nothing", "outcome": "beats"}]}
    first = {"evidence/a.yaml": evidence([FOR_GOAL], **test), "evidence/b.yaml": evidence([FOR_GOAL], **test)}
    link = ("saliency-maps", "serves", "debug-model")

    one_group = judged(read_kb(BASE | first))[link]
    two_groups = judged(read_kb(BASE | first | {"evidence/b.yaml": evidence([FOR_GOAL], **test, group="mit")}))[link]

    assert (one_group.verdict, one_group.groups) == (Verdict.SUPPORTED, 1)
    assert (two_groups.verdict, two_groups.groups) == (Verdict.ESTABLISHED, 2)


def test_without_a_size_or_evidence_nothing_is_made_up(read_kb: Read) -> None:
    found = judged(read_kb(BASE | {"evidence/a.yaml": evidence([FOR_GOAL])}))

    assert found["saliency-maps", "serves", "debug-model"].largest is None
    assert found["made", "", ""].latest is None
