"""The compiled base: when it is made anew, when it is believed, and that nobody can tell it from the files."""

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from interpkb import compiled
from interpkb.compiled import layout, opening

from tests import factories, test_golden
from tests.conftest import Files, Run

WriteKb = Callable[[Files], Path]

HEAVY = ("yaml", "pydantic", "networkx", "rich", "importlib.metadata", "mkdocs")

WATCHED = """
import json, sys
opened = []
sys.addaudithook(lambda event, about: opened.append(str(about[0])) if event == "open" else None)
from interpkb.cli.main import invoke
code = invoke(sys.argv[1:])
heavy = sorted({name for name in sys.modules for top in %r if name == top or name.startswith(top + ".")})
print(json.dumps([code, heavy, sorted(path for path in opened if path.endswith(".yaml"))]), file=sys.stderr)
"""

QUESTIONS = (
    "validate",
    "show saliency-maps",
    "list methods",
    "neighbours saliency-maps",
    "path probing debate",
    "matrix methods goals",
    "why saliency-maps debug-model",
    "pick --goal debug-model",
    "needs",
    "gaps goal scope",
    "gaps --needs",
    "disputes",
    "argument maps-show-the-model",
    "cruxes",
    "knockout lying-loses",
    "prioritise --credence debate=0.5",
    "checklist saliency-maps",
    "revisions",
    "unverified",
    "stats",
    "sql 'SELECT id FROM entry'",
    "explain",
    "--version",
)


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy and compile a base, after its files have been left alone so long that their states can be relied on."""
    folder = tmp_path_factory.mktemp("settled")
    base = Path(shutil.copytree(test_golden.FOLDER / "kb", folder / "kb"))
    compiled.open_base(base).demand_sound().connection.close()
    time.sleep(2.1)
    compiled.open_base(base).connection.close()
    return base


def watch(base: Path, command: str) -> tuple[int, list[str], list[str]]:
    """Run a command in a process of its own: its exit code, the heavy modules, the YAML files that it opened."""
    arguments = shlex.split(command)
    run = subprocess.run(
        [sys.executable, "-c", WATCHED % (HEAVY,), "--kb", base, *arguments],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    code, heavy, opened = json.loads(run.stderr.splitlines()[-1])
    return code, heavy, opened


@pytest.mark.parametrize("command", QUESTIONS)
def test_a_question_on_an_unchanged_base_imports_nothing_heavy_and_opens_no_entry(command: str, settled: Path) -> None:
    assert watch(settled, command) == (0, [], [])


def test_every_entry_is_opened_when_contents_are_to_be_compared_and_none_is_parsed(settled: Path) -> None:
    code, heavy, opened = watch(settled, "validate --content")

    assert (code, heavy) == (0, [])
    assert opened == sorted(str(path) for path in settled.glob("*/*.yaml"))


def test_after_one_edit_one_file_is_opened_and_parsed(settled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(settled.parent, folder)
    base = folder / "kb"
    compiled.open_base(base).connection.close()
    time.sleep(2.1)
    compiled.open_base(base).connection.close()
    edited = base / "methods" / "saliency-maps.yaml"
    edited.write_text(edited.read_text(encoding="utf-8") + "# seen again\n", encoding="utf-8")

    code, _, opened = watch(base, "validate")
    assert (code, set(opened)) == (0, {str(edited)})

    edited.write_text(edited.read_text(encoding="utf-8") + "# and again\n", encoding="utf-8")
    opened_again = compiled.open_base(base)
    assert opened_again.parsed == 1
    opened_again.connection.close()


@pytest.mark.parametrize("name", test_golden.ANSWERS)
def test_an_answer_is_the_same_whether_or_not_the_base_could_be_compiled(
    name: str, settled: Path, tmp_path: Path, run_cli: Callable[..., Run]
) -> None:
    arguments = shlex.split(test_golden.ANSWERS[name])
    base = Path(shutil.copytree(settled, tmp_path / "kb"))
    (tmp_path / "build").write_text("not a folder: nothing can be written here", encoding="utf-8")

    without = run_cli(*arguments, kb=base)
    (tmp_path / "build").unlink()
    first, again = run_cli(*arguments, kb=base), run_cli(*arguments, kb=base)

    assert without.code in {0, 1}
    assert without == first == again


def dump(connection: sqlite3.Connection) -> dict[str, list[Any]]:
    """Give all that is in a compiled base, but for when the files were read, and what is kept for the next time."""
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    found = {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in tables}  # noqa: S608  # names from the schema
    del found["meta"], found["finding"]
    found["file"] = [(*row[:3], *row[7:]) for row in found["file"]]
    return found


EDITS: dict[str, Files] = {
    "a summary": {"methods/saliency-maps.yaml": factories.entry("method", summary="Another.")},
    "a new name": {"methods/saliency-maps.yaml": factories.entry("method", name="Maps of salience")},
    "a new entry": {"goals/predict.yaml": factories.entry("goal", name="Predict")},
    "a link to what is not there": {
        "methods/saliency-maps.yaml": factories.entry("method", serves=[factories.serves("absent", 1, "So.")])
    },
    "a broken file": {"methods/saliency-maps.yaml": "name: ["},
    "a wrong kind": {"goals/debug-model.yaml": "name: x\n"},
    "an alias taken": {"methods/saliency-maps.yaml": factories.entry("method", aliases=["Debug the model"])},
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_the_compiled_base_is_as_if_made_from_nothing(
    edit: str, write_kb: WriteKb, tmp_path: Path
) -> None:
    base = write_kb(factories.least_base())
    compiled.open_base(base).connection.close()
    write_kb(EDITS[edit])
    patched = compiled.open_base(base)
    shutil.copytree(base, tmp_path / "fresh" / "kb")
    fresh = compiled.open_base(tmp_path / "fresh" / "kb")

    assert patched.problems == fresh.problems
    assert dump(patched.connection) == dump(fresh.connection)
    patched.connection.close()
    fresh.connection.close()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + bytes(2000)])
def test_a_corrupt_compiled_file_is_as_good_as_none(content: bytes, write_kb: WriteKb) -> None:
    base = write_kb(factories.least_base())
    place = Path(opening.place_of(str(base)))
    place.parent.mkdir()
    place.write_bytes(content)

    opened = compiled.open_base(base)

    assert (opened.sound, opened.parsed) == (True, len(factories.least_base()))
    opened.connection.close()


def test_a_compiled_file_that_was_cut_off_is_as_good_as_none(write_kb: WriteKb) -> None:
    base = write_kb(factories.least_base())
    compiled.open_base(base).connection.close()
    place = Path(opening.place_of(str(base)))
    place.write_bytes(place.read_bytes()[:6000])

    opened = compiled.open_base(base)

    assert (opened.sound, opened.parsed) == (True, len(factories.least_base()))
    opened.connection.close()


def test_the_compiled_file_of_another_version_is_made_anew(write_kb: WriteKb) -> None:
    base = write_kb(factories.least_base())
    compiled.open_base(base).connection.close()
    with sqlite3.connect(opening.place_of(str(base))) as older:
        older.execute(f"PRAGMA user_version = {layout.FORMAT - 1}")
    older.close()

    opened = compiled.open_base(base)

    assert opened.parsed == len(factories.least_base())
    opened.connection.close()


def test_a_change_is_seen_though_size_and_time_are_what_they_were(write_kb: WriteKb) -> None:
    base = write_kb(factories.least_base())
    path = base / "goals" / "debug-model.yaml"
    before = path.stat()
    compiled.open_base(base).connection.close()
    path.write_bytes(path.read_bytes().replace(b"Debug the model", b"Debug the mould"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    opened = compiled.open_base(base)

    assert opened.connection.execute("SELECT name FROM entry WHERE id = 'debug-model'").fetchone() == (
        "Debug the mould",
    )
    opened.connection.close()
