import json
from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb import compiled
from interpkb.query import differences
from interpkb.query.difference_records import (
    CellChange,
    Changed,
    Difference,
    Judged,
    Named,
    NeedChange,
    Renamed,
    Reported,
    Restated,
    Stated,
)

from tests import factories
from tests.conftest import Files
from tests.unit.bases import FILES, NEED, stands

Compare = Callable[..., Difference]
NOTHING = Difference._make([True, *[()] * 12])


@pytest.fixture
def compare(tmp_path: Path) -> Compare:
    """Compare two bases given as files; the second as changes of the first, in which `None` takes a file out."""

    def open_(name: str, files: Files) -> compiled.Compiled:
        for path, content in files.items():
            place = tmp_path / name / "kb" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(str(content), encoding="utf-8")
        return compiled.open_base(tmp_path / name / "kb")

    def run(changes: dict[str, str | None], files: Files = FILES) -> Difference:
        later = {path: content for path, content in {**files, **changes}.items() if content is not None}
        both = open_("before", files), open_("after", later)
        comparable = all(one.sound for one in both)
        before, after = (one.demand_sound() if comparable else one for one in both)
        return differences.compare(before.connection, after.connection, comparable=comparable)

    return run


def early(**fields: object) -> str:
    """Write the evidence `early` of the base with other fields."""
    said = dict(line.split(": ", 1) for line in FILES["evidence/early.yaml"].splitlines())
    return factories.entry("evidence", **{**{name: json.loads(text) for name, text in said.items()}, **fields})


def test_a_base_differs_in_nothing_from_itself(compare: Compare) -> None:
    assert compare({}) == NOTHING
    assert compare({}).empty


def test_an_entry_that_came_is_named_with_its_links_and_its_cells(compare: Compare) -> None:
    found = compare(
        {"methods/new.yaml": factories.entry("method", name="New", serves=[factories.serves("predict", 2)])}
    )

    link = Stated("new", "serves", "predict", None, "editor", "new", 2, None, "It shows where to look.")
    assert found == NOTHING._replace(
        entries_added=(Named("new", "method", "New", 1),),
        links_added=(link,),
        verdicts=(Judged("new", "serves", "predict", None, "asserted", (), (), (), ()),),
        cells=(CellChange("new", "predict", None, 2),),
    )


def test_a_link_that_the_same_source_states_otherwise_is_one_change(compare: Compare) -> None:
    before = Stated("attribution", "serves", "debug-model", None, "kirk", "attribution", 4, None, "Shown.")
    changed = FILES["methods/attribution.yaml"].replace('"strength": 4, "because": "Shown."', '"strength": 1')

    found = compare({"methods/attribution.yaml": changed})

    assert found == NOTHING._replace(
        entries_changed=(Changed("attribution", "method", "Attribution", ("serves",)),),
        links_changed=(Restated(before, before._replace(strength=1, because=None)),),
        verdicts=(Judged("attribution", "serves", "debug-model", "asserted", "unargued", (), (), (), ()),),
        cells=(CellChange("attribution", "debug-model", 4, 1),),
        problems_gained=found.problems_gained,
    )


def test_a_verdict_comes_with_the_evidence_that_changed_it(compare: Compare) -> None:
    against = early(name="Against", bears_on=[{"method": "probing", "goal": "predict", "direction": "opposes"}])

    found = compare({"evidence/against.yaml": against})

    assert found.verdicts == (
        Judged("probing", "serves", "predict", "supported", "contested", (), ("against",), (), ()),
    )


@pytest.mark.parametrize(
    ("content", "after", "no_more", "changed"),
    [
        (None, "asserted", ("early",), ()),
        (early(retracted=True), "asserted", ("early",), ()),
        (early(design="argument"), "suggestive", (), ("early",)),
    ],
)
def test_a_verdict_comes_with_the_evidence_that_counts_no_more_or_says_something_else(
    compare: Compare, content: str | None, after: str, no_more: tuple[str, ...], changed: tuple[str, ...]
) -> None:
    found = {(one.subject, one.object): one for one in compare({"evidence/early.yaml": content}).verdicts}

    assert found["probing", "predict"] == Judged(
        "probing", "serves", "predict", "supported", after, (), (), no_more, changed
    )


