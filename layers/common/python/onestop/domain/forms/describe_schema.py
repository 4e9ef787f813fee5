"""Drafts a form for people from a JSON Schema, as well as that can be guessed: one page for each object, one for
each list of entries, and single fields gathered on pages of a few. The maker of the form continues from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from onestop.domain.forms.resolve_references import merged

A_PAGE = 8  # single fields on a page
DEEPEST = 5
LONG = 200
EXAMPLES = {"date": "2026-11-23", "time": "14:30", "email": "name@example.org"}
ANYTHING = ("word", "two words", "1234567890", "a-b", "1-2-3")
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
Described = dict[str, Any]


def describe_form(code: str, schema: Mapping[str, Any], language: str = "en") -> Described:
    """Returns a form, as data, for a schema."""
    root = merged(schema, schema)
    if not root.get("properties"):  # a single answer, which forms keep under a name
        schema = {"type": "object", "properties": {"answer": dict(schema)}, "required": ["answer"]}
        root = schema
    title = str(schema.get("title") or say_name(code))
    pages: list[Described] = []
    loose: list[Described] = []
    for name, inner in root.get("properties", {}).items():
        fields = list(_fields((name,), inner, schema, name in root.get("required", ()), language, 0))
        if len(fields) == 1 and fields[0]["kind"] not in ("group", "data"):
            loose += fields
            continue
        own = merged(inner, schema)
        pages.append(_page(len(pages), str(own.get("title") or say_name(name)), fields, language))
    for first in range(0, len(loose), A_PAGE):
        part = loose[first : first + A_PAGE]
        pages.append(_page(len(pages), part[0]["label"][language], part, language))
    return {"code": code, "title": {language: title}, "schema": dict(schema), "pages": pages}


def _page(number: int, title: str, fields: list[Described], language: str) -> Described:
    return {"code": f"page-{number + 1}", "title": {language: title}, "fields": fields}


def _fields(
    path: tuple[str, ...], given: Any, root: Mapping[str, Any], required: bool, language: str, depth: int
) -> Iterator[Described]:
    """Yields the fields of one property: one, or those of the object that it is."""
    schema = merged(given, root)
    inner = schema.get("properties")
    if isinstance(inner, Mapping) and inner and depth < DEEPEST:
        needed = schema.get("required", ())
        for name, each in inner.items():
            yield from _fields((*path, name), each, root, required and name in needed, language, depth + 1)
        return
    yield _field(path, schema, root, required, language, depth)


def _field(
    path: tuple[str, ...], schema: Mapping[str, Any], root: Mapping[str, Any], required: bool, language: str, depth: int
) -> Described:
    label = str(schema.get("title") or say_name(path[-1]))
    described: Described = {"at": ".".join(path), "kind": kind_of(schema, root), "label": {language: label}}
    if schema.get("description"):
        described["hint"] = {language: str(schema["description"])}
    if required:
        described["required"] = True
    if described["kind"] in ("choice", "choices"):
        options = schema if described["kind"] == "choice" else merged(schema.get("items", {}), root)
        names = options.get("enumNames", ())
        described["choices"] = [
            {"value": value, "name": {language: str(names[at]) if at < len(names) else say_value(value)}}
            for at, value in enumerate(options.get("enum", [options.get("const")]))
            if not isinstance(value, list | dict) and value is not None
        ]
    if described["kind"] == "number" and schema.get("type") == "integer":
        described["whole"] = True
    if schema.get("examples"):
        described["example"] = str(schema["examples"][0])
    if described["kind"] == "group":
        items = merged(schema["items"], root)
        if depth >= DEEPEST:
            described["kind"] = "data"
            return described
        described["fields"] = [
            field
            for name, each in items["properties"].items()
            for field in _fields((name,), each, root, name in items.get("required", ()), language, depth + 1)
        ]
    return described


def kind_of(schema: Mapping[str, Any], root: Mapping[str, Any]) -> str:
    """Returns the kind of field for such an answer."""
    kinds = schema.get("type")
    kind = next((each for each in kinds if each != "null"), None) if isinstance(kinds, list) else kinds
    if schema.get("const") is True or schema.get("enum") == [True]:
        return "confirm"
    if "enum" in schema or "const" in schema:
        return "choice"
    if kind == "boolean":
        return "yesno"
    if kind in ("number", "integer"):
        return "money" if schema.get("multipleOf") == 0.01 else "number"
    if kind == "array":
        return kind_of_list(schema, root)
    if kind == "object":
        return "data"
    if schema.get("format") in ("date", "email"):
        return str(schema["format"])
    for guessed, example in EXAMPLES.items():
        if isinstance(schema.get("pattern"), str) and is_meant(schema["pattern"], example):
            return guessed
    return "area" if schema.get("maxLength", 0) > LONG else "text"


def is_meant(pattern: str, example: str) -> bool:
    """Says whether a pattern is meant for such an answer: it accepts the example and not any word or number."""
    try:
        compiled = re.compile(pattern)
    except re.error:
        return False
    return bool(compiled.search(example)) and not any(map(compiled.search, ANYTHING))


def kind_of_list(schema: Mapping[str, Any], root: Mapping[str, Any]) -> str:
    items = merged(schema.get("items", {}), root)
    if items.get("properties"):
        return "group"
    if "enum" in items:
        return "choices"
    return "lines" if items.get("type") in (None, "string") and "prefixItems" not in schema else "data"


def say_name(name: str) -> str:
    """Returns `veteranFullName` as people write it: Veteran full name. Abbreviations keep their capitals."""
    words = WORDS.findall(name.replace("_", " ").replace("-", " "))
    said = " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in words) or name
    return said[:1].upper() + said[1:]


def say_value(value: Any) -> str:
    """Returns a value of a list of choices: codes as words, words as they are."""
    text = str(value)
    return say_name(text) if re.fullmatch(r"[a-z]+(?:[A-Z][a-z]+)+|[a-z]+(?:[_-][a-z]+)+", text) else text
