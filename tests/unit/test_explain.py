"""`interpkb explain`."""

from collections.abc import Callable
from pathlib import Path

import interpkb
import pytest
from interpkb.codes import CODES, STRICTER_FOR_NEW

from tests.conftest import Run

PAGES = Path(interpkb.__file__).parent / "explanations"


@pytest.mark.parametrize("code", CODES)
def test_explain_prints_the_page_of_a_code(code: str, run_cli: Callable[..., Run]) -> None:
    assert run_cli("explain", code) == Run(0, (PAGES / f"{code}.md").read_text(encoding="utf-8"), "")


def test_explain_suggests_the_code_nearest_to_one_that_there_is_not(run_cli: Callable[..., Run]) -> None:
    assert run_cli("explain", "dupe-key") == Run(
        1, "", "interpkb: no problem code 'dupe-key' (did you mean 'duplicate-key'?)\n"
    )


def test_explain_says_so_when_no_code_is_near(run_cli: Callable[..., Run]) -> None:
    assert run_cli("explain", "../codes") == Run(1, "", "interpkb: no problem code '../codes'\n")


def test_explain_without_a_code_lists_them_all(run_cli: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")

    run = run_cli("explain")

    wide = max(map(len, CODES))
    rows = [f"{code.name:{wide}}  {code.severity.value:8}  {code.meaning}" for code in CODES.values()]
    table, _, stricter = run.stdout.partition("\nstricter for new entries\n")
    assert (run.code, run.stderr) == (0, "")
    assert table == "\n".join([f"{'code':{wide}}  severity  meaning", *rows, ""])
    assert [line.split("  ")[0] for line in stricter.splitlines()[2:]] == list(STRICTER_FOR_NEW)


def test_every_problem_of_a_base_is_explained_without_a_base(tmp_path: Path, run_cli: Callable[..., Run]) -> None:
    (tmp_path / "empty").mkdir()

    assert run_cli("explain", "syntax", cwd=tmp_path / "empty").code == 0
