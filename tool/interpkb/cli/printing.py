"""How answers look on a terminal: tables and paragraphs fitted to its width, and lists of problems.

Written here, though rich does it better, because importing rich costs more than a whole answer; and importing `shutil`
and `textwrap`, more than printing it.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from interpkb.problems import Problem, Severity

if TYPE_CHECKING:
    from interpkb.query.verdicts import Verdict

_GAP = "  "
_LEAST_WIDTH, _USUAL_WIDTH = 40, 100
_STDOUT = 1
_LEAST_COLUMN = 12
_SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def width() -> int:
    """How many columns there are to write in: what COLUMNS says, or the terminal has, or 100."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(_LEAST_WIDTH, int(columns))
    try:
        return max(_LEAST_WIDTH, os.get_terminal_size(_STDOUT).columns or _USUAL_WIDTH)
    except OSError:
        return _USUAL_WIDTH


def heading(text: str) -> None:
    """Print a heading after an empty line."""
    click.echo()
    click.secho(text, bold=True)


def paragraph(text: str, indent: str = "") -> None:
    """Print a text folded to the width, paragraph by paragraph."""
    for part in text.strip().split("\n\n"):
        click.echo(_fold(" ".join(part.split()), indent, indent))


def item(text: str, indent: str = "  ", hang: str = "    ") -> None:
    """Print a text folded to the width with the later lines hanging."""
    click.echo(_fold(" ".join(text.split()), indent, indent + hang))


def _fold(text: str, first: str, later: str) -> str:
    room = width()
    return first + f"\n{later}".join(_lines(text, room - len(first), room - len(later))) if text else ""


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns. The first column, which names the row, stays whole; the widest others are folded."""
    cells = [[_text(cell) for cell in row] for row in rows]
    columns = list(zip(*cells, strict=True)) or [() for _ in headers]
    widths = _fit(headers, [max(map(len, column), default=0) for column in columns])
    click.secho("\n".join(_row(headers, widths)), bold=True)
    if cells:
        click.echo("\n".join(line for row in cells for line in _row(row, widths)))


def _text(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _fit(headers: Sequence[str], widths: Sequence[int]) -> list[int]:
    """Share the room out among columns as wide as `widths`, giving way at the widest."""
    # A heading folds at its hyphens, so a column must hold no more of it than its longest part.
    parts = [max(map(len, head.replace("-", "- ").split()), default=0) for head in headers]
    shares = [max(wide, len(head)) for wide, head in zip(widths, headers, strict=True)]
    least = [max(min(wide, _LEAST_COLUMN), part) for wide, part in zip(widths, parts, strict=True)]
    least[0] = max(min(widths[0], width() // 2), parts[0])
    room = width() - len(_GAP) * (len(shares) - 1)
    while sum(shares) > room:
        spare = [share - low for share, low in zip(shares, least, strict=True)]
        if max(spare) <= 0:
            break
        shares[max(range(len(shares)), key=lambda i: (spare[i] > 0, shares[i]))] -= 1
    return shares


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    folded = [_lines(cell, wide, wide) for cell, wide in zip(cells, widths, strict=True)]
    lines = []
    for i in range(max(map(len, folded))):
        parts = (column[i] if i < len(column) else "" for column in folded)
        lines.append(_GAP.join(part.ljust(wide) for part, wide in zip(parts, widths, strict=True)).rstrip())
    return lines


def _lines(text: str, first: int, later: int) -> list[str]:
    """Break a text of words with single spaces into lines as wide as the first and the later ones may be."""
    lines = []
    room = first
    while len(text) > room:
        cut = max(text.rfind(" ", 0, room + 1), _hyphen(text, room), 0) or text.rfind("-", 0, room) + 1 or room
        lines.append(text[:cut])
        text = text[cut:].lstrip()
        room = later
    return [*lines, text]


def _hyphen(text: str, room: int) -> int:
    """Find the end of the first part of a hyphenated word, the last that still fits; 0 if there is none."""
    end = text.rfind("-", 0, room) + 1
    while end and not (text[end - 2].isalpha() and text[end].isalpha()):
        end = text.rfind("-", 0, end - 1) + 1
    return end


def problems(found: Iterable[Problem], *, to_stderr: bool = False) -> None:
    """Print problems a line each, in colour on a terminal."""
    if lines := [_problem(problem) for problem in found]:
        click.echo("\n".join(lines), err=to_stderr)


def _problem(problem: Problem) -> str:
    severity = click.style(problem.severity.value, fg=_SEVERITY_COLOURS[problem.severity], bold=True)
    hint = f" ({problem.hint})" if problem.hint else ""
    place = click.style(str(problem.location), bold=True)
    code = click.style(f"[{problem.code}]", dim=True)
    return f"{place}: {severity}: {problem.message}{hint} {code}"


def finished(paths: Iterable[str], skipped: Iterable[str]) -> None:
    """Say what was put right of an edit that had been cut short, and what had been changed by somebody since."""
    for path in paths:
        click.echo(f"finished an edit that was cut short: {path}", err=True)
    for path in skipped:
        click.echo(f"an edit was cut short, and this file has been changed since, so look at it: {path}", err=True)


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Put a number before its noun: 1 entry, 2 entries."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {plural or noun + 's'}"


def strength(value: int) -> str:
    """Draw a strength: ●●○○ is 2 of 4."""
    return "●" * value + "○" * (4 - value)


def verdict(found: "Verdict") -> str:
    """Say a verdict with what it rests on."""
    parts = [f"{len(found.supporting)} for, {len(found.opposing)} against"]
    if found.groups:
        parts.append(f"support from {count(found.groups, 'group')}")
    if found.largest:
        parts.append(f"largest model {found.largest}")
    if found.latest:
        parts.append(f"latest {found.latest}")
    return f"{found.verdict} ({'; '.join(parts)})" if found.supporting or found.opposing else found.verdict
