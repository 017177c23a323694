"""What an entry links to, read off its fields by the marks that `fields` puts on them.

The walk is planned once for each model, so that reading the links of an entry costs a few attribute look-ups.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic.fields import FieldInfo

from interpkb.models.fields import Entry, Part, Reference, Statement, States

Keys = tuple[str | int, ...]
Mark = TypeVar("Mark")


class Link(NamedTuple):
    """One stated use of a relation: `subject --relation--> object`.

    `strength` is given where the relation is graded, `direction` and `via` for evidence (whether it supports or
    opposes, and which method's link it bears on). `keys` lead to the place in the entry `stated_in`.
    """

    subject: str
    relation: str
    object: str
    stated_in: str
    keys: Keys
    because: str | None = None
    according_to: str | None = None
    strength: int | None = None
    direction: str | None = None
    via: str | None = None


class Mention(NamedTuple):
    """A source named as the one who says something; no link of its own."""

    source: str
    stated_in: str
    keys: Keys


def links_of(id: str, entry: Entry) -> list[Link | Mention]:
    """List everything that the entry refers to, in the order of its fields."""
    found: list[Link | Mention] = []
    _walk(id, id, entry, (), found)
    return found


def _walk(id: str, subject: str, part: Part, keys: Keys, found: list[Link | Mention]) -> None:
    for name, form, relation, graded in _plan(type(part)):
        value = getattr(part, name)
        if not value:
            continue
        here = (*keys, name)
        if form == "link":
            found.append(Link(subject, relation, value, id, here))
        elif form == "links":
            found.extend(Link(subject, relation, target, id, (*here, i)) for i, target in enumerate(value))
        elif form == "mention":
            if value != "editor":
                found.append(Mention(value, id, here))
        elif form == "statements":
            for i, statement in enumerate(value):
                strength = statement.strength if graded else None
                _statement(id, subject, relation, statement, strength, (*here, i), found)
        elif form == "part":
            _walk(id, subject, value, here, found)
        else:
            for i, item in enumerate(value):
                because = getattr(item, "because", None)
                for own, target, inner, direction, via in item.own_links(subject):
                    place = (*here, i, *inner)
                    found.append(Link(subject, own, target, id, place, because, None, None, direction, via))
                _walk(id, item.node_id(subject), item, (*here, i), found)


def _statement(
    id: str,
    subject: str,
    relation: str,
    statement: Statement,
    strength: int | None,
    keys: Keys,
    found: list[Link | Mention],
) -> None:
    for inner, target in statement.objects():
        found.append(
            Link(subject, relation, target, id, (*keys, *inner), statement.because, statement.according_to, strength)
        )
    if statement.according_to != "editor":
        found.append(Mention(statement.according_to, id, (*keys, "according_to")))


class _Step(NamedTuple):
    """A field that refers to something: in which form, by which relation, and whether with a strength."""

    field: str
    form: str
    relation: str = ""
    graded: bool = False


@cache
def _plan(model: type[Part]) -> tuple[_Step, ...]:
    """Say which fields of a model refer to anything, and in which of six forms."""
    return tuple(_steps(model))


def _steps(model: type[Part]) -> Iterator[_Step]:
    for name, field in model.model_fields.items():
        states = _mark(field, States)
        if states is not None:
            yield _Step(name, "statements", states.relation, graded="strength" in _item(field).model_fields)
            continue
        reference = _mark(field, Reference)
        if reference is not None:
            if reference.relation is not None:
                yield _Step(name, "link", reference.relation)
            elif reference.kinds == ("source",):
                yield _Step(name, "mention")
            continue
        item = _item(field)
        if isinstance(item, Reference):
            yield _Step(name, "links", item.relation or "")
        elif item is not None:
            is_tuple = getattr(field.annotation, "__origin__", None) is tuple
            yield _Step(name, "parts" if is_tuple else "part")


def _mark(field: FieldInfo, mark: type[Mark]) -> Mark | None:
    return next((meta for meta in field.metadata if isinstance(meta, mark)), None)


def _item(field: FieldInfo) -> Any:
    """Find the `Reference` mark on, or the model of, what a field holds."""
    for argument in get_args(field.annotation) or (field.annotation,):
        metadata = getattr(argument, "__metadata__", ())
        if reference := next((meta for meta in metadata if isinstance(meta, Reference)), None):
            return reference
        if isinstance(argument, type) and issubclass(argument, Part):
            return argument
    return None
