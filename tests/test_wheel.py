"""The wheel, as somebody has it who installs the program and has no checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import interpkb
import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it into a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    hatchling = Path(sys.executable).with_name("hatchling")
    subprocess.run([hatchling, "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


def ask(installed: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program outside of any checkout."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, "-m", "interpkb", *arguments],
        cwd=installed.parent, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_it_carries_the_base_and_says_so(installed: Path) -> None:
    answer = ask(installed, "stats")
    counted = ask(installed, "sql", "SELECT count(*) AS entries FROM entry", "--format", "json")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert f"{installed / 'interpkb' / 'carried.sqlite'} (the copy that came with the program)" in answer.stdout
    assert json.loads(counted.stdout) == [{"entries": len(list((ROOT / "kb").glob("*/*.yaml")))}]


@pytest.mark.parametrize("command", ["show influence-functions", "matrix methods goals --json", "--version"])
def test_it_answers(command: str, installed: Path) -> None:
    answer = ask(installed, *command.split())

    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout


def test_what_needs_the_files_says_that_they_are_not_there(installed: Path) -> None:
    answer = ask(installed, "site")

    assert answer.returncode == 1
    assert answer.stderr.startswith("interpkb: no knowledge base in")
    assert "Traceback" not in answer.stderr


def test_it_is_of_this_version(installed: Path) -> None:
    assert (installed / f"interpkb-{interpkb.__version__}.dist-info").is_dir()
