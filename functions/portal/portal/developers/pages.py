"""The page for developers: every call of the API with what it takes, what it answers, and an example to try.

Its content comes from the OpenAPI document, so it is in English, inside a frame in the visitor's language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from portal.document import document

METHODS = ("get", "post", "put", "patch", "delete")
ShownCall = dict[str, Any]


@cache
def groups() -> list[dict[str, Any]]:
    """The calls group by group, in the order of the document."""
    calls = [*all_calls()]
    return [
        {**tag, "id": f"group-{number}", "calls": [call for call in calls if call["group"] == tag["name"]]}
        for number, tag in enumerate(document()["tags"], 1)
    ]


def all_calls() -> Iterator[ShownCall]:
    for path, operations in document()["paths"].items():
        for method in METHODS:
            if method in operations:
                yield call_of(path, method, operations[method])


def call_of(path: str, method: str, operation: dict[str, Any]) -> ShownCall:
    """One call as the page shows it."""
    body = operation.get("requestBody")
    return {
        "id": operation["operationId"],
        "group": operation["tags"][0],
        "method": method.upper(),
        "path": path,
        "description": operation["description"],
        "caller": operation["x-caller"],
        "parameters": [parameter_of(each) for each in parameters_of(operation)],
        "fields": [*fields_of(body)] if body else None,
        "answers": [answer_of(status, response) for status, response in operation["responses"].items()],
        "example": example_of(path, method, operation),
        "answered": pretty(example_in(next(iter(operation["responses"].values())))),
    }


def parameters_of(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [resolved(each) for each in operation.get("parameters", ())]


def parameter_of(parameter: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": parameter["name"],
        "where": parameter["in"],
        "required": parameter.get("required", False),
        "says": parameter["description"],
        "kind": kind_of(parameter["schema"]),
    }


def fields_of(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The fields of a body; an object inside it is only named."""
    schema = resolved(next(iter(body["content"].values()))["schema"])
    for name, field in schema.get("properties", {}).items():
        required = name in schema.get("required", ())
        yield {"name": name, "required": required, "kind": kind_of(field), "says": field.get("description", "")}


def kind_of(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    schema = resolved(schema)
    if "anyOf" in schema and "type" not in schema:
        kinds = [
            kind_of(each) for each in schema["anyOf"] if each != {"enum": ["", None]} and each.get("type") != "null"
        ]
        return " or ".join(dict.fromkeys(kinds))
    if "enum" in schema:
        return "one of " + ", ".join(str(value) for value in schema["enum"] if value not in ("", None))
    if schema.get("type") == "array":
        return f"list of: {kind_of(schema.get('items', {}))}"
    if schema.get("type") == "object":
        inner = ", ".join(schema.get("properties", ()))
        return f"object with {inner}" if inner else "object"
    return str(schema.get("format") or KINDS.get(schema.get("type", ""), "any value")) + limits_of(schema)


KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
LIMITS = {"minimum": "from {}", "maximum": "to {}", "minLength": "at least {} long", "maxLength": "at most {} long"}


def limits_of(schema: dict[str, Any]) -> str:
    said = [words.format(schema[name]) for name, words in LIMITS.items() if name in schema]
    return f" ({', '.join(said)})" if said else ""


def answer_of(status: str, response: dict[str, Any]) -> dict[str, str]:
    return {"status": status, "says": resolved(response)["description"]}


def example_of(path: str, method: str, operation: dict[str, Any]) -> str:
    """The call for a terminal, with the examples of the document."""
    for parameter in parameters_of(operation):
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", str(parameter.get("example", parameter["name"])))
    lines = [f"curl -X {method.upper()} '$ONESTOP{path}'".replace("-X GET ", "").replace("'", '"')]
    for scheme in operation.get("security") or ():
        lines += [HEADER_OF[name] for name in scheme]
    body = example_in(operation.get("requestBody", {}))
    if body is not None:
        lines += ["-H 'Content-Type: application/json'", f"-d '{json.dumps(body, ensure_ascii=False)}'"]
    return " \\\n  ".join(lines)


HEADER_OF = {
    "residentToken": '-H "Authorization: Bearer $TOKEN"',
    "staffToken": '-H "Authorization: $TOKEN"',
    "partnerKey": '-H "x-api-key: $KEY"',
}


def example_in(said: dict[str, Any]) -> Any:
    """The example of a body or an answer, if it has one."""
    contents: list[dict[str, Any]] = [*said.get("content", {}).values()]
    return contents[0].get("example") if contents else None


def pretty(example: Any) -> str | None:
    return None if example is None else json.dumps(example, ensure_ascii=False, indent=2)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """Follows a reference inside the document."""
    while "$ref" in schema:
        found: Any = document()
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        schema = found
    return schema
