import json
import sqlite3
from collections.abc import Callable

import interpkb
import pytest
from interpkb import export
from interpkb.relations import RELATIONS

from tests.conftest import Files
from tests.unit import bases

Open = Callable[[Files], sqlite3.Connection]


def test_the_base_as_json_says_what_it_is(connection: sqlite3.Connection) -> None:
    data = json.loads(export.FORMATS["json"](connection))

    assert {key: data[key] for key in ("format", "version", "generator", "licence")} == {
        "format": "interpkb", "version": 1, "generator": f"interpkb {interpkb.__version__}", "licence": "CC-BY-4.0",
    }  # fmt: skip
    assert {relation["name"]: relation["inverse"] for relation in data["relations"]} == {
        name: relation.inverse for name, relation in RELATIONS.items()
    }


def test_entries_are_as_in_their_files(connection: sqlite3.Connection) -> None:
    entries = {entry["id"]: entry for entry in json.loads(export.FORMATS["json"](connection))["entries"]}

    assert entries["saliency-maps"] == {
        "id": "saliency-maps",
        "kind": "method",
        "name": "Saliency maps",
        "summary": "Colour the parts of an input that matter most.",
        "broader": ["attribution"],
        "position": [{"dimension": "scope", "value": "local"}],
        "notes": "See [probing](probing).",
    }
    assert {f"{entry['kind']}/{id}" for id, entry in entries.items()} == {
        f"{path.removesuffix('.yaml').replace('s/', '/', 1)}" for path in bases.FILES
    }


def test_links_are_the_stated_ones_with_what_is_said_of_them(connection: sqlite3.Connection) -> None:
    links = json.loads(export.FORMATS["json"](connection))["links"]

    assert [link for link in links if link["stated_in"] == "early"] == [
        {"subject": "early", "relation": "found-in", "object": "irving", "stated_in": "early"},
        {"subject": "early", "relation": "tests", "object": "probing", "direction": "supports", "stated_in": "early"},
        {
            "subject": "early", "relation": "bears-on", "object": "predict", "direction": "supports", "via": "probing",
            "stated_in": "early",
        },
        {"subject": "early", "relation": "tests", "object": "probing", "direction": "opposes", "stated_in": "early"},
        {
            "subject": "early", "relation": "bears-on", "object": "debate/judge", "direction": "opposes",
            "via": "probing", "stated_in": "early",
        },
        {"subject": "early", "relation": "bears-on", "object": "lying-loses", "direction": "supports", "stated_in": "early"},
    ]  # fmt: skip
    assert {link["strength"] for link in links if "strength" in link} == {0, 1, 2, 3, 4}


def test_every_link_joins_two_nodes(connection: sqlite3.Connection) -> None:
    data = json.loads(export.FORMATS["json"](connection))
    nodes = {node["id"] for node in data["nodes"]}

    assert all({link["subject"], link["object"]} <= nodes for link in data["links"])
    assert {node["entry"] for node in data["nodes"]} == {entry["id"] for entry in data["entries"]}


@pytest.mark.parametrize("format_", export.FORMATS)
def test_the_same_base_gives_the_same_text(format_: str, open_kb: Open) -> None:
    first = export.FORMATS[format_](open_kb(bases.FILES))
    again = export.FORMATS[format_](open_kb(dict(reversed(bases.FILES.items()))))

    assert first == again
    assert first.endswith("\n")


@pytest.mark.parametrize("format_", export.FORMATS)
def test_an_empty_base_can_be_exported(format_: str, open_kb: Open) -> None:
    assert isinstance(export.FORMATS[format_](open_kb({"README.md": ""})), str)


def test_text_beyond_ascii_is_written_as_it_is(open_kb: Open) -> None:
    from tests import factories

    assert '"name": "é漢😀"' in export.FORMATS["json"](open_kb({"terms/x.yaml": factories.entry("term", name="é漢😀")}))
