"""What a bad pull request could hold is refused, at its place, whatever the form of the report."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import factories
from tests.conftest import Files, Run
from tests.hostile.files import CASES, HARMLESS
from tests.unit.test_history import git

Write = Callable[[Files], Path]
RunCli = Callable[..., Run]
EXPECTED = Path(__file__).parent / "refused.txt"
COMMAND = re.compile(r"::(error|warning) file=[^,:\n\r]*,line=\d+,col=\d+,title=[a-z0-9-]+::[^\r\n]*")


@pytest.fixture
def base(write_kb: Write, request: pytest.FixtureRequest) -> Path:
    return write_kb({**factories.least_base(), **CASES[request.param]})


def report(run: Run, name: str) -> str:
    return f"{name}\n" + "".join(f"  {line}\n" for line in run.stdout.splitlines())


def test_each_is_refused_with_a_message_at_its_place(
    write_kb: Write, run_cli: RunCli, check_golden: Callable[[str, Path], None], tmp_path: Path
) -> None:
    said = []
    for name, files in CASES.items():
        base = write_kb({**factories.least_base(), **files})
        run = run_cli("validate", "--quiet", kb=base)
        assert (run.code, run.stderr) == (1, ""), name
        said.append(report(run, name))
        base.rename(tmp_path / f"done-{len(said)}")

    check_golden("".join(said), EXPECTED)


@pytest.mark.parametrize("base", CASES, indirect=True)
def test_no_report_lets_a_text_out_of_its_place(base: Path, run_cli: RunCli) -> None:
    text = run_cli("validate", "--quiet", kb=base).stdout
    github = run_cli("validate", "--format", "github", kb=base).stdout
    sarif = json.loads(run_cli("validate", "--format", "sarif", kb=base).stdout)
    data = json.loads(run_cli("validate", "--format", "json", kb=base).stdout)

    lines = text.removesuffix("\n").split("\n")
    assert all(
        line.isprintable() and re.search(r":\d+:\d+: (error|warning): .* \[[a-z0-9-]+\]$", line) for line in lines
    )
    assert all(COMMAND.fullmatch(line) for line in github.removesuffix("\n").split("\n"))
    assert len(lines) == len(github.splitlines()) == len(data) == len(sarif["runs"][0]["results"])


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_only_unusual_is_taken(write_kb: Write, run_cli: RunCli, name: str) -> None:
    base = write_kb({**factories.least_base(), **HARMLESS[name]})

    assert run_cli("validate", kb=base) == Run(0, "no problems in 3 files\n", "")


def test_links_that_lead_out_of_the_base_are_not_followed(write_kb: Write, run_cli: RunCli, tmp_path: Path) -> None:
    base = write_kb(factories.least_base())
    (tmp_path / "secret.yaml").write_text(factories.entry("method", name="Secret"), encoding="utf-8")
    (base / "methods" / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    (base / "methods" / "b.yaml").symlink_to("../../secret.yaml")
    (base / "methods" / "c.yaml").symlink_to("c.yaml")
    (base / "methods" / "d.yaml").symlink_to("/dev/zero")
    (base / "claims").symlink_to(tmp_path)
    (base / "ids.txt").symlink_to("/etc/passwd")

    run = run_cli("validate", "--quiet", kb=base)

    assert run.code == 1
    assert "Secret" not in run.stdout
    assert [line.partition(":")[0] + line.rpartition(" ")[2] for line in run.stdout.splitlines()] == [
        "kb/claims[outside-link]",
        "kb/ids.txt[outside-link]",
        "kb/methods/a.yaml[outside-link]",
        "kb/methods/b.yaml[outside-link]",
        "kb/methods/c.yaml[unreadable-file]",
        "kb/methods/d.yaml[outside-link]",
    ]


def test_a_bad_pull_request_is_described_without_harm(write_kb: Write, run_cli: RunCli) -> None:
    from tests.unit.test_difference_report import check_harmless

    base = write_kb(factories.least_base())
    git(base.parent, "init", "--quiet")
    git(base.parent, "add", "--all", "kb")
    git(base.parent, "commit", "--quiet", "--message", "x")
    for number, files in enumerate(CASES.values()):
        write_kb({path.replace("/x.yaml", f"/x-{number}.yaml"): content for path, content in files.items()})

    comment = run_cli("diff", "HEAD", "--format", "markdown", kb=base)
    text = run_cli("diff", "HEAD", kb=base).stdout

    assert (comment.code, comment.stderr) == (1, "")
    check_harmless(comment.stdout)
    assert all(line.isprintable() for line in text.removesuffix("\n").split("\n"))
