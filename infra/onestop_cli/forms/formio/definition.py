"""Definitions of form.io, and of Open Forms which builds on it, taken over as a form of ours. What has no place here is
told, so that whoever takes it over knows what is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onestop.domain.forms.describe_schema import say_name
from onestop.domain.forms.paths import get, path_of, put
from onestop_cli.forms.formio.conditions import both, condition_of, drop_what_comes_later, path_of_key
from onestop_cli.forms.formio.fields import (
    KINDS,
    checks_of,
    counts_of,
    number_of,
    plain_words,
    single,
    single_file,
    taken_as,
    types_of,
)

Given = Mapping[str, Any]
Taken = dict[str, Any]

AROUND = ("panel", "fieldset", "columns", "well", "table", "tabs", "container", "form")  # what only arranges others
REPEATED = ("editgrid", "datagrid")
PASSED = ("content", "htmlelement", "button", "softRequiredErrors")
LATER = {
    "signature": "nothing is signed here",
    "map": "a place is asked for by the case itself",
    "cosign": "nothing is signed here",
}
TOO_DEEP = "files of a list within an entry of a list are asked for in that entry, not in the list within"
# the parts of a Dutch address, which is one component
ADDRESS = (("postcode", "postcode"), ("houseNumber", "textfield"), ("houseLetter", "textfield"),
          ("houseNumberAddition", "textfield"), ("streetName", "textfield"), ("city", "textfield"))  # fmt: skip


@dataclass(slots=True)
class Notes:
    """What is left to do by hand, and what a component may need to know of the others."""

    known: Mapping[str, Given] = field(default_factory=dict)  # all components by their keys
    said: list[str] = field(default_factory=list)

    def tell(self, each: Given, words: str) -> None:
        note = f"{each.get('key') or each.get('label')}: {words}"
        if note not in self.said:
            self.said.append(note)


def import_formio(given: Any, code: str, title: str, language: str) -> tuple[Taken, list[str]]:
    """A form, as data, and what is left to do. `given`: one definition, or a list of steps, each with a definition."""
    steps = steps_of(given)
    notes = Notes({str(each.get("key")): each for _, components, _ in steps for each in every(components)})
    properties: Taken = {}
    required: list[str] = []
    pages = []
    for number, (name, components, shown) in enumerate(steps, 1):
        found = flat(components, notes)
        fields = [taken for each in found for taken in take(each, language, properties, required, notes)]
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


def is_conditional(page: Given, at: str) -> bool:
    """Whether a page that only some are shown asks for this."""
    return "when" in page and any(each["at"].partition(".")[0] == at for each in page["fields"])


def steps_of(given: Any) -> list[tuple[str, Sequence[Given], Given]]:
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


def inside_of(each: Given) -> list[Given]:
    """The components in another one, however it arranges them."""
    rows = [cell for row in listed(each, "rows") for cell in (row if isinstance(row, list) else ())]
    around = [each, *listed(each, "columns"), *rows]
    found = [one for place in around if isinstance(place, Mapping) for one in listed(place, "components")]
    return [one for one in found if isinstance(one, Mapping)]


def listed(each: Given, name: str) -> list[Any]:
    """A list of a component; of some the name is a number, such as the rows of a box to write in."""
    found = each.get(name)
    return found if isinstance(found, list) else []


def every(components: Iterable[Any]) -> Iterator[Given]:
    """All components, at any depth."""
    for each in components:
        if isinstance(each, Mapping):
            yield each
            yield from every(inside_of(each))


def flat(components: Iterable[Any], notes: Notes, shown: Any = None, within: str = "") -> Iterator[Given]:
    """The components that are answered, without what only arranges them: each with when all around it is shown as
    `shown`. `within` is the container that holds their answers."""
    for each in components:
        if not isinstance(each, Mapping):
            continue
        kind = str(each.get("type", "")) or ("panel" if "components" in each else "")
        if kind in AROUND:
            when, left = condition_of(each, notes.known)
            if left:
                notes.tell(each, left)
            held = f"{within}{each['key']}." if kind == "container" and each.get("key") else within
            yield from flat(inside_of(each), notes, both(shown, when), held)
        elif kind in LATER:
            notes.tell(each, LATER[kind])
        elif kind == "addressNL":
            parts = [{"type": of, "key": f"{each['key']}.{name}", "label": say_name(name)} for name, of in ADDRESS]
            yield from flat(parts, notes, shown, within)
        elif kind in KINDS or kind in REPEATED or kind == "file":
            key = str(each.get("key") or say_key(each["label"]))
            tell_more(each, notes)
            yield {**each, "key": f"{within}{key}", "shown": shown}
        elif kind not in PASSED:
            notes.tell(each, f"there is no field of the kind {kind} here")


def say_key(label: Any) -> str:
    return re.sub(r"[^a-z0-9]+", "-", str(label or "answer").lower()).strip("-") or "answer"


def tell_more(each: Given, notes: Notes) -> None:
    """Notes what a component does that is not taken over."""
    for name in ("calculateValue", "customDefaultValue"):
        if each.get(name):
            notes.tell(each, f"what {name} does is written anew, as compute")
    for name in ("minLength", "maxLength", "min", "max"):
        if checks_of(each).get(name) not in (None, "") and number_of(checks_of(each)[name]) is None:
            notes.tell(each, f"its {name} is no number, and is left out")
    if checks_of(each).get("custom"):
        notes.tell(each, "its own script of validation is written anew, as a rule")
    limits = {**(each.get("datePicker") or {}), **(each.get("openForms") or {})}
    if each.get("type") in ("date", "datetime") and any(limits.get(name) for name in ("minDate", "maxDate")):
        notes.tell(each, "its first and last day are written anew, as a rule")
    if each.get("type") == "file" and (
        others := [name for name in types_of(each) if name != "*" and not taken_as(name)]
    ):
        notes.tell(each, f"we take no {', '.join(others)}; photos, PDF and plain text are fine")
    if each.get("type") in REPEATED:
        inside = list(flat(inside_of(each), notes))  # for what is left to do inside of an entry
        for one in inside:
            if deep_files(one):
                notes.tell(one, TOO_DEEP)


def take(
    each: Given, language: str, properties: Taken, required: list[str], notes: Notes, around: str = ""
) -> Iterator[Taken]:
    """The field of a component; what is valid goes to `properties` and `required`."""
    path = free_path(path_of_key(str(each["key"])).split("."), properties)
    if ".".join(path) != path_of_key(str(each["key"])):
        notes.tell(each, f"another component has this key: its answer is called {'.'.join(path)}")
    label = plain_words(each.get("label")) or say_name(path[-1])
    taken: Taken = {"at": ".".join(path), "label": {language: label}}
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


def free_path(path: list[str], properties: Taken) -> list[str]:
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


def repeated(each: Given, language: str, notes: Notes) -> Taken:
    properties: Taken = {}
    required: list[str] = []
    inner = [without_files(one) for one in flat(inside_of(each), Notes(notes.known))]
    key = str(each["key"])
    fields = [taken for one in inner for taken in take(one, language, properties, required, notes, key)]
    items = {"type": "object", "properties": properties, "required": required}
    limits = counts_of(checks_of(each), "minLength", "maxLength")
    return {"kind": "group", "fields": fields, "valid": {"type": "array", **limits, "items": items}}


def deep_files(each: Given) -> list[Given]:
    """The questions for files in a list that stands in an entry of another list."""
    inside = flat(inside_of(each), Notes()) if each.get("type") in REPEATED else ()
    return [one for one in inside if one["type"] == "file"]


def without_files(each: Given) -> Given:
    if not deep_files(each):
        return each
    return {**each, "components": [one for one in flat(inside_of(each), Notes()) if one["type"] != "file"]}


def read_submission(form: Given, data: Given) -> Taken:
    """A submission of theirs as answers of ours: what is empty left out, boxes as the list of those that are ticked."""
    answers: Taken = {}
    for page in form["pages"]:
        for each in page["fields"]:
            answer = plain(get(data, path_of(each["at"])))
            if answer not in (None, "", []):
                put(answers, path_of(each["at"]), answer)
    return answers


def plain(value: Any) -> Any:
    if isinstance(value, dict) and value and all(isinstance(each, bool) for each in value.values()):
        return [name for name, ticked in value.items() if ticked]
    if isinstance(value, list):
        return [each for each in value if each not in (None, "")]
    return value
