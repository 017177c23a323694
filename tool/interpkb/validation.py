"""One document → an entry: pydantic's findings in our words, at our positions.

One mistake makes one message: a misspelt field swallows the missing field that it causes.
"""

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import to_json

from interpkb.models import Entry
from interpkb.models.evidence import Setting
from interpkb.models.fields import ID_PATTERN, NEED_ID_PATTERN, ArxivId, Doi, Part, PartialDate, Url, field_order
from interpkb.problems import Location, Problem, Severity
from interpkb.source import Document, Keys

_MAX_SHOWN = 60
"""How much of a value a message shows: enough to know it by."""

# What the parts of an error say in plain words: what was wanted, by pydantic's error type.
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "dict_type": "a mapping of fields",
}


def _pattern(annotated: Any) -> str:
    metadata = annotated.metadata if isinstance(annotated, FieldInfo) else annotated.__metadata__
    return next(str(meta.pattern) for meta in metadata if getattr(meta, "pattern", None))


_PATTERNS = {
    ID_PATTERN: ("bad-id", "is no id", "lower-case words joined by hyphens, such as 'feature-visualization'"),
    NEED_ID_PATTERN: ("bad-id", "is no id of a need", "write it AGENDA/NEED"),
    _pattern(Setting.model_fields["parameters"]): ("value-not-allowed", "is no size of a model", 'write it as "7B"'),
    _pattern(PartialDate): ("bad-date", "is no date", 'write "2024", "2024-11" or "2024-11-23"'),
    _pattern(ArxivId): ("bad-arxiv-id", "is no arXiv id", 'write it as "2407.12404", with neither version nor address'),
    _pattern(Doi): ("bad-doi", "is no DOI", 'write it as "10.1234/abcd", without https://doi.org/'),
    _pattern(Url): ("bad-url", "is no web address", "it must start with https:// or http:// and hold no spaces"),
}


def validate(model: type[Entry], document: Document) -> tuple[Entry | None, str, tuple[Problem, ...]]:
    """Check a document against its kind's model.

    Returns the entry (or `None`), the document's data as JSON text, and every problem found.
    """
    encoded = to_json(document.data)
    body = encoded.decode()
    # A field left empty is null. The models can't tell that from a field left out, so it is looked for here.
    empty = tuple(_empty(document.data, ())) if "null" in body else ()
    try:
        entry = model.model_validate_json(encoded)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        empty = tuple(keys for keys in empty if all(found["loc"] != keys[: len(found["loc"])] for found in errors))
        problems = (*_problems(model, document, errors), *_empty_problems(document, empty))
        return None, body, problems
    if empty:
        return None, body, tuple(_empty_problems(document, empty))
    return entry, body, ()


