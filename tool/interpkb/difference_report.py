"""A difference → text, JSON, and a comment in GitHub's Markdown. Nothing here prints or reads files.

What comes from entries is marked as given from the moment it enters a line, and only the two renderers at the end turn
it into text: on a terminal without control characters, in Markdown as a code span, in which nothing has a meaning.
"""

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from interpkb.difference_lines import Given, Line, Section, headline, sections
from interpkb.query.difference_records import Difference

LIMIT = 65_536
"""How many bytes a comment may have: GitHub takes as many characters."""

MARK = "<!-- interpkb diff -->"
"""What a comment begins with, so that the next one replaces it."""

_MOST_LINES = 60
_MOST_CHARACTERS = 160
_RUN = re.compile(r"`+")
_REST = "The rest is left out here: `interpkb diff` shows all of it.\n"


def text(difference: Difference) -> str:
    """Say a difference in lines."""
    if difference.empty:
        return "nothing differs\n"
    parts = [f"{headline(difference)}\n"]
    for section in sections(difference):
        parts.append(f"\n{section.title} ({len(section)})\n")
        parts += [f"{'  ' * (line.level + 1)}{_join(line, visible)}\n" for line in section.lines]
    return "".join(parts)


def markdown(difference: Difference) -> str:
    """Say a difference as a comment: nothing in it mentions anybody, is HTML of others, or is longer than `LIMIT`."""
    parts = [f"{MARK}\n### What this changes in the knowledge base\n\n{headline(difference)}\n"]
    used = len(parts[0].encode())
    for section in sections(difference):
        opening, closing = (
            (f"\n<details><summary>{section.title} ({len(section)})</summary>\n\n", "\n</details>\n")
            if section.folded
            else (f"\n#### {section.title} ({len(section)})\n\n", "")
        )
        room = LIMIT - used - len((opening + closing + _REST).encode())
        if room < 0:
            return "".join([*parts, "\n", _REST])
        lines, whole = _within(section, room)
        parts.append(f"{opening}{''.join(lines)}{closing}")
        used += len(parts[-1].encode())
        if not whole:
            return "".join([*parts, "\n", _REST])
    return "".join(parts)


def _within(section: Section, room: int) -> tuple[list[str], bool]:
    """Write as many lines of a section as there is room for, and say whether there was enough."""
    lines: list[str] = []
    for number, line in enumerate(section.lines):
        written = f"{'  ' * line.level}- {_join(line, code)}\n"
        if number >= _MOST_LINES:
            written = f"- and {len(section.lines) - number:,} lines more\n"
        room -= len(written.encode())
        if room < 0:
            return lines, False
        lines.append(written)
        if number >= _MOST_LINES:
            break
    return lines, True


def _join(line: Line, write: Callable[[str], str]) -> str:
    return "".join(write(part.text) if isinstance(part, Given) else part for part in line.parts)


def visible(given: str) -> str:
    """Write a text in one line in which every character can be seen: what can't is named by its number."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in " ".join(given.split()))


def code(given: str) -> str:
    """Write a text as a code span that ends where it ends, whatever is in it."""
    shown = visible(given) or " "
    if len(shown) > _MOST_CHARACTERS:
        shown = f"{shown[: _MOST_CHARACTERS - 1]}…"
    fence = "`" * (1 + max((len(run) for run in _RUN.findall(shown)), default=0))
    pad = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def json_text(difference: Difference) -> str:
    """Write a difference as data for programs."""
    return json.dumps(_plain(difference), ensure_ascii=False, indent=2) + "\n"


def _plain(value: Any) -> Any:
    if hasattr(value, "_asdict"):
        return {name: _plain(inner) for name, inner in value._asdict().items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


FORMATS: Mapping[str, Callable[[Difference], str]] = MappingProxyType(
    {"text": text, "json": json_text, "markdown": markdown}
)
"""Every form of a difference by its name."""
