"""The pages that compute, as they are written: what stands on them with scripts off, and what a strict policy allows."""

import re
import sqlite3
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from interpkb.pages import arguing, choosing, maps
from interpkb.pages.addresses import document
from interpkb.pages.writing import Link, Writer

from tests.checkout import ROOT
from tests.conftest import Files
from tests.unit.question_bases import FILES

PAGES = (maps.map_of_methods, maps.map_of_agendas, choosing.pick, choosing.gaps, choosing.prioritise, arguing.trees,
         arguing.disputes)  # fmt: skip


@pytest.fixture
def connection(open_kb: Callable[[Files], sqlite3.Connection]) -> sqlite3.Connection:
    return open_kb(FILES)


def written(connection: sqlite3.Connection) -> dict[str, str]:
    """Write every page, by its path."""
    nodes = {
        id: Link(document(id, kind), name, kind, summary)
        for id, kind, name, summary in connection.execute("SELECT id, kind, name, summary FROM node")
    }
    writer = Writer(ROOT / "site" / "templates", nodes)
    return dict(page for page_type in PAGES for page in page_type(connection, writer))


def text(page: str) -> str:
    """Give what a page says, without its markup and its controls."""
    page = re.sub(r"<form.*?</form>", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


class Tags(HTMLParser):
    """Gathers every tag with its attributes, and the labels of controls."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.unlabelled: list[str] = []
        self._labels = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        self._labels += tag == "label"
        if tag in {"input", "select"} and not self._labels and given.get("type") != "hidden":
            self.unlabelled.append(given.get("name", ""))

    def handle_endtag(self, tag: str) -> None:
        self._labels -= tag == "label"


def test_nothing_on_a_page_would_be_stopped_by_a_strict_policy(connection: sqlite3.Connection) -> None:
    for path, page in written(connection).items():
        for tag, given in Tags(page).tags:
            assert "style" not in given, (path, tag)
            assert [name for name in given if name.startswith("on")] == [], (path, tag)
            assert tag != "style", path
            if tag == "script":
                assert given["src"].startswith("../"), path
                assert "defer" in given, path


def test_every_control_has_a_label_and_every_form_waits_for_its_script(connection: sqlite3.Connection) -> None:
    for path, page in written(connection).items():
        tags = Tags(page)
        forms = [given for tag, given in tags.tags if tag == "form"]

        assert tags.unlabelled == [], path
        assert forms, path
        assert all("hidden" in form and form["aria-label"] for form in forms), path


def test_every_script_and_style_sheet_of_a_page_is_there(connection: sqlite3.Connection) -> None:
    for path, page in written(connection).items():
        for tag, given in Tags(page).tags:
            address = given.get("src") if tag == "script" else given.get("href") if tag == "link" else None
            if address and address.startswith("../assets/"):
                assert (ROOT / "site" / address.removeprefix("../")).is_file(), (path, address)


def test_a_cell_of_the_map_says_how_much_how_well_known_and_whether_sources_differ(
    connection: sqlite3.Connection,
) -> None:
    page = written(connection)["map.md"]

    assert (
        '<a class="kb-cell kb-s2 kb-v-contested kb-differ" href="../methods/probing/#serves" '
        'aria-label="2 of 4, contested, sources differ">2</a>'
    ) in page


def test_the_map_of_agendas_sets_needs_against_families(connection: sqlite3.Connection) -> None:
    page = written(connection)["map-of-agendas.md"]

    assert 'aria-label="2 of 4, contested, 1 method, put forward by a source">2</a>' in page
    assert 'aria-label="– none meets it, put forward by a source">–</a>' in page


def test_without_scripts_the_best_known_methods_are_listed_by_goal(connection: sqlite3.Connection) -> None:
    assert "Assure Proofs supported Certain. editor Persuade No method is known to help with this." in text(
        written(connection)["pick.md"]
    )


def test_without_scripts_the_gaps_are_listed(connection: sqlite3.Connection) -> None:
    page = text(written(connection)["gaps.md"])

    assert "Watch Audits no method serves a goal it asks for none" not in page  # posters serve it a little
    assert "Watch Audits no method meets all it requires Posters" in page
    assert "Tracing 2" in page


def test_without_scripts_the_ranking_is_that_of_even_credences(connection: sqlite3.Connection) -> None:
    page = text(written(connection)["prioritise.md"])

    assert "Access : Behaviour 0.35 Looking" in page.replace("Access:", "Access :")
    assert "overtakes" in page


def test_an_argument_is_a_tree_with_its_weakest_step_marked(connection: sqlite3.Connection) -> None:
    page = text(written(connection)["arguments.md"])

    assert "Weakest step: Linear" in page
    assert "depends on (a step) Linear assumption conjecture asserted weakest step" in page
    assert "attacked by Objection objection opinion unargued" in page


def test_a_dispute_shows_both_sides(connection: sqlite3.Connection) -> None:
    page = text(written(connection)["disputes.md"])

    assert "For (1) For probing benchmark 7B beats chance" in page
    assert "Against (1) Against probing argument" in page
    assert "Figures that lie far apart" in page


def test_no_id_stands_twice_on_a_page(connection: sqlite3.Connection) -> None:
    for path, page in written(connection).items():
        ids = [given["id"] for _, given in Tags(page).tags if "id" in given] + re.findall(r"\{: #([\w-]+) \}", page)

        assert sorted(ids) == sorted(set(ids)), path


def test_no_heading_in_markdown_stands_inside_html_where_it_would_not_be_read(connection: sqlite3.Connection) -> None:
    for path, page in written(connection).items():
        for heading in re.finditer(r"^## ", page, re.MULTILINE):
            before = page[: heading.start()]
            opened = {
                tag: len(re.findall(rf"<{tag}[ >]", before)) - before.count(f"</{tag}>") for tag in ("div", "section")
            }

            assert set(opened.values()) == {0}, (path, page[heading.start() :][:40])
