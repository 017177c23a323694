"""What can be mended without knowing what an entry means to say.

Only what has one right answer: the form of a file and of a few values, and names that are very near to one other and to
no second.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from interpkb import ledger, loader
from interpkb.canonical import CannotKeepError
from interpkb.editing import formatting
from interpkb.folder import EntryFile, Listing
from interpkb.ledger import Ledger
from interpkb.problems import Problem
from interpkb.refs.works import NotAnIdentifierError, identify
from interpkb.source import SourceError, decode, parse

_NAMED = re.compile(r"'([^']+)'")
_MEANT = re.compile(r"did you mean '([^']+)'\?")
_NEAR = 0.85
"""How much alike two names are, of one, that are a typing mistake apart: a letter in eight."""

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\x0b\x0c")) | {0x2028: "\n", 0x2029: "\n"}
"""Characters that nobody sees, and what is left of them. Signs that turn the direction of writing are not here."""

_SLASHED_DATE = re.compile(r"((?:19|20)[0-9]{2})[/.]([0-9]{2})(?:[/.]([0-9]{2}))?")


class Mended(NamedTuple):
    """Files in their mended state by path, and what was done to them in a line each."""

    changes: Mapping[str, bytes]
    notes: tuple[str, ...]


def mend(base: Path, wanted: Callable[[str], bool]) -> Mended:
    """Work out how files of a base can be mended; `wanted` tells of a path whether it is one of those to look at."""
    reading = loader.read(base)
    found: dict[str, list[Problem]] = {}
    for problem in reading.problems:
        found.setdefault(problem.location.path, []).append(problem)
    changes, notes = {}, []
    for file in reading.listing.files:
        if not wanted(file.path):
            continue
        before = (base.parent / file.path).read_bytes()
        after, said = _mend_file(file, before, found.get(file.path, []), reading.listing)
        if after != before:
            changes[file.path] = after
            notes += [f"{file.path}: {note}" for note in said]
    return Mended(changes, tuple(notes))


def _mend_file(file: EntryFile, before: bytes, problems: list[Problem], listing: Listing) -> tuple[bytes, list[str]]:
    notes: list[str] = []
    content = before
    if any(problem.code == "forbidden-character" for problem in problems):
        content = content.decode("utf-8", "surrogateescape").translate(_UNSEEN).encode("utf-8", "surrogateescape")
        notes += ["took out invisible characters"] if content != before else []
    try:
        text = decode(file.path, content)
        tabs = re.sub(r"^[ \t]+", lambda space: space[0].replace("\t", "  "), text, flags=re.MULTILINE)
        document = parse(file.path, _parsable(file.path, text, tabs))
    except SourceError:
        return (content, notes) if notes else (before, [])
    text = document.text
    for start, end, better in sorted(set(_replacements(text, problems, listing)), reverse=True):
        notes.append(f"{better!r} for {text[start:end]!r}")
        text = text[:start] + better + text[end:]
    try:
        text = formatting.form(parse(file.path, text))
    except (CannotKeepError, SourceError):
        return before, []
    if text.encode() != content:
        notes.append("brought into form")
    return text.encode(), notes


def _parsable(path: str, text: str, tabs: str) -> str:
    """Give a text as it is if it can be read, else with spaces for the tabs at the beginnings of lines."""
    try:
        parse(path, text)
    except SourceError:
        return tabs
    return text


def _replacements(text: str, problems: list[Problem], listing: Listing) -> Iterator[tuple[int, int, str]]:
    """Yield what is to stand between which characters of a text instead."""
    for problem in problems:
        start = _offset(text, problem)
        if problem.hint == "put it in quotes":
            number = re.compile(r"[^\s,\]}]+").match(text, start)
            if number is not None:
                yield start, number.end(), f'"{number[0]}"'
        elif problem.message.endswith("ends with a line break"):
            if text[start : start + 2] in {">\n", "|\n"}:
                yield start, start + 1, f"{text[start]}-"
        elif (named := _NAMED.search(problem.message)) and (right := _right(problem, named[1], listing)):
            wrong = named[1]
            # With a quotation mark before it, or without. What stands elsewhere is not what was meant.
            for at in (start, start + 1):
                if text.startswith(wrong, at):
                    yield at, at + len(wrong), right


def _right(problem: Problem, wrong: str, listing: Listing) -> str | None:
    """Say what is right instead of a wrong value, where there is no doubt."""
    meant = _MEANT.search(problem.hint or "")
    match problem.code:
        case "unknown-reference" if (new := _renamed(listing.ledger, wrong, listing)) is not None:
            return new
        case "unknown-reference" | "unknown-field" | "value-not-allowed" if meant and _is_slip(
            problem, wrong, meant[1], listing
        ):
            return meant[1]
        case "bad-date" if found := _SLASHED_DATE.fullmatch(wrong):
            return "-".join(filter(None, found.groups()))
        case "bad-arxiv-id" | "bad-doi":
            return _identifier(problem.code, wrong)
    return None


def _is_slip(problem: Problem, wrong: str, right: str, listing: Listing) -> bool:
    """Tell whether a name is a typing mistake: very near to one name, and to no other."""
    from rapidfuzz import fuzz

    if fuzz.ratio(wrong, right) < _NEAR * 100:
        return False
    if problem.code != "unknown-reference":
        return True
    near = [file.id for file in listing.files if fuzz.ratio(wrong, file.id) >= _NEAR * 100]
    return near == [right]


def _renamed(notes: Ledger | None, old: str, listing: Listing) -> str | None:
    """Say by which id a renamed entry goes now."""
    living = {f"{file.path.split('/')[1]}/{file.id}" for file in listing.files}
    for address in notes.tombstones if notes else ():
        if notes and ledger.id_of(address) == old:
            final = ledger.final_target(notes, address, living)
            return ledger.id_of(final) if final in living else None
    return None


def _identifier(code: str, wrong: str) -> str | None:
    try:
        found = identify(wrong)
    except NotAnIdentifierError:
        return None
    return found.id if (found.registry == "arxiv") == (code == "bad-arxiv-id") else None


def _offset(text: str, problem: Problem) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: problem.location.line - 1]) + problem.location.column - 1
