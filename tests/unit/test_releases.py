import json
from collections.abc import Callable
from pathlib import Path

import pytest
from interpkb import compiled, releases
from interpkb.errors import BadReleaseError
from interpkb.query import states
from interpkb.releases import Change, Release, State

from tests import factories
from tests.conftest import Files, Run

Cli = Callable[..., Run]
BASE = factories.least_base()
FIRST = Release("2026.11", "2026-11-22", State({"goals/a": "0", "goals/b": "1"}, {"x serves a": "asserted"}))


@pytest.fixture
def base(write_kb: Callable[[Files], Path]) -> Path:
    return write_kb(BASE)


def edit(base: Path, name: str, old: str, new: str) -> None:
    path = base / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_release_is_read_as_it_was_written(tmp_path: Path) -> None:
    later = FIRST._replace(version="2026.11.1")
    for release in (FIRST, later, FIRST._replace(version="2026.11.10"), FIRST._replace(version="2027.01")):
        (tmp_path / f"{release.version}.json").write_text(releases.text(release), encoding="utf-8")

    found = releases.read(tmp_path)

    assert [release.version for release in found] == ["2027.01", "2026.11.10", "2026.11.1", "2026.11"]
    assert found[2:] == [later, FIRST]
    assert releases.read(tmp_path / "none") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        releases.text(FIRST._replace(version="2026.12")),
        releases.text(FIRST._replace(released_on="today")),
        releases.text(FIRST._replace(state=State({"../x": "0"}, {}))),
        releases.text(FIRST._replace(state=State({"goals/a": "<b>"}, {}))),
        releases.text(FIRST._replace(state=State({}, {"<b>": "asserted"}))),
        json.dumps({"version": "2026.11"}),
        json.dumps({**json.loads(releases.text(FIRST)), "entries": []}),
        json.dumps({**json.loads(releases.text(FIRST)), "verdicts": {"x serves a": 1}}),
    ],
)
def test_a_file_that_no_release_wrote_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "2026.11.json").write_text(text, encoding="utf-8")

    with pytest.raises(BadReleaseError, match=r"2026\.11\.json' is no release"):
        releases.read(tmp_path)


def test_the_next_version_is_that_of_the_month_with_a_number_from_the_second_on() -> None:
    assert releases.next_version([], "2026-11-22") == "2026.11"
    assert releases.next_version([FIRST], "2026-11-30") == "2026.11.1"
    assert releases.next_version([FIRST._replace(version="2026.11.9"), FIRST], "2026-11-30") == "2026.11.10"
    assert releases.next_version([FIRST], "2026-12-01") == "2026.12"


def test_from_one_state_to_the_next_entries_and_verdicts_change() -> None:
    later = State({"goals/b": "2", "goals/c": "3"}, {"x serves a": "contested", "x serves c": "asserted"})

    assert releases.change(FIRST.state, later) == Change(
        ("goals/c",), ("goals/b",), ("goals/a",), (("x serves a", "asserted", "contested"),)
    )
    assert releases.change(later, later).empty


def test_the_state_of_a_base_changes_with_what_entries_say_and_not_with_how_or_when_they_were_read(base: Path) -> None:
    def now() -> State:
        return states.state(compiled.open_base(base).demand_sound().connection)

    first = now()
    edit(base, "goals/debug-model.yaml", "name:", "# A comment.\nreviewed: '2026-11'\nname:")
    same = now()
    edit(base, "goals/debug-model.yaml", "Debug the model", "Mend the model")

    assert first == same
    assert first.verdicts == {"saliency-maps serves debug-model": "asserted"}
    assert releases.change(first, now()) == Change((), ("goals/debug-model",), (), ())
    assert states.reviewed(compiled.open_base(base).connection) == {"goals/debug-model": "2026-11"}


def test_a_release_freezes_the_base_and_makes_its_ids_permanent(base: Path, run_cli: Cli) -> None:
    said = Run(0, "goals/debug-model\nmethods/saliency-maps\n", "2026.11: 2 new ids\n")

    assert run_cli("release", "--dry-run", "--on", "2026-11-22", kb=base) == said
    assert not (base / "ids.txt").exists()
    assert run_cli("release", "--on", "2026-11-22", kb=base) == said

    (release,) = releases.read(base / "releases")
    assert (release.version, release.released_on) == ("2026.11", "2026-11-22")
    assert release.state == states.state(compiled.open_base(base).demand_sound().connection)
    assert (base / "ids.txt").read_text(encoding="utf-8").splitlines()[1:] == [
        "released: 2026-11-22",
        "goals/debug-model",
        "methods/saliency-maps",
    ]


def test_a_release_needs_a_change_and_a_version_that_comes_after(base: Path, run_cli: Cli) -> None:
    run_cli("release", "2026.11.3", kb=base)

    assert run_cli("release", "2026.12", kb=base).stderr == "Error: nothing has changed since 2026.11.3\n"
    assert run_cli("release", "2026.11.3", kb=base).stderr == "Error: 2026.11.3 does not come after 2026.11.3\n"
    assert run_cli("release", "1.0", kb=base).code == 2
    assert run_cli("release", "--on", "tomorrow", kb=base).code == 2
    edit(base, "goals/debug-model.yaml", "Debug the model", "Mend the model")
    assert run_cli("release", "--on", "2026-11-30", kb=base) == Run(0, "", "2026.11.4: 0 new ids\n")


def test_a_base_that_lost_an_id_or_has_errors_is_not_released(base: Path, run_cli: Cli) -> None:
    run_cli("release", "--on", "2026-11-22", kb=base)
    (base / "methods" / "saliency-maps.yaml").unlink()

    run = run_cli("release", kb=base)

    assert run.code == 1
    assert "methods/saliency-maps was released, and is gone" in run.stderr
    assert len(releases.read(base / "releases")) == 1
