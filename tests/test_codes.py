"""Every problem code is in the table, in the program and in the docs, and each of the three knows no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import interpkb
import pytest
from interpkb import source
from interpkb.codes import CODES
from interpkb.relations import INVERSES, RELATIONS

TOOL = Path(interpkb.__file__).parent
PAGES = TOOL / "explanations"
# The modules that find problems. The others only pass them on.
FINDERS = (
    *(TOOL / f"{name}.py" for name in ("folder", "ledger", "linking", "loader", "prose", "source", "validation")),
    TOOL / "refs" / "comparing.py",
    *sorted((TOOL / "checks").glob("*.py")),
)


def constants() -> Iterator[str]:
    """Yield every text in the modules that find problems, apart from those inside f-strings and docstrings."""
    for path in FINDERS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def page(code: str) -> str:
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")


def fences(text: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_every_code_that_the_program_names_is_in_the_table() -> None:
    hyphenated = {text for text in constants() if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", text)}

    assert hyphenated - RELATIONS.keys() - INVERSES.keys() <= CODES.keys()


def test_every_code_in_the_table_is_named_by_the_program() -> None:
    assert CODES.keys() <= set(constants())


def test_the_table_holds_each_code_under_its_own_name() -> None:
    assert [code.name for code in CODES.values()] == list(CODES)


def test_every_page_explains_a_code_and_every_code_has_a_page() -> None:
    assert {path.name for path in PAGES.iterdir()} == {f"{code}.md" for code in CODES}


@pytest.mark.parametrize("code", CODES)
def test_a_page_names_its_code_and_severity_and_shows_what_is_wrong_and_right(code: str) -> None:
    lines = page(code).splitlines()

    assert lines[:4] == [f"# {code}", "", f"*{CODES[code].severity}*", ""]
    assert [line for line in lines if line.startswith("## ")] == ["## Wrong", "## Right"]


@pytest.mark.parametrize("code", CODES)
def test_a_page_fits_a_terminal(code: str) -> None:
    text = page(code)

    assert [line for line in text.splitlines() if len(line) > 80 or line != line.rstrip()] == []
    assert text.endswith("```\n")


@pytest.mark.parametrize("code", CODES)
def test_what_a_page_calls_right_is_yaml_that_entries_may_use(code: str) -> None:
    _, right = page(code).split("\n## Right\n")

    for example in fences(right):
        assert source.parse("example.yaml", example).data


@pytest.mark.parametrize(
    "code", ["duplicate-key", "forbidden-character", "forbidden-yaml", "not-a-mapping", "syntax", "empty-file"]
)
def test_what_a_page_of_an_unreadable_example_calls_wrong_is_wrong_for_that_reason(code: str) -> None:
    wrong, _ = page(code).split("\n## Right\n")
    (example,) = fences(wrong)

    with pytest.raises(source.SourceError) as caught:
        source.parse("example.yaml", example)

    assert caught.value.problem.code == code
