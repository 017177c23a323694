"""The pages to read, as a reader meets them: opened from a disk, by role and name, with scripts and without."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests import checkout
from tests.browser.conftest import PATIENCE

GOLDEN = Path(__file__).parents[1] / "golden"

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder() -> Path:
    """Build the small base's site for a disk."""
    root = checkout.copy(GOLDEN / "kb")
    checkout.build(root, "--offline")
    return root / "build" / "site-offline"


@pytest.fixture
def open_page(folder: Path, browser: Browser) -> Iterator[Open]:
    """Open a page of it in a window of its own."""
    contexts = []

    def open_(address: str, *, scripts: bool = True) -> Page:
        contexts.append(browser.new_context(java_script_enabled=scripts))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.goto(f"{folder.as_uri()}/{address}")
        return page

    yield open_
    for context in contexts:
        context.close()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def names(page: Page) -> list[str]:
    return sorted(page.locator("#explore-picture a").evaluate_all("all => all.map(one => one.dataset.id)"))


def test_the_page_of_an_entry_says_what_it_is_and_where_it_stands_first(open_page: Open) -> None:
    page = open_page("methods/saliency-maps.html", scripts=False)

    assert page.get_by_role("heading", level=1).inner_text() == "Saliency maps"
    assert page.get_by_role("navigation", name="Breadcrumb").get_by_role("link").all_inner_texts() == [
        "Home", "Methods", "Saliency maps and feature visualisation",
    ]  # fmt: skip
    assert page.locator("article h2").evaluate_all("all => all.map(one => one.firstChild.textContent.trim())") == [
        "What it is for", "What is left to the human", "Where it stands", "Evidence", "How it fails",
        "What a paper on it must report", "Put forward for", "Choices to make", "Notes", "Neighbourhood", "This entry",
    ]  # fmt: skip


def test_every_name_in_the_picture_of_a_neighbourhood_is_a_link_that_a_keyboard_reaches(open_page: Open) -> None:
    page = open_page("methods/saliency-maps.html", scripts=False)
    picture = page.get_by_role("group", name="Neighbourhood of Saliency maps")

    captum = picture.locator("a", has_text="Captum")
    captum.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tools/captum.html")

    assert page.get_by_role("heading", level=1).inner_text() == "Captum"


def test_a_neighbourhood_can_be_explored_further(open_page: Open) -> None:
    page = open_page("methods/saliency-maps.html")

    page.get_by_role("link", name="Explore further from here").click()
    page.wait_for_url("**/graph.html*")

    assert asked(page) == {"around": ["saliency-maps"]}
    assert page.get_by_label("Entry").input_value() == "saliency-maps"
    assert {"saliency-maps", "captum", "input-only"} <= set(names(page))


def test_without_scripts_the_explorer_shows_its_first_picture_and_table_and_no_form(open_page: Open) -> None:
    page = open_page("graph.html", scripts=False)

    assert names(page) == [
        "alignment-auditing", "debate", "debug-model", "generic-understanding", "optimizers", "persuade-of-properties",
        "saliency-feature-vis",
    ]  # fmt: skip
    assert not page.locator("#explore").is_visible()
    page.get_by_text("links", exact=False).locator("xpath=ancestor-or-self::summary").first.click()
    assert page.locator("#explore-table tr").count() == page.locator("#explore-picture path").count() > 0


def test_what_is_asked_of_the_explorer_is_in_the_address_and_comes_back_from_it(open_page: Open) -> None:
    page = open_page("graph.html")
    first = names(page)

    page.get_by_label("Entry").fill("Saliency maps")
    page.get_by_label("Entry").press("Tab")
    page.get_by_label("Relation").select_option("affects")
    shown, address = names(page), page.url

    assert shown == ["input-only", "saliency-maps"]
    assert asked(page) == {"around": ["Saliency maps"], "relation": ["affects"]}
    again = open_page(address.rpartition("/")[2])
    assert (names(again), again.url) == (shown, address)

    again.get_by_role("button", name="Back to the first picture").click()
    assert (names(again), asked(again)) == (first, {})


def test_the_explorer_says_how_much_it_shows_and_its_table_follows(open_page: Open) -> None:
    page = open_page("graph.html?kinds=method+failure")

    page.get_by_label("Relation").select_option("affects")

    assert page.get_by_role("status").inner_text() == "2 of 33 entries, and the one link between them."
    assert page.locator("#explore-table tr").all_text_contents() == ["Input onlyaffectsSaliency maps–supported"]


def test_a_verdict_narrows_links_and_claims(open_page: Open) -> None:
    page = open_page("graph.html?kinds=all&verdict=contested")

    assert names(page) == ["debug-model", "saliency-maps"]


def test_an_entry_that_is_not_there_is_said_to_be_so(open_page: Open) -> None:
    page = open_page("graph.html?around=nonsense")

    assert page.get_by_role("status").inner_text().startswith("No entry goes by “nonsense”")


def test_reaching_an_entry_by_keyboard_brings_its_links_out(open_page: Open) -> None:
    page = open_page("graph.html")

    page.locator('#explore-picture [data-id="saliency-feature-vis"]').focus()

    brought_out = page.locator("path.kb-on").evaluate_all("all => all.map(one => one.dataset.ends)")
    assert brought_out
    assert all("saliency-feature-vis" in ends.split() for ends in brought_out)


def test_every_plot_has_a_name_and_a_table(open_page: Open) -> None:
    page = open_page("evidence-figures.html", scripts=False)

    plots = page.locator("article").get_by_role("img")
    assert plots.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))") == [
        "Findings by the year of their source", "Findings by design",
        "Findings by the size of the largest model tested", "Verdicts on claims and on links of methods",
    ]  # fmt: skip
    tables = page.locator("details", has=page.locator("table"))
    assert tables.count() == plots.count()
    tables.first.locator("summary").click()
    assert page.get_by_role("columnheader", name="Year of the source").is_visible()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ["index.html", "methods/saliency-maps.html", "graph.html", "evidence-figures.html"])
def test_no_page_is_wider_than_the_screen(address: str, width: int, open_page: Open) -> None:
    page = open_page(address)

    page.set_viewport_size({"width": width, "height": 844})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
