"""Faults of a form, in words that say what would be right. The shape of the file is checked before
(`form.schema.json`); these are the faults that only show when its parts are compared with one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop.contracts.forms.check_answers import Checker, judge_answers
from onestop.contracts.forms.numbers import find_number, is_meant_as_number, named_formats
from onestop.domain.errors import NotValid
from onestop.domain.forms.form import GROUP, read_form
from onestop.domain.forms.resolve_references import lost_references
from onestop_cli.file_complaint import FileComplaint
from onestop_cli.forms.conditions import check_conditions, check_rule
from onestop_cli.forms.lint_fields import check_fields
from onestop_cli.forms.truths import check_truths
from onestop_cli.release.faults import name_choices, show_value

A_DAY = "2026-11-28"  # of a test that names none


def lint_form(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Returns all faults of a form; none for one whose shape is wrong, which has faults of its own."""
    try:
        form = read_form(given)
    except NotValid as problem:
        yield "schema", problem.faults[0].message, problem.faults[0].expected
        return
    except (KeyError, TypeError, AttributeError, ValueError):
        return
    schema = given["schema"]
    lost = sorted(set(lost_references(schema)))
    for reference in lost:
        yield "schema", f"the reference {show_value(reference)} leads nowhere", "a part of this schema"
    if not lost:
        try:
            Checker(form.schema)
        except NotValid as problem:
            yield "schema", str(problem.faults[0].message).splitlines()[0], problem.faults[0].expected
            return
    found = [
        *check_formats(schema),
        *check_codes(given),
        *check_fields(given),
        *check_conditions(given),
        *check_truths(given),
        *check_signatures(given),
    ]
    yield from found
    if not lost and not found:  # what cannot be worked out cannot be tried
        yield from run_tests(given)


def check_formats(schema: Any) -> Iterator[FileComplaint]:
    """A format that is written like the number of a country is one that we can check."""
    for name in sorted({each for each in named_formats(schema) if is_meant_as_number(each) and not find_number(each)}):
        right = "country.kind as python-stdnum names it, such as us.ssn, es.nif or gb.utr"
        yield "schema", f"no number is called {show_value(name)}", right


def check_codes(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Checks that pages and rules have unique codes, and that rules are shown at fields that exist."""
    asked = {field["at"] for page in given["pages"] for field in page["fields"]}
    for name in ("pages", "rules"):
        seen: set[str] = set()
        for at, each in enumerate(given.get(name, ())):
            if each["code"] in seen:
                yield f"{name}[{at}].code", f"{show_value(each['code'])} is there twice", "another code"
            seen.add(each["code"])
            if name == "rules" and each["at"] not in asked:
                yield f"rules[{at}].at", f"no field is at {show_value(each['at'])}", name_choices(each["at"], asked)
    moved = given.get("moved", {})
    places = asked | {
        f"{field['at']}.{inner['at']}"
        for page in given["pages"]
        for field in page["fields"]
        for inner in field.get("fields", ())
    }
    for old, new in moved.items():
        if new not in places and new not in moved:  # it may have moved on
            yield f"moved.{old}", f"no field is at {show_value(new)}", name_choices(new, places)


def check_signatures(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Checks that the answers say who has to sign."""
    fields = {field["at"]: field for page in given["pages"] for field in page["fields"]}
    for at, each in enumerate(given.get("signatures", ())):
        place, known = f"signatures[{at}]", {"today", *fields}
        if "each" in each:
            group = fields.get(each["each"])
            if group is None or group["kind"] != GROUP:
                groups = [name for name, field in fields.items() if field["kind"] == GROUP]
                yield f"{place}.each", f"no group is at {show_value(each['each'])}", name_choices(each["each"], groups)
                continue
            known |= {f"item.{inner['at']}" for inner in group["fields"]}
        for number, name in enumerate(each["name"]):
            if name not in known:
                yield f"{place}.name[{number}]", f"no field is at {show_value(name)}", name_choices(name, known)
        yield from check_rule(each.get("when"), known, f"{place}.when")


def run_tests(given: Mapping[str, Any]) -> Iterator[FileComplaint]:
    """Returns a fault for each test in the form's file that is not judged as it should be."""
    form = read_form(given)
    known: dict[str, dict[str, Any]] = {}
    for number, test in enumerate(given.get("tests", ())):
        like = test.get("like")
        if like and like not in known:
            yield f"tests[{number}].like", f"no earlier test is called {show_value(like)}", name_choices(like, known)
            continue
        answers = known[test["name"]] = {**(known[like] if like else {}), **test["answers"]}
        _, mistakes = judge_answers(form, answers, test.get("today", A_DAY))
        found = sorted(f"{each.place} {each.kind}" for each in mistakes)
        if found != sorted(test["mistakes"]):
            wrong = f"{test['name']}: {', '.join(found) or 'nothing'} is found"
            yield f"tests[{number}]", wrong, ", ".join(sorted(test["mistakes"])) or "nothing found"
