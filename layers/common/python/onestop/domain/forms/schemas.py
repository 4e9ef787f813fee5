"""Converts JSON Schemas of any draft to one dialect that both sides check in the same way: 2020-12, with regular
expressions that all engines read alike, and with one way of saying each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from onestop.domain.errors import Fault, NotValid
from onestop.domain.forms.patterns import one_dialect

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OLD = ("draft-03", "draft-04", "draft-06", "draft-07")  # drafts in which keywords next to a reference are ignored
NAMED_BY_ID = ("draft-03", "draft-04")
VALUES = ("enum", "const", "default", "examples")  # their contents are not schemas
SCHEMAS = ("additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then")
SCHEMAS_UNEVALUATED = ("unevaluatedItems", "unevaluatedProperties")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
MAPS = ("$defs", "definitions", "dependentSchemas", "properties")
NOTHING: dict[str, Any] = {"not": {}}  # like `false`, but in a place of its own, so that both sides report that place


def modern_schema(given: Any) -> dict[str, Any]:
    """Returns the schema as both sides check it; the given one is not changed. Raises NotValid if it is too far from
    a schema to be read."""
    declared = str(given.get("$schema", "")) if isinstance(given, Mapping) else ""
    old = any(draft in declared for draft in OLD)
    try:
        return {"$schema": DIALECT, **follow_moves(modern(with_names(given, declared), old), given)}
    except (AttributeError, TypeError) as problem:
        raise NotValid(Fault("schema", "this is no JSON Schema", "a schema of draft 4 to 2020-12")) from problem


def modern(given: Any, old: bool) -> dict[str, Any]:
    """Converts one part of a schema."""
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
        elif name == "$recursiveRef":  # from 2019-09, for schemas that others extend
            schema["$ref"] = value
        elif name not in ("$schema", "$recursiveAnchor", "id") or (name == "id" and not isinstance(value, str)):
            schema[name] = value
    if isinstance(schema.get("$id"), str) and schema["$id"].startswith("#"):
        schema["$anchor"] = schema.pop("$id")[1:]
    _tidy_bounds(schema)
    _tidy_items(schema, old)
    _tidy_dependencies(schema, old)
    return schema


def with_names(given: Any, declared: str) -> Any:
    """Converts a schema of draft 4 whose parts are named by `id` instead of `$id`. Only names that a reference uses
    are changed, because other values of `id` can be anything."""
    if not any(draft in declared for draft in NAMED_BY_ID) or all(each.startswith("#/") for each in references(given)):
        return given
    return _named(given)


def _named(given: Any) -> Any:
    if isinstance(given, list):
        return [_named(each) for each in given]
    if not isinstance(given, Mapping):
        return given
    return {
        "$id" if name == "id" and isinstance(each, str) and "$ref" not in given else name: (
            each if name in VALUES else _named(each)
        )
        for name, each in given.items()
    }


def references(given: Any) -> Iterator[str]:
    """Yields every reference in a schema, except to the whole of it."""
    if isinstance(given, list):
        for each in given:
            yield from references(each)
    elif isinstance(given, Mapping):
        if isinstance(reference := given.get("$ref"), str) and reference != "#":
            yield reference
        for name, each in given.items():
            if name not in VALUES:
                yield from references(each)


def follow_moves(schema: dict[str, Any], given: Any) -> dict[str, Any]:
    """Redirects references to parts that have moved in our dialect, such as the first of several `items`."""
    moved = {each: there for each in set(references(given)) if (there := _moved(each, given)) != each}
    return _led(schema, moved) if moved else schema


def _moved(reference: str, given: Any) -> str:
    here, steps = given, reference.split("/")
    if steps[0] != "#":
        return reference
    written: list[str] = []
    for step in steps[1:]:
        name = unquote(step).replace("~1", "/").replace("~0", "~")
        if isinstance(here, Mapping) and name == "items" and isinstance(here.get("items"), list):
            step = "prefixItems"
        elif isinstance(here, Mapping) and name == "additionalItems":
            step = "items"
        elif isinstance(here, Mapping) and name == "dependencies" and written[-1:] != ["properties"]:
            step = "dependentSchemas"
        written.append(step)
        if isinstance(here, list):
            here = here[int(name)] if name.isdecimal() and len(name) < 6 and int(name) < len(here) else None
        else:
            here = here.get(name) if isinstance(here, Mapping) else None
    return "/".join(["#", *written])


def _led(schema: Any, moved: Mapping[str, str]) -> Any:
    if isinstance(schema, list):
        return [_led(each, moved) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {
        name: moved.get(each, each)
        if name == "$ref" and isinstance(each, str)
        else each
        if name in VALUES
        else _led(each, moved)
        for name, each in schema.items()
    }


def _written(pattern: Any) -> Any:
    """Returns an expression in our dialect; an invalid one stays as it is, for the checker to refuse."""
    try:
        return one_dialect(pattern)
    except (IndexError, KeyError, TypeError, ValueError):
        return pattern


def _map(given: Mapping[str, Any], old: bool) -> dict[str, Any]:
    return {name: modern(inner, old) for name, inner in given.items()}


def _tidy_bounds(schema: dict[str, Any]) -> None:
    """Converts draft 4's exclusiveMinimum: true next to a minimum."""
    for exclusive, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        said = schema.get(exclusive)
        if isinstance(said, bool):
            del schema[exclusive]
            if said and bound in schema:
                schema[exclusive] = schema.pop(bound)


def _tidy_items(schema: dict[str, Any], old: bool) -> None:
    """Converts `items` and `additionalItems`: before 2020-12 a list of schemas was in the first, and the rest in the
    second."""
    rest = schema.pop("additionalItems", None)
    if isinstance(schema.get("items"), list):
        schema["prefixItems"] = [modern(each, old) for each in schema.pop("items")]
        if rest is not None:
            schema["items"] = modern(rest, old)


def _tidy_dependencies(schema: dict[str, Any], old: bool) -> None:
    """Converts answers that make others necessary: to a schema, whichever of three ways the draft used."""
    found = {**schema.pop("dependencies", {}), **schema.pop("dependentRequired", {})}
    if found:
        schemas = dict(schema.get("dependentSchemas", {}))
        for name, needs in found.items():
            needed = {"required": list(needs)} if isinstance(needs, list) else modern(needs, old)
            schemas[name] = {"allOf": [schemas[name], needed]} if name in schemas else needed
        schema["dependentSchemas"] = schemas
