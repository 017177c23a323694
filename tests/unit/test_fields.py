"""The patterns of fields, as pydantic reads them and as a JSON Schema does."""

import json
from typing import Any

import pytest
from interpkb.models import KINDS, Method, Source
from interpkb.models.fields import (
    ArxivId,
    Doi,
    Entry,
    Id,
    Line,
    Part,
    PartialDate,
    Prose,
    Strength,
    Url,
    field_order,
)
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError


def both_accept(type_: Any, value: object) -> bool:
    """Tell whether a value is accepted, once both readers agree on it."""
    adapter: TypeAdapter[object] = TypeAdapter(type_)
    try:
        adapter.validate_json(json.dumps(value), strict=True)
        accepted = True
    except ValidationError:
        accepted = False
    assert Draft202012Validator(adapter.json_schema()).is_valid(value) is accepted
    return accepted


GOOD: list[tuple[Any, list[Any]]] = [
    (PartialDate, ["1900", "2024", "2099", "2024-01", "2024-12", "2024-02-30", "2024-10-31"]),
    (
        ArxivId,
        ["2407.12404", "0704.0001", "1412.9999", "1501.00001", "hep-th/9901001", "math.GT/0309136", "cs/0501001"],
    ),
    (Doi, ["10.23915/distill.00007", "10.1000/182", "10.1007/978-3-030-28954-6_10", "10.123456789/(a)<b>;c"]),
    (
        Url,
        [
            "https://a.b", "http://a.b", "https://a.b/", "https://a.b:8080/c?d=e#f", "https://a.b/c_(d)", "https://a.b#f",
            "https://A.example/~me/%20x;y", "https://a.b?c",
        ],
    ),
    (Id, ["a", "0", "gpt-2", "a-b-c", "x" * 80]),
    (Line, ["a", "a b", "é", "漢 字", "x" * 400, "<b>"]),
    (Prose, ["a", " a ", "a\n\nb", "x" * 8000]),
    (Strength, [0, 1, 2, 3, 4]),
]  # fmt: skip
BAD: list[tuple[Any, list[Any]]] = [
    (
        PartialDate,
        [
            "", "24", "1899", "2100", "2024-", "2024-1", "2024-00", "2024-13", "2024-01-00", "2024-01-32", "2024-1-2",
            "2024/01/02", "20240102", "2024-01-02T00:00", " 2024", "86400", "soon", 2024, 2024.01, None, True,
        ],
    ),
    (
        ArxivId,
        [
            "", "2407.12404v2", "arXiv:2407.12404", "2413.00001", "2400.00001", "2407.123", "2407.123456", "240712404",
            "https://arxiv.org/abs/2407.12404", "hep-th/990100", "hep-th/99010011", "math.gt/0309136", "HEP-TH/9901001",
            2407.12404,
        ],
    ),
    (
        Doi,
        [
            "", "10.1/x", "10.1000", "10.1000/", "doi:10.1000/182", "https://doi.org/10.1000/182", "10.1000/a b",
            "10.1000/é", "11.1000/182", f"10.1000/{'x' * 200}",
        ],
    ),
    (
        Url,
        [
            "", "a.b", "//a.b", "ftp://a.b", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "https://",
            "https:///x", "https://a.b/ c", "https://a.b/<c>", 'https://a.b/"c"', "https://user:word@a.b/",
            "https://a.b:123456/", "https://é.b/", "https://a.b/é", "mailto:a@b.c", "HTTPS://a.b",
            f"https://a.b/{'x' * 500}",
        ],
    ),
    (Id, ["", "A", "a_b", "a b", "-a", "a-", "a--b", "é", "a.b", "a/b", "../a", "x" * 81, 1]),
    (Line, ["", " ", " a", "a ", "a\nb", "\u00a0a", "x" * 401, 1]),
    (Prose, ["", " \n", "\u00a0", "x" * 8001, 1]),
    (Strength, [-1, 5, 2.5, "2", True, None]),
]  # fmt: skip


def cases(table: list[tuple[Any, list[Any]]]) -> list[tuple[Any, object]]:
    return [(type_, value) for type_, values in table for value in values]


@pytest.mark.parametrize(("type_", "value"), cases(GOOD))
def test_a_value_that_a_field_admits_is_admitted_by_its_schema_too(type_: Any, value: object) -> None:
    assert both_accept(type_, value)


@pytest.mark.parametrize(("type_", "value"), cases(BAD))
def test_a_value_that_a_field_refuses_is_refused_by_its_schema_too(type_: Any, value: object) -> None:
    assert not both_accept(type_, value)


def test_a_whole_number_written_as_a_fraction_is_no_strength() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Strength).validate_json("2.0", strict=True)


def test_fields_come_in_the_order_in_which_entries_are_written() -> None:
    assert field_order(Source) == (
        "title", "aliases", "summary", "authors", "date", "type", "arxiv", "doi", "url", "venue", "cites", "follows",
        "reports_on", "verified", "notes", "reviewed",
    )  # fmt: skip
    assert field_order(Method)[:4] == ("name", "aliases", "summary", "type")
    assert field_order(Method)[-2:] == ("notes", "reviewed")


def parts() -> list[type[Part]]:
    """List every model, of entries and of what stands in them."""
    found: list[type[Part]] = [Part]
    for model in found:
        found.extend(model.__subclasses__())
    return found


@pytest.mark.parametrize("model", parts(), ids=lambda model: model.__name__)
def test_every_model_is_frozen_strict_and_closed(model: type[Part]) -> None:
    assert model.model_config.get("frozen")
    assert model.model_config.get("strict")
    assert model.model_config.get("extra") == "forbid"


@pytest.mark.parametrize("model", parts(), ids=lambda model: model.__name__)
def test_no_field_holds_what_can_be_changed(model: type[Part]) -> None:
    for name, field in model.model_fields.items():
        assert "list" not in str(field.annotation), name
        assert "dict" not in str(field.annotation), name


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_key_path_cannot_take_the_name_of_a_kind_for_that_of_a_part(kind: type[Entry]) -> None:
    """Parts of a path that name nothing are skipped, so a name that pydantic puts in must not name a field."""
    for model in (kind, *parts()):
        assert not {"int", "str", "float", "bool", "[key]"} & set(model.model_fields)
