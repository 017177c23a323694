"""Python's half of the cases that the scripts of the pages answer too; `tests/browser/test_tools.py` has the other."""

import json
import sqlite3
from collections.abc import Callable

import pytest

from tests import same_answers
from tests.conftest import Files
from tests.unit.question_bases import FILES

CASES = same_answers.cases()


@pytest.fixture
def connection(open_kb: Callable[[Files], sqlite3.Connection]) -> sqlite3.Connection:
    return open_kb(FILES)


def rounded(data: object) -> object:
    """Give data with its numbers rounded: the last bit of a sum differs between versions of Python."""
    return json.loads(json.dumps(data), parse_float=lambda text: round(float(text), 9))


@pytest.mark.parametrize("name", CASES)
def test_python_answers_every_shared_case(name: str, connection: sqlite3.Connection) -> None:
    case = CASES[name]

    assert rounded(same_answers.answer(connection, case["rule"], case["given"])) == rounded(case["answer"])


def test_every_rule_is_asked_several_times() -> None:
    rules = [case["rule"] for case in CASES.values()]

    assert {rule: rules.count(rule) >= 4 for rule in set(rules)} == dict.fromkeys(
        ("pick", "prioritise", "knock_out", "cross"), True
    )
