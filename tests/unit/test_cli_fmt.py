from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb.canonical import CannotKeepError
from interpkb.editing import formatting

from tests import factories
from tests.conftest import Files, Run

FORMED = "# yaml-language-server: $schema=../../schemas/goal.json\nname: Debug\nsummary: Find it.\nstanding: sound\n"
MESSY = "\ufeffstanding: sound\r\nname: 'Debug' \r\nsummary: Find it.\r\n"


@pytest.fixture
def base(write_kb: Callable[[Files], Path]) -> Path:
    return write_kb({"goals/debug.yaml": MESSY, "goals/formed.yaml": FORMED, "methods/broken.yaml": "name: [\n"})


BROKEN = (
    "kb/methods/broken.yaml:2:1: error: did not find expected node content while parsing a flow node [syntax]\n"
    "1 file of 3 in form already\n"
)


def test_entries_are_brought_into_form_and_broken_ones_left_alone(base: Path, run_cli: Callable[..., Run]) -> None:
    assert run_cli("fmt", kb=base) == Run(1, "brought into form: kb/goals/debug.yaml\n", BROKEN)
    assert (base / "goals" / "debug.yaml").read_bytes() == FORMED.encode()
    assert (base / "methods" / "broken.yaml").read_bytes() == b"name: [\n"
    assert run_cli("fmt", "kb/goals", kb=base) == Run(0, "", "2 files of 2 in form already\n")


def test_check_names_what_is_not_in_form_and_writes_nothing(base: Path, run_cli: Callable[..., Run]) -> None:
    run = run_cli("fmt", "--check", "kb/goals", kb=base)

    assert run == Run(1, "not in form: kb/goals/debug.yaml\n", "1 file of 2 in form already\n")
    assert (base / "goals" / "debug.yaml").read_bytes() == MESSY.encode()
    assert not (base.parent / "build").exists()


def test_a_diff_shows_what_would_change(base: Path, run_cli: Callable[..., Run]) -> None:
    (base / "goals" / "debug.yaml").write_text(FORMED.replace("Debug", "'Debug'"), encoding="utf-8")

    run = run_cli("fmt", "--diff", "kb/goals", kb=base)

    assert run.stdout == (
        "--- kb/goals/debug.yaml\n+++ kb/goals/debug.yaml\n@@ -1,4 +1,4 @@\n"
        " # yaml-language-server: $schema=../../schemas/goal.json\n-name: 'Debug'\n+name: Debug\n summary: Find it.\n"
        " standing: sound\n"
    )
    assert run.code == 1


def test_a_file_that_would_lose_something_is_named_and_left_alone(
    base: Path, run_cli: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(document: object) -> str:
        raise CannotKeepError("x")

    monkeypatch.setattr(formatting, "form", refuse)

    run = run_cli("fmt", "kb/goals/formed.yaml", kb=base)

    assert run.stderr == (
        "left as it is, for a comment would be lost: kb/goals/formed.yaml\n0 files of 1 in form already\n"
    )
    assert (base / "goals" / "formed.yaml").read_text(encoding="utf-8") == FORMED


def test_paths_outside_the_base_are_refused(base: Path, run_cli: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()

    run = run_cli("fmt", "elsewhere", kb=base)

    assert run.code == 2
    assert "'elsewhere' is not in the knowledge base" in run.stderr


def test_the_least_entries_mean_the_same_in_form(
    write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]
) -> None:
    base = write_kb(factories.least_base())

    assert run_cli("fmt", kb=base).code == 0
    assert run_cli("validate", "--strict", kb=base).stdout == "no problems in 2 files\n"
