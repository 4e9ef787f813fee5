"""Definitions of form.io, and of Open Forms which builds on it, taken over as a form of ours. What has no place here is
told, so that whoever takes it over knows what is left to do."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Given = Mapping[str, Any]
Taken = dict[str, Any]

# type of a component -> kind of our field, and what is valid
KINDS: Mapping[str, tuple[str, Taken]] = {
    "textfield": ("text", {"type": "string"}),
    "textarea": ("area", {"type": "string"}),
    "email": ("email", {"type": "string", "format": "email"}),
    "url": ("text", {"type": "string", "format": "uri"}),
    "phoneNumber": ("phone", {"type": "string", "pattern": r"^[+0-9][0-9 ()-]*$"}),
    "number": ("number", {"type": "number"}),
    "currency": ("money", {"type": "number", "multipleOf": 0.01}),
    "date": ("date", {"type": "string", "format": "date"}),
    "day": ("text", {"type": "string"}),
    "datetime": ("text", {"type": "string", "format": "date-time"}),
    "time": ("text", {"type": "string", "pattern": r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}),
    "checkbox": ("yesno", {"type": "boolean"}),
    "postcode": ("text", {"type": "string", "pattern": r"^[1-9][0-9]{3} ?[a-zA-Z]{2}$"}),
    "iban": ("text", {"type": "string", "format": "iban"}),
    "licenseplate": ("text", {"type": "string", "pattern": r"^[a-zA-Z0-9]{1,3}-?[a-zA-Z0-9]{1,3}-?[a-zA-Z0-9]{1,3}$"}),
    "bsn": ("text", {"type": "string", "pattern": "^[0-9]{9}$"}),
    "radio": ("choice", {}),
    "select": ("choice", {}),
    "selectboxes": ("choices", {"type": "array"}),
    "hidden": ("text", {"type": "string"}),
}
AROUND = ("panel", "fieldset", "columns", "well", "table", "tabs", "container", "form")  # what only arranges others
REPEATED = ("editgrid", "datagrid")
PASSED = ("content", "htmlelement", "button", "softRequiredErrors")
LATER = {
    "signature": "nothing is signed here",
    "map": "a place is asked for by the case itself",
    "cosign": "nothing is signed here",
}
# what theirs may be by their types, in the words of ours
TAKES = {"image/": "photo", "application/pdf": "document", "text/plain": "text"}
TOO_DEEP = "files of a list within an entry of a list are asked for in that entry, not in the list within"
MOST_MEGABYTES, MOST_FILES = 20, 10
LIMITS = {"minLength": "minLength", "maxLength": "maxLength", "min": "minimum", "max": "maximum"}
NAME = re.compile(r"[^A-Za-z0-9_-]")


def import_formio(given: Any, code: str, title: str, language: str) -> tuple[Taken, list[str]]:
    """A form, as data, and what is left to do. `given`: one definition, or a list of steps, each with a definition."""
    steps = steps_of(given)
    notes: list[str] = []
    properties: Taken = {}
    required: list[str] = []
    pages = []
    for number, (name, components) in enumerate(steps, 1):
        fields = [field for each in flat(components, notes) for field in take(each, language, properties, required)]
        if fields:
            pages.append({"code": f"page-{number}", "title": {language: name or title}, "fields": fields})
    schema = {"type": "object", "additionalProperties": False, "required": required, "properties": properties}
    return {"code": code, "title": {language: title}, "schema": schema, "pages": pages}, notes


def steps_of(given: Any) -> list[tuple[str, Sequence[Given]]]:
    """The pages: the steps of Open Forms, the panels of a wizard, or all of it on one."""
    if isinstance(given, list):
        return [(step.get("name") or "", step["configuration"]["components"]) for step in given]
    components = given.get("configuration", given).get("components", [])
    if components and all(each.get("type") == "panel" for each in components):
        return [(each.get("title") or each.get("label") or "", each.get("components", [])) for each in components]
    return [(given.get("title") or given.get("name") or "", components)]


def flat(components: Sequence[Given], notes: list[str]) -> Iterator[Given]:
    """The components that are answered, without what only arranges them."""
    for each in components:
        kind = each.get("type", "")
        if kind in AROUND:
            yield from flat(each.get("components") or [], notes)
            for column in each.get("columns") or []:
                yield from flat(column.get("components") or [], notes)
        elif kind in LATER:
            notes.append(f"{each.get('key')}: {LATER[kind]}")
        elif kind == "file":
            yield from told_file(each, notes)
        elif kind in KINDS or kind in REPEATED:
            inside = list(flat(each.get("components") or [], notes))  # for what is left to do inside of an entry
            notes.extend(f"{one.get('key')}: {TOO_DEEP}" for one in inside if deep_files(one))
            yield from told(each, notes)
        elif kind not in PASSED:
            notes.append(f"{each.get('key')}: there is no field of the kind {kind} here")


def told(each: Given, notes: list[str]) -> Iterator[Given]:
    """A component, with a note for what it does that is not taken over."""
    for name in ("calculateValue", "customDefaultValue"):
        if each.get(name):
            notes.append(f"{each.get('key')}: what {name} does is written anew, as compute")
    if (each.get("validate") or {}).get("custom"):
        notes.append(f"{each.get('key')}: its own script of validation is written anew, as a rule")
    yield each


def take(each: Given, language: str, properties: Taken, required: list[str]) -> Iterator[Taken]:
    """The field of a component; what is valid goes to `properties` and `required`."""
    path = [NAME.sub("-", step) for step in str(each["key"]).split(".")]
    field: Taken = {"at": ".".join(path), "label": {language: str(each.get("label") or each["key"])}}
    if each.get("description") or each.get("tooltip"):
        field["hint"] = {language: re.sub(r"<[^>]*>", "", str(each.get("description") or each.get("tooltip")))}
    if each["type"] == "file":
        field |= single_file(each)
    else:
        field |= repeated(each, language) if each["type"] in REPEATED else single(each, language)
    if when := condition_of(each):
        field["when"] = when
    hidden = bool(each.get("hidden")) or "when" in field
    if (each.get("validate") or {}).get("required"):
        field["required"] = True
        if not hidden and len(path) == 1:
            required.append(path[0])
    for step in path[:-1]:
        around = properties.setdefault(step, {"type": "object", "properties": {}})
        properties = around["properties"]
    properties[path[-1]] = field.pop("valid")
    yield field


def repeated(each: Given, language: str) -> Taken:
    properties: Taken = {}
    required: list[str] = []
    inner = [without_files(one) for one in flat(each.get("components") or [], [])]
    fields = [field for one in inner for field in take(one, language, properties, required)]
    items = {"type": "object", "properties": properties, "required": required}
    return {"kind": "group", "fields": fields, "valid": {"type": "array", "items": items}}


def deep_files(each: Given) -> list[Given]:
    """The questions for files in a list that stands in an entry of another list."""
    inside = flat(each.get("components") or [], []) if each.get("type") in REPEATED else ()
    return [one for one in inside if one["type"] == "file"]


def without_files(each: Given) -> Given:
    if not deep_files(each):
        return each
    return {**each, "components": [one for one in flat(each["components"], []) if one["type"] != "file"]}


def single(each: Given, language: str) -> Taken:
    kind, valid = KINDS[each["type"]]
    valid, checks = dict(valid), each.get("validate") or {}
    choices = [
        {"value": choice["value"], "name": {language: str(choice.get("label") or choice["value"])}}
        for choice in (each.get("values") or (each.get("data") or {}).get("values") or [])
        if choice.get("value") not in (None, "")
    ]
    several = each.get("multiple") or kind == "choices"
    for theirs, ours in LIMITS.items():
        if checks.get(theirs) not in (None, ""):
            valid[ours] = float(checks[theirs]) if ours in ("minimum", "maximum") else int(checks[theirs])
    if checks.get("pattern"):
        valid["pattern"] = f"^(?:{checks['pattern']})$"
    if kind in ("choice", "choices") and choices:
        values = {"enum": [choice["value"] for choice in choices]}
        taken = (
            {"kind": "choices", "valid": {"type": "array", "items": values}}
            if several
            else {"kind": "choice", "valid": values}
        )
        return taken | {"choices": choices}
    if kind in ("choice", "choices"):  # its choices come from elsewhere
        kind, valid = "text", {"type": "string"}
    if each.get("multiple"):
        return {"kind": "lines" if valid["type"] == "string" else "data", "valid": {"type": "array", "items": valid}}
    if kind == "yesno" and checks.get("required"):
        return {"kind": "confirm", "valid": {"const": True}}
    return {"kind": kind, "valid": valid}


def told_file(each: Given, notes: list[str]) -> Iterator[Given]:
    """A question for files, with a note of those kinds that we do not take."""
    others = [name for name in types_of(each) if name != "*" and not taken_as(name)]
    if others:
        notes.append(f"{each.get('key')}: we take no {', '.join(others)}; photos, PDF and plain text are fine")
    yield from told(each, notes)


def single_file(each: Given) -> Taken:
    """A question for files: which kinds, how large, how many."""
    said = str(each.get("maxNumberOfFiles") or "")
    most = int(said) if re.fullmatch("[1-9][0-9]?", said) else MOST_FILES if each.get("multiple") else 1
    takes = sorted({taken for name in types_of(each) if (taken := taken_as(name))})
    valid = {"type": "array", "maxItems": min(most, MOST_FILES), "items": {"type": "object"}}
    sized = {"megabytes": size} if (size := megabytes_in(str(each.get("fileMaxSize") or ""))) else {}
    return {"kind": "file", "valid": valid, **({"takes": takes} if takes else {}), **sized}


def types_of(each: Given) -> list[str]:
    """The kinds of files that a component names: as media types, or as endings."""
    said = (each.get("file") or {}).get("type") or str(each.get("filePattern") or "").split(",")
    return [name.strip().lower() for name in said if name.strip()]


def taken_as(name: str) -> str:
    """What one of their kinds of files is here; nothing for one that we do not take."""
    endings = {".pdf": "document", ".txt": "text", **dict.fromkeys((".jpg", ".jpeg", ".png", ".heic"), "photo")}
    if name in endings:
        return endings[name]
    return next((taken for start, taken in TAKES.items() if name.startswith(start) and "svg" not in name), "")


def megabytes_in(said: str) -> int:
    """A size as they write it (10MB, 500KB) in megabytes, rounded up; 0 for none."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) *([KMG])I?B", said.strip().upper())
    if not found:
        return 0
    size = float(found[1]) * {"K": 1 / 1024, "M": 1, "G": 1024}[found[2]]
    return max(1, min(MOST_MEGABYTES, math.ceil(size)))


