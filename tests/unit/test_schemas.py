import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from interpkb import schemas
from interpkb.models import KINDS
from interpkb.models.fields import Entry, field_order
from jsonschema import Draft202012Validator

from tests.conftest import Run

ROOT = Path(__file__).parents[2]


def objects(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [schema, *(part for part in schema.get("$defs", {}).values() if part.get("type") == "object")]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_schema_helps_whoever_writes_an_entry(kind: type[Entry]) -> None:
    schema = schemas.schema_of(kind)

    Draft202012Validator.check_schema(schema)
    assert schema["title"] == f"{kind.kind.capitalize()} entry"
    assert schema["description"] == kind.__doc__
    assert list(schema)[:4] == ["$schema", "title", "description", "type"]
    assert tuple(schema["properties"]) == field_order(kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_every_field_at_any_depth_has_a_title_or_a_type_of_its_own_and_a_description(kind: type[Entry]) -> None:
    for part in objects(schemas.schema_of(kind)):
        assert part["additionalProperties"] is False
        for name, field in part["properties"].items():
            assert field.get("description"), (part["title"], name)
            assert "title" in field or "$ref" in field or "allOf" in field, (part["title"], name)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_no_field_may_be_empty(kind: type[Entry]) -> None:
    text = json.dumps(schemas.schema_of(kind))

    assert '"null"' not in text
    assert '"default": null' not in text


def test_the_files_are_one_a_kind_and_the_same_each_time() -> None:
    files = schemas.files()

    assert list(files) == [f"{kind.kind}.json" for kind in KINDS]
    assert files == schemas.files()
    assert all(text.endswith("}\n") for text in files.values())


def test_the_schemas_in_the_repository_are_what_the_models_give() -> None:
    stale = [
        name for name, text in schemas.files().items() if (ROOT / "schemas" / name).read_text(encoding="utf-8") != text
    ]

    assert stale == [], "run 'interpkb schema' to write them anew"


def test_the_command_writes_them_and_finds_nothing_to_do_afterwards(
    tmp_path: Path, run_cli: Callable[..., Run]
) -> None:
    to = tmp_path / "to"

    assert run_cli("schema", "--to", str(to)).stdout == f"{len(KINDS)} schemas in {to}, {len(KINDS)} changed\n"
    assert run_cli("schema", "--to", str(to)).stdout == f"{len(KINDS)} schemas in {to}, 0 changed\n"
    assert run_cli("schema", "--to", str(to), "--check") == Run(0, "", "")


def test_check_names_what_is_out_of_date_and_how_to_mend_it(tmp_path: Path, run_cli: Callable[..., Run]) -> None:
    run_cli("schema", "--to", str(tmp_path))
    (tmp_path / "goal.json").write_text("{}", encoding="utf-8")
    (tmp_path / "old-kind.json").write_text("{}", encoding="utf-8")
    (tmp_path / "term.json").unlink()

    assert run_cli("schema", "--to", str(tmp_path), "--check") == Run(
        1,
        "",
        f"out of date: {tmp_path}/goal.json\nout of date: {tmp_path}/old-kind.json\nout of date: {tmp_path}/term.json\n"
        "run 'interpkb schema' to write them anew\n",
    )
    assert (tmp_path / "goal.json").read_text(encoding="utf-8") == "{}"
