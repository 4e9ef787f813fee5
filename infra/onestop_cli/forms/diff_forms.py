"""What changed between two versions of a form, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from onestop.domain.forms.resolve_references import merged
from onestop_cli.forms.rule_words import say_rule

FormDocument = Mapping[str, Any]
QUIET = ("properties", "items", "required", "$defs", "definitions", "description", "title")


def diff_forms(old: FormDocument, new: FormDocument) -> Iterator[str]:
    """Every difference that people who fill it in, or who work with it, would notice."""
    yield from diff_texts("The form", old, new, ("title",))
    yield from diff_pages(old, new)
    before, after = fields_of(old), fields_of(new)
    for at in gone(before, after):
        yield f"{at} is not asked any more."
    for at in after:
        if at not in before:
            yield f"{at} is asked now, on the page {after[at][0]}."
            continue
        (page, one), (there, other) = before[at], after[at]
        if page != there:
            yield f"{at} moved from the page {page} to the page {there}."
        yield from diff_field(at, one, other)
        yield from diff_validity(at, schema_at(old, at), schema_at(new, at))
    yield from diff_rules(old, new)
    yield from diff_signatures(old, new)


def diff_pages(old: FormDocument, new: FormDocument) -> Iterator[str]:
    before, after = ({page["code"]: page for page in form["pages"]} for form in (old, new))
    for code in gone(before, after):
        yield f"The page {code} is gone."
    for code, page in after.items():
        if code not in before:
            yield f"The page {code} is new."
            continue
        yield from diff_condition(f"The page {code}", before[code].get("when"), page.get("when"))
        yield from diff_texts(f"The page {code}", before[code], page, ("title", "hint"))
    kept = [code for code in before if code in after]
    if kept != [code for code in after if code in before]:
        yield f"The pages come in another order: {', '.join(after)}."


def diff_field(at: str, old: FormDocument, new: FormDocument) -> Iterator[str]:
    if old["kind"] != new["kind"]:
        yield f"{at} is answered as {new['kind']}, and was as {old['kind']}."
    if bool(old.get("required")) != bool(new.get("required")):
        yield f"{at} must be answered now." if new.get("required") else f"{at} need not be answered any more."
    yield from diff_condition(at, old.get("when"), new.get("when"))
    if old.get("compute") != new.get("compute"):
        worked = f"as {say_rule(new['compute'])}" if new.get("compute") is not None else "by nobody, it is asked"
        yield f"{at} is worked out {worked}."
    before, after = ({str(choice["value"]) for choice in field.get("choices", ())} for field in (old, new))
    for value in sorted(after - before):
        yield f"{at} can be answered {value} now."
    for value in sorted(before - after):
        yield f"{at} cannot be answered {value} any more."
    yield from diff_texts(at, old, new, ("label", "hint", "entry"))


def diff_signatures(old: FormDocument, new: FormDocument) -> Iterator[str]:
    """Returns the changes in who signs."""
    before, after = ({each["code"]: each for each in form.get("signatures", ())} for form in (old, new))
    for code in gone(before, after):
        yield f"The signature {code} is not needed any more."
    for code, each in after.items():
        if code not in before:
            yield f"The signature {code} is needed now."
            continue
        yield from diff_condition(f"The signature {code}", before[code].get("when"), each.get("when"))
        yield from diff_texts(f"The signature {code}", before[code], each, ("what",))


def diff_condition(name: str, old: Any, new: Any) -> Iterator[str]:
    if old != new:
        said = f"is asked only if {say_rule(new)}" if new is not None else "is always asked"
        yield f"{name} {said}{f', and was if {say_rule(old)}' if old is not None else ''}."


def diff_texts(name: str, old: FormDocument, new: FormDocument, which: tuple[str, ...]) -> Iterator[str]:
    for text in which:
        before, after = old.get(text) or {}, new.get(text) or {}
        languages = sorted(each for each in {*before, *after} if before.get(each) != after.get(each))
        if languages:
            yield f"{name} has another {text} in {', '.join(languages)}."


def diff_validity(at: str, old: FormDocument, new: FormDocument) -> Iterator[str]:
    for keyword in sorted({*old, *new} - set(QUIET) - {"enum"}):
        if old.get(keyword) != new.get(keyword):
            before, after = (show(schema[keyword]) if keyword in schema else "nothing" for schema in (old, new))
            yield f"What is valid for {at} changed: {keyword} is {after}, and was {before}."


def show(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:80]


def diff_rules(old: FormDocument, new: FormDocument) -> Iterator[str]:
    before, after = ({rule["code"]: rule for rule in form.get("rules", ())} for form in (old, new))
    for code in gone(before, after):
        yield f"The rule {code} is gone: {say_rule(before[code]['holds'])}."
    for code, rule in after.items():
        if code not in before:
            yield f"The rule {code} is new: {say_rule(rule['holds'])}."
        elif {name: rule.get(name) for name in ("holds", "when", "at")} != {
            name: before[code].get(name) for name in ("holds", "when", "at")
        }:
            yield f"The rule {code} is now: {say_rule(rule['holds'])}; it was: {say_rule(before[code]['holds'])}."
        else:
            yield from diff_texts(f"The rule {code}", before[code], rule, ("say",))


def gone(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Returns what was removed, in its old order."""
    return [name for name in before if name not in after]


def fields_of(form: FormDocument) -> dict[str, tuple[str, FormDocument]]:
    """Every field with its page, those of groups with [] for the entry."""
    found: dict[str, tuple[str, FormDocument]] = {}

    def visit(page: str, around: str, field: FormDocument) -> None:
        at = f"{around}{field['at']}"
        found[at] = (page, field)
        for inner in field.get("fields", ()):
            visit(page, f"{at}[].", inner)

    for page in form["pages"]:
        for field in page["fields"]:
            visit(page["code"], "", field)
    return found


def schema_at(form: FormDocument, at: str) -> FormDocument:
    """Returns the schema of a field."""
    root = form["schema"]
    schema = merged(root, root)
    for step in at.replace("[]", ".[]").split("."):
        inner = schema.get("items", {}) if step == "[]" else schema.get("properties", {}).get(step, {})
        schema = merged(inner, root)
    return schema
