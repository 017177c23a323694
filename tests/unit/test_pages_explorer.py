import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from interpkb.pages import addresses, explorer, layout
from interpkb.pages.writing import Link, Writer
from interpkb.query import network

from tests.conftest import Files
from tests.unit.question_bases import FILES

TEMPLATES = Path(__file__).parents[2] / "site" / "templates"
SCRIPT = Path(__file__).parents[2] / "site" / "assets" / "explorer.js"


@pytest.fixture
def connection(open_kb: Callable[[Files], sqlite3.Connection]) -> sqlite3.Connection:
    return open_kb(FILES)


def written(connection: sqlite3.Connection, *, directories: bool = True) -> dict[str, str]:
    nodes = {
        id: Link(addresses.document(id, kind), name, kind, summary)
        for id, kind, name, summary in connection.execute("SELECT id, kind, name, summary FROM node")
    }
    return dict(explorer.graph(connection, Writer(TEMPLATES, nodes, directories=directories)))


def data(text: str) -> dict[str, Any]:
    head, _, rest = text.partition("interpkb.data.network = ")
    assert head == (
        'globalThis.interpkb ??= { data: {} };\ninterpkb.root ??= new URL("..", document.currentScript.src).href;\n'
    )
    found: dict[str, Any] = json.loads(rest.removesuffix(";\n"))
    return found


def test_the_first_picture_holds_goals_agendas_and_classes_and_the_stronger_links_between_them(
    connection: sqlite3.Connection,
) -> None:
    page = written(connection)["graph.md"]

    assert sorted(re.findall(r'data-id="([^"]*)"', page)) == [
        "assure", "audits", "debate", "looking", "persuade", "predict", "proofs",
    ]  # fmt: skip
    assert sorted(re.findall(r'data-ends="([^"]*)"', page)) == [
        "audits assure", "audits persuade", "audits predict", "debate assure", "looking predict", "proofs assure",
        "proofs predict",
    ]  # fmt: skip
    assert page.count("<tr><th") == 7 + 1


def test_a_script_finds_every_entry_in_the_order_of_its_place_and_every_link(connection: sqlite3.Connection) -> None:
    found = data(written(connection)["data/network.js"])
    whole = network.network(connection)

    ids = [id for ids in layout.columns(whole.nodes, whole.links) for id in ids]
    assert [entry[0] for entry in found["entries"]] == ids
    assert len(found["links"]) == len(whole.links)
    probing = ids.index("probing")
    relation = [name for name, _ in found["relations"]].index("serves")
    assert [link for link in found["links"] if link[:2] == [probing, relation]] == [
        [probing, relation, ids.index("assure"), 4, found["verdicts"].index("contested")],
        [probing, relation, ids.index("predict"), 0, found["verdicts"].index("asserted")],
    ]


def test_two_runs_write_the_same(connection: sqlite3.Connection) -> None:
    assert written(connection) == written(connection)


@pytest.mark.parametrize(("directories", "suffix"), [(True, "/"), (False, ".html")])
def test_a_script_knows_how_addresses_end(connection: sqlite3.Connection, suffix: str, *, directories: bool) -> None:
    assert data(written(connection, directories=directories)["data/network.js"])["suffix"] == suffix


def test_the_script_draws_in_the_same_measures() -> None:
    constants = dict(re.findall(r"([A-Z_]+) = ([0-9]+)", SCRIPT.read_text(encoding="utf-8")))

    for name in ("PILL", "PILL_TALL", "GAP", "ROW", "TOP", "LETTERS"):
        assert int(constants[name]) == getattr(explorer, f"_{name}"), name
