import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from interpkb import compiled
from interpkb.pages import change_pages
from interpkb.pages.writing import Link, Writer
from interpkb.query import states
from interpkb.releases import Release, State

from tests import factories
from tests.conftest import Files

ROOT = Path(__file__).parents[2]
ATOM = "{http://www.w3.org/2005/Atom}"
Built = Callable[[Sequence[Release]], dict[str, str]]
BASE = {
    "goals/debug-model.yaml": factories.entry("goal", name="Debug & 1 < 2", reviewed="2026-12-03"),
    "goals/predict.yaml": factories.entry("goal", name="Predict"),
    "methods/saliency-maps.yaml": factories.entry("method", serves=[factories.serves("debug-model")]),
}


@pytest.fixture
def build(write_kb: Callable[[Files], Path]) -> Built:
    """Write the page and the feed of a small base with releases."""
    opened = compiled.open_base(write_kb(BASE)).demand_sound()

    def run(found: Sequence[Release]) -> dict[str, str]:
        nodes = {
            id: Link(f"{kind}s/{id}.md", name, kind, summary)
            for id, kind, name, summary in opened.connection.execute("SELECT id, kind, name, summary FROM node")
        }
        writer = Writer(ROOT / "site" / "templates", nodes)
        return dict(change_pages.pages(opened.connection, writer, found))

    return run


@pytest.fixture
def now(build: Built, tmp_path: Path) -> State:
    return states.state(compiled.open_base(tmp_path / "kb").demand_sound().connection)


def released(now: State) -> list[Release]:
    """Make two releases: in the second an entry came and a verdict changed; since then one went, one came, one changed."""
    first = State({"goals/predict": "0", "goals/gone": "1"}, {"saliency-maps serves debug-model": "unargued"})
    second = State(
        {**first.entries, "methods/saliency-maps": "2", "goals/predict": now.entries["goals/predict"]}, now.verdicts
    )
    return [Release("2026.12", "2026-12-01", second), Release("2026.11", "2026-11-01", first)]


def rows(page: str) -> list[tuple[str, ...]]:
    return [tuple(re.findall(r">([^<>]+)<", row)) for row in re.findall(r"<tr><th scope=\"row\">.*", page)]


def test_changes_stand_by_release_the_newest_first_and_those_since_on_top(build: Built, now: State) -> None:
    page = build(released(now))["changes.md"]

    assert re.findall(r"^## (.*?) {", page, re.MULTILINE) == ["Since the last release", "2026.12", "2026.11"]
    assert rows(page) == [
        ("Debug &amp; 1 &lt; 2", "goal", "added", "2026-12-03"),
        ("goals/gone", "goal", "gone", "2026-12-01"),
        ("Saliency maps", "method", "changed", "2026-12-01"),
        ("Predict", "goal", "changed", "2026-12-01"),
        ("Saliency maps", "method", "added", "2026-12-01"),
    ]
    assert "<li><code>saliency-maps serves debug-model</code>: unargued → asserted</li>" in page
    assert "<p>The first release, with 2 entries.</p>" in page


def test_the_feed_is_atom_and_says_the_same(build: Built, now: State) -> None:
    feed = ET.fromstring(build(released(now))["changes.xml"])  # noqa: S314  # our own

    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Added: Debug & 1 < 2 (goal)",
        "Gone: goals/gone (goal)",
        "Changed: Saliency maps (method)",
        "Changed: Predict (goal)",
        "Added: Saliency maps (method)",
        "The first release, 2026.11",
    ]
    for part in (feed, *entries):
        ids = [part.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")]
        assert all(ids)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", str(ids[2]))
    assert feed.findtext(f"{ATOM}updated") == "2026-12-03T00:00:00Z"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}


def test_a_change_has_the_same_name_before_and_after_its_release(build: Built, now: State) -> None:
    before = ET.fromstring(build(released(now))["changes.xml"])  # noqa: S314  # our own
    frozen = Release("2027.01", "2027-01-01", now)
    after = ET.fromstring(build([frozen, *released(now)])["changes.xml"])  # noqa: S314  # our own

    names = [{e.findtext(f"{ATOM}id") for e in feed.findall(f"{ATOM}entry")} for feed in (before, after)]
    assert names[0] == names[1]


def test_without_a_release_the_page_says_so_and_the_feed_is_empty(build: Built) -> None:
    files = build([])

    assert "<p>There is no release yet.</p>" in files["changes.md"]
    assert ET.fromstring(files["changes.xml"]).findall(f"{ATOM}entry") == []  # noqa: S314  # our own