def _empty(value: Any, keys: Keys) -> Iterator[Keys]:
    if value is None:
        yield keys
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty(inner, (*keys, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _empty(inner, (*keys, i))


def _empty_problems(document: Document, empty: Iterable[Keys]) -> Iterator[Problem]:
    for keys in empty:
        message = f"{keys[-1]!r} is empty" if isinstance(keys[-1], str) else f"an item of {keys[-2]!r} is empty"
        hint = "fill it in, or delete the line"
        yield Problem(document.locate(keys, key=True), Severity.ERROR, "wrong-type", message, hint)


def _problems(model: type[Entry], document: Document, errors: Iterable[Any]) -> Iterator[Problem]:
    # A list whose items are wrong is called too short as well: pydantic counts only the sound ones.
    errors = [error for error in errors if error["type"] != "too_short" or not error["input"]]
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    swallowed = set()
    for loc in unknown:
        missing = [error["loc"][-1] for error in errors if error["type"] == "missing" and error["loc"][:-1] == loc[:-1]]
        if near := difflib.get_close_matches(str(loc[-1]), map(str, missing), 1):
            swallowed.add((*loc[:-1], near[0]))
    for error in errors:
        loc = error["loc"]
        if error["type"] == "extra_forbidden":
            yield _unknown_field(model, document, loc)
        elif error["type"] == "missing":
            if loc not in swallowed:
                yield _missing_field(document, loc)
        else:
            code, message, hint = _words(error)
            where = document.locate(loc, key=error["input"] is None)
            yield Problem(where, Severity.ERROR, code, message, hint)


def _unknown_field(model: type[Entry], document: Document, loc: Keys) -> Problem:
    name = str(loc[-1])
    fields = _fields_at(model, loc[:-1])
    if near := difflib.get_close_matches(name, fields, 1):
        hint = f"did you mean {near[0]!r}?"
    else:
        hint = f"known here: {', '.join(fields)}"
    return Problem(document.locate(loc, key=True), Severity.ERROR, "unknown-field", f"unknown field {name!r}", hint)


def _missing_field(document: Document, loc: Keys) -> Problem:
    where = document.locate(loc[:-1]) if loc[:-1] else Location(document.path)
    return Problem(where, Severity.ERROR, "missing-field", f"missing field {loc[-1]!r}")


def _words(error: Any) -> tuple[str, str, str | None]:
    """Put one of pydantic's errors into a code, a message and a hint."""
    type_, value, context = error["type"], error["input"], error.get("ctx", {})
    field = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "entry")
    what = f"an item of {field!r}" if isinstance(error["loc"][-1], int) else repr(field)
    choices = _choices(context["expected"]) if type_ == "enum" else []
    if type_ in _WANTED or (choices and not isinstance(value, str)):
        wanted = _WANTED.get(type_, f"one of {', '.join(choices)}")
        if value is None:
            return "wrong-type", f"{what} is empty, expected {wanted}", "fill it in, or delete the line"
        hint = "put it in quotes" if wanted == "text" and isinstance(value, int | float) else None
        return "wrong-type", f"expected {wanted} for {what}, found {_describe(value)}", hint
    if type_ == "string_pattern_mismatch":
        if context["pattern"] not in _PATTERNS:
            return _bad_text(what, str(value))
        code, message, hint = _PATTERNS[context["pattern"]]
        return code, f"{_shown(value)} {message}", hint
    if choices:
        near = difflib.get_close_matches(value, choices, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"one of {', '.join(choices)}"
        return "value-not-allowed", f"{_shown(value)} is not a value of {field!r}", hint
    if type_ in {"greater_than_equal", "less_than_equal"}:
        if field == "strength":
            return (
                "strength-out-of-range",
                f"strength {value!r} is not on the scale",
                "from 0, not at all, to 4, very much",
            )
        bound = f"at least {context['ge']}" if "ge" in context else f"at most {context['le']}"
        return "value-not-allowed", f"{value!r} is out of range for {what}", bound
    if type_ == "string_too_long":
        return "value-not-allowed", f"{what} is {len(value):,} characters long", f"at most {context['max_length']:,}"
    if type_ in {"string_too_short", "too_short"}:
        return "value-not-allowed", f"{what} is empty", "fill it in, or delete the line"
    if type_ == "one_target":
        return "value-not-allowed", f"an item of {field!r} {error['msg']}", None
    return "value-not-allowed", f"{error['msg'][0].lower()}{error['msg'][1:]} for {field!r}", None


def _choices(expected: str) -> list[str]:
    """Take pydantic's list of an enumeration's values apart: 'a', 'b' or 'c'."""
    return [choice.strip(" '") for choice in expected.replace(" or ", ",").split(",")]


def _bad_text(what: str, value: str) -> tuple[str, str, str | None]:
    """Say why a text that is only asked to begin and end with something visible does not."""
    if not value.strip():
        return "value-not-allowed", f"{what} is blank", "fill it in, or delete the line"
    if value.endswith("\n") and "\n" not in value[:-1]:
        return "value-not-allowed", f"{what} ends with a line break", "write '>-' instead of '>', or put it on one line"
    if "\n" in value:
        return "value-not-allowed", f"{what} must be one line", "fold it with '>-', or put it on one line"
    return "value-not-allowed", f"{what} begins or ends with a space", "delete the space"


def _describe(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            return f"the text {_shown(value)}"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _shown(value: str) -> str:
    return repr(value if len(value) <= _MAX_SHOWN else f"{value[: _MAX_SHOWN - 1]}…")


def _fields_at(model: type[Part], loc: Keys) -> list[str]:
    """List the fields of the model that stands at `loc`."""
    here = model
    for part in loc:
        if isinstance(part, str) and part in here.model_fields:
            here = next(_models_in(here.model_fields[part].annotation), here)
    return list(field_order(here))


def _models_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
