"""A browser, and a server that serves sites from folders below its root, as a host of project pages does."""

import contextlib
import functools
import http.server
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import interpkb
import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, ViewportSize, sync_playwright

from tests import checkout
from tests.browser import install

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PATIENCE = 15_000
"""How many milliseconds anything may take: the machine may be busy."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Keeps connections open, and says nothing."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    """A browser that leaves a page breaks connections off, which is no trouble."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium that `make test` has made sure of."""
    found = install.find()
    assert found is not None, "no Chromium: run 'make test', or tests/browser/install.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder below the root of a local host, where the real host has it, and give its address."""
    place = urlsplit(interpkb.SITE).path.strip("/")
    with contextlib.ExitStack() as stack:

        def start(folder: Path) -> str:
            root = stack.enter_context(tempfile.TemporaryDirectory())
            (Path(root) / place).symlink_to(folder)
            server = stack.enter_context(_Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=root)))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/{place}/"

        yield start


@pytest.fixture(scope="session")
def small_home(serve: Callable[[Path], str]) -> str:
    """Serve the site of a small base that uses every kind, and give its address."""
    return serve(checkout.small().folder)


class Visit(NamedTuple):
    """A page that is looked at, and what went on meanwhile: addresses asked for, and whatever went wrong or ran."""

    page: Page
    requests: list[str]
    troubles: list[str]

    def outside(self, home: str) -> list[str]:
        """List the addresses outside the site that anything was asked of."""
        return [url for url in self.requests if not url.startswith((home, "data:", "blob:"))]

    def go(self, address: str) -> None:
        """Go on to another address."""
        self.page.goto(address, wait_until="load")


def observe(context: BrowserContext) -> Visit:
    """Open a page in a context, and note what goes on in it."""
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    found = Visit(page, [], [])
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("requestfailed", lambda request: _note_failure(found, request))
    page.on("console", lambda said: found.troubles.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.troubles.append(str(error)))
    page.on("dialog", lambda dialog: _refuse(found, dialog))
    page.on("response", lambda got: found.troubles.append(f"{got.status}: {got.url}") if got.status >= 400 else None)
    return found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open an address in a window of its own, of a width, in light or dark, with or without scripts."""
    contexts = []

    def open_(address: str, *, width: int = 1280, dark: bool = False, scripts: bool = True) -> Visit:
        size = ViewportSize(width=width, height=900)
        options: dict[str, Any] = {"viewport": size, "color_scheme": "dark" if dark else "light"}
        contexts.append(browser.new_context(**options, java_script_enabled=scripts))
        found = observe(contexts[-1])
        found.go(address)
        return found

    yield open_
    for context in contexts:
        context.close()


def _note_failure(found: Visit, request: Request) -> None:
    # What a page still loads when it is left is broken off.
    if request.failure != "net::ERR_ABORTED":
        found.troubles.append(f"failed: {request.url} {request.failure}")


def _refuse(found: Visit, dialog: Dialog) -> None:
    found.troubles.append(f"dialog: {dialog.message}")
    dialog.dismiss()


def page_types(built: checkout.Built) -> dict[str, str]:
    """Choose one page of each type, the first, and say at what address it is."""
    return {type: pages[0].removesuffix("index.html") for type, pages in checkout.pages_by_type(built).items()}


def within(url: str, home: str) -> str:
    """Say where in a site an address leads."""
    return urlsplit(url).path.removeprefix(urlsplit(home).path)
