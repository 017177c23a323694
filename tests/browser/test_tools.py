"""The pages that compute, in a real browser over a small built site, under a sub-path and from a disk."""

import functools
import http.server
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from interpkb import compiled
from interpkb.query import arguments, holes, picking, prioritising
from playwright.sync_api import Browser, Locator, Page, expect

from tests import checkout
from tests.browser.conftest import PATIENCE
from tests.unit.question_bases import FILES

SAID = {
    "map": "Probing", "map-of-agendas": "Judge", "pick": "Proofs", "gaps": "Watch", "prioritise": "Behaviour",
    "arguments": "Linear", "disputes": "Probing",
}  # fmt: skip
"""A link that stands on each page with scripts off."""

PAGES = tuple(SAID)


class Sites(NamedTuple):
    """The small base built twice, where one is served, and the base itself."""

    address: str
    offline: Path
    connection: sqlite3.Connection


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    base = tmp_path_factory.mktemp("small") / "kb"
    for name, text in FILES.items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    copy = checkout.copy(base)
    checkout.build(copy)
    root = tmp_path_factory.mktemp("served")
    (copy / "build" / "site").rename(root / "interpkb")  # the site stands below the root of its host
    checkout.build(copy, "--offline")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    connection = compiled.open_base(base).demand_sound().connection
    yield Sites(f"http://127.0.0.1:{server.server_port}/interpkb", copy / "build" / "site-offline", connection)
    connection.close()
    server.shutdown()
    server.server_close()


