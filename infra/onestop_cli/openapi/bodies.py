"""Contracts as JSON Schema (2020-12, as OpenAPI 3.1 requires), and bodies as we really read them.

`contracts.read_contract` takes null and text that shows nothing for absent, in the body and in an object inside it, and
refuses control characters. What a contract cannot say is in `schema_additions`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from onestop_cli.openapi.open311.forms import Schema
from onestop_cli.openapi.schema_additions import EMPTY, TOGETHER, VALUES_FROM

REFERENCES = "#/components/schemas/{name}"
NO_CONTROLS = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$"
# the letters of `domain.visible_words` that show nothing, as far as all languages of patterns can write them
SHOWS_SOMETHING = NO_CONTROLS.replace(
    "*$",
    r"*[^\s\x00-\x1F\x7F-\x9F\xAD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F"
    r"\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8][^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$",
)
FILLED_IN: Schema = {
    "description": "Text, a number, true or false, a date such as 2026-11-23, or a list of choices: as the field is.",
    "anyOf": [
        {"type": "string", "maxLength": 2000, "pattern": NO_CONTROLS},
        {"type": ["number", "boolean", "null"]},
        {"type": "array", "maxItems": 50, "items": {"type": "string", "pattern": NO_CONTROLS}},
    ],
}
CLEAN: Schema = {
    "description": "Anything whose words have no control characters.",
    "anyOf": [
        {"type": "string", "pattern": NO_CONTROLS},
        {"type": ["number", "boolean", "null"]},
        {"type": "array", "items": {"$ref": "#/components/schemas/Clean"}},
        {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Clean"}},
    ],
}
CODE_PATTERN = "^[a-z0-9][a-z0-9-]{0,59}$"


def schemas_of(answers: Iterable[type[Any]], bodies: Iterable[type[msgspec.Struct]]) -> dict[str, Schema]:
    """The components of all contracts by name, those that are sent to us as we read them."""
    sent: dict[str, Schema] = msgspec.json.schema_components(list(bodies), ref_template=REFERENCES)[1]
    told: dict[str, Schema] = msgspec.json.schema_components(list(answers), ref_template=REFERENCES)[1]
    if common := sent.keys() & {name for name in told if told[name].get("type") == "object"}:
        raise ValueError(f"these contracts are both sent and told under one name: {sorted(common)}")
    clean = {"Clean": CLEAN}
    return (
        clean
        | {name: tidy(schema) | TOGETHER.get(name, {}) for name, schema in told.items()}
        | {name: as_read(name, tidy(schema)) for name, schema in sent.items()}
    )


def tidy(schema: Any) -> Any:
    """Leaves out what says nothing: titles that repeat the name, null as a default, and the line breaks of code in
    descriptions."""
    if isinstance(schema, dict):
        return {
            name: in_lines(inner) if name == "description" and isinstance(inner, str) else tidy(inner)
            for name, inner in schema.items()
            if not (name == "title" and isinstance(inner, str)) and not (name == "default" and inner is None)
        }
    return [tidy(each) for each in schema] if isinstance(schema, list) else schema


def in_lines(text: str) -> str:
    """A docstring as one line for each of its paragraphs."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def as_read(name: str, schema: Schema) -> Schema:
    """Returns the schema of a body as `read_body` takes it; the items of a list are taken unchanged."""
    if schema.get("type") != "object":
        return schema
    required = set(schema.get("required", ()))
    fields = {
        field: field_as_read(name, field, inner, required=field in required)
        for field, inner in schema.get("properties", {}).items()
    }
    kept = {key: value for key, value in schema.items() if key != "required" or value}
    return kept | {"properties": fields} | TOGETHER.get(name, {})


def field_as_read(name: str, field: str, schema: Schema, *, required: bool) -> Schema:
    known = without_controls(filled_in(schema))
    read = known if name == "BulkItem" else filled(known) if required else or_empty(known)
    values = VALUES_FROM.get((name, field))
    return read | ({"x-values-from": values} if values else {})


def filled_in(schema: Schema) -> Schema:
    """Returns the schema of a field filled in by code: an empty value is left out before its code is checked."""
    for each in [schema, *schema.get("anyOf", ())]:
        if "propertyNames" in each:
            value = FILLED_IN
            if "additionalProperties" in each:
                value = {"anyOf": [*each["additionalProperties"]["anyOf"], {"type": "null"}]}
            each.pop("propertyNames")
            each |= {"patternProperties": {CODE_PATTERN: value}, "additionalProperties": EMPTY}
    return schema


def without_controls(schema: Schema) -> Schema:
    """Text without control characters, wherever the schema leaves them free."""
    if schema == {"type": "object"}:
        return schema | {"additionalProperties": {"$ref": "#/components/schemas/Clean"}}
    if schema.get("type") == "string" and "format" not in schema:
        if "pattern" not in schema:
            return schema | {"pattern": NO_CONTROLS}
        return schema | ({"allOf": [{"pattern": NO_CONTROLS}]} if "[^" in schema["pattern"] else {})
    inner = {
        name: without_controls(schema[name]) for name in ("items", "additionalProperties") if is_schema(schema, name)
    }
    lists = {name: [without_controls(each) for each in schema[name]] for name in ("anyOf",) if name in schema}
    return schema | inner | lists


def is_schema(schema: Schema, name: str) -> bool:
    return isinstance(schema.get(name), dict)


def filled(schema: Schema) -> Schema:
    """A required field: text that shows nothing would count as absent."""
    if schema.get("type") != "string" or "enum" in schema:
        return schema
    free = schema.get("pattern") == NO_CONTROLS and schema.get("minLength", 1) == 1
    seen = {"pattern": SHOWS_SOMETHING} if free else {}
    return {"minLength": 1} | schema | seen


def or_empty(schema: Schema) -> Schema:
    """A field that may be left out may also be empty text or null."""
    if set(schema) <= {"enum", "default", "description"}:
        return schema | {"enum": [*schema["enum"], "", None]}
    if "anyOf" in schema:
        choices = [each for each in schema["anyOf"] if each.get("type") != "null"]
        return schema | {"anyOf": [*choices, EMPTY]}
    about = {name: schema[name] for name in ("default", "description") if name in schema}
    return {"anyOf": [{name: value for name, value in schema.items() if name not in about}, EMPTY]} | about
