"""Checks that hold entries against the rest of the base, and rules that bind new entries first."""

from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb import codes, compiled, loader
from interpkb.problems import Location, Problem, Severity

from tests import factories
from tests.conftest import Files, Run

Cli = Callable[..., Run]
AUTHORS = ["Geoffrey Irving"]
SOURCES = {
    "sources/a.yaml": factories.entry("source", title="AI safety via debate", authors=AUTHORS, arxiv="1810.00001"),
    "sources/b.yaml": factories.entry("source", title="AI safety via debates", authors=AUTHORS, arxiv="1810.00002"),
    "sources/own.yaml": factories.entry("source", title="Maps", authors=["A One"], arxiv="1810.00003"),
    "sources/others.yaml": factories.entry("source", title="On maps", authors=["B Two"], arxiv="1810.00004"),
}
TESTED = factories.entry("method", introduced_by=["own"], serves=[factories.serves("debug-model")])


def finding(source: str, **fields: object) -> str:
    bears_on = [{"method": "saliency-maps", "goal": "debug-model", "direction": "supports"}]
    return factories.entry("evidence", source=source, bears_on=bears_on, **fields)


FILES = {
    **factories.least_base(),
    **SOURCES,
    "methods/saliency-maps.yaml": TESTED,
    "evidence/one.yaml": finding("own", name="One"),
    "evidence/two.yaml": finding("own", name="Two"),
}

EDITS: dict[str, Files] = {
    "a comment": {"sources/b.yaml": "\n# a comment\n" + SOURCES["sources/b.yaml"]},
    "another title": {"sources/b.yaml": SOURCES["sources/b.yaml"].replace("debates", "trees")},
    "a title that is alike now": {"sources/others.yaml": SOURCES["sources/a.yaml"].replace("00001", "00004")},
    "an id that is taken": {"sources/others.yaml": SOURCES["sources/others.yaml"].replace("00004", "00001")},
    "a summary": {"methods/saliency-maps.yaml": "\n" + TESTED.replace("Colour", "Paint")},
    "who introduced it": {"methods/saliency-maps.yaml": TESTED.replace('"own"', '"others"')},
    "whose finding it is": {"evidence/two.yaml": finding("others", name="Two")},
    "the name of a finding": {"evidence/two.yaml": finding("own", name="Second")},
    "a finding is taken back": {"evidence/two.yaml": finding("own", name="Two", retracted=True)},
    "authors": {"sources/own.yaml": SOURCES["sources/own.yaml"].replace("A One", "C Three")},
    "a new finding": {"evidence/three.yaml": finding("others", name="Three")},
    "a broken file": {"sources/a.yaml": "title: [\n"},
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_the_same_is_found_as_in_a_reading_of_the_whole_base(
    edit: str, write_kb: Callable[[Files], Path]
) -> None:
    base = write_kb(FILES)
    for files in ({}, EDITS[edit], {name: FILES.get(name, finding("own")) for name in EDITS[edit]}):
        write_kb(files)
        opened = compiled.open_base(base)
        opened.connection.close()

        assert opened.problems == loader.read(base).problems


def test_what_is_deleted_is_noticed(write_kb: Callable[[Files], Path]) -> None:
    base = write_kb(FILES)
    compiled.open_base(base).connection.close()
    (base / "sources" / "a.yaml").unlink()
    (base / "evidence" / "two.yaml").unlink()
    opened = compiled.open_base(base)
    opened.connection.close()

    assert opened.problems == loader.read(base).problems
    assert "work-entered-twice" not in {problem.code for problem in opened.problems}


def test_a_warning_that_binds_new_entries_first_is_an_error_on_what_was_never_released(
    write_kb: Callable[[Files], Path], run_cli: Cli
) -> None:
    unargued = factories.entry("method", serves=[factories.serves("debug-model", because=None)])
    base = write_kb({**factories.least_base(), "methods/saliency-maps.yaml": unargued})
    line = "kb/methods/saliency-maps.yaml:3:{}: {}: no reason is given why 'saliency-maps' serves 'debug-model' (add 'because') [unargued-link]"

    without = run_cli("validate", kb=base)
    (base / "ids.txt").write_text("goals/debug-model\n", encoding="utf-8")
    new = run_cli("validate", kb=base)
    again = run_cli("validate", kb=base)
    (base / "ids.txt").write_text("goals/debug-model\nmethods/saliency-maps\n", encoding="utf-8")
    old = run_cli("validate", kb=base)

    assert without == Run(0, line.format(19, "warning") + "\n1 warning in 1 file (checked 2 files)\n", "")
    assert new == again == Run(1, line.format(19, "error") + "\n1 error in 1 file (checked 2 files)\n", "")
    assert old == without


def test_a_skeleton_that_is_not_filled_in_is_an_error_as_long_as_it_is_new(
    write_kb: Callable[[Files], Path], run_cli: Cli
) -> None:
    todo = factories.entry("method", summary="TODO", serves=[factories.serves("debug-model")])
    base = write_kb({**factories.least_base(), "ids.txt": "goals/debug-model\n", "methods/saliency-maps.yaml": todo})

    assert "2:11: error: the entry is not filled in yet" in run_cli("validate", kb=base).stdout
    write_kb({"methods/saliency-maps.yaml": "# edited\n" + todo})
    assert "3:11: error: the entry is not filled in yet" in run_cli("validate", kb=base).stdout
    write_kb({"methods/saliency-maps.yaml": todo.replace("TODO", "Colours.")})
    assert run_cli("validate", kb=base).stdout == "no problems in 2 files\n"


def test_only_warnings_that_the_validator_gives_bind_new_entries_first() -> None:
    known = {code.name for code in codes.CODES.values() if code.severity is Severity.WARNING and code.by == "validate"}

    assert set(codes.STRICTER_FOR_NEW) <= known
    assert all(codes.STRICTER_FOR_NEW.values())


def test_other_warnings_stay_warnings() -> None:
    problems = [Problem(Location("kb/methods/x.yaml"), Severity.WARNING, "unreferenced", "nothing refers to it")]

    assert codes.stricter(problems, frozenset()) == problems
    assert codes.stricter(problems, None) == problems
