"""The components of a form of form.io, in their order and without what only arranges them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onestop.domain.forms.describe_schema import say_name
from onestop_cli.forms.formio.conditions import FormioPart, both, condition_of
from onestop_cli.forms.formio.fields import (
    KINDS,
    checks_of,
    number_of,
    taken_as,
    types_of,
)
from onestop_cli.forms.formio.notes import Notes

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


def inside_of(each: FormioPart) -> list[FormioPart]:
    """The components in another one, however it arranges them."""
    rows = [cell for row in listed(each, "rows") for cell in (row if isinstance(row, list) else ())]
    around = [each, *listed(each, "columns"), *rows]
    found = [one for place in around if isinstance(place, Mapping) for one in listed(place, "components")]
    return [one for one in found if isinstance(one, Mapping)]


def listed(each: FormioPart, name: str) -> list[Any]:
    """A list of a component; of some the name is a number, such as the rows of a box to write in."""
    found = each.get(name)
    return found if isinstance(found, list) else []


def every(components: Iterable[Any]) -> Iterator[FormioPart]:
    """All components, at any depth."""
    for each in components:
        if isinstance(each, Mapping):
            yield each
            yield from every(inside_of(each))


def flat(components: Iterable[Any], notes: Notes, shown: Any = None, within: str = "") -> Iterator[FormioPart]:
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


def tell_more(each: FormioPart, notes: Notes) -> None:
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


def deep_files(each: FormioPart) -> list[FormioPart]:
    """Returns the questions for files in a list that is inside an entry of another list."""
    inside = flat(inside_of(each), Notes()) if each.get("type") in REPEATED else ()
    return [one for one in inside if one["type"] == "file"]


def without_files(each: FormioPart) -> FormioPart:
    if not deep_files(each):
        return each
    return {**each, "components": [one for one in flat(inside_of(each), Notes()) if one["type"] != "file"]}
