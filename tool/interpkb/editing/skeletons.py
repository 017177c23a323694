"""New entries: what a kind requires, and a commented file to begin with.

A skeleton is valid, and whoever forgets to fill it in is reminded: what stands in for a text begins with TODO.
"""

import json
import textwrap
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from interpkb import canonical, schemas
from interpkb.editing.formatting import schema_address
from interpkb.folder import FOLDERS
from interpkb.models import KINDS, Entry
from interpkb.models.fields import EDITOR
from interpkb.models.shapes import shape_of
from interpkb.refs.works import Work
from interpkb.relations import ENTRY_KINDS
from interpkb.source import parse, resolve

_WIDTH = 98
TODO = "TODO: "


class Wanted(NamedTuple):
    """A field that a kind requires: where it stands, what it says, and what it admits.

    `refers_to` names the kinds of the entries it may name; `several` says that it is a list of texts.
    """

    keys: tuple[str, ...]
    description: str
    choices: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    several: bool = False
    pattern: str | None = None


class Form(NamedTuple):
    """How a field is filled in: with one value or several, plain text or not, or by its parts, which are named here."""

    several: bool
    parts: tuple[str, ...]
    text: bool

    def read(self, given: str) -> Any:
        """Turn what somebody wrote into the value of the field; several are parted by commas."""
        if self.several:
            return [item.strip() for item in given.split(",")]
        return given if self.text or not given else resolve(given)


def model_of(kind: str) -> type[Entry]:
    """Give the model of a kind."""
    return next(model for model in KINDS if model.kind == kind)


def wanted(kind: str) -> Iterator[Wanted]:
    """Yield every field that an entry of a kind must have, in the order in which entries are written."""
    schema = schemas.schema_of(model_of(kind))
    yield from _wanted(schema, schema.get("$defs", {}), ())
    if kind == "source":
        yield Wanted(("url",), "A web address, where there is neither an arXiv id nor a DOI.", pattern="^https?://")
    if kind == "evidence":
        yield Wanted(("bears_on", "claim"), "The claim on which the finding bears.", refers_to=("claim",))


def form_of(kind: str, keys: tuple[str, ...]) -> Form | None:
    """Say how a field, or a part of one, is filled in; `None` when entries of the kind have no such field."""
    here: Any = schemas.schema_of(model_of(kind))
    definitions = here.get("$defs", {})
    several = False
    for key in keys:
        if key not in here.get("properties", {}):
            return None
        field = _resolved(here["properties"][key], definitions)
        several = field.get("type") == "array"
        here = _resolved(field["items"], definitions) if several else field
    return Form(several, tuple(here.get("properties", ())), here.get("type") not in {"integer", "number", "boolean"})


def _wanted(schema: Any, parts: Any, keys: tuple[str, ...]) -> Iterator[Wanted]:
    for name, field in schema["properties"].items():
        if name not in schema.get("required", ()):
            continue
        inner = _resolved(field, parts)
        here = (*keys, name)
        item = _resolved(inner.get("items", {}), parts)
        if inner.get("properties") or item.get("properties"):
            yield from _wanted(inner if "properties" in inner else item, parts, here)
        elif name == "according_to":
            continue
        else:
            yield Wanted(
                here,
                field.get("description") or inner.get("description", ""),
                tuple(inner.get("enum", ())),
                _refers_to(here),
                inner.get("type") == "array",
                inner.get("pattern"),
            )


def _resolved(field: Any, parts: Any) -> Any:
    reference = field.get("$ref") or next((part["$ref"] for part in field.get("allOf", ()) if "$ref" in part), None)
    return {**parts[reference.rpartition("/")[2]], **field} if reference else field


def _refers_to(keys: tuple[str, ...]) -> tuple[str, ...]:
    return (keys[-1],) if keys[-1] in ENTRY_KINDS else ()


