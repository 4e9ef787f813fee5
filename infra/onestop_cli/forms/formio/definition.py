"""Definitions of form.io, and of Open Forms which builds on it, converted to one of our forms. Parts that have no place
here are listed, so that the person who converts it knows what is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onestop.domain.forms.describe_schema import say_name
from onestop_cli.forms.formio.components import REPEATED, every, flat, inside_of, without_files
from onestop_cli.forms.formio.conditions import FormioPart, both, condition_of, drop_what_comes_later, path_of_key
from onestop_cli.forms.formio.fields import (
    FieldProperties,
    checks_of,
    counts_of,
    plain_words,
    single,
    single_file,
)
from onestop_cli.forms.formio.notes import Notes


def import_formio(given: Any, code: str, title: str, language: str) -> tuple[FieldProperties, list[str]]:
    """A form, as data, and what is left to do. `given`: one definition, or a list of steps, each with a definition."""
    steps = steps_of(given)
    notes = Notes({str(each.get("key")): each for _, components, _ in steps for each in every(components)})
    properties: FieldProperties = {}
    required: list[str] = []
    pages = []
    for number, (name, components, shown) in enumerate(steps, 1):
        found = flat(components, notes)
        fields = [taken for each in found for taken in import_component(each, language, properties, required, notes)]
        if fields:
            page = {"code": f"page-{number}", "title": {language: plain_words(name) or title}, "fields": fields}
            when, left = condition_of(shown, notes.known)
            if left:
                notes.tell(shown, left)
            pages.append(page if when is None else {**page, "when": when})
    drop_what_comes_later(pages, notes.tell)
    required = [each for each in required if not any(is_conditional(page, each) for page in pages)]
    schema = {"type": "object", "additionalProperties": False, "required": required, "properties": properties}
    return {"code": code, "title": {language: title}, "schema": schema, "pages": pages}, notes.said


def is_conditional(page: FormioPart, at: str) -> bool:
    """Returns whether the page that asks for this is shown only to some people."""
    return "when" in page and any(each["at"].partition(".")[0] == at for each in page["fields"])


def steps_of(given: Any) -> list[tuple[str, Sequence[FormioPart], FormioPart]]:
    """The pages, each with what says when it is shown: the steps of Open Forms, the panels of a wizard, or one."""
    if isinstance(given, list):
        return [(step.get("name") or "", step["configuration"]["components"], {}) for step in given]
    components = given.get("configuration", given)["components"]
    if not isinstance(components, list):
        raise TypeError("components are a list")
    panels = [each for each in components if isinstance(each, Mapping) and each.get("type") == "panel"]
    if components and len(panels) == len(components):
        return [(each.get("title") or each.get("label") or "", each.get("components") or [], each) for each in panels]
    return [(given.get("title") or given.get("name") or "", components, {})]


def import_component(
    each: FormioPart, language: str, properties: FieldProperties, required: list[str], notes: Notes, around: str = ""
) -> Iterator[FieldProperties]:
    """The field of a component; what is valid goes to `properties` and `required`."""
    path = free_path(path_of_key(str(each["key"])).split("."), properties)
    if ".".join(path) != path_of_key(str(each["key"])):
        notes.tell(each, f"another component has this key: its answer is called {'.'.join(path)}")
    label = plain_words(each.get("label")) or say_name(path[-1])
    taken: FieldProperties = {"at": ".".join(path), "label": {language: label}}
    if hint := plain_words(each.get("description") or each.get("tooltip")):
        taken["hint"] = {language: hint}
    if each["type"] == "file":
        taken |= single_file(each)
    else:
        taken |= repeated(each, language, notes) if each["type"] in REPEATED else single(each, language, notes.tell)
    when, left = condition_of(each, notes.known, around)
    if left:
        notes.tell(each, left)
    if (when := both(each.get("shown"), when)) is not None:
        taken["when"] = when
    hidden = bool(each.get("hidden")) or "when" in taken
    if checks_of(each).get("required"):
        taken["required"] = True
        if not hidden and len(path) == 1:
            required.append(path[0])
    for step in path[:-1]:
        holder = properties.setdefault(step, {"type": "object", "properties": {}})
        properties = holder["properties"]
    properties[path[-1]] = taken.pop("valid")
    yield taken


def free_path(path: list[str], properties: FieldProperties) -> list[str]:
    """A path that no other answer has, and that leads through none."""
    here: Any = properties
    for at, step in enumerate(path):
        found = here.get(step)
        if found is None:
            return path
        if at == len(path) - 1 or "properties" not in found:
            return free_path([*path[:at], next_name(step), *path[at + 1 :]], properties)
        here = found["properties"]
    return path


def next_name(name: str) -> str:
    found = re.fullmatch(r"(.*)-([0-9]+)", name)
    return f"{found[1]}-{int(found[2]) + 1}" if found else f"{name}-2"


def repeated(each: FormioPart, language: str, notes: Notes) -> FieldProperties:
    properties: FieldProperties = {}
    required: list[str] = []
    inner = [without_files(one) for one in flat(inside_of(each), Notes(notes.known))]
    key = str(each["key"])
    fields = [taken for one in inner for taken in import_component(one, language, properties, required, notes, key)]
    items = {"type": "object", "properties": properties, "required": required}
    limits = counts_of(checks_of(each), "minLength", "maxLength")
    return {"kind": "group", "fields": fields, "valid": {"type": "array", **limits, "items": items}}
