"""Sites that tests look at, each built once in a copy of the checkout, so that the tree itself is not touched."""

import atexit
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.markup import Page

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("interpkb")


class Built(NamedTuple):
    """A built site: where it is, what the program said, and every page by the path of its file."""

    folder: Path
    said: str
    pages: dict[str, Page]


def copy(base: Path) -> Path:
    """Copy all that a site is built from into a new folder, with this base, and return the folder."""
    folder = Path(tempfile.mkdtemp(prefix="interpkb-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(base, folder / "kb")
    shutil.copytree(ROOT / "site", folder / "site")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def build(checkout: Path, *options: str) -> str:
    """Run `interpkb site` in a copy, and return what it says; it must succeed, and complain of nothing."""
    run = subprocess.run(
        [PROGRAM, "--kb", checkout / "kb", "site", *options], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, ""), run.stderr
    return run.stdout


def read(folder: Path) -> dict[str, Page]:
    """Read every page of a built site."""
    return {
        path.relative_to(folder).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }


def pages_by_type(built: Built) -> dict[str, list[str]]:
    """Group pages by type: a page that stands alone is one, and so are all that share a folder, as entries of a kind do.

    A type that is new is found by itself. The page for what is not found is one of them.
    """
    found: dict[str, list[str]] = {}
    for path in sorted(built.pages):
        folder, _, rest = path.partition("/")
        alone = rest in {"", "index.html"}
        found.setdefault(path if alone else f"{folder}/*", []).append(path)
    return found


@cache
def small() -> Built:
    """Build the site of the small base of the golden tests, which uses every kind."""
    return _small("site")


@cache
def small_offline() -> Built:
    """Build the site of the small base for a disk."""
    return _small("site-offline", "--offline")


def _small(folder: str, *options: str) -> Built:
    root = copy(ROOT / "tests" / "golden" / "kb")
    said = build(root, *options)
    return Built(root / "build" / folder, said, read(root / "build" / folder))


@cache
def real() -> Path:
    """Copy the checkout with the real base."""
    return copy(ROOT / "kb")


@cache
def site() -> Built:
    """Build the site of the real base."""
    said = build(real())
    return Built(real() / "build" / "site", said, read(real() / "build" / "site"))


@cache
def offline() -> Built:
    """Build the site of the real base for a disk, after the other: the two share the folder of documents."""
    site()
    said = build(real(), "--offline")
    return Built(real() / "build" / "site-offline", said, read(real() / "build" / "site-offline"))