def test_needs_tell_which_methods_meet_them_now_and_which_do_not_any_more(compare: Compare) -> None:
    asking = factories.entry("agenda", needs=[{**NEED, "requires": NEED["requires"][:1]}], introduced_by=["irving"])
    without = {**FILES, "agendas/debate.yaml": asking}
    placed = factories.entry(
        "method", name="Probing", serves=[factories.serves("debug-model")], position=[stands("scope", "local")]
    )
    placed_without = placed.replace('"scope"', '"timing"').replace('"local"', '"before"')
    with_it, without = {**without, "methods/probing.yaml": placed}, {**without, "methods/probing.yaml": placed_without}

    assert compare({"methods/probing.yaml": placed}, without).needs == (
        NeedChange("debate/judge", 0, 1, ("probing",), ()),
    )
    assert compare({"methods/probing.yaml": placed_without}, with_it).needs == (
        NeedChange("debate/judge", 1, 0, (), ("probing",)),
    )


def test_a_need_that_came_or_went_has_no_number_on_the_other_side(compare: Compare) -> None:
    second = factories.entry("agenda", needs=[NEED, {**NEED, "id": "second"}], introduced_by=["irving"])
    both = {**FILES, "agendas/debate.yaml": second}

    assert compare({"agendas/debate.yaml": second}).needs == (NeedChange("debate/second", None, 0, (), ()),)
    assert compare({"agendas/debate.yaml": FILES["agendas/debate.yaml"]}, both).needs == (
        NeedChange("debate/second", 0, None, (), ()),
    )


@pytest.mark.parametrize(
    "ledger", ["", "methods/new-probing\nmethods/probing -> methods/new-probing 2026-11-22 Better.\n"]
)
def test_an_entry_that_was_renamed_is_the_same_entry(compare: Compare, ledger: str) -> None:
    renamed: dict[str, str | None] = {
        path.replace("probing", "new-probing"): content.replace('"probing"', '"new-probing"')
        .replace("(probing)", "(new-probing)")
        .replace("Probing", "Probing by another name" if ledger else "Probing")
        for path, content in FILES.items()
    }

    # What is not in the ledger is held to stricter rules.
    released = "".join(f"{path.removesuffix('.yaml')}\n" for path in renamed if path != "methods/new-probing.yaml")
    known = {"ids.txt": f"{ledger}{released}"} if ledger else {}

    found = compare({"methods/probing.yaml": None, **renamed, **known})

    name = "Probing by another name" if ledger else "Probing"
    assert found == NOTHING._replace(
        entries_renamed=(Renamed("probing", "new-probing", "method"),),
        entries_changed=(
            *([Changed("new-probing", "method", name, ("name",))] if ledger else []),
            Changed("saliency-maps", "method", "Saliency maps", ("notes",)),
        ),
        problems_gained=found.problems_gained,
        problems_lost=found.problems_lost,
    )


def test_of_a_broken_file_only_the_problem_is_told_and_verdicts_are_not_compared(compare: Compare) -> None:
    found = compare({"terms/probe.yaml": "name: ["})

    syntax = [problem for problem in found.problems_gained if problem.code == "syntax"]
    assert found == NOTHING._replace(
        comparable=False, problems_gained=found.problems_gained, problems_lost=found.problems_lost
    )
    assert syntax == [
        Reported("kb/terms/probe.yaml", 2, 1, "error", "syntax", syntax[0].message, syntax[0].hint),
    ]


def test_a_problem_on_another_line_is_the_same_problem(compare: Compare) -> None:
    unargued = (
        FILES["methods/saliency-maps.yaml"] + 'serves: [{"goal": "predict", "strength": 1, "according_to": "editor"}]\n'
    )
    base = {**FILES, "methods/saliency-maps.yaml": unargued}

    found = compare({"methods/saliency-maps.yaml": f"# A line more.\n{unargued}"}, base)

    assert found == NOTHING


def test_the_order_is_that_of_ids(compare: Compare) -> None:
    goals = {f"goals/{name}.yaml": factories.entry("goal", name=name) for name in ("zeal", "aim", "hope")}

    assert [entry.id for entry in compare(goals).entries_added] == ["aim", "hope", "zeal"]
