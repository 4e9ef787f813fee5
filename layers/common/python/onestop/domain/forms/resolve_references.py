"""Resolves references inside a schema, and merges the parts of a schema for descriptions. Validation does not need
this: validators follow references themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

FURTHEST = 20  # references to references
LONGEST_NUMBER = 10  # digits: no list is this long
PIECES = ("allOf", "anyOf", "oneOf")


def resolve(reference: str, root: Any) -> Any:
    """Returns what a reference into the same document names; None if nothing."""
    if not reference.startswith("#"):
        return None
    found = root
    for step in reference[1:].split("/")[1:]:
        name = unquote(step).replace("~1", "/").replace("~0", "~")
        if isinstance(found, list):
            found = found[int(name)] if is_place(name) and int(name) < len(found) else None
        else:
            found = found.get(name) if isinstance(found, Mapping) else None
    return found


def is_place(name: str) -> bool:
    """Says whether a step of a reference is a position in a list."""
    return name.isdecimal() and len(name) < LONGEST_NUMBER


def merged(given: Any, root: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a part of a schema with references resolved and the properties of all alternatives together, so that
    every possible answer is described."""
    return _merged(given, root, frozenset())


def _merged(given: Any, root: Mapping[str, Any], passed: frozenset[str]) -> dict[str, Any]:
    if not isinstance(given, Mapping):
        return {}
    schema = dict(given)
    reference = schema.pop("$ref", None)
    pieces: list[Any] = []
    if isinstance(reference, str) and reference not in passed and len(passed) < FURTHEST:
        passed |= {reference}
        pieces.append(resolve(reference, root))
    for name in PIECES:
        pieces += [piece for piece in schema.get(name, ()) if not is_refusal(piece)]
    pieces += [schema[name] for name in ("then", "else") if name in schema]
    for piece in pieces:
        _add(schema, _merged(piece, root, passed))
    return schema


def _add(schema: dict[str, Any], piece: Mapping[str, Any]) -> None:
    for name, value in piece.items():
        if name == "properties":
            own = schema.get("properties", {})
            schema["properties"] = {
                **{key: _richer(inner, own.get(key)) for key, inner in value.items()},
                **{key: inner for key, inner in own.items() if key not in value},
            }
        elif name not in PIECES and name not in ("not", "if", "then", "else", "required"):
            schema.setdefault(name, value)


def _richer(one: Any, other: Any) -> Any:
    """Combines two descriptions of the same property, if both say something."""
    if not isinstance(other, Mapping) or not other:
        return one
    return {"allOf": [other, one]} if isinstance(one, Mapping) and one and one != other else other


def is_refusal(piece: Any) -> bool:
    return isinstance(piece, Mapping) and set(piece) <= {"not", "required", "maxItems", "minItems"}


def is_resource(schema: Any) -> bool:
    """Says whether a part of a schema has a name of its own, so that references in it are relative to it."""
    name = schema.get("$id") if isinstance(schema, Mapping) else None
    return isinstance(name, str) and not name.startswith("#")


def lost_references(schema: Any, root: Any = None) -> Iterator[str]:
    """Yields references that lead nowhere, with their places."""
    root = schema if root is None or is_resource(schema) else root
    if isinstance(schema, list):
        for each in schema:
            yield from lost_references(each, root)
    elif isinstance(schema, Mapping):
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/") and resolve(reference, root) is None:
            yield reference
        for name, each in schema.items():
            if name not in ("enum", "const", "default", "examples"):
                yield from lost_references(each, root)


def mended(schema: Any, root: Any = None) -> Any:
    """Returns the schema with an empty part wherever a reference leads nowhere."""
    root = schema if root is None or is_resource(schema) else root
    if isinstance(schema, list):
        return [mended(each, root) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    reference = schema.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/") and resolve(reference, root) is None:
        return {}
    return {name: mended(each, root) for name, each in schema.items()}
