"""The OpenAPI document completed by one installation: `x-values-from` is replaced by the values that exist there.

The rest of the document is as committed, except that answers may have no fields beyond those it lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

Schema = dict[str, Any]
Values = Mapping[str, Schema]
METHODS = ("get", "post", "put", "patch", "delete")
SERVICES: tuple[str, ...] = ("information", "business-complaint")  # those that need no place
PLACED: tuple[str, ...] = ("pothole", "graffiti", "street-sign")  # those that need one, and ask nothing else
# a telephone number that there can be in its country: no pattern says how many digits each country wants
PHONE: Schema = {"anyOf": [{"type": "string", "pattern": "^\\+1 902 555 01[0-9]{2}$"}, {"enum": ["", None]}]}
PLACE: Schema = {
    "type": "object",
    "anyOf": [
        {"required": ["lat", "long"], "properties": {"lat": {"type": "number"}, "long": {"type": "number"}}},
        {"required": ["address"], "properties": {"address": {"type": "string", "minLength": 1}}},
    ],
}


def complete(document: Schema, values: Values) -> Schema:
    """The document with the values of an installation, list by list."""
    whole = deepcopy(document)
    for kind, schema in whole["components"]["schemas"].items():
        if schema.get("type") == "object" and "properties" in schema:
            schema.setdefault("additionalProperties", False)
        if kind == "ContactBody":
            schema["properties"]["phone"] = PHONE
    for parameter in whole["components"]["parameters"].values():
        parameter["schema"] = filled(parameter["schema"], values)
        parameter.pop("example", None)
    for each in operations(whole):
        for content in (each.get("requestBody") or {"content": {}})["content"].values():
            named = content["schema"]["$ref"].rpartition("/")[2]
            content["schema"] = with_services(filled(deepcopy(whole["components"]["schemas"][named]), values))
            content.pop("example", None)
    return whole


def operations(document: Schema) -> Iterator[Schema]:
    for path in document["paths"].values():
        yield from (path[method] for method in METHODS if method in path)


def filled(schema: Any, values: Values) -> Any:
    """A schema in which the lists of an installation are spelled out."""
    if isinstance(schema, list):
        return [filled(each, values) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "x-values-from" in schema:
        return values[schema["x-values-from"]]
    return {name: filled(inner, values) for name, inner in schema.items()}


def with_services(schema: Schema) -> Schema:
    """A need as the services of the sample jurisdiction ask for it: some of them need a place."""
    if "service_code" not in schema["properties"] or "place" not in schema["properties"]:
        return schema
    words_only = schema["anyOf"][1]
    words = {**words_only["properties"], "service_code": {"enum": ["", None]}}
    return schema | {
        "anyOf": [
            {"required": ["service_code"], "properties": {"service_code": {"enum": [*SERVICES]}}},
            {
                "required": ["service_code", "place"],
                "properties": {"service_code": {"enum": [*PLACED]}, "place": PLACE},
            },
            {"required": ["description"], "properties": words},
        ]
    }
