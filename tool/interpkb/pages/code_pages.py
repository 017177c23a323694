"""The page of problem codes: what each means and how to mend it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from interpkb.codes import CODES
from interpkb.pages.writing import Writer

_FOLDER = Path(__file__).parent.parent / "explanations"


def codes(_connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the list of codes and the page of each, which is what `interpkb explain` prints."""
    path = "problems/index.md"
    description = "Every problem that the validator reports, what it means and how to mend it."
    yield path, writer.page(path, "codes.md.jinja", "Problems", description, codes=list(CODES.values()))
    for code in CODES.values():
        text = (_FOLDER / f"{code.name}.md").read_text(encoding="utf-8")
        yield f"problems/{code.name}.md", f'---\ndescription: "{code.meaning}"\n---\n\n{text}'
