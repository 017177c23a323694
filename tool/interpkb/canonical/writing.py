"""A tree of nodes and comments → its text in canonical form."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from interpkb.canonical.reading import Collection, Item, Scalar
from interpkb.source import resolve

WIDTH = 100
"""Texts that would make a line longer than this are folded."""

_LAST = 1_000
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
# What other readers of YAML take for a number, a date, a time or a truth value is quoted, though ours would not.
_MISREAD = re.compile(r"[-+.]*[0-9].*|y|n|yes|no|on|off|true|false|null|[-+]?\.(inf|nan)", re.IGNORECASE)


def write(tree: Collection, shape: Mapping[str, Any]) -> str:
    """Write a whole document."""
    lines = _collection(tree, shape, 0) if tree.items else ["{}", *tree.after]
    return "".join(f"{line}\n" for line in lines)


def _collection(
    collection: Collection, shape: Mapping[str, Any], indent: int, *, after_dash: bool = False
) -> Iterator[str]:
    margin = " " * indent
    for i, item in enumerate(_ordered(collection, shape)):
        if i or not after_dash:
            yield from (f"{margin}{comment}" for comment in item.before)
        if item.key is not None:
            yield from _field(item, shape.get(item.key, {}), indent)
        else:
            yield from _list_item(item, shape, indent)
    yield from (f"{margin}{comment}" for comment in collection.after)


def _ordered(collection: Collection, shape: Mapping[str, Any]) -> list[Item]:
    if not collection.is_mapping:
        return collection.items
    places = {name: place for place, name in enumerate(shape)}
    return sorted(collection.items, key=lambda item: places.get(str(item.key), _LAST))


def _field(item: Item, shape: Mapping[str, Any], indent: int) -> Iterator[str]:
    head = f"{' ' * indent}{_key(str(item.key))}:"
    value = item.value
    if isinstance(value, Scalar):
        yield from _scalar(value, head, indent, item.beside)
    elif value.items:
        yield _beside(head, item.beside)
        yield from _collection(value, shape, indent + 2)
    else:
        yield from _empty(value, head, indent, item.beside)


def _list_item(item: Item, shape: Mapping[str, Any], indent: int) -> Iterator[str]:
    margin = " " * indent
    value = item.value
    if isinstance(value, Scalar):
        yield from _scalar(value, f"{margin}-", indent, item.beside)
        return
    if not value.items:
        yield from _empty(value, f"{margin}-", indent, item.beside)
        return
    if not value.is_mapping:
        yield _beside(f"{margin}-", item.beside)
        yield from _collection(value, shape, indent + 2)
        return
    # The comments on the first field of a mapping have no place between the dash and the field.
    above = [*([item.beside] if item.beside else []), *_ordered(value, shape)[0].before]
    yield from (f"{margin}{comment}" for comment in above)
    first_line, *lines = _collection(value, shape, indent + 2, after_dash=True)
    yield f"{margin}- {first_line[indent + 2 :]}"
    yield from lines


def _empty(value: Collection, head: str, indent: int, beside: str | None) -> Iterator[str]:
    yield _beside(f"{head} {'{}' if value.is_mapping else '[]'}", beside)
    yield from (f"{' ' * indent}{comment}" for comment in value.after)


def _beside(line: str, comment: str | None) -> str:
    return f"{line}  {comment}" if comment else line


def _key(key: str) -> str:
    # `on` is a field of ours. Readers who take it for a truth value are of YAML 1.1.
    return key if key == "on" or _is_plain(key) else json.dumps(key, ensure_ascii=False)


def _scalar(scalar: Scalar, head: str, indent: int, beside: str | None) -> Iterator[str]:
    """Write a value after its head: on the same line if it fits, else folded, else as it must be."""
    text = scalar.value
    if scalar.plain and not isinstance(value := resolve(text), str):
        yield _beside(f"{head} {_not_text(value, text)}", beside)
        return
    margin = " " * (indent + 2)
    if "\n" in text.removesuffix("\n"):
        if _is_literal(text):
            yield _beside(f"{head} |{_chomp(text)}", beside)
            yield from (f"{margin}{line}" if line else "" for line in text.removesuffix("\n").split("\n"))
            return
    else:
        in_line = text if _is_plain(text) else json.dumps(text, ensure_ascii=False)
        fits = len(head) + 1 + len(in_line) <= WIDTH
        if _can_fold(text) and (text.endswith("\n") or (not fits and " " in text)):
            yield _beside(f"{head} >{_chomp(text)}", beside)
            yield from (f"{margin}{line}" for line in _fold(text.removesuffix("\n"), WIDTH - len(margin)))
            return
        if "\n" not in text:
            yield _beside(f"{head} {in_line}", beside)
            return
    yield _beside(f"{head} {json.dumps(text, ensure_ascii=False)}", beside)


def _not_text(value: Any, text: str) -> str:
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return text


def _is_plain(text: str) -> bool:
    """Tell whether a text can stand without quotes, and every reader of YAML takes it for a text."""
    return not (
        not text
        or text[0] in _INDICATORS
        or text != text.strip()
        or text[-1] == ":"
        or ": " in text
        or " #" in text
        or not text.isprintable()
        or _MISREAD.fullmatch(text)
    )


def _is_literal(text: str) -> bool:
    """Tell whether a text of several lines can stand as it is in a block."""
    lines = text.removesuffix("\n").split("\n")
    return (
        lines[0][:1] not in {"", " ", "\t"}
        and lines[-1] != ""
        and all(line == line.rstrip() and line.replace("\t", " ").isprintable() for line in lines)
        and not any(line.startswith("\t") for line in lines)
    )


def _can_fold(text: str) -> bool:
    """Tell whether a text of one line can be folded and unfolded again: only single spaces part its words."""
    return text.removesuffix("\n").isprintable() and all(text.removesuffix("\n").split(" "))


def _chomp(text: str) -> str:
    return "" if text.endswith("\n") else "-"


def _fold(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
