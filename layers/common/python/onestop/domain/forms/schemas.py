"""JSON Schemas of any draft, brought to one dialect that both sides check the same way: 2020-12, with regular
expressions that all engines read alike, and without what is only another way to say something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.errors import Fault, NotValid
from onestop.domain.forms.patterns import one_dialect

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OLD = ("draft-03", "draft-04", "draft-06", "draft-07")  # a reference there makes what stands beside it mean nothing
SCHEMAS = ("additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then")
SCHEMAS_UNEVALUATED = ("unevaluatedItems", "unevaluatedProperties")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
MAPS = ("$defs", "definitions", "dependentSchemas", "properties")
NOTHING: dict[str, Any] = {"not": {}}  # as `false`, but said in a place of its own, so that both sides name it alike


def modern_schema(given: Any) -> dict[str, Any]:
    """The schema as both sides check it; the one that is given stays as it is. Raises NotValid for what is so far from
    a schema that it cannot be read."""
    declared = str(given.get("$schema", "")) if isinstance(given, Mapping) else ""
    old = any(draft in declared for draft in OLD)
    try:
        return {"$schema": DIALECT, **modern(given, old)}
    except (AttributeError, TypeError) as problem:
        raise NotValid(Fault("schema", "this is no JSON Schema", "a schema of draft 4 to 2020-12")) from problem


def modern(given: Any, old: bool) -> dict[str, Any]:
    """One part of a schema."""
    if given is True:
        return {}
    if given is False:
        return dict(NOTHING)
    if not isinstance(given, Mapping):
        raise TypeError("a part of a schema is an object, true or false")
    if old and isinstance(given.get("$ref"), str):
        kept = {name: _map(given[name], old) for name in ("$defs", "definitions") if name in given}
        return {"$ref": given["$ref"], **kept}
    schema: dict[str, Any] = {}
    for name, value in given.items():
        if name in SCHEMAS + SCHEMAS_UNEVALUATED:
            schema[name] = value if isinstance(value, list) else modern(value, old)
        elif name in LISTS and isinstance(value, list):
            schema[name] = [modern(each, old) for each in value]
        elif name in MAPS and isinstance(value, Mapping):
            schema[name] = _map(value, old)
        elif name == "patternProperties":
            schema[name] = {_written(pattern): modern(inner, old) for pattern, inner in value.items()}
        elif name == "pattern":
            schema[name] = _written(value)
        elif name not in ("$schema", "id") or (name == "id" and not isinstance(value, str)):
            schema[name] = value
    if isinstance(schema.get("$id"), str) and schema["$id"].startswith("#"):
        schema["$anchor"] = schema.pop("$id")[1:]
    _tidy_bounds(schema)
    _tidy_items(schema, old)
    _tidy_dependencies(schema, old)
    return schema


def _written(pattern: Any) -> Any:
    """An expression in our dialect; one that is none stays as it is, for the checker to refuse."""
    try:
        return one_dialect(pattern)
    except (IndexError, KeyError, TypeError, ValueError):
        return pattern


def _map(given: Mapping[str, Any], old: bool) -> dict[str, Any]:
    return {name: modern(inner, old) for name, inner in given.items()}


def _tidy_bounds(schema: dict[str, Any]) -> None:
    """Draft 4 says exclusiveMinimum: true beside the minimum."""
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        said = schema.get(exclusive)
        if isinstance(said, bool):
            del schema[exclusive]
            if said and bound in schema:
                schema[exclusive] = schema.pop(bound)


def _tidy_items(schema: dict[str, Any], old: bool) -> None:
    """Before 2020-12 a list of schemas was in `items`, and the rest in `additionalItems`."""
    rest = schema.pop("additionalItems", None)
    if isinstance(schema.get("items"), list):
        schema["prefixItems"] = [modern(each, old) for each in schema.pop("items")]
        if rest is not None:
            schema["items"] = modern(rest, old)


def _tidy_dependencies(schema: dict[str, Any], old: bool) -> None:
    """What one answer makes necessary: always as a schema, whichever of three ways it was said in."""
    found = {**schema.pop("dependencies", {}), **schema.pop("dependentRequired", {})}
    if found:
        schemas = dict(schema.get("dependentSchemas", {}))
        for name, needs in found.items():
            needed = {"required": list(needs)} if isinstance(needs, list) else modern(needs, old)
            schemas[name] = {"allOf": [schemas[name], needed]} if name in schemas else needed
        schema["dependentSchemas"] = schemas