def placeholder(field: Wanted, id: str) -> Any:
    """Give what stands in for a field until somebody fills it in, or `None` when nothing can."""
    if field.refers_to:
        return None
    if field.choices:
        return field.choices[0]
    if field.keys in {("name",), ("title",)}:
        return id.replace("-", " ").capitalize()
    if field.keys[-1] in {"id", "group"}:
        return "todo"
    if field.keys[-1] == "url":
        return "https://todo.example/"
    if field.pattern is not None and field.pattern.startswith("^(19|20)"):
        return "1900"
    text = TODO + field.description.partition(":")[0].rstrip(".")
    return [text] if field.several else text


def nested(given: Mapping[tuple[str, ...], Any], kind: str) -> dict[str, Any]:
    """Put values by their keys together as an entry has them; parts that come in lists are lists of one."""
    shape = schemas.schema_of(model_of(kind))
    data: dict[str, Any] = {}
    for keys, value in given.items():
        here = data
        for key in keys[:-1]:
            is_list = shape["properties"].get(key, {}).get("type") == "array"
            inner = here.setdefault(key, [{}] if is_list else {})
            here = inner[0] if is_list else inner
        here[keys[-1]] = value
    if kind == "term" and "definitions" in data:
        data["definitions"][0].setdefault("according_to", EDITOR)
    return data


def of_work(work: Work) -> dict[str, Any]:
    """Give the fields of a source as a registry has them."""
    fields = {
        "title": work.title,
        "authors": list(work.authors),
        "date": work.date,
        "type": work.type,
        "arxiv": work.arxiv,
        "doi": work.doi,
        "url": work.url,
        "venue": work.venue,
    }
    return {name: value for name, value in fields.items() if value}


def skeleton(kind: str, data: Mapping[str, Any], unfinished: Collection[str] = ()) -> str:
    """Write an entry with these data and, as comments, all else that it can say; `unfinished` fields are marked."""
    schema = schemas.schema_of(model_of(kind))
    parts = schema.get("$defs", {})
    lines = []
    for name, field in schema["properties"].items():
        described = field.get("description") or _resolved(field, parts).get("description", "")
        choices = _resolved(field, parts).get("enum")
        if choices:
            described += f" One of {', '.join(choices)}."
        lines += [f"# {line}" for line in textwrap.wrap(described, _WIDTH)]
        if name in data:
            written = json.dumps(data[name], ensure_ascii=False)
            mark = f"  # {TODO.strip(': ')}" if name in unfinished and TODO not in written else ""
            lines.append(f"{name}: {written}{mark}")
        else:
            lines += [f"# {line}" for line in _example(name, field, parts, shape_of(model_of(kind)).get(name, {}))]
    path = f"kb/{model_of(kind).folder}/x.yaml"
    document = parse(path, "\n".join(lines) + "\n")
    return canonical.text_of(document, shape_of(model_of(kind)), schema_address(FOLDERS[model_of(kind).folder]))


def _example(name: str, field: Any, parts: Any, shape: Mapping[str, Any]) -> Iterator[str]:
    """Show how an optional field is written."""
    inner = _resolved(field, parts)
    item = _resolved(inner.get("items", {}), parts)
    if not shape:
        yield from (f"{name}:", "  - …") if inner.get("type") == "array" else (f"{name}: {_hint(inner)}",)
        return
    properties = item.get("properties") or inner.get("properties")
    yield f"{name}:"
    for i, key in enumerate(shape):
        dash = "" if "properties" in inner else "- " if i == 0 else "  "
        yield f"  {dash}{key}: {_hint(_resolved(properties[key], parts))}"


def _hint(field: Any) -> str:
    if choices := field.get("enum"):
        return " | ".join(map(str, choices))
    if examples := field.get("examples"):
        return json.dumps(examples[0], ensure_ascii=False)
    return {"integer": "0", "boolean": "true", "array": "[…]"}.get(field.get("type", ""), "…")
