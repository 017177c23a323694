"""What passes the validator is shown as it is written: no page runs or loads what an entry brings along."""

from pathlib import Path

import pytest

from tests import checkout
from tests.hostile import texts
from tests.hostile.markup import Dangers

MARK = "__pwned"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("hostile") / "kb"
    for name, text in texts.base().items():
        path = base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    copy = checkout.copy(base)
    checkout.build(copy)
    return copy / "build" / "site"


def test_no_page_runs_or_loads_what_an_entry_brings_along(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    found = {path.name: dangers for path in pages if (dangers := Dangers(path.read_text(encoding="utf-8"), MARK).found)}

    assert len(pages) > len(texts.LINES) * 11
    assert found == {}


@pytest.mark.parametrize(
    "html",
    [
        "<script>window.__pwned=1</script>",
        "<p onclick='x'>",
        "<a href=' JavaScript:x'>",
        "<img src=https://evil.example/x.png>",
        "<iframe>",
        "<meta http-equiv=Refresh content='0;url=x'>",
        "<p style='background:url(__pwned)'>",
    ],
)
def test_what_would_run_or_load_is_found(html: str) -> None:
    assert Dangers(html, MARK).found
