"""Models → JSON Schemas, with titles and descriptions good enough to be an editor's help."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from interpkb.models import KINDS, Entry
from interpkb.models.fields import field_order

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ORDER = ("$schema", "$id", "title", "description", "type", "required", "properties", "additionalProperties", "$defs")


class _Generator(GenerateJsonSchema):
    """Writes schemas as people would: no `null` where a field may be left out."""

    schema_dialect = _DIALECT

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        """A field that may be `None` in the model may be left out of the file, never be empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """Say what holds when a field is left out, unless that is nothing."""
        made = super().default_schema(schema)
        if made.get("default", 0) in (None, []):
            made.pop("default")
        return made


def schema_of(model: type[Entry]) -> dict[str, Any]:
    """Generate the JSON Schema (2020-12) of a kind's files."""
    schema = model.model_json_schema(schema_generator=_Generator)
    schema["$schema"] = _DIALECT
    schema["title"] = f"{model.kind.capitalize()} entry"
    schema["properties"] = {name: schema["properties"][name] for name in field_order(model)}
    return {key: schema[key] for key in sorted(schema, key=lambda key: _ORDER.index(key) if key in _ORDER else 99)}


def files() -> Mapping[str, str]:
    """Give the text of every schema file, by its name."""
    return {f"{model.kind}.json": json.dumps(schema_of(model), ensure_ascii=False, indent=2) + "\n" for model in KINDS}
