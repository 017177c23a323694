"""How answers look on a terminal: tables and paragraphs fitted to its width, and lists of problems.

Written here, though rich does it better, because importing rich costs more than a whole answer.
"""

import shutil
import textwrap
from collections.abc import Iterable, Sequence

import click

from interpkb.problems import Problem, Severity

_GAP = "  "
_SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def width() -> int:
    """How many columns there are to write in."""
    return max(40, shutil.get_terminal_size((100, 24)).columns)


def heading(text: str) -> None:
    """Print a heading after an empty line."""
    click.echo()
    click.secho(text, bold=True)


def paragraph(text: str, indent: str = "") -> None:
    """Print a text folded to the width, paragraph by paragraph."""
    for part in text.strip().split("\n\n"):
        click.echo(textwrap.fill(" ".join(part.split()), width(), initial_indent=indent, subsequent_indent=indent))


def item(text: str, indent: str = "  ") -> None:
    """Print a text folded to the width with the later lines hanging."""
    click.echo(textwrap.fill(" ".join(text.split()), width(), initial_indent=indent, subsequent_indent=indent + "    "))


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns. The widest columns are folded until all fit; the rest stay whole."""
    cells = [[_text(cell) for cell in row] for row in rows]
    widths = _fit([max(map(len, column)) for column in zip(headers, *cells, strict=True)], headers)
    _row(headers, widths, bold=True)
    for row in cells:
        _row(row, widths)


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _fit(widths: list[int], headers: Sequence[str]) -> list[int]:
    room = width() - len(_GAP) * (len(widths) - 1)
    least = [min(wide, max(len(head), 12)) for wide, head in zip(widths, headers, strict=True)]
    while sum(widths) > room:
        spare = [wide - low for wide, low in zip(widths, least, strict=True)]
        if max(spare) <= 0:
            break
        widest = max(range(len(widths)), key=lambda i: (spare[i] > 0, widths[i]))
        widths[widest] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], *, bold: bool = False) -> None:
    folded = [textwrap.wrap(cell, wide) or [""] for cell, wide in zip(cells, widths, strict=True)]
    for i in range(max(map(len, folded))):
        parts = (lines[i] if i < len(lines) else "" for lines in folded)
        line = _GAP.join(part.ljust(wide) for part, wide in zip(parts, widths, strict=True)).rstrip()
        click.secho(line, bold=bold)


def problems(found: Iterable[Problem], *, to_stderr: bool = False) -> None:
    """Print problems a line each, in colour on a terminal."""
    for problem in found:
        severity = click.style(problem.severity.value, fg=_SEVERITY_COLOURS[problem.severity], bold=True)
        hint = f" ({problem.hint})" if problem.hint else ""
        place = click.style(str(problem.location), bold=True)
        code = click.style(f"[{problem.code}]", dim=True)
        click.echo(f"{place}: {severity}: {problem.message}{hint} {code}", err=to_stderr)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Put a number before its noun: 1 entry, 2 entries."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {plural or noun + 's'}"
