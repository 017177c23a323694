import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import factories
from tests.conftest import Files, Run
from tests.unit.test_history import git

Write = Callable[[Files], Path]
RunCli = Callable[..., Run]
BASE = factories.least_base()
METHOD = "methods/saliency-maps.yaml"


@pytest.fixture
def committed(write_kb: Write) -> Path:
    base = write_kb(BASE)
    git(base.parent, "init", "--quiet")
    git(base.parent, "add", "--all", "kb")
    git(base.parent, "commit", "--quiet", "--message", "first")
    (base / METHOD).write_text(BASE[METHOD].replace('"strength": 2', '"strength": 3'), encoding="utf-8")
    return base


SAID = """\
1 entry changed, 1 link changed, 1 cell of the map changed

Entries changed (1)
  saliency-maps (method): serves

Cells of the map (1)
  saliency-maps for debug-model: 2 → 3

Links changed (1)
  saliency-maps serves debug-model, strength 3, says editor
    strength 2 → 3
"""


def test_the_files_are_compared_with_a_revision(committed: Path, run_cli: RunCli) -> None:
    assert run_cli("diff", "HEAD", kb=committed) == Run(0, SAID, "")


def test_two_revisions_are_compared_whatever_the_files_say(committed: Path, run_cli: RunCli) -> None:
    git(committed.parent, "commit", "--quiet", "--all", "--message", "second")
    (committed / METHOD).write_text("name: [", encoding="utf-8")

    assert run_cli("diff", "HEAD~", "HEAD", kb=committed) == Run(0, SAID, "")


def test_nothing_is_left_behind_and_nothing_is_checked_out(committed: Path, run_cli: RunCli) -> None:
    before = git(committed.parent, "status", "--porcelain")

    run_cli("diff", "HEAD", kb=committed)

    assert git(committed.parent, "status", "--porcelain", "--", "kb") == before.replace("?? build/", "").strip()


def test_an_error_that_came_up_gives_exit_code_1(committed: Path, run_cli: RunCli) -> None:
    (committed / METHOD).write_text("name: [", encoding="utf-8")

    run = run_cli("diff", "HEAD", kb=committed)

    assert run.code == 1
    assert "one of the bases has errors, so verdicts and needs are not compared" in run.stdout
    assert "kb/methods/saliency-maps.yaml:2:1: error: " in run.stdout


def test_data_are_read_back_as_the_same_difference(committed: Path, run_cli: RunCli, tmp_path: Path) -> None:
    data = run_cli("diff", "HEAD", "--format", "json", kb=committed).stdout
    (tmp_path / "difference.json").write_text(data, encoding="utf-8")

    assert run_cli("diff", "--read", "difference.json") == Run(0, SAID, "")
    assert json.loads(data)["cells"] == [{"method": "saliency-maps", "goal": "debug-model", "before": 2, "after": 3}]


def test_a_file_that_is_no_difference_is_refused(run_cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")

    assert run_cli("diff", "--read", "x.json") == Run(
        1, "", "Error: 'x.json' is no difference: comparable: Field required\n"
    )


@pytest.mark.parametrize("arguments", [(), ("a", "b", "c"), ("--read", "kb/methods/saliency-maps.yaml", "a")])
def test_it_takes_one_revision_or_two_or_a_file(committed: Path, run_cli: RunCli, arguments: tuple[str, ...]) -> None:
    run = run_cli("diff", *arguments, kb=committed)

    assert run.code == 2
    assert "name one revision or two, or a file with --read" in run.stderr
