"""Search in a browser: over the real base as a host serves it, and over a small one from a disk."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import checkout
from tests.browser.axe import faults
from tests.browser.conftest import Visit

Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def home(serve: Callable[[Path], str]) -> str:
    """Serve the site of the real base, and give its address."""
    return serve(checkout.site().folder)


def results(page: Page) -> list[str]:
    """Wait for an answer, and list the first results with their kinds."""
    expect(page.get_by_role("status")).to_have_text(re.compile(r"\d+ results?|Nothing found"))
    expect(page.locator("#kb-search-results li").first).to_be_visible()
    return page.locator("#kb-search-results .kb-search-title").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("SAE", "Sparse autoencoder method"),
        ("CAA", "Contrastive activation addition method"),
        ("IDA", "Iterated distillation and amplification agenda"),
        ("influence functions", "Influence functions method"),
    ],
)
def test_an_abbreviation_or_a_name_finds_its_entry_first(words: str, first: str, home: str, visit: Open) -> None:
    found = visit(f"{home}search/?q={words}")

    assert results(found.page)[0] == first
    assert (found.troubles, found.outside(home)) == ([], [])


def test_the_header_leads_to_the_results_and_a_result_to_its_entry(home: str, visit: Open) -> None:
    found = visit(home + "agendas/debate/")

    found.page.keyboard.press("/")
    found.page.keyboard.type("CAA")
    found.page.keyboard.press("Enter")
    found.page.wait_for_url(re.compile(r"/search/\?q=CAA$"))
    results(found.page)
    found.page.get_by_role("link", name="Contrastive activation addition", exact=True).first.click()

    found.page.wait_for_url(re.compile("/methods/contrastive-activation-addition/$"))
    assert (found.troubles, found.outside(home)) == ([], [])


def test_results_are_narrowed_by_kind_goal_and_agenda_and_the_address_says_so(home: str, visit: Open) -> None:
    page = visit(home + "search/?q=debate").page
    everything = results(page)

    page.get_by_text(re.compile("^claims")).click()
    page.wait_for_url(re.compile("kind=claim"))
    expect(page.locator("#kb-search-results .kb-chip").first).to_have_text("claim")
    page.get_by_label("Linked with the agenda").select_option("debate")
    page.wait_for_url(re.compile(r"q=debate&kind=claim&agenda=debate"))

    narrowed = results(page)
    assert everything != narrowed
    assert {line.rpartition(" ")[2] for line in narrowed} == {"claim"}


def test_an_address_gives_back_what_was_chosen(home: str, visit: Open) -> None:
    page = visit(home + "search/?q=probing&kind=method&goal=debug-model").page

    assert {line.rpartition(" ")[2] for line in results(page)} == {"method"}
    expect(page.get_by_label("Words, names or abbreviations")).to_have_value("probing")
    expect(page.get_by_label("Linked with the goal")).to_have_value("debug-model")
    expect(page.get_by_role("radio", name=re.compile("^methods"))).to_be_checked()


def test_kinds_are_chosen_by_keyboard(home: str, visit: Open) -> None:
    page = visit(home + "search/?q=probing").page
    results(page)

    page.get_by_role("radio", name=re.compile("^all")).focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_url(re.compile("kind=goal"))


def test_more_results_are_shown_on_demand(home: str, visit: Open) -> None:
    page = visit(home + "search/?q=probing").page
    results(page)

    page.get_by_role("button", name="Show more").click()

    expect(page.locator("#kb-search-results li")).to_have_count(20)


def test_nothing_but_the_search_page_fetches_any_of_the_index(home: str, visit: Open) -> None:
    found = visit(home + "methods/probing/")

    assert [url for url in found.requests if "pagefind" in url] == []


def test_what_is_fetched_before_the_first_search_is_what_the_page_counts_on(home: str, visit: Open) -> None:
    found = visit(home + "search/")
    expect(found.page.get_by_role("status")).to_contain_text("Type to search")
    found.page.wait_for_load_state("networkidle")

    fetched = [url.partition("pagefind/")[2].partition("?")[0] for url in found.requests if "pagefind/" in url]
    assert {name for name in fetched if not name.startswith(("filter/", "pagefind.en_"))} == {
        "pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"
    }  # fmt: skip
    assert sum(name.startswith("pagefind.en_") for name in fetched) == 1


def test_a_page_of_results_keeps_nobody_out(home: str, visit: Open) -> None:
    found = visit(home + "search/?q=probing")
    results(found.page)
    found.page.emulate_media(reduced_motion="reduce")

    assert faults(found.page) == []


def test_search_works_from_a_disk(visit: Open) -> None:
    folder = checkout.small_offline().folder
    found = visit((folder / "index.html").as_uri())

    found.page.get_by_role("searchbox", name="Search").fill("saliency")
    found.page.keyboard.press("Enter")

    first = results(found.page)[0]
    found.page.get_by_text(re.compile("^terms")).click()
    found.page.wait_for_url(re.compile("kind=term"))
    expect(found.page.locator("#kb-search-results .kb-chip").first).to_have_text("term")
    assert first == "Saliency term"
    assert (found.troubles, found.outside(folder.as_uri())) == ([], [])
