"""What stands in `.github` is safe, is what GitHub reads, and asks for what the schemas hold."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from interpkb.difference_report import MARK

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = {"new-method": "method", "new-agenda": "agenda", "new-evidence": "evidence"}
OURS = frozenset({"entry_id", "sources"})
"""What a form asks beside the fields of the entry."""

LEFT_OUT = frozenset({"on_map", "reviewed", "superseded_by", "retracted"})
"""Fields that only editors fill in."""


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # texts, and nothing else


def named(path: Path) -> str:
    return path.stem


def jobs(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = load(path)["jobs"]
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_every_action_is_pinned_by_its_whole_hash_with_the_version_beside_it(path: Path) -> None:
    lines = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))

    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_an_action_has_one_version_everywhere() -> None:
    pins = {line for path in WORKFLOWS for line in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))}

    assert len({pin.partition("@")[0] for pin in pins}) == len(pins)


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_a_workflow_has_no_rights_and_each_job_says_which_it_has_and_how_long_it_may_take(path: Path) -> None:
    assert load(path)["permissions"] == {}
    assert [name for name, job in jobs(path).items() if not {"permissions", "timeout-minutes"} <= set(job)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_no_text_of_others_is_put_into_a_script(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_no_workflow_has_a_secret_or_runs_for_a_fork_with_the_rights_of_the_repository(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert "secrets." not in text
    assert "pull_request_target" not in load(path)["on"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_no_checkout_leaves_a_token_behind(path: Path) -> None:
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]

    assert [step for step in checkouts if step["with"].get("persist-credentials") != "false"] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_what_runs_for_a_pull_request_can_only_read(path: Path) -> None:
    for name, job in jobs(path).items():
        if "pull_request" in load(path)["on"] and job.get("if") != "github.event_name == 'push'":
            assert job["permissions"] == {"contents": "read"}, name


def test_the_job_that_comments_runs_nothing_of_the_repository_and_the_one_that_reads_their_file_cannot_write() -> None:
    found = jobs(ROOT / ".github" / "workflows" / "comment.yml")

    assert found["write"]["permissions"] == {"actions": "read", "contents": "read"}
    assert found["write"]["steps"][0]["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert found["post"]["permissions"] == {"pull-requests": "write"}
    assert [step.get("uses", "run").partition("@")[0] for step in found["post"]["steps"]] == [
        "actions/download-artifact",
        "run",
    ]
    assert f'startswith("{MARK}")' in found["post"]["steps"][1]["run"]


def test_the_comment_waits_for_the_workflow_that_leaves_the_file() -> None:
    workflows = ROOT / ".github" / "workflows"

    assert load(workflows / "comment.yml")["on"]["workflow_run"]["workflows"] == [
        load(workflows / "preview.yml")["name"]
    ]


@pytest.mark.parametrize(("form", "kind"), FORMS.items())
def test_a_form_asks_for_the_fields_of_the_schema_in_its_words(form: str, kind: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{kind}.json").read_text(encoding="utf-8"))
    asked = {part["id"]: part for part in load(ROOT / ".github" / "ISSUE_TEMPLATE" / f"{form}.yml")["body"][1:]}

    assert list(asked) == ["entry_id", *(name for name in schema["properties"] if name not in LEFT_OUT), "sources"]
    for name, part in asked.items():
        if name not in OURS:
            field = schema["properties"][name]
            assert part["attributes"]["description"] == field["description"]
            assert ("validations" in part) == (name in schema["required"]), name
            options = schema["$defs"].get(field.get("$ref", "").rpartition("/")[2], {}).get("enum")
            assert part["attributes"].get("options") == options, name


def test_every_hook_runs_a_command_that_is_there() -> None:
    from interpkb.cli.main import COMMANDS

    hooks = [
        *load(ROOT / ".pre-commit-hooks.yaml"),
        *(hook for repo in load(ROOT / ".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]),
    ]
    named = [found[1] for hook in hooks if (found := re.search(r"interpkb (\w+)", hook["entry"]))]

    assert set(named) == {"fmt", "validate", "schema"}
    assert set(named) <= set(COMMANDS)


def test_hooks_of_this_repository_fetch_nothing() -> None:
    assert {repo["repo"] for repo in load(ROOT / ".pre-commit-config.yaml")["repos"]} == {"local"}


def test_the_owners_name_places_that_are_there() -> None:
    lines = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    places = [line.split()[0] for line in lines if line.startswith("/")]
    made_by_a_release = {"/kb/ids.txt", "/kb/releases/"}

    assert [place for place in places if not list(ROOT.glob(place[1:])) and place not in made_by_a_release] == []
