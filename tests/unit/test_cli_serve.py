from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from interpkb.cli import main, serve_

from tests import checkout


@pytest.fixture
def root() -> Iterator[Path]:
    """Give a checkout with the small base, as the command `serve` finds it."""
    folder = checkout.copy(checkout.ROOT / "tests" / "golden" / "kb")
    with click.Context(main.main, obj=str(folder / "kb")):
        yield folder


def test_pages_follow_what_is_written_and_stay_while_it_is_broken(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = root / "kb" / "goals" / "debug-model.yaml"
    page = root / "build" / "docs" / "goals" / "debug-model.md"
    text = entry.read_text(encoding="utf-8")
    assert serve_._refresh(root)
    assert "Another name" not in page.read_text(encoding="utf-8")

    entry.write_text(text.replace("name: ", "name: Another name for ", 1), encoding="utf-8")
    assert serve_._refresh(root)
    before = page.read_text(encoding="utf-8")
    assert "Another name for" in before

    entry.write_text(text.replace("name: ", "nmae: ", 1), encoding="utf-8")
    assert not serve_._refresh(root)
    assert page.read_text(encoding="utf-8") == before
    said = capsys.readouterr().err
    assert "kb/goals/debug-model.yaml:1:1: error: unknown field 'nmae'" in said
    assert "the site stays as it was until these are mended" in said
