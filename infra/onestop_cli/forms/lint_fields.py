"""Faults of the fields of a form: kinds that do not fit the schema, files, choices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop.contracts.forms.check_answers import Checker
from onestop.domain.applications.files import MOST
from onestop.domain.forms.clock_times import WRITTEN
from onestop.domain.forms.describe_schema import kind_of
from onestop.domain.forms.form import FILE, GROUP
from onestop.domain.forms.resolve_references import merged
from onestop_cli.file_complaint import FileComplaint
from onestop_cli.release.faults import name_choices, show_value

A_FILE = {"id": "0123456789abcdef", "name": "plan.pdf", "kind": "document", "size": 48_000}  # in the answers
# of each kind of field, the types of JSON Schema that its answers can have
TYPES: Mapping[str, frozenset[str]] = {
    "number": frozenset({"number", "integer"}),
    "money": frozenset({"number", "integer"}),
    "yesno": frozenset({"boolean"}),
    "confirm": frozenset({"boolean"}),
    "choices": frozenset({"array"}),
    "lines": frozenset({"array"}),
    "group": frozenset({"array"}),
    "file": frozenset({"array"}),
    **{kind: frozenset({"string"}) for kind in ("text", "area", "date", "time", "email", "phone")},
}


def check_fields(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Checks that each field is for one part of the schema, used once, and of a kind that can give valid values for
    it."""
    seen: set[str] = set()
    for at, page in enumerate(given["pages"]):
        for number, field in enumerate(page["fields"]):
            place = f"pages[{at}].fields[{number}]"
            if field["at"] in seen:
                yield f"{place}.at", f"{show_value(field['at'])} is asked twice", "each answer asked once"
            seen.add(field["at"])
            yield from check_field(field, given["schema"], given["schema"], place)
    yield from check_asked(given, seen)


def check_field(field: Mapping[str, Any], schema: Any, root: Mapping[str, Any], place: str) -> Iterator[FileComplaint]:
    found = schema
    for step in field["at"].split("."):
        properties = merged(found, root).get("properties", {})
        if step not in properties:
            yield f"{place}.at", f"the schema has no {show_value(field['at'])}", name_choices(step, properties)
            return
        found = properties[step]
    own = merged(found, root)
    kinds = own.get("type", [])
    types = set(kinds if isinstance(kinds, list) else [kinds])
    fitting = TYPES.get(field["kind"])
    if fitting and types and not types & fitting:
        wrong = f"a field of kind {field['kind']} never gives what the schema takes: {', '.join(sorted(types))}"
        yield f"{place}.kind", wrong, f"such as {kind_of(own, root)}"
    if field["kind"] == "time" and Checker({"$defs": root.get("$defs", {}), **own}).fits("noon"):
        yield f"{place}.at", "the schema takes what is no time of day", f"pattern: ^{WRITTEN.pattern}$"
    yield from check_choices(field, own, root, place)
    yield from check_file(field, own, root, place)
    if field["kind"] == GROUP:
        for number, inner in enumerate(field.get("fields", ())):
            if inner["kind"] == GROUP and any(each["kind"] == FILE for each in inner.get("fields", ())):
                wrong = "files cannot be asked for in a group within a group"
                yield f"{place}.fields[{number}].kind", wrong, "the question in the group around it"
                continue
            yield from check_field(inner, own.get("items", {}), root, f"{place}.fields[{number}]")


def check_file(
    field: Mapping[str, Any], own: Mapping[str, Any], root: Mapping[str, Any], place: str
) -> Iterator[FileComplaint]:
    """The schema takes what a file is in the answers, as many as a case takes; and only files have what is said of
    files."""
    if field["kind"] != FILE:
        for name in ("takes", "megabytes"):
            if name in field:
                yield f"{place}.{name}", f"a field of kind {field['kind']} takes no files", "kind: file, or without it"
        return
    most = own.get("maxItems")
    if not isinstance(most, int) or not 1 <= most <= MOST:
        yield f"{place}.at", "the schema does not say how many files there may be", f"maxItems from 1 to {MOST}"
    if not Checker({"$defs": root.get("$defs", {}), "items": own.get("items", {})}).fits([A_FILE]):
        yield f"{place}.at", "the schema does not take what a file is in the answers", "items: {type: object}"
    if field.get("compute") is not None:
        yield f"{place}.compute", "a file cannot be worked out", "without it"


def check_choices(
    field: Mapping[str, Any], own: Mapping[str, Any], root: Mapping[str, Any], place: str
) -> Iterator[FileComplaint]:
    """Checks that the choices are exactly the valid values."""
    if field["kind"] not in ("choice", "choices"):
        return
    valid = merged(own.get("items", {}), root) if field["kind"] == "choices" else own
    allowed = valid.get("enum", [valid["const"]] if "const" in valid else None)
    offered = [choice["value"] for choice in field.get("choices", ())]
    if not offered:
        yield place, "there is nothing to choose from", "choices"
    for number, value in enumerate(offered):
        if allowed is not None and value not in allowed:
            wrong = f"{show_value(value)} is not valid"
            yield f"{place}.choices[{number}].value", wrong, name_choices(value, allowed)
    for value in allowed or ():
        if value is not None and value not in offered:
            yield f"{place}.choices", f"{show_value(value)} is valid and cannot be chosen", "a choice for each value"


def check_asked(given: Mapping[str, Any], asked: set[str]) -> Iterator[FileComplaint]:
    """Checks that every required answer is asked for."""
    for name in merged(given["schema"], given["schema"]).get("required", ()):
        if not any(each == name or each.startswith(f"{name}.") for each in asked):
            yield "schema.required", f"{show_value(name)} must be there and no field asks it", "a field at it"
