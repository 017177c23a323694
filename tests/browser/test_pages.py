"""One page of each type in a browser: on a wide and a narrow screen, in light and dark, with scripts and without."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from tests import checkout
from tests.browser.axe import faults
from tests.browser.conftest import Visit, observe, page_types

Open = Callable[..., Visit]


class Look(NamedTuple):
    """What was seen of one page: troubles, addresses asked of other hosts, faults of access, and what sticks out."""

    troubles: list[str]
    outside: list[str]
    faults: list[str]
    sticking_out: int


@pytest.fixture(scope="module")
def looks(browser: Browser, small_home: str) -> Mapping[str, Look]:
    """Look at one page of each type, in both palettes and both widths. Each is opened once."""
    context = browser.new_context(reduced_motion="reduce")
    window = observe(context)
    found = {type: _look(window, small_home, path) for type, path in page_types(checkout.small()).items()}
    context.close()
    return found


def _look(window: Visit, home: str, path: str) -> Look:
    page = window.page
    page.set_viewport_size({"width": 1280, "height": 900})
    window.troubles.clear()
    window.requests.clear()
    window.go(home + path)
    found = faults(page)
    page.set_viewport_size({"width": 390, "height": 844})
    sticking_out = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return Look(list(window.troubles), window.outside(home), found, sticking_out)


def test_every_kind_of_entry_and_every_overview_is_looked_at(looks: Mapping[str, Look]) -> None:
    assert len(looks) > 30
    assert {"index.html", "map/index.html", "methods/*", "agendas/*", "404.html"} <= set(looks)


def test_nothing_goes_wrong_on_any_page_type(looks: Mapping[str, Look]) -> None:
    assert {type: look.troubles for type, look in looks.items() if look.troubles} == {}


def test_no_page_type_asks_anything_of_another_host(looks: Mapping[str, Look]) -> None:
    assert {type: look.outside for type, look in looks.items() if look.outside} == {}


def test_axe_finds_no_fault_of_access_on_any_page_type_in_either_palette(looks: Mapping[str, Look]) -> None:
    assert {type: look.faults for type, look in looks.items() if look.faults} == {}


def test_no_page_type_sticks_out_of_a_phone(looks: Mapping[str, Look]) -> None:
    assert {type: look.sticking_out for type, look in looks.items() if look.sticking_out > 0} == {}


@pytest.mark.parametrize(("dark", "scheme"), [(False, "default"), (True, "slate")], ids=["light", "dark"])
def test_the_palette_is_the_one_that_the_reader_prefers(
    small_home: str, visit: Open, *, dark: bool, scheme: str
) -> None:
    page = visit(small_home, dark=dark).page

    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_light_and_dark_can_be_changed_by_hand(small_home: str, visit: Open) -> None:
    found = visit(small_home)

    found.page.get_by_title("Switch to dark").click()

    expect(found.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert found.troubles == []


@pytest.mark.parametrize("path", ["", "map/", "methods/saliency-maps/", "agendas/debate/", "sources/"])
def test_a_page_can_be_read_without_scripts(path: str, small_home: str, visit: Open) -> None:
    with_scripts = visit(small_home + path).page.get_by_role("article")
    without = visit(small_home + path, scripts=False).page.get_by_role("article")

    controls = {word for form in with_scripts.locator("form").all_inner_texts() for word in form.split()}
    expect(without.get_by_role("heading", level=1)).to_be_visible()
    assert set(without.inner_text().split()) >= set(with_scripts.inner_text().split()) - controls - {"¶"}


def test_a_reader_follows_a_method_to_a_goal_an_agenda_and_a_source(small_home: str, visit: Open) -> None:
    found = visit(small_home + "methods/saliency-maps/")
    article = found.page.get_by_role("article")

    for part in ("/goals/debug-model/", "/agendas/debate/", "/sources/"):
        article.locator(f'a[href*="{part}"]').first.click()
        found.page.wait_for_url(re.compile(part))

    expect(found.page.get_by_role("heading", level=1)).to_be_visible()
    assert found.troubles == []


def test_the_keyboard_reaches_the_text_past_the_header_at_once(small_home: str, visit: Open) -> None:
    page = visit(small_home + "methods/saliency-maps/").page

    page.keyboard.press("Tab")

    expect(page.locator(":focus")).to_have_text("Skip to content")


@pytest.mark.parametrize("path", ["index.html", "map.html", "methods/saliency-maps.html", "agendas/index.html"])
def test_a_page_works_from_a_disk(path: str, visit: Open) -> None:
    folder: Path = checkout.small_offline().folder
    found = visit((folder / path).as_uri())

    expect(found.page.get_by_role("heading", level=1)).to_be_visible()
    assert found.outside(folder.as_uri()) == []
    assert found.troubles == []


@pytest.mark.parametrize("path", ["", "map/", "methods/saliency-maps/", "search/"])
def test_no_script_file_and_no_late_style_holds_up_what_is_shown(path: str, small_home: str, visit: Open) -> None:
    page = visit(small_home + path).page

    assert page.locator("script[src]:not([defer])").count() == 0
    assert page.locator("body link[rel=stylesheet]").count() == 0
