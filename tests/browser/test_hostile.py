"""What a stranger might put into an entry: the validator refuses it, or readers see it as text, and nothing runs.

Every page is read as HTML; in the browser each text is looked at on a page of one kind, and gathering pages all.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import checkout, factories
from tests.browser.conftest import Visit, observe
from tests.conftest import Files, Run
from tests.hostile import texts
from tests.markup import Dangers

KINDS = tuple(texts.FOLDERS.items())


@pytest.mark.parametrize("line", texts.REFUSED)
@pytest.mark.parametrize("field", ["name", "summary", "notes"])
def test_what_could_run_is_refused_wherever_it_stands(
    line: str, field: str, write_kb: Callable[[Files], Path], run_cli: Callable[..., Run]
) -> None:
    files = {"methods/x.yaml": factories.entry("method", **{field: line})}

    run = run_cli("validate", "--format", "json", kb=write_kb(files))

    assert run.code == 1
    assert {problem["code"] for problem in json.loads(run.stdout)} <= {"raw-html", "unsafe-link"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> checkout.Built:
    """Build the site of a base full of hostile texts."""
    base = tmp_path_factory.mktemp("hostile") / "kb"
    for name, text in texts.base().items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    root = checkout.copy(base)
    said = checkout.build(root)
    return checkout.Built(root / "build" / "site", said, checkout.read(root / "build" / "site"))


@pytest.fixture(scope="module")
def home(site: checkout.Built, serve: Callable[[Path], str]) -> str:
    return serve(site.folder)


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Visit]:
    """Open one window for all these pages: what the theme loads is loaded once."""
    context = browser.new_context()
    yield observe(context)
    context.close()


def plain(text: str) -> str:
    return " ".join(text.replace("¶", " ").split())


def test_no_page_holds_what_could_run_or_load(site: checkout.Built) -> None:
    own = {path: Dangers((site.folder / path).read_text(encoding="utf-8")).found for path in site.pages}

    assert len(own) > len(KINDS) * (len(texts.LINES) + len(texts.TEXTS))
    assert {path: found for path, found in own.items() if found} == {}


def test_every_page_shows_its_line_as_it_is_written(site: checkout.Built) -> None:
    for number, line in enumerate(texts.LINES):
        for kind, folder in KINDS:
            page = site.pages[f"{folder}/{kind}-{number}/index.html"]
            assert plain(page.headings[0]) == plain(line)
            assert plain(page.title) == f"{plain(line)} - interpkb"


HARMLESS = """() => ({
  ran: window.__pwned !== undefined,
  handlers: [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].filter((a) => a.name.startsWith('on')).map((a) => `${element.tagName} ${a.name}`)),
  addresses: [...document.querySelectorAll('[href], [src], [action], [formaction]')]
    .flatMap((element) => ['href', 'src', 'action', 'formaction'].map((name) => element.getAttribute(name)))
    .filter((value) => value !== null && /^\\s*(javascript|data|vbscript):/i.test(value)),
  frames: document.querySelectorAll('iframe, object, embed, base').length,
  styled: [...document.querySelectorAll('article [style]')].map((element) => element.outerHTML.slice(0, 80)),
})"""


def assert_harmless(found: Visit, home: str) -> None:
    """Nothing ran, nothing waits to run, and nothing was asked of another host."""
    assert found.page.evaluate(HARMLESS) == {
        "ran": False, "handlers": [], "addresses": [], "frames": 0, "styled": []
    }  # fmt: skip
    assert found.troubles == []
    assert found.outside(home) == []


@pytest.mark.parametrize("number", range(len(texts.LINES) + len(texts.TEXTS)))
def test_a_hostile_text_is_shown_in_a_browser_and_nothing_runs(number: int, home: str, window: Visit) -> None:
    kind, folder = KINDS[number % len(KINDS)]
    window.go(f"{home}{folder}/{kind}-{number}/")

    assert_harmless(window, home)
    name = texts.LINES[number] if number < len(texts.LINES) else f"Text {number}"
    assert plain(window.page.get_by_role("heading", level=1).first.inner_text()) == plain(name)
    assert window.page.title() == f"{plain(name)} - interpkb"


@pytest.mark.parametrize("path", ["", "map/", *(f"{folder}/" for _, folder in KINDS)])
def test_a_page_that_gathers_hostile_entries_is_harmless_in_a_browser(path: str, home: str, window: Visit) -> None:
    window.go(home + path)

    assert_harmless(window, home)
    shown = plain(window.page.get_by_role("article").inner_text())
    assert [line for line in texts.LINES if plain(line) not in shown] == []


@pytest.mark.parametrize("words", ["pwned", "script", "onclick", "evil"])
def test_search_shows_hostile_text_as_text(words: str, home: str, window: Visit) -> None:
    window.go(f"{home}search/?q={words}")

    expect(window.page.locator("#kb-search-results li").first).to_be_visible()

    assert_harmless(window, home)


def test_an_injected_script_would_not_run(home: str, window: Visit) -> None:
    """The policy is the second wall: should any text become a script one day, no browser runs it."""
    window.go(home)

    window.page.evaluate("document.body.append(document.createElement('p'))")
    window.page.evaluate(
        """code => {
          const script = document.createElement('script'); script.textContent = code; document.body.append(script)
          const image = document.createElement('p'); image.innerHTML = `<b onclick="${code}">x</b>`
          document.body.append(image); image.firstChild.click()
        }""",
        texts.RUN,
    )

    assert window.page.evaluate("window.__pwned") is None
    assert len(window.troubles) == 2
    window.troubles.clear()
