"""What the hand-written documents say of commands, targets and files is so."""

import re
from pathlib import Path

import pytest
from interpkb.cli.main import COMMANDS
from interpkb.codes import CODES

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "site/pages/contribute.md", "site/pages/command-line.md")
TARGETS = frozenset(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_that_a_document_names_is_there(name: str) -> None:
    named = {target for line in re.findall(r"`make ([a-z -]+)`", text(name)) for target in line.split()}

    assert named - TARGETS == set()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_that_a_document_names_is_there(name: str) -> None:
    named = set(re.findall(r"(?:`|\$ |bin/)interpkb ([a-z]+)", text(name)))

    assert named - set(COMMANDS) == set()


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_file_that_a_document_links_to_is_there(name: str) -> None:
    linked = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text(name))

    assert [path for path in linked if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_page_and_its_line(command: str) -> None:
    page = text(f"site/pages/commands/{command}.md")

    assert re.search(rf"^\$ interpkb {command}( [a-z]+)? --help$", page, re.MULTILINE)
    assert f"(commands/{command}.md)" in text("site/pages/command-line.md")


def test_every_module_that_contributing_names_is_there() -> None:
    named = set(re.findall(r"^\| \d+ \| (.*?) \|", text("CONTRIBUTING.md"), re.MULTILINE))
    modules = {name.strip("/") for cell in named for name in re.findall(r"`([a-z_/]+)`", cell)}
    package = ROOT / "tool" / "interpkb"

    assert modules
    assert [name for name in modules if not (package / name).is_dir() and not (package / f"{name}.py").is_file()] == []


def test_every_problem_code_that_a_document_names_is_there() -> None:
    named = {code for name in DOCUMENTS for code in re.findall(r"interpkb explain ([a-z]+(?:-[a-z]+)+)", text(name))}

    assert named - set(CODES) == set()
