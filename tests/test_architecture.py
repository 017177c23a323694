"""What holds for the code as a whole, beside the import contract."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "tool").rglob("*.py"))
MOST_LINES = 300
"""A module over 250 lines asks to be split; here it is told to."""

LONGEST_FUNCTION = 50
"""A function over 40 lines asks to be split likewise."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= MOST_LINES
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_is_short_and_a_public_one_says_what_it_guarantees(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert [f.name for f in functions if f.end_lineno and f.end_lineno - f.lineno >= LONGEST_FUNCTION] == []


def test_no_module_is_named_after_one_of_the_standard_library_or_after_nothing() -> None:
    names = {path.stem for path in MODULES}

    assert names & (set(sys.stdlib_module_names) - {"__main__"}) == set()
    assert names & {"utils", "util", "helpers", "helper", "manager", "common", "misc"} == set()
