"""A text → a tree of its nodes with the comments that belong to each.

A comment at the end of a line belongs to the item that begins last before it. One on a line of its own belongs to
the item that follows, unless it is indented further: then it ends the list or mapping that it is level with.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml
from yaml.cyaml import CBaseLoader

SCHEMA = "# yaml-language-server: $schema="


@dataclass(slots=True)
class Scalar:
    """A single value: its text, and whether it was written without quotes and so may be no text at all."""

    value: str
    plain: bool


@dataclass(slots=True)
class Collection:
    """A mapping or a list, and the comments after its last item."""

    items: "list[Item]"
    is_mapping: bool
    column: int
    owner: "Item | None" = None
    after: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Item:
    """One field of a mapping, or one item of a list, with the comments before it and on its line."""

    key: str | None
    value: "Scalar | Collection"
    start: int
    column: int
    parent: Collection
    before: list[str] = field(default_factory=list)
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class _Comment:
    text: str
    start: int
    column: int
    alone: bool


def read(text: str, schema: str) -> tuple[Collection, str]:
    """Read a text that `source` can parse into a tree, and its line for editors, which is made where there is none."""
    root = yaml.compose(text, Loader=CBaseLoader)
    items: list[Item] = []
    spans: list[tuple[int, int]] = []
    tree = _collection(root, items, spans)
    items.sort(key=lambda item: item.start)  # stable: an item of a list comes before the first field in it
    line = f"{SCHEMA}{schema}"
    for comment in _comments(text, spans):
        if comment.alone and comment.text.startswith(SCHEMA):
            if comment.text.endswith(f"/{schema.rpartition('/')[2]}"):
                line = comment.text
        else:
            _attach(comment, tree, items)
    return tree, line


def comments(tree: Collection) -> Iterator[str]:
    """Yield the text of every comment in a tree."""
    yield from tree.after
    for item in tree.items:
        yield from item.before
        if item.beside is not None:
            yield item.beside
        if isinstance(item.value, Collection):
            yield from comments(item.value)


def _collection(node: Any, items: list[Item], spans: list[tuple[int, int]]) -> Collection:
    collection = Collection([], isinstance(node, yaml.MappingNode), node.start_mark.column)
    pairs = node.value if collection.is_mapping else [(None, child) for child in node.value]
    for key, child in pairs:
        first = key or child
        column = first.start_mark.column if key or node.flow_style else collection.column
        if key:
            spans.append((key.start_mark.index, key.end_mark.index))
        item = Item(key and key.value, Scalar("", plain=True), first.start_mark.index, column, collection)
        items.append(item)
        collection.items.append(item)
        if isinstance(child, yaml.ScalarNode):
            spans.append((child.start_mark.index, child.end_mark.index))
            item.value = Scalar(child.value, plain=not child.style)
        else:
            item.value = _collection(child, items, spans)
            item.value.owner = item
    return collection


def _comments(text: str, spans: list[tuple[int, int]]) -> Iterator[_Comment]:
    """Yield the comments of a text: what stands outside of values and keys and begins with a hash."""
    ends = [(0, 0), *sorted(spans), (len(text), len(text))]
    for (start, end), (following, _) in pairwise(ends):
        if text[start : start + 1] in {"|", ">"} and end > start:  # beside the sign of a text in a block
            header = text[start:end].splitlines()[0]
            if "#" in header:
                yield from _in_gap(text, start + header.index("#"), start + len(header))
        yield from _in_gap(text, end, following)


def _in_gap(text: str, start: int, end: int) -> Iterator[_Comment]:
    while (start := text.find("#", start, end)) != -1:
        begin = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", start)
        stop = len(text) if stop == -1 else stop
        before = text[begin:start]
        if not before.startswith("%"):
            yield _Comment(text[start:stop].rstrip(), start, len(before), not before.strip(" \t\ufeff"))
        start = stop


def _attach(comment: _Comment, tree: Collection, items: list[Item]) -> None:
    place = bisect_right(items, comment.start, key=lambda item: item.start)
    last = items[place - 1] if place else None
    following = items[place] if place < len(items) else None
    if not comment.alone and last is not None and last.beside is None:
        last.beside = comment.text
        return
    beginning = _beginning_at(comment.column, following)
    if beginning is not None:
        beginning.before.append(comment.text)
        return
    if following is not None and last is None:
        following.before.append(comment.text)
        return
    level = _level_with(comment.column, tree, last)
    if following is not None and following.parent is level:
        following.before.append(comment.text)
    else:
        level.after.append(comment.text)


def _beginning_at(column: int, item: Item | None) -> Item | None:
    """Find the item that begins next and is indented as far as a comment: with an item of a list its own may begin."""
    while item is not None and column > item.column:
        inside = item.value if item.key is None else None
        item = inside.items[0] if isinstance(inside, Collection) and inside.items else None
    return item


def _level_with(column: int, tree: Collection, last: Item | None) -> Collection:
    """Find the innermost collection around the last item that is indented no further than a comment."""
    level = tree if last is None else last.parent
    while level.column > column and level.owner is not None:
        level = level.owner.parent
    return level
