"""Renaming and retiring, by the commands that do it."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb import loader
from interpkb.problems import Severity

from tests import factories
from tests.conftest import Files, Run

GOLDEN = Path(__file__).parents[1] / "golden" / "kb"
Cli = Callable[..., Run]
FILES = {
    "goals/debug-model.yaml": factories.entry("goal"),
    "methods/saliency-maps.yaml": (
        "# a comment\nname: 'Saliency maps'\nsummary: Colour the parts. # beside\nserves:\n"
        "- {goal: \"debug-model\", strength: 2, because: 'See [it](debug-model) and `debug-model`, not debug-model.',\n"
        "   according_to: editor} # why\nnotes: |\n  A [link].\n\n  [link]: debug-model\n"
    ),
}


@pytest.fixture
def base(write_kb: Callable[[Files], Path]) -> Path:
    return write_kb(FILES)


def text(base: Path, name: str) -> str:
    return (base / name).read_text(encoding="utf-8")


def test_every_reference_changes_in_place_and_nothing_else(base: Path, run_cli: Cli) -> None:
    before = text(base, "methods/saliency-maps.yaml")

    run = run_cli("rename", "debug-model", "mend-model", kb=base)

    assert run == Run(0, "renamed debug-model to mend-model: 3 references changed\n", "")
    assert text(base, "methods/saliency-maps.yaml") == before.replace("debug-model", "mend-model").replace(
        "not mend-model", "not debug-model"
    )
    assert text(base, "goals/mend-model.yaml") == FILES["goals/debug-model.yaml"]
    assert not (base / "goals" / "debug-model.yaml").exists()
    assert run_cli("validate", "--strict", kb=base).stdout == "no problems in 2 files\n"
    assert sorted(path.name for path in (base.parent / "build").glob("*edit*")) == []


def test_a_released_id_leaves_a_redirect_and_its_successor_is_released(base: Path, run_cli: Cli) -> None:
    run_cli("release", "--on", "2026-11-22", kb=base)
    run_cli("rename", "debug-model", "mend-model", "--because", "It is\nclearer.", "--on", "2026-12-01", kb=base)
    run_cli("rename", "mend-model", "repair-model", "--on", "2026-12-02", kb=base)

    assert text(base, "ids.txt").splitlines()[1:] == [
        "released: 2026-11-22",
        "goals/debug-model -> goals/repair-model 2026-12-01 It is clearer.",
        "goals/mend-model -> goals/repair-model 2026-12-02 Renamed.",
        "goals/repair-model",
        "methods/saliency-maps",
    ]
    assert run_cli("rename", "saliency-maps", "mend-model", kb=base) == Run(
        1, "", "interpkb: 'mend-model' was the id of a released entry, and is never used for another thing\n"
    )
    assert run_cli("validate", "--strict", kb=base).code == 0


def test_what_was_renamed_or_deleted_by_hand_is_put_right(base: Path, run_cli: Cli) -> None:
    run_cli("release", kb=base)
    (base / "goals" / "debug-model.yaml").rename(base / "goals" / "mend-model.yaml")

    assert run_cli("validate", kb=base).code == 1
    assert run_cli("rename", "debug-model", "mend-model", kb=base).code == 0
    assert run_cli("validate", "--strict", kb=base).stdout == "no problems in 2 files\n"
    (base / "methods" / "saliency-maps.yaml").unlink()
    assert run_cli("retire", "saliency-maps", "--because", "So.", kb=base).stdout == "retired saliency-maps\n"
    assert "methods/saliency-maps -> none " in text(base, "ids.txt")


def test_an_entry_that_is_referred_to_goes_only_if_another_takes_its_place(base: Path, run_cli: Cli) -> None:
    assert run_cli("retire", "debug-model", "--because", "So.", kb=base) == Run(
        1,
        "",
        "interpkb: 'debug-model' is referred to; delete these references, or name --replaced-by ID:\n"
        "  kb/methods/saliency-maps.yaml:5:10\n  kb/methods/saliency-maps.yaml:5:47\n  kb/methods/saliency-maps.yaml:7:8\n",
    )
    (base / "goals" / "mend.yaml").write_text(factories.entry("goal", name="Mend"), encoding="utf-8")

    run = run_cli("retire", "debug-model", "--because", "So.", "--replaced-by", "mend", kb=base)

    assert run == Run(0, "retired debug-model: 3 references changed to mend\n", "")
    assert run_cli("validate", "--strict", kb=base).stdout == "no problems in 2 files\n"


def test_what_would_make_errors_is_refused_and_nothing_happens(base: Path, run_cli: Cli) -> None:
    overlaps = [{"goal": "debug-model", "because": "It does.", "according_to": "editor"}]
    (base / "goals" / "mend.yaml").write_text(factories.entry("goal", name="Mend", overlaps=overlaps), encoding="utf-8")
    before = {path: path.read_bytes() for path in base.rglob("*.yaml")}

    run = run_cli("retire", "debug-model", "--because", "So.", "--replaced-by", "mend", kb=base)

    assert run.code == 1
    assert run.stderr == (
        "interpkb: the base would have errors; mend this first:\n"
        "kb/goals/mend.yaml:4:21: error: 'mend' is linked to itself [self-reference]\n"
    )
    assert {path: path.read_bytes() for path in base.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rename", "debug-modell", "x"], "there is no entry 'debug-modell' (did you mean 'debug-model'?)"),
        (["rename", "debug-model", "saliency-maps"], "'saliency-maps' is the id of kb/methods/saliency-maps.yaml"),
        (["rename", "debug-model", "Mend It"], "the id 'Mend It' is no id (call it mend-it)"),
        (["rename", "debug-model", "../x"], "the id '../x' is no id (call it x)"),
        (["rename", "debug-model/x", "y"], "there is no need or value 'debug-model/x'"),
        (["rename", "lost", "debug-model"], "there is no entry 'lost', and none was released"),
        (["retire", "debug-model", "--because", "So.", "--replaced-by", "saliency-maps"],
         "there is no goal 'saliency-maps' that could take the place of 'debug-model'"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(arguments: list[str], message: str, base: Path, run_cli: Cli) -> None:
    assert run_cli(*arguments, kb=base) == Run(1, "", f"interpkb: {message}\n")


def test_a_broken_file_has_to_be_mended_first(base: Path, run_cli: Cli) -> None:
    (base / "methods" / "broken.yaml").write_text("name: [\n", encoding="utf-8")

    run = run_cli("rename", "debug-model", "mend-model", kb=base)

    assert run.code == 1
    assert "kb/methods/broken.yaml:2:1: error:" in run.stderr


def everything(base: Path) -> dict[str, object]:
    reading = loader.read(base)
    assert [problem for problem in reading.problems if problem.severity is Severity.ERROR] == []
    return {record.file.path: json.loads(record.body or "") for record in reading.records}


def swapped(data: object, old: str, new: str) -> object:
    """Put a name in place of another wherever an entry can name one."""
    match data:
        case dict():
            return {key: swapped(value, old, new) for key, value in data.items()}
        case list():
            return [swapped(value, old, new) for value in data]
        case str() if data == old or data.startswith(f"{old}/"):
            return new + data[len(old) :]
        case str():
            return data.replace(f"]({old}", f"]({new}").replace(f"`{old}`", f"`{new}`")
    return data


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_an_entry_of_any_kind_can_be_renamed_wherever_it_is_named(path: Path, tmp_path: Path, run_cli: Cli) -> None:
    base = Path(shutil.copytree(GOLDEN, tmp_path / "kb"))
    old, new = path.stem, "another-name-altogether"
    before = everything(base)

    run = run_cli("rename", old, new, kb=base)

    expected = {name.replace(f"/{old}.yaml", f"/{new}.yaml"): swapped(data, old, new) for name, data in before.items()}
    assert run.code == 0
    assert everything(base) == expected


def test_a_need_and_a_value_can_be_renamed(tmp_path: Path, run_cli: Cli) -> None:
    base = Path(shutil.copytree(GOLDEN, tmp_path / "kb"))
    problems = run_cli("validate", kb=base).stdout

    need = run_cli("rename", "debate/judge-sees-the-fault", "fault-is-seen", kb=base)
    value = run_cli("rename", "access/weights", "access/parameters", kb=base)

    assert (need.code, value.code) == (0, 0)
    assert "judge-sees-the-fault" not in "".join(text(base, f"{f.parent.name}/{f.name}") for f in base.glob("*/*.yaml"))
    renamed = problems.replace("judge-sees-the-fault", "fault-is-seen").replace("access/weights", "access/parameters")
    assert run_cli("validate", kb=base).stdout == renamed
    assert run_cli("show", "access/parameters", kb=base).code == 0


def test_no_line_is_taken_out_of_the_ledger_unnoticed(base: Path, run_cli: Cli) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", "-C", base.parent, *identity, *arguments], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "before the first release")
    run_cli("release", kb=base)
    assert run_cli("release", "--since", "main", kb=base) == Run(0, "", "")
    git("add", "-A")
    git("commit", "-q", "-m", "release")
    run_cli("rename", "debug-model", "mend-model", kb=base)
    assert run_cli("release", "--since", "main", kb=base) == Run(0, "", "")
    ledger = base / "ids.txt"
    ledger.write_text(text(base, "ids.txt").replace("goals/debug-model -> ", "# "), encoding="utf-8")

    lost = Run(1, "", "gone from the ledger since main: goals/debug-model\n")
    assert run_cli("validate", kb=base).code == 0
    assert run_cli("release", "--since", "main", kb=base) == lost
    ledger.unlink()
    assert run_cli("release", "--since", "main", kb=base).stderr.count("gone from the ledger") == 2
    assert "git knows no revision '--help'" in run_cli("release", "--since", "--help", kb=base).stderr
