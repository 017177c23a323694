import json
import sqlite3
from pathlib import Path

from interpkb.pages.searching import search
from interpkb.pages.writing import Writer

TEMPLATES = Path(__file__).parents[2] / "site" / "templates"


def test_a_page_on_a_disk_comes_with_every_entry_in_a_line(connection: sqlite3.Connection) -> None:
    files = dict(search(connection, Writer(TEMPLATES, {}, directories=False)))
    lines = {
        line["title"]: line
        for line in json.loads(files["assets/search-index.js"].removeprefix("window.kbSearchIndex = ").rstrip(";\n"))
    }

    assert lines["Probing"] == {
        "url": "methods/probing.html",
        "title": "Probing",
        "summary": "Read activations.",
        "kind": "method",
        "aliases": ["linear probes", "on map"],
        "goals": ["debug-model", "predict"],
        "agendas": ["debate"],
    }
    assert '<script src="assets/search-index.js" defer></script>' in files["search.md"]


def test_a_page_on_a_host_loads_no_index(connection: sqlite3.Connection) -> None:
    files = dict(search(connection, Writer(TEMPLATES, {})))

    assert list(files) == ["search.md"]
    assert "search-index" not in files["search.md"]
    assert '<input type="radio" name="kind" value="method"><span>methods <b></b></span>' in files["search.md"]