@pytest.fixture
def complaints() -> list[str]:
    """Gather what the browser complains of; a test fails when there is anything in the end."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(f"{said.text} {said.location}") if said.type == "error" else None)
    yield page
    page.close()
    assert complaints == []


@pytest.fixture
def go(page: Page, sites: Sites) -> Callable[[str], Page]:
    """Go to a page of the served site."""

    def go(path: str) -> Page:
        page.goto(f"{sites.address}/{path}")
        return page

    return go


def query(page: Page) -> str:
    return str(page.evaluate("location.search"))


def drawn(page: Page) -> Locator:
    """Give the map, once it has the data that it was asked for."""
    found = page.locator("#map-table:not([aria-busy])")
    found.wait_for()
    return found


def cell(page: Page, method: str, goal: str) -> str:
    """Read what the map shows of a method and a goal."""
    place = drawn(page).locator("thead th").evaluate_all(f"heads => heads.findIndex(h => h.dataset.id === '{goal}')")
    return page.locator(f"#map-table tr[data-id={method}] > *").nth(place).inner_text().strip()


def shown(page: Page) -> list[str]:
    """List the methods that the map shows."""
    rows = drawn(page).locator("tr[data-id]:visible")
    return [str(id) for id in rows.evaluate_all("rows => rows.map(r => r.dataset.id)")]


def families(page: Page) -> list[str]:
    """List the families that stand open."""
    found = drawn(page).locator("details[open]:visible")
    return [str(id) for id in found.evaluate_all("all => all.map(one => one.id)")]


# The map of methods


def test_a_cell_opens_its_reasons_and_evidence_by_keyboard_and_closes_by_escape(go: Callable[[str], Page]) -> None:
    page = go("map/")
    link = page.get_by_role("link", name="2 of 4, contested, sources differ")
    link.focus()
    page.keyboard.press("Enter")

    panel = page.get_by_role("dialog", name="Probing: Assure")
    expect(panel).to_contain_text("Much. kirk")
    expect(panel).to_contain_text("Somewhat. editor")
    expect(panel.get_by_role("link", name="For probing")).to_have_attribute(
        "href", re.compile(r"/interpkb/evidence/for-probing/$")
    )
    assert query(page) == "?cell=probing/assure"
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    assert query(page) == ""
    expect(link).to_be_focused()


def test_a_shared_address_opens_the_same_cell(go: Callable[[str], Page]) -> None:
    expect(go("map/?cell=probing/assure").get_by_role("dialog", name="Probing: Assure")).to_be_visible()


def test_another_reading_shows_what_one_source_says(go: Callable[[str], Page]) -> None:
    page = go("map/")
    assert cell(page, "probing", "assure") == "2"

    page.get_by_label("Reading").select_option("kirk")

    assert cell(page, "probing", "assure") == "4"
    assert shown(page) == ["probing"]
    assert query(page) == "?by=kirk"


def test_the_map_is_narrowed_by_a_dimension_and_a_reload_keeps_it(go: Callable[[str], Page]) -> None:
    page = go("map/")
    page.get_by_text("Only methods that stand at").click()
    page.get_by_role("group", name="Access").get_by_label("Weights").check()

    assert sorted(shown(page)) == ["probing", "proofs"]
    expect(page.get_by_role("status")).to_contain_text("2 methods of 5")
    assert query(page) == "?access=weights"
    page.reload()
    assert sorted(shown(page)) == ["probing", "proofs"]
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_contain_text("5 methods of 5")
    assert query(page) == ""


def test_the_map_is_put_in_the_order_of_a_goal(go: Callable[[str], Page]) -> None:
    page = go("map/?order=predict")

    assert shown(page)[0] == "proofs"


def test_lines_are_drawn_in_place_of_shades(go: Callable[[str], Page]) -> None:
    page = go("map/")
    page.get_by_label("lines, as in the figure").check()

    expect(page.locator("#map-table")).to_have_class(re.compile("kb-lines"))
    expect(page.locator(".kb-legends")).to_have_class(re.compile("kb-lines"))
    assert query(page) == "?look=lines"
    for name in ("#map-table", ".kb-legends"):
        marked = page.locator(f"{name} .kb-differ").first
        assert marked.evaluate("mark => parseFloat(getComputedStyle(mark, '::before').borderTopWidth)") > 0


def test_a_family_opens_by_keyboard_and_by_its_address(go: Callable[[str], Page]) -> None:
    page = go("map/")
    assert families(page) == []

    page.locator("summary", has_text="Probing").press("Enter")

    assert families(page) == ["family-probing"]
    assert query(page) == "?open=probing"
    page.reload()
    assert families(page) == ["family-probing"]
    page.locator("summary", has_text="Probing").press("Enter")
    assert (families(page), query(page)) == ([], "")
    page.get_by_role("link", name="1 more: Probing").click()
    assert families(page) == ["family-probing"]
    assert families(go("map/#family-probing")) == ["family-probing"]


def test_narrowing_opens_the_families_that_hold_something_and_counts_what_is_left(go: Callable[[str], Page]) -> None:
    page = go("map/")

    page.get_by_label("Name holds").fill("sampl")

    assert shown(page) == ["sampling"]
    assert families(page) == ["family-probing"]
    page.get_by_label("Name holds").fill("proofs")
    assert families(page) == []
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_role("status")).to_contain_text("5 methods of 5")
    assert families(page) == []
    page.get_by_label("every family open").check()
    assert families(page) == ["family-probing"]
    assert query(page) == "?all=yes"


def test_the_usual_reading_asks_for_no_data_until_a_reader_wants_more(go: Callable[[str], Page], page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    go("map/")
    page.get_by_label("lines, as in the figure").check()
    assert [url for url in asked if "/data/" in url] == []

    page.get_by_label("Helps at least").select_option("2")

    drawn(page)
    assert [url.rpartition("/")[2] for url in asked if "/data/" in url] == ["names.js", "methods.js"]


def test_what_cannot_be_loaded_is_said(go: Callable[[str], Page], page: Page, complaints: list[str]) -> None:
    page.route("**/data/methods.js", lambda route: route.abort())
    go("map/?strength=2")

    expect(page.get_by_role("status")).to_contain_text("methods.js cannot be read")
    complaints.clear()  # the browser says it too


def test_nothing_moves_when_the_controls_come(go: Callable[[str], Page], page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(
        "globalThis.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => moved += one.value))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for name in PAGES:
        go(f"{name}/").wait_for_timeout(300)
        assert page.evaluate("moved") < 0.1, name


# The map of agendas


def test_needs_are_narrowed_and_a_cell_opens_the_methods_behind_it(go: Callable[[str], Page]) -> None:
    page = go("map-of-agendas/")
    page.get_by_role("combobox", name=re.compile("^Agenda")).select_option("debate")
    page.get_by_role("combobox", name=re.compile("^Interpretability")).select_option("helps")

    expect(page.get_by_role("status")).to_contain_text("1 need of 5")
    page.get_by_role("link", name="2 of 4, contested, 1 method, put forward by a source").click()
    panel = page.get_by_role("dialog", name="Judge: Probing")
    expect(panel).to_contain_text("1 method meets all that Judge requires")
    expect(panel).to_contain_text("Put forward for it: Probing kirk")


def test_a_kind_opens_the_needs_of_an_agenda_that_accept_it(go: Callable[[str], Page]) -> None:
    page = go("map-of-agendas/")
    page.locator("#kinds-scope summary").click()
    page.locator("#kinds-scope").get_by_role("row", name="Audits").get_by_role("link", name="1").first.click()

    expect(page.get_by_role("dialog", name="Audits: Local")).to_contain_text("1 need accepts Local")
    assert query(page) == "?cell=audits:scope/local"


# Pick


def test_the_list_is_that_of_the_command(go: Callable[[str], Page], sites: Sites) -> None:
    page = go("pick/")
    page.get_by_label("assure", exact=True).check()
    page.get_by_text("What you have at hand").click()
    page.get_by_role("group", name="Access").get_by_label("Weights").check()

    given = [link.inner_text() for link in page.locator("#pick-results .kb-pick strong a").all()]
    picks = picking.pick(sites.connection, ("assure",), {"access": frozenset({"weights"})}).picks
    assert given == [pick.method.name for pick in picks]
    assert query(page) == "?goal=assure&access=weights"


def test_methods_stand_side_by_side_and_a_shared_address_shows_the_same(go: Callable[[str], Page]) -> None:
    page = go("pick/")
    results = page.get_by_role("region", name="Methods that fit")
    results.locator(".kb-pick", has_text="Proofs").get_by_label("compare").check()
    results.locator(".kb-pick", has_text="Sampling").get_by_label("compare").check()
    assert query(page) == "?compare=proofs,sampling"

    page = go("pick/?compare=proofs,sampling")
    table = page.get_by_role("region", name="Side by side").get_by_role("table")
    expect(table.get_by_role("row", name="Access")).to_contain_text("Weights")
    expect(table.get_by_role("row", name="Access")).to_contain_text("Behaviour")
    expect(table.get_by_role("row", name="Assure").get_by_role("cell").nth(1)).to_have_text("not assessed")
    table.get_by_role("row", name="Assure").get_by_role("button", name="1 finding").click()
    expect(page.get_by_role("dialog", name="Proofs: Assure")).to_contain_text("For proofs")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="take away Proofs").click()
    assert query(page) == "?compare=sampling"


def test_where_nothing_fits_the_page_says_which_condition_stands_in_the_way(go: Callable[[str], Page]) -> None:
    page = go("pick/?goal=persuade&strength=3")

    expect(page.get_by_role("region", name="Methods that fit")).to_contain_text(
        "without the least strength there would be 1"
    )


# Gaps


def test_three_axes_are_crossed_as_the_command_does(go: Callable[[str], Page], sites: Sites) -> None:
    page = go("gaps/")
    page.get_by_role("combobox", name=re.compile("^And")).select_option("scope")

    cells = holes.cells(sites.connection, ("goal", "access", "scope"))
    empty = [cell for cell in cells if not cell.methods]
    wanted = [cell for cell in empty if cell.wanted_by]
    expect(page.locator("#gaps-status")).to_have_text(
        f"{len(empty)} empty cells of {len(cells)}; of these some need wants {len(wanted)} filled"
    )
    page.get_by_label("Rows").select_option("access")
    expect(page.locator("#gaps-status")).to_have_text(re.compile(r"empty cells? of 6;"))


def test_an_empty_cell_says_who_wants_it_filled(go: Callable[[str], Page]) -> None:
    page = go("gaps/?cell=predict%2Bprocess")

    expect(page.get_by_role("dialog", name="Predict, Process")).to_contain_text("Needs that want a method here (1)")


def test_needs_are_listed_by_how_well_they_must_be_met(go: Callable[[str], Page], sites: Sites) -> None:
    page = go("gaps/")
    assert page.locator("#needs-table tbody tr:visible").count() == len(holes.needs(sites.connection))

    page.get_by_label("Count a need as met").select_option("established")

    assert page.locator("#needs-table tbody tr:visible").count() == len(holes.needs(sites.connection, "established"))
    assert query(page) == "?bar=established"


# Prioritise


def ranking(page: Page) -> list[tuple[str, str]]:
    rows = page.locator("#prioritise-ranking tbody tr")
    return [(row.locator("th a").inner_text(), row.locator("td").nth(1).inner_text().strip()) for row in rows.all()]


def test_sliders_give_the_ranking_of_the_command(go: Callable[[str], Page], sites: Sites) -> None:
    page = go("prioritise/")
    page.get_by_role("button", name="All to 0 %").click()
    page.get_by_role("slider", name="Audits").focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    page.get_by_role("slider", name="Weight of neglectedness").fill("1")
    page.get_by_label("short", exact=True).check()

    found = prioritising.prioritise(sites.connection, {"audits": 0.4}, timelines="short", neglected=1).kinds
    names = dict(sites.connection.execute("SELECT id, name FROM node WHERE kind = 'value'"))
    assert ranking(page) == [(names[kind.id], f"{kind.score:.2f}") for kind in found]
    assert set(query(page).removeprefix("?").split("&")) == {
        "timelines=short", "neglected=1", "audits=0.4", "debate=0", "looking=0",
    }  # fmt: skip
    before = ranking(page)
    page.reload()
    assert ranking(page) == before


def test_the_page_says_what_would_change_the_order(go: Callable[[str], Page]) -> None:
    page = go("prioritise/?audits=0.4&looking=0")

    expect(page.locator("#prioritise-flips")).to_contain_text("when credence in Audits goes from 40 % past 50 %")


def test_the_ranking_of_even_credences_stands_there_before_any_script(
    go: Callable[[str], Page], browser: Browser, sites: Sites
) -> None:
    context = browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(f"{sites.address}/prioritise/")
    written = [
        row.locator("th a, td").first.inner_text() for row in still.locator("#prioritise-ranking tbody tr").all()
    ]

    assert written == [name for name, _ in ranking(go("prioritise/"))]
    context.close()


# Arguments


def test_what_falls_is_what_the_command_says(go: Callable[[str], Page], sites: Sites) -> None:
    page = go("arguments/")
    page.get_by_role("combobox", name="Suppose it false that").select_option("linear")

    fall = arguments.knock_out(sites.connection, ["linear"])
    assert (fall.falls, fall.methods, fall.agendas) == (
        (("top", "linear"),),
        (("probing", "linear"),),
        (("audits", "linear"),),
    )
    expect(page.get_by_role("status")).to_have_text(
        "1 claim falls, 1 method loses its ground, 1 agenda loses its ground"
    )
    expect(page.locator("#arguments-falls")).to_contain_text("Claims that fall (1)Top")
    expect(page.locator(".kb-argument > .kb-node[data-id=top]")).to_have_class(re.compile("kb-fallen"))
    assert query(page) == "?off=linear"
    page.get_by_role("button", name="Switch on: Linear").click()
    expect(page.get_by_role("status")).to_have_text("Nothing is switched off.")


def test_a_claim_is_switched_off_in_its_tree_by_keyboard(go: Callable[[str], Page]) -> None:
    page = go("arguments/")
    switch = page.locator(".kb-tree .kb-node[data-id=data] > .kb-switch")
    switch.focus()
    page.keyboard.press("Enter")

    expect(switch).to_have_attribute("aria-pressed", "true")
    assert query(page) == "?off=data"


# Disputes


def test_disputes_are_narrowed(go: Callable[[str], Page]) -> None:
    page = go("disputes/")
    expect(page.get_by_role("status")).to_have_text("2 disputes of 2")

    page.get_by_label("Verdict").select_option("undermined")

    expect(page.get_by_role("status")).to_have_text("1 dispute of 2")
    expect(page.get_by_role("heading", name="Data")).to_be_visible()
    assert query(page) == "?verdict=undermined"


# All of them


@pytest.mark.parametrize("name", PAGES)
def test_a_page_from_a_disk_computes_too(name: str, page: Page, sites: Sites) -> None:
    page.goto((sites.offline / f"{name}.html").as_uri())

    expect(page.get_by_role("status").first).to_have_text(re.compile(r"\w"))
    expect(page.locator(".kb-tool").first).to_be_visible()


def test_a_view_from_a_disk_keeps_its_state_in_the_address(page: Page, sites: Sites) -> None:
    page.goto((sites.offline / "map.html").as_uri())
    page.get_by_label("Reading").select_option("kirk")

    assert query(page) == "?by=kirk"
    page.get_by_role("link", name="4 of 4, contested, sources differ").click()
    link = page.get_by_role("dialog").get_by_role("link", name="For probing")
    expect(link).to_have_attribute("href", (sites.offline / "evidence" / "for-probing.html").as_uri())


@pytest.mark.parametrize("name", PAGES)
def test_with_scripts_off_a_page_shows_no_dead_controls_and_its_tables(
    name: str, browser: Browser, sites: Sites
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sites.address}/{name}/")

    expect(page.locator(".kb-tool").first).to_be_hidden()
    expect(page.locator("main").get_by_role("link", name=SAID[name], exact=True).first).to_be_visible()
    context.close()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window_nor_asks_another_host(
    name: str, width: int, page: Page, sites: Sites
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{sites.address}/{name}/")

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(sites.address.removesuffix("interpkb"))] == []
