"""Fixtures that every test may ask for. Inputs are text, and outputs are compared whole.

`pytest --update-golden` (`make golden`) writes what the program gives into the files that hold what was expected;
read the difference before you commit it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from interpkb.cli import main

Files = Mapping[str, str | bytes]


class Run(NamedTuple):
    """What one run of the program gave."""

    code: int
    stdout: str
    stderr: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write expected files anew")


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the caller's shell or CI sets away from the program."""
    for name in ("CI", "INTERPKB_KB", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def write_kb(tmp_path: Path) -> Callable[[Files], Path]:
    """Write files, given by their paths in the base, and return the base's folder."""

    def write(files: Files) -> Path:
        base = tmp_path / "kb"
        for name, content in files.items():
            path = base / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return base

    return write


@pytest.fixture
def run_cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Run the program in this process, from `cwd` (a new folder by default), on the base `kb` if one is named."""

    def run(*arguments: str, kb: Path | None = None, cwd: Path | None = None) -> Run:
        monkeypatch.chdir(cwd or tmp_path)
        capsys.readouterr()
        code = main.invoke([*(("--kb", str(kb)) if kb else ()), *arguments])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


@pytest.fixture
def check_golden(request: pytest.FixtureRequest) -> Callable[[str, Path], None]:
    """Compare a text with a file that holds what is expected, or write it there when asked to `--update-golden`."""

    def check(text: str, path: Path) -> None:
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path} is missing: run 'make golden'"
        assert text == path.read_text(encoding="utf-8"), f"{path} differs: run 'make golden', and read the difference"

    return check
