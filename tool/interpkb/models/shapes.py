"""In which order the fields of each kind are written, all the way down."""

from functools import cache
from typing import Any, get_args

from interpkb.models.fields import Entry, Part, Said, field_order

Shape = dict[str, "Shape"]


@cache
def shape_of(model: type[Entry]) -> Shape:
    """Give the fields of a kind in the order in which entries are written, each with the shape of its parts."""
    return _shape(model)


def _shape(model: type[Part]) -> Shape:
    return {name: _inner(model.model_fields[name].annotation) for name in part_order(model)}


def part_order(model: type[Part]) -> tuple[str, ...]:
    """List a model's fields as they are written: what is said, the reason, whose word it is, and then the rest."""
    if issubclass(model, Entry):
        return field_order(model)
    if not issubclass(model, Said):
        return tuple(model.model_fields)
    said = tuple(Said.model_fields)
    own = [name for name in model.model_fields if name not in said]
    needed = [name for name in own if model.model_fields[name].is_required()]
    return (*needed, *said, *(name for name in own if name not in needed))


def _inner(annotation: Any) -> Shape:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return _shape(annotation)
    for argument in get_args(annotation):
        if found := _inner(argument):
            return found
    return {}
