"""Every place in a base that names an entry or a part of one, and what a file holds when the name is another.

Nothing but the name changes: comments, order and quotes stay. A file that was in canonical form is so afterwards.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from interpkb import loader
from interpkb.canonical import CannotKeepError
from interpkb.editing import formatting
from interpkb.errors import InvalidKnowledgeBaseError
from interpkb.folder import FOLDERS
from interpkb.loader import Reading
from interpkb.models import Dimension
from interpkb.models.links import Keys
from interpkb.problems import Location
from interpkb.source import Document, decode, parse

FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}


class Reference(NamedTuple):
    """A place that names something: the entry in which it stands, and the keys that lead there."""

    stated_in: str
    keys: Keys


class References:
    """A base as it stands, searched for what names an entry. Raises if any of its files cannot be read."""

    def __init__(self, base: Path) -> None:
        self.root = base.parent
        self.reading: Reading = loader.read(base)
        self.paths = {record.file.id: record.file.path for record in self.reading.records}
        broken = [problem for record in self.reading.records for problem in record.problems]
        if broken:
            raise InvalidKnowledgeBaseError(broken)
        self._documents: dict[str, Document] = {}

    def document(self, id: str) -> Document:
        """Give the document of an entry."""
        if id not in self._documents:
            path = self.paths[id]
            self._documents[id] = parse(path, decode(path, (self.root / path).read_bytes()))
        return self._documents[id]

    def to(self, name: str) -> list[Reference]:
        """List the fields that name an entry or one of its parts, or the part when the name is `ENTRY/PART`."""
        found: set[Reference] = set()
        kb = self.reading.whole
        for link in kb.links:
            if link.object == name or link.object.startswith(f"{name}/"):
                found.update(self._fields(link.stated_in, link.keys, name))
        found.update(Reference(id, keys) for source, id, keys in kb.mentions if source == name)
        found.update(self._included(name))
        return sorted(found, key=self.where)

    def in_texts(self, name: str) -> list[Reference]:
        """List the texts that link to an entry, or name it as `code`, which pages show as a link."""
        links = {Reference(id, keys) for target, id, keys in self.reading.whole.text_links if target == name}
        for record in self.reading.records:
            if record.body is not None and f"`{name}`" in record.body:
                data = self.document(record.file.id).data
                texts = loader.texts_of(data)
                links.update(Reference(record.file.id, keys) for keys, text in texts if f"`{name}`" in text)
        return sorted(links, key=self.where)

    def where(self, reference: Reference) -> Location:
        """Say at which line and column a reference stands."""
        return self.document(reference.stated_in).locate(reference.keys)

    def nearest(self, id: str) -> str | None:
        """Name the entry whose id is most like this one."""
        return next(iter(difflib.get_close_matches(id, self.paths, 1)), None)

    def _fields(self, id: str, keys: Keys, name: str) -> Iterator[Reference]:
        """Yield the field that holds a name: beside a dimension's value, and in front of an agenda's need."""
        data = self.document(id).data
        value = str(_at(data, keys))
        if value == name or value.startswith(f"{name}/") or ("/" in name and value == name.partition("/")[2]):
            yield Reference(id, keys)
            return
        beside = (*(keys[:-2] if isinstance(keys[-1], int) else keys[:-1]), "dimension")
        if _at(data, beside) == name:
            yield Reference(id, beside)

    def _included(self, name: str) -> Iterator[Reference]:
        owner, _, part = name.partition("/")
        entry = self.reading.whole.entries.get(owner)
        if part and isinstance(entry, Dimension):
            for i, value in enumerate(entry.values):
                for j, included in enumerate(value.includes):
                    if included == part:
                        yield Reference(owner, ("values", i, "includes", j))


def renamed(references: References, old: str, new: str) -> dict[str, bytes]:
    """Give the new contents of every file that names `old`, by path, with `new` in its place."""
    changes: dict[str, list[tuple[int, int, str]]] = {}
    for reference in references.to(old):
        document = references.document(reference.stated_in)
        value = str(_at(document.data, reference.keys))
        start, end = document.span(reference.keys)
        changes.setdefault(reference.stated_in, []).append(
            (start, end, _field(document.text[start:end], value, old, new))
        )
    for reference in references.in_texts(old):
        document = references.document(reference.stated_in)
        start, end = document.span(reference.keys)
        text = _linked(document.text[start:end], old, new)
        changes.setdefault(reference.stated_in, []).append((start, end, text))
    files = {}
    for id, spans in changes.items():
        document = references.document(id)
        files[references.paths[id]] = _changed(document, spans).encode()
    return files


def _field(written: str, value: str, old: str, new: str) -> str:
    """Put the new name into a field as it is written, in quotes or not."""
    whole = value == old or value.startswith(f"{old}/")
    better = new + value[len(old) :] if whole else new.partition("/")[2]
    return written.replace(value, better) if value in written else better


def _linked(written: str, old: str, new: str) -> str:
    """Put the new name into the links and the code of a text."""
    name = re.escape(old)
    written = re.sub(rf"(\]\(\s*<?|\]:\s*<?){name}(?![a-z0-9/-])", lambda found: f"{found[1]}{new}", written)
    return written.replace(f"`{old}`", f"`{new}`")


def _changed(document: Document, spans: list[tuple[int, int, str]]) -> str:
    text = document.text
    for start, end, written in sorted(set(spans), reverse=True):
        text = text[:start] + written + text[end:]
    try:
        in_form = formatting.form(document) == document.text
        return formatting.form(parse(document.path, text)) if in_form else text
    except CannotKeepError:
        return text


def _at(data: object, keys: Keys) -> object:
    for key in keys:
        match data:
            case dict():
                data = data.get(key)
            case list() if isinstance(key, int) and key < len(data):
                data = data[key]
            case _:
                return None
    return data
