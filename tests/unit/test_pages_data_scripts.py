import json
import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from interpkb.pages import data_scripts
from interpkb.pages.writing import Writer

from tests.checkout import ROOT
from tests.conftest import Files
from tests.unit.question_bases import FILES


@pytest.fixture
def connection(open_kb: Callable[[Files], sqlite3.Connection]) -> sqlite3.Connection:
    return open_kb(FILES)


def writer(*, directories: bool = True) -> Writer:
    return Writer(ROOT / "site" / "templates", {}, directories=directories)


def data(script: str) -> tuple[str, Any]:
    """Read the field that a script sets, and its value."""
    found = re.search(r"^interpkb\.data\.(\w+) = (.*);$", script, re.MULTILINE)
    assert found is not None
    return found[1], json.loads(found[2])


def test_each_subject_is_a_script_that_sets_its_field(connection: sqlite3.Connection) -> None:
    scripts = dict(data_scripts.scripts(connection, writer()))

    assert {path: data(script)[0] for path, script in scripts.items()} == {
        "data/names.js": "names", "data/methods.js": "methods", "data/agendas.js": "agendas", "data/claims.js": "claims",
    }  # fmt: skip


@pytest.mark.parametrize(("directories", "suffix"), [(True, "/"), (False, ".html")])
def test_names_say_how_addresses_end(directories: bool, suffix: str, connection: sqlite3.Connection) -> None:
    found = data_scripts.names(connection, writer(directories=directories))

    assert found["suffix"] == suffix
    assert found["folders"]["need"] == "agendas"
    assert found["folders"]["value"] == "dimensions"
    assert found["names"]["goal"] == {"assure": "Assure", "persuade": "Persuade", "predict": "Predict"}
    assert found["names"]["need"]["debate/judge"] == "Judge"


def test_a_method_comes_with_all_that_is_said_of_it(connection: sqlite3.Connection) -> None:
    assert data_scripts.methods(connection)["methods"]["probing"] == {
        "family": "probing",
        "class": False,
        "at": {"access": ["weights"], "scope": ["local"]},
        "serves": {
            "assure": {
                "said": [["kirk", 4, "Much."], ["editor", 2, "Somewhat."]],
                "verdict": "contested",
                "for": ("for-probing",),
                "against": ("against-probing",),
                "largest": "7B",
                "latest": "2020-03-17",
            },
            "predict": {"said": [["editor", 0, "It does not."]], "verdict": "asserted"},
        },
        "failures": ["drift", "leak", "silent"],
    }


def test_a_reason_is_given_as_plain_text(open_kb: Callable[[Files], sqlite3.Connection]) -> None:
    files = FILES | {
        "methods/posters.yaml": FILES["methods/posters.yaml"].replace("It shows where to look.", "*So* `a<b` & more.")
    }

    serves = data_scripts.methods(open_kb(files))["methods"]["posters"]["serves"]

    assert serves["persuade"]["said"] == [["editor", 1, "So a<b & more."]]


def test_a_need_comes_with_what_it_asks_for_and_what_meets_it(connection: sqlite3.Connection) -> None:
    found = data_scripts.agendas(connection)

    assert found["agendas"]["debate"] == {"bet": "short", "needs": ["debate/judge", "debate/rules"]}
    assert found["needs"]["debate/judge"] == {
        "help": "helps",
        "goals": ["assure"],
        "requires": {"access": ["weights"], "scope": ["local"]},
        "fitting": ["proofs", "probing"],
        "forward": [["posters", "irving"], ["probing", "kirk"]],
    }
    assert found["neglect"]["consumer/model"] == 4


def test_claims_come_with_their_steps_and_those_that_assume_them(connection: sqlite3.Connection) -> None:
    found = data_scripts.claims(connection)

    assert found["claims"]["top"] == {"steps": ["data", "linear"], "supported": ["aside", "data"]}
    assert found["assumers"] == [("audits", "linear", "agenda"), ("probing", "linear", "method")]
