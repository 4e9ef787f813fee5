"""What is wrong in a form, in words that say what would be right. The shape of the file is checked before
(`form.schema.json`); here is what only shows when its parts are held against one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop.contracts.forms.check_answers import Checker, judge_answers
from onestop.contracts.forms.numbers import find_number, is_meant_as_number, named_formats
from onestop.domain.applications.files import MOST
from onestop.domain.errors import NotValid
from onestop.domain.forms.describe_schema import kind_of
from onestop.domain.forms.form import FILE, GROUP, read_form
from onestop.domain.forms.resolve_references import lost_references, merged
from onestop_cli.forms.conditions import check_conditions, check_rule
from onestop_cli.release.faults import name_choices, show_value

Found = tuple[str, str, str]  # the place in the file, what is wrong, what would be right
A_FILE = {"id": "0123456789abcdef", "name": "plan.pdf", "kind": "document", "size": 48_000}  # in the answers
A_DAY = "2026-11-28"  # of a test that names none
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
    **{kind: frozenset({"string"}) for kind in ("text", "area", "date", "email", "phone")},
}


def lint_form(given: Mapping[str, Any]) -> Iterator[Found]:
    """Everything that is wrong with a form; nothing for one whose shape is wrong, which has faults of its own."""
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
        *check_signatures(given),
    ]
    yield from found
    if not lost and not found:  # what cannot be worked out cannot be tried
        yield from run_tests(given)


def check_formats(schema: Any) -> Iterator[Found]:
    """A format that is written like the number of a country is one that we can check."""
    for name in sorted({each for each in named_formats(schema) if is_meant_as_number(each) and not find_number(each)}):
        right = "country.kind as python-stdnum names it, such as us.ssn, es.nif or gb.utr"
        yield "schema", f"no number is called {show_value(name)}", right


def check_codes(given: Mapping[str, Any]) -> Iterator[Found]:
    """Pages and rules have codes of their own, and rules stand at fields that there are."""
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


def check_fields(given: Mapping[str, Any]) -> Iterator[Found]:
    """Each field stands for a part of the schema, once, of a kind that can give what is valid there."""
    seen: set[str] = set()
    for at, page in enumerate(given["pages"]):
        for number, field in enumerate(page["fields"]):
            place = f"pages[{at}].fields[{number}]"
            if field["at"] in seen:
                yield f"{place}.at", f"{show_value(field['at'])} is asked twice", "each answer asked once"
            seen.add(field["at"])
            yield from check_field(field, given["schema"], given["schema"], place)
    yield from check_asked(given, seen)


def check_field(field: Mapping[str, Any], schema: Any, root: Mapping[str, Any], place: str) -> Iterator[Found]:
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
) -> Iterator[Found]:
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
) -> Iterator[Found]:
    """What there is to choose from is what is valid, no more and no less."""
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


def check_signatures(given: Mapping[str, Any]) -> Iterator[Found]:
    """Who has to sign can be told from the answers."""
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


def check_asked(given: Mapping[str, Any], asked: set[str]) -> Iterator[Found]:
    """What must be there is asked."""
    for name in merged(given["schema"], given["schema"]).get("required", ()):
        if not any(each == name or each.startswith(f"{name}.") for each in asked):
            yield "schema.required", f"{show_value(name)} must be there and no field asks it", "a field at it"


def run_tests(given: Mapping[str, Any]) -> Iterator[Found]:
    """The answers that lie beside the form are judged as they should be."""
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
