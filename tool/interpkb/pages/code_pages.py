"""Pages made from the program itself: the problem codes, and the rule by which verdicts are reached."""

import inspect
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from interpkb import verdicts
from interpkb.codes import CODES, STRICTER_FOR_NEW
from interpkb.pages.writing import Writer

_FOLDER = Path(__file__).parent.parent / "explanations"


def codes(_connection: sqlite3.Connection, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the list of codes and the page of each, which is what `interpkb explain` prints."""
    path = "problems/index.md"
    description = "Every problem that the validator reports, what it means and how to mend it."
    yield (
        path,
        writer.page(
            path, "codes.md.jinja", "Problems", description, codes=list(CODES.values()), stricter=STRICTER_FOR_NEW
        ),
    )
    for code in CODES.values():
        text = (_FOLDER / f"{code.name}.md").read_text(encoding="utf-8")
        yield f"problems/{code.name}.md", f'---\ndescription: "{code.meaning}"\n---\n\n{text}'


def verdict_rule(_connection: sqlite3.Connection, _writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the page of the rule, which is the docstring of the function that follows it."""
    rule = inspect.getdoc(verdicts.verdict) or ""
    text = (
        '---\ntitle: "Verdicts"\ndescription: "How the evidence on a link or claim adds up to a verdict: '
        'the whole rule."\n---\n\n'
        f"# Verdicts\n\nVerdicts are computed, never typed. {rule}\n\n"
        "`interpkb why A B` shows the working: which evidence, of what design, compared with what, "
        "from which groups, the largest model tested, and the latest date.\n"
    )
    yield "verdicts.md", text
