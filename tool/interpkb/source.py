"""YAML text → plain data, and back from a key path to its line and column.

Reads the JSON part of YAML 1.2: mappings, sequences, and the core schema's scalars. Whatever would let a
file mean something other than what it shows (tags, anchors, aliases, merge keys, duplicate keys, several
documents) is refused with its position. This is the only module that imports `yaml`.
"""

import codecs
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml
from yaml import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent
from yaml.cyaml import CBaseLoader, CParser  # type: ignore[attr-defined]  # it is what the C loaders inherit

from interpkb.problems import Location, Problem, Severity

MAX_BYTES = 256 * 1024
MAX_DEPTH = 40
MAX_NODES = 50_000
MAX_FIELDS = 500

Keys = tuple[str | int, ...]

# YAML 1.2 core schema, https://yaml.org/spec/1.2.2/#103-core-schema. Plain scalars only.
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_NUMERIC_START = frozenset("+-.0123456789")
_TEXT_START = frozenset(string.ascii_letters) - {name[:1] for name in (*_NULL, *_BOOLEANS)}
"""What begins with one of these is text: most values do, so this is looked at first."""

# Everything YAML 1.2 calls unprintable, and the characters that make text look like other text: zero-width and
# bidirectional controls (https://trojansource.codes), line separators, and the byte order mark inside a text.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
_ESCAPED = re.compile(f"{_FORBIDDEN.pattern}|\r")
_PLAIN_BYTES = b"\t\n\r" + bytes(range(0x20, 0x7F))
_INVISIBLE = "delete it: characters that cannot be seen can hide what a text says"

# The parser's words say what it met, not what was meant.
_SYNTAX_HINTS = (
    ("mapping values are not allowed", "put a text that holds ': ' in quotes"),
    ("cannot start any token", "indent with spaces; put a text that begins with a sign such as % or @ in quotes"),
    ("found a tab character", "indent with spaces"),
)


class SourceError(Exception):
    """A text is no acceptable YAML; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file: where it came from, its text, and its plain data."""

    path: str
    text: str
    data: dict[str, Any]

    def locate(self, keys: Keys = (), *, key: bool = False) -> Location:
        """Find the place of the node under `keys`, or of its key when `key` is set.

        Parts of the path that name nothing in the text are skipped, so a path from a model (which may
        hold more than the text does) leads to the nearest enclosing node.
        """
        return _positions(self.path, self.text).locate(keys, key=key)

    def span(self, keys: Keys) -> tuple[int, int]:
        """Say between which characters of the text the value under `keys` stands, quotes and signs included."""
        return _positions(self.path, self.text).span(keys)


def decode(path: str, content: bytes) -> str:
    """Turn a file's bytes into text, or raise `SourceError` when they are too many or not UTF-8 text."""
    if len(content) > MAX_BYTES:
        _refuse(
            path, "too-large", f"file of {len(content):,} bytes, more than the {MAX_BYTES:,} allowed", hint="split it"
        )
    content = content.removeprefix(codecs.BOM_UTF8)
    if content.isascii() and not content.translate(None, _PLAIN_BYTES):  # most files, and quicker than what follows
        return content.decode()
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        where = _location_of_offset(path, before, len(before))
        _refuse(
            path, "not-utf-8", f"byte 0x{content[error.start]:02x} is not UTF-8", where, hint="save the file as UTF-8"
        )
    if found := _FORBIDDEN.search(text):
        _refuse(
            path,
            "forbidden-character",
            f"character U+{ord(found[0]):04X} is not allowed",
            _location_of_offset(path, text, found.start()),
            _INVISIBLE,
        )
    return text


def parse(path: str, text: str) -> Document:
    """Parse one YAML document whose top is a mapping, or raise `SourceError` with the first fault."""
    loader = CParser(text)
    try:
        data = _Builder(path, loader).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
        context = f" {error.context}" if error.context else ""
        hint = next((hint for words, hint in _SYNTAX_HINTS if words in str(error.problem)), None)
        _refuse(path, "syntax", f"{error.problem or 'not YAML'}{context}", where, hint)
    except yaml.reader.ReaderError as error:
        _refuse(path, "syntax", str(error.reason), _location_of_offset(path, text, error.position))
    finally:
        loader.dispose()
    return Document(path, text, data)


def _refuse(path: str, code: str, message: str, where: Location | None = None, hint: str | None = None) -> Any:
    raise SourceError(Problem(where or Location(path), Severity.ERROR, code, message, hint))


def _location_of_offset(path: str, text: str, offset: int) -> Location:
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))


def resolve(value: str) -> Any:
    """Resolve a plain scalar by the core schema; whatever it does not name stays text."""
    if value in _NULL:
        return None
    if value in _BOOLEANS:
        return _BOOLEANS[value]
    if value[0] in _NUMERIC_START:
        if _INTEGER.fullmatch(value) and not (len(value.lstrip("+-")) > 1 and value.lstrip("+-")[0] == "0"):
            return int(value)
        if _FLOAT.fullmatch(value) and any(sign in value for sign in ".eE"):
            return float(value)
    return value


