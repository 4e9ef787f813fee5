"""Conditions that ask whether a number was answered, and take 0 for no answer: whoever answers 0 is then exempt from
the rule, such as one about how much insurance there must be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onestop.domain.forms.find_mistakes import NUMBERS
from onestop_cli.file_complaint import FileComplaint
from onestop_cli.release.faults import show_value

MEANT = {"!!": ("false", "!=="), "!": ("true", "===")}


def check_truths(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Says for each such condition how it is asked whether there is an answer."""
    numbers = set(_numbers(given))
    for place, rule in _rules(given):
        for operation, name in _asked(rule):
            if name in numbers:
                found, right = MEANT[operation]
                wrong = f"{operation} of {show_value(name)} is {found} for 0, too, as if nothing were answered"
                yield place, wrong, json.dumps({right: [{"var": name}, None]})


def _numbers(given: Mapping[str, Any]) -> Iterator[str]:
    """Yields the answers that are numbers, as conditions name them."""
    for page in given["pages"]:
        for field in page["fields"]:
            if field["kind"] in NUMBERS:
                yield field["at"]
            yield from (f"item.{inner['at']}" for inner in field.get("fields", ()) if inner["kind"] in NUMBERS)


def _rules(given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for at, page in enumerate(given["pages"]):
        yield f"pages[{at}].when", page.get("when")
        yield from _rules_of_fields(page["fields"], f"pages[{at}]")
    for at, rule in enumerate(given.get("rules", ())):
        yield f"rules[{at}].holds", rule["holds"]
        yield f"rules[{at}].when", rule.get("when")
    for at, each in enumerate(given.get("signatures", ())):
        yield f"signatures[{at}].when", each.get("when")


def _rules_of_fields(fields: list[Any], around: str) -> Iterator[tuple[str, Any]]:
    for number, field in enumerate(fields):
        place = f"{around}.fields[{number}]"
        yield f"{place}.when", field.get("when")
        yield f"{place}.compute", field.get("compute")
        yield from _rules_of_fields(field.get("fields", []), place)


def _asked(rule: Any) -> Iterator[tuple[str, str]]:
    """Yields each `!!` and `!` of an answer, with its name."""
    if isinstance(rule, list):
        for each in rule:
            yield from _asked(each)
    elif isinstance(rule, Mapping):
        for operation, parts in rule.items():
            of = parts[0] if isinstance(parts, list) and len(parts) == 1 else parts
            if operation in MEANT and isinstance(of, Mapping) and isinstance(of.get("var"), str):
                yield operation, of["var"]
            yield from _asked(parts)
