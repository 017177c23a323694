"""The same input gives the same bytes, wherever and whenever it is built.

All but the search index: Pagefind writes its filters and its list of pages in an order that differs from run to run.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.checkout import PROGRAM, ROOT

BASE = ROOT / "tests" / "golden" / "kb"


def build(folder: Path, seed: str, zone: str, *, backwards: bool) -> dict[str, bytes]:
    """Build the site in a folder, its files copied in some order, and give all that comes out."""
    paths = sorted(path for path in BASE.rglob("*") if path.is_file())
    for path in reversed(paths) if backwards else paths:
        place = folder / "kb" / path.relative_to(BASE)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    shutil.copytree(ROOT / "site", folder / "site")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": "1700000000"}
    for command in (["release", "--on", "2026-11-22"], ["site"]):
        subprocess.run([PROGRAM, *command], cwd=folder, check=True, capture_output=True, env=surroundings)
    made = (folder / "build" / "docs", folder / "build" / "site", folder / "kb" / "releases")
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in made
        for path in sorted(part.rglob("*"))
        if path.is_file() and "pagefind" not in path.parts
    }


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    first = build(tmp_path_factory.mktemp("a"), "1", "UTC", backwards=False)
    second = build(tmp_path_factory.mktemp("another-place"), "2", "Pacific/Auckland", backwards=True)
    return first, second


def test_two_builds_in_two_folders_are_the_same_bytes(both: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    first, second = both

    assert len(first) > 100
    assert first.keys() == second.keys()
    assert [name for name, content in first.items() if content != second[name]] == []


def test_no_file_says_where_it_was_built(both: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    assert [name for name, content in both[1].items() if b"another-place" in content] == []
