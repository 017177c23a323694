from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb.editing import skeletons
from interpkb.folder import FOLDERS
from interpkb.models import BY_FOLDER
from interpkb.models.fields import field_order

from tests import factories
from tests.conftest import Files, Run

Cli = Callable[..., Run]


@pytest.fixture
def base(write_kb: Callable[[Files], Path]) -> Path:
    return write_kb(
        {
            **factories.least_base(),
            "claims/maps-show-the-model.yaml": factories.entry("claim"),
            "sources/sanity-checks.yaml": factories.entry("source"),
        }
    )


def kinds_with_what_they_need() -> list[tuple[str, str, list[str]]]:
    needed = {"evidence": ["--set", "source=sanity-checks", "--set", "bears_on.claim=maps-show-the-model"]}
    return [(folder, kind, needed.get(kind, [])) for folder, kind in FOLDERS.items()]


@pytest.mark.parametrize(("folder", "kind", "needed"), kinds_with_what_they_need())
def test_a_new_entry_of_any_kind_is_valid_in_form_and_explains_all_its_fields(
    folder: str, kind: str, needed: list[str], base: Path, run_cli: Cli
) -> None:
    run = run_cli("new", kind, "a-new-thing", *needed, kb=base)

    text = (base / folder / "a-new-thing.yaml").read_text(encoding="utf-8")
    assert run.code == 0
    assert run_cli("validate", kb=base).code == 0
    assert f"kb/{folder}/a-new-thing.yaml" in run_cli("validate", kb=base).stdout
    assert "[unfinished]" in run_cli("validate", kb=base).stdout
    assert run_cli("fmt", "--check", f"kb/{folder}/a-new-thing.yaml", kb=base).code == 0
    fields = [line.removeprefix("# ").partition(":")[0] for line in text.splitlines()]
    assert [field for field in field_order(BY_FOLDER[folder]) if field not in fields] == []


def test_what_is_given_is_filled_in(base: Path, run_cli: Cli) -> None:
    run = run_cli(
        "new", "source", "x-2024", "--stdout", "--set", "authors=A B, C D", "--set", "url=https://a.b/",
        "--set", "verified.on=2026-11-22", "--set", "verified.by=title-and-id", "--set", "date=2024",
        "--set", "aliases=X, The X paper", kb=base,
    )  # fmt: skip

    assert [line for line in run.stdout.splitlines() if not line.startswith("#")] == [
        "title: X 2024", "aliases:", "  - X", "  - The X paper", "authors:", "  - A B", "  - C D", 'date: "2024"', "type: paper  # TODO", "url: https://a.b/",
        "verified:", '  on: "2026-11-22"', "  by: title-and-id",
    ]  # fmt: skip
    assert not (base / "sources" / "x-2024.yaml").exists()


def test_what_is_given_is_a_number_where_a_number_is_wanted(base: Path, run_cli: Cli) -> None:
    service = {"goal": "debug-model", "strength": "3", "because": "3", "according_to": "editor"}
    settings = [part for name, value in service.items() for part in ("--set", f"serves.{name}={value}")]

    run = run_cli("new", "method", "x", "--stdout", *settings, kb=base)

    text = run.stdout
    assert "\n    strength: 3\n" in text
    assert '\n    because: "3"\n' in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["goal", "debug-model"], "interpkb: 'debug-model' is the id of kb/goals/debug-model.yaml\n"),
        (["goal", "Debug It"], "interpkb: the id 'Debug It' is no id (call it debug-it)\n"),
        (["goal", "../../x"], "interpkb: the id '../../x' is no id (call it x)\n"),
        (["goal", "lost"], "interpkb: 'lost' was the id of a released entry, and is never used for another thing\n"),
        (["source", "x", "--from", "nothing"], "interpkb: 'nothing' is neither an arXiv id"),
        (["goal", "x", "--from", "1805.00899"], "--from fills in a source, not an entry of the kind goal"),
        (["goal", "x", "--set", "nmae=y"], "'nmae=y' is no FIELD=VALUE of the kind goal"),
        (["goal", "x", "--set", "name.first=y"], "'name.first=y' is no FIELD=VALUE of the kind goal"),
        (["evidence", "x", "--set", "bears_on=y"], "'bears_on' has parts: fill in one, as bears_on.claim"),
        (["evidence", "x", "--set", "bears_on.clam=y"], "'bears_on.clam=y' is no FIELD=VALUE of the kind evidence"),
        (["evidence", "x"], "no id names the entry: add --set source=ID"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], message: str, base: Path, run_cli: Cli) -> None:
    (base / "ids.txt").write_text("goals/lost -> none 2026-12-01 So.\n", encoding="utf-8")

    run = run_cli("new", *arguments, kb=base)

    assert run.code in {1, 2}
    assert message in run.stderr
    assert len(list(base.glob("*/*.yaml"))) == 4


def test_on_a_terminal_what_is_required_is_asked_for_and_ids_are_offered(
    base: Path, run_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter(
        ["Maps ignore weights", "They do.", "nothing-like-it", "sanity", "sanity-checks", "opposes", "intervention",
         "google-brain", "maps-show-the-model"]
    )  # fmt: skip
    monkeypatch.setattr("interpkb.cli.new_.on_terminal", lambda: True)

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return next(answers)

    def confirm(text: str, **_: object) -> bool:
        asked.append(text)
        return False

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setattr("click.confirm", confirm)

    run = run_cli("new", "evidence", "maps-ignore-weights", kb=base)

    assert run.code == 0
    assert asked == [
        "name", "finding", "source (an id, or part of one)", "source (an id, or part of one)", "sanity-checks?",
        "source (an id, or part of one)", "bears_on.direction", "design", "group", "bears_on.claim (an id, or part of one)",
    ]  # fmt: skip
    assert "  nothing is called like that\n  sanity-checks\n" in run.stderr
    assert "TODO" not in (base / "evidence" / "maps-ignore-weights.yaml").read_text(encoding="utf-8")
    assert run_cli("validate", "--strict", kb=base).stdout == "no problems in 5 files\n"


def test_an_entry_can_be_looked_at_where_only_a_compiled_base_is(base: Path, run_cli: Cli) -> None:
    run_cli("validate", kb=base)

    run = run_cli("new", "method", "my-method", "--stdout", kb=base.parent / "build" / "kb.sqlite")

    assert run.code == 0
    assert "name: My method\n" in run.stdout


def test_every_field_that_is_asked_for_is_explained() -> None:
    fields = [field for kind in FOLDERS.values() for field in skeletons.wanted(kind)]

    assert [field.keys for field in fields if not field.description] == []
