"""Conditions, computed values and rules of a form: are they written in the language of forms, and do they look only at
what is known by then?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop.domain.forms.logic import OPERATIONS
from onestop_cli.file_complaint import FileComplaint
from onestop_cli.release.faults import name_choices, show_value

# how many parts an operation takes, where that is not any number
PARTS: Mapping[str, tuple[int, int]] = {
    "!": (1, 1), "!!": (1, 1), "===": (2, 2), "!==": (2, 2), "in": (2, 2), "-": (1, 2), "round": (1, 2),
    "total": (1, 2), "count": (1, 1), "plus_days": (2, 2), "plus_months": (2, 2), "days_between": (2, 2),
    "years_between": (2, 2), "var": (1, 2), "some": (2, 2), "none": (2, 2), "all": (2, 2), "filter": (2, 2),
}  # fmt: skip
OVER = ("some", "none", "all", "filter")  # their second part looks at one entry
INSTEAD = {"==": "===", "!=": "!=="}


def check_conditions(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Goes through the form in the order in which it is asked."""
    known: set[str] = {"today"}
    for at, page in enumerate(given["pages"]):
        yield from check_rule(page.get("when"), known, f"pages[{at}].when")
        for number, field in enumerate(page["fields"]):
            yield from check_field(field, known, known, f"pages[{at}].fields[{number}]")
            known.add(field["at"])
    for at, rule in enumerate(given.get("rules", ())):
        yield from check_rule(rule["holds"], known, f"rules[{at}].holds")
        yield from check_rule(rule.get("when"), known, f"rules[{at}].when")


def check_field(field: Mapping[str, Any], known: set[str], around: set[str], place: str) -> Iterator[FileComplaint]:
    for name in ("when", "compute"):
        yield from check_rule(field.get(name), known, f"{place}.{name}")
    inside = set(around)
    for number, inner in enumerate(field.get("fields", ())):
        yield from check_field(inner, inside, around, f"{place}.fields[{number}]")
        inside.add(f"item.{inner['at']}")


def check_rule(rule: Any, known: set[str] | None, place: str) -> Iterator[FileComplaint]:
    """`known` are the answers that a rule may use; None inside an entry, whose answers are not looked up."""
    if isinstance(rule, list):
        for each in rule:
            yield from check_rule(each, known, place)
        return
    if not isinstance(rule, Mapping):
        return
    if len(rule) != 1:
        yield place, "this is no expression: it has several operations side by side", "one operation, such as and"
        return
    ((name, given),) = rule.items()
    parts = given if isinstance(given, list) else [given]
    if name not in OPERATIONS:
        right = f"write {INSTEAD[name]}, which never turns one kind into another" if name in INSTEAD else ""
        yield place, f"there is no operation {show_value(name)}", right or name_choices(name, OPERATIONS)
        return
    least, most = PARTS.get(name, (1, len(parts)))
    if not least <= len(parts) <= most:
        yield place, f"{name} has {len(parts)} parts", f"{least} of them" if least == most else f"{least} to {most}"
        return
    if name == "var":
        yield from check_name(parts[0], known, place)
    for at, part in enumerate(parts):
        if name != "var" or at:
            yield from check_rule(part, None if name in OVER and at else known, place)


def check_name(name: Any, known: set[str] | None, place: str) -> Iterator[FileComplaint]:
    if known is None:
        return
    if not isinstance(name, str):
        yield place, f"{show_value(name)} names no answer", "the place of a field, such as address.city"
    elif not any(is_part(name, each) or is_part(each, name) for each in known):
        wrong = f"{show_value(name)} is not known by then"
        yield place, wrong, f"an answer that is asked before: {name_choices(name, known)}"


def is_part(name: str, around: str) -> bool:
    return name == around or name.startswith(f"{around}.")
