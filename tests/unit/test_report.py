"""The formats of a report, compared whole. `report.sarif` was checked by hand against SARIF 2.1.0."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import interpkb
import pytest
from interpkb import report
from interpkb.cli import main
from interpkb.problems import Location, Problem, Severity

from tests import factories
from tests.conftest import Files, Run

GOLDEN = Path(__file__).parent.parent / "golden" / "report"

PROBLEMS = (
    Problem(
        Location("kb/goals/naïve goal,50%:a.yaml"),
        Severity.ERROR,
        "misplaced-file",
        "'naïve\r\n100%: a, b' is no entry",
        "50% of it",
    ),
    Problem(
        Location("kb/methods/probing.yaml", 14, 11),
        Severity.ERROR,
        "unknown-reference",
        "unknown goal 'assure-property'",
        "did you mean 'assure-properties'?",
    ),
    Problem(Location("kb/methods/probing.yaml", 20, 3), Severity.ERROR, "unknown-reference", "unknown goal 'x'"),
    Problem(
        Location("kb/methods/saliency-maps.yaml", 7, 5),
        Severity.WARNING,
        "unargued-link",
        "no reason is given why 'saliency-maps' serves 'debug-model'",
        "add 'because'",
    ),
)


@pytest.fixture(autouse=True)
def _fixed_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpkb, "__version__", "1.2.3")


@pytest.mark.parametrize(("format_", "name"), [("json", "report.json"), ("sarif", "report.sarif")])
def test_a_report_for_programs_is_exactly_what_it_was(
    format_: str, name: str, check_golden: Callable[[str, Path], None]
) -> None:
    text = report.FORMATS[format_](PROBLEMS)

    json.loads(text)
    check_golden(text, GOLDEN / name)


def test_text_is_a_line_a_problem_as_a_compiler_writes_them() -> None:
    assert report.text(PROBLEMS[1:]) == (
        "kb/methods/probing.yaml:14:11: error: unknown goal 'assure-property' "
        "(did you mean 'assure-properties'?) [unknown-reference]\n"
        "kb/methods/probing.yaml:20:3: error: unknown goal 'x' [unknown-reference]\n"
        "kb/methods/saliency-maps.yaml:7:5: warning: no reason is given why 'saliency-maps' serves 'debug-model' "
        "(add 'because') [unargued-link]\n"
    )


def test_github_gets_a_command_a_problem_in_which_nothing_can_end_a_property_or_the_line() -> None:
    assert report.github(PROBLEMS) == (
        "::error file=kb/goals/naïve goal%2C50%25%3Aa.yaml,line=1,col=1,title=misplaced-file"
        "::'naïve%0D%0A100%25: a, b' is no entry (50%25 of it)\n"
        "::error file=kb/methods/probing.yaml,line=14,col=11,title=unknown-reference"
        "::unknown goal 'assure-property' (did you mean 'assure-properties'?)\n"
        "::error file=kb/methods/probing.yaml,line=20,col=3,title=unknown-reference::unknown goal 'x'\n"
        "::warning file=kb/methods/saliency-maps.yaml,line=7,col=5,title=unargued-link"
        "::no reason is given why 'saliency-maps' serves 'debug-model' (add 'because')\n"
    )


@pytest.mark.parametrize("format_", ["json", "sarif", "github", "text"])
def test_a_report_of_no_problems_is_well_formed_too(format_: str, check_golden: Callable[[str, Path], None]) -> None:
    check_golden(report.FORMATS[format_](()), GOLDEN / f"nothing.{format_}")


@pytest.mark.parametrize(
    ("problems", "files", "said"),
    [
        ((), 0, "no problems in 0 files"),
        ((), 1, "no problems in 1 file"),
        ((), 1234, "no problems in 1,234 files"),
        (PROBLEMS[:1], 1, "1 error in 1 file (checked 1 file)"),
        (PROBLEMS[1:3], 3, "2 errors in 1 file (checked 3 files)"),
        (PROBLEMS[3:], 2, "1 warning in 1 file (checked 2 files)"),
        (PROBLEMS, 2, "3 errors and 1 warning in 3 files (checked 2 files)"),
    ],
)
def test_the_summary_counts_problems_and_files(problems: tuple[Problem, ...], files: int, said: str) -> None:
    assert report.summary(problems, files) == said


class Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


BAD = {"goals/debug-model.yaml": factories.entry("goal", standing="good")}
COLOURED = (
    "\x1b[1mkb/goals/debug-model.yaml:3:11\x1b[0m: \x1b[31m\x1b[1merror\x1b[0m: 'good' is not a value of 'standing' "
    "(one of sound, discouraged, needs-cash-out) \x1b[2m[value-not-allowed]\x1b[0m\n"
    "1 error in 1 file (checked 1 file)\n"
)


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    main.invoke(list(arguments))
    return terminal.getvalue()


def test_problems_are_coloured_on_a_terminal(
    write_kb: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on_a_terminal(monkeypatch, "--kb", str(write_kb(BAD)), "validate") == COLOURED


@pytest.mark.parametrize("format_", ["json", "sarif", "github"])
def test_reports_for_programs_are_never_coloured(
    format_: str, write_kb: Callable[[Files], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = on_a_terminal(monkeypatch, "--kb", str(write_kb(BAD)), "validate", "--format", format_)

    assert "value-not-allowed" in shown
    assert "\x1b" not in shown


def test_problems_are_plain_where_there_is_no_terminal(
    write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]
) -> None:
    run = run_cli("validate", kb=write_kb(BAD))

    assert run == Run(
        1,
        "kb/goals/debug-model.yaml:3:11: error: 'good' is not a value of 'standing' "
        "(one of sound, discouraged, needs-cash-out) [value-not-allowed]\n"
        "1 error in 1 file (checked 1 file)\n",
        "",
    )


def test_quiet_leaves_out_the_count(write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]) -> None:
    run = run_cli("validate", "--quiet", kb=write_kb(factories.least_base()))

    assert run == Run(0, "", "")


def test_the_formats_print_what_the_module_gives(
    write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]
) -> None:
    base = write_kb(BAD)
    problem = Problem(
        Location("kb/goals/debug-model.yaml", 3, 11),
        Severity.ERROR,
        "value-not-allowed",
        "'good' is not a value of 'standing'",
        "one of sound, discouraged, needs-cash-out",
    )

    for format_ in ("json", "sarif", "github"):
        assert run_cli("validate", "--format", format_, kb=base) == Run(1, report.FORMATS[format_]((problem,)), "")