def condition_of(each: Given) -> Any:
    """When a component is shown: another answer has a value, or a rule in JsonLogic holds."""
    given = each.get("conditional") or {}
    if given.get("json"):
        return strict(given["json"])
    if not given.get("when") or given.get("show") in (None, ""):
        return None
    value = {"true": True, "false": False}.get(str(given.get("eq")).lower(), given.get("eq"))
    same = {"===": [{"var": NAME.sub("-", str(given["when"]))}, value]}
    return same if str(given["show"]).lower() == "true" else {"!": same}


def strict(rule: Any) -> Any:
    """Rules of others with == in them, which turns kinds into one another, as rules of ours."""
    if isinstance(rule, list):
        return [strict(each) for each in rule]
    if isinstance(rule, dict):
        return {{"==": "===", "!=": "!=="}.get(name, name): strict(part) for name, part in rule.items()}
    return rule


def read_submission(form: Given, data: Given) -> Taken:
    """A submission of theirs as answers of ours: what is empty left out, boxes as the list of those that are ticked."""
    asked = {field["at"] for page in form["pages"] for field in page["fields"]}
    answers = {name: plain(value) for name, value in data.items() if name in asked}
    return {name: answer for name, answer in answers.items() if answer not in (None, "", [])}


def plain(value: Any) -> Any:
    if isinstance(value, dict) and value and all(isinstance(each, bool) for each in value.values()):
        return [name for name, ticked in value.items() if ticked]
    if isinstance(value, list):
        return [each for each in value if each not in (None, "")]
    return value