class _Builder:
    """Builds plain data from the C parser's events, refusing what an entry may not contain."""

    def __init__(self, path: str, parser: Any) -> None:
        self._path = path
        self._next = parser.get_event
        self._nodes = 0

    def document(self) -> dict[str, Any]:
        self._next()  # stream start
        event = self._next()
        if type(event) is yaml.StreamEndEvent:
            _refuse(self._path, "empty-file", "the file holds no entry", hint="write one, or delete the file")
        event = self._next()
        if type(event) is not MappingStartEvent:
            if type(event) is ScalarEvent and event.implicit[0] and event.value in _NULL:
                _refuse(self._path, "empty-file", "the file holds no entry", hint="write one, or delete the file")
            found = "a list" if type(event) is yaml.SequenceStartEvent else "a single value"
            self._fail(
                event, "not-a-mapping", f"expected a mapping of fields, found {found}", "write 'name: ...' and so on"
            )
        data = self._node(event, 1)
        self._next()  # document end
        event = self._next()
        if type(event) is not yaml.StreamEndEvent:
            self._fail(event, "forbidden-yaml", "a second document in one file", "give each entry its own file")
        return data  # type: ignore[no-any-return]  # _node gives a dict for a mapping start

    def _node(self, event: Any, depth: int) -> Any:
        kind = type(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._fail(event, "too-large", f"more than {MAX_NODES:,} values in one file", "split it")
        if kind is ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse_extras(event)
            if event.implicit[0]:
                value = event.value
                return value if value[:1] in _TEXT_START else resolve(value)
            # Only double quotes have escapes, so only they can bring in a character that the file does not show.
            if event.style == '"' and (found := _ESCAPED.search(event.value)):
                message = f"escaped character U+{ord(found[0]):04X} is not allowed"
                self._fail(event, "forbidden-character", message, _INVISIBLE)
            return event.value
        if kind is AliasEvent:
            self._fail(event, "forbidden-yaml", f"alias '*{event.anchor}' is not allowed", "write the value out")
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if depth > MAX_DEPTH:
            self._fail(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep", "no entry needs this")
        if kind is MappingStartEvent:
            return self._mapping(depth)
        items = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._node(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        following, node = self._next, self._node
        while type(event := following()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                if type(event) is AliasEvent:
                    self._node(event, depth)
                self._fail(event, "wrong-type", "the name of a field must be plain text", None)
            if event.anchor is not None or event.tag is not None:
                self._refuse_extras(event)
            key = event.value
            if key == "<<" and event.implicit[0]:
                self._fail(event, "forbidden-yaml", "merge key '<<' is not allowed", "write the fields out")
            if key in result:
                self._fail(event, "duplicate-key", f"field {key!r} is given twice", "keep one")
            if len(result) == MAX_FIELDS:
                self._fail(event, "too-large", f"more than {MAX_FIELDS} fields in one mapping", "no entry needs this")
            result[key] = node(following(), depth + 1)
        return result

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            message = f"anchor '&{event.anchor}' is not allowed"
            self._fail(event, "forbidden-yaml", message, "write the value out wherever it is used")
        if event.tag is not None:
            message = f"tag {event.tag.replace('tag:yaml.org,2002:', '!!')!r} is not allowed"
            self._fail(event, "forbidden-yaml", message, "put the value in quotes if it is text")

    def _fail(self, event: Any, code: str, message: str, hint: str | None) -> None:
        mark = event.start_mark
        _refuse(self._path, code, message, Location(self._path, mark.line + 1, mark.column + 1), hint)


@lru_cache(maxsize=4)  # the problems of one file come one after another
def _positions(path: str, text: str) -> "_Positions":
    return _Positions(path, text)


class _Positions:
    """Finds nodes in a text by key path. Composes the text anew: only a file with a problem needs it."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._root = yaml.compose(text, Loader=CBaseLoader)

    def locate(self, keys: Keys, *, key: bool) -> Location:
        mark = self._find(keys)[0 if key else 1].start_mark
        return Location(self._path, mark.line + 1, mark.column + 1)

    def span(self, keys: Keys) -> tuple[int, int]:
        node = self._find(keys)[1]
        return node.start_mark.index, node.end_mark.index

    def _find(self, keys: Keys) -> tuple[Any, Any]:
        node, key_node = self._root, self._root
        for part in keys:
            found = next(_children(node, part), None)
            if found is not None:
                key_node, node = found
        assert node is not None  # only documents that could be parsed are asked
        return key_node, node


def _children(node: Any, part: str | int) -> Iterator[tuple[Any, Any]]:
    if isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            if key_node.value == part:
                yield key_node, value_node
    elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and 0 <= part < len(node.value):
        yield node.value[part], node.value[part]
