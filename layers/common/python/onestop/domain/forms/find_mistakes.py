"""Finds what is wrong with the answers of a form as a whole: what the schema says about the fields asked, what is
missing, and the rules between answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from onestop.domain.forms.asked_fields import AskedFields, find_asked_fields, not_given
from onestop.domain.forms.form import Field, Form, FormPage
from onestop.domain.forms.logic import condition_is_true
from onestop.domain.forms.mistakes import AMBIGUOUS, Mistake, in_order
from onestop.domain.forms.paths import Path, copy_of, get
from onestop.domain.forms.typed_numbers import two_readings

CheckSchema = Callable[[Any], Iterable[Mistake]]
NUMBERS = ("number", "money")


def find_mistakes(
    form: Form,
    answers: Mapping[str, Any],
    today: str,
    check_schema: CheckSchema,
    is_phone: Callable[[str], bool] | None = None,
) -> tuple[AskedFields, list[Mistake]]:
    """Returns the fields that are asked with these answers, and every mistake in them. `is_phone` says whether a text
    is a telephone number; without it, they are only checked against the schema."""
    asked = find_asked_fields(form, answers, today)
    found = [
        *(explained(each, asked) for each in against_schema(form, asked, asked.answers, check_schema)),
        *(wrong_phones(asked, is_phone) if is_phone else ()),
        *(Mistake(path, "required") for path in asked.required),
        *broken_rules(form, asked, today),
    ]
    return asked, in_order(found)


def against_schema(
    form: Form, asked: AskedFields, answers: Mapping[str, Any], check_schema: CheckSchema
) -> list[Mistake]:
    """Returns what the schema finds wrong about what is asked. An object that is missing as a whole is nothing that
    anybody was asked for: the questions in it that need an answer are missing, or else the first one."""
    unasked = form.fields.keys() - asked.fields.keys()
    found = [each for each in check_schema(answers) if not is_unasked(each, unasked, asked, form)]
    missing = {each.path: beneath(each.path, asked) for each in found if each.kind == "required"}
    missing = {path: fields for path, fields in missing.items() if fields}
    if not missing:
        return found
    filled = copy_of(answers)
    for path in missing:
        get(filled, path[:-1])[path[-1]] = {}
    inner = [
        each
        for each in against_schema(form, asked, filled, check_schema)
        if each.kind == "required" and each.path in asked.fields and any(begins(each.path, path) for path in missing)
    ]
    told = (*(each.path for each in inner), *asked.required)
    first = [fields[0] for path, fields in missing.items() if not any(begins(each, path) for each in told)]
    return [
        *(each for each in found if each.kind != "required" or each.path not in missing),
        *inner,
        *(Mistake(path, "required") for path in first),
    ]


def beneath(path: Path, asked: AskedFields) -> list[Path]:
    """Returns the fields that are asked for parts of the object at a path; none if it is the place of a field."""
    if path in asked.fields:
        return []
    return [each for each, field in asked.fields.items() if begins(each, path) and field.compute is None]


def begins(path: Path, start: Path) -> bool:
    return path[: len(start)] == start


def explained(mistake: Mistake, asked: AskedFields) -> Mistake:
    """Says of a number that stayed text that it can be read in two ways, if that is why."""
    field = asked.fields.get(mistake.path)
    if mistake.kind != "type" or field is None or field.kind not in NUMBERS or field.whole:
        return mistake
    value = get(asked.answers, mistake.path)
    return Mistake(mistake.path, AMBIGUOUS, value) if isinstance(value, str) and two_readings(value) else mistake


def wrong_phones(asked: AskedFields, is_phone: Callable[[str], bool]) -> Iterable[Mistake]:
    """Yields what was answered to questions for a telephone number and is none."""
    for path, field in asked.fields.items():
        value = get(asked.answers, path) if field.kind == "phone" else None
        if isinstance(value, str) and not not_given(value) and not is_phone(value):
            yield Mistake(path, "format")


def is_unasked(mistake: Mistake, unasked: Iterable[Path], asked: AskedFields, form: Form) -> bool:
    """Says whether something is only missing because it is not asked."""
    if mistake.kind != "required":
        return False
    path = mistake.path
    described = [each for each in form.fields if begins(each, path)]
    if described:
        return all(each in unasked for each in described)
    return is_in_entry(path, form.fields) and path not in asked.fields


def is_in_entry(path: Path, fields: Mapping[Path, Field]) -> bool:
    """Says whether a path is that of a field in an entry of a group."""
    for at, step in enumerate(path):
        group = fields.get(path[:at]) if isinstance(step, int) else None
        if group:
            rest = path[at + 1 :]
            inner = {each.path: each for each in group.fields}
            return rest in inner or is_in_entry(rest, inner)
    return False


def broken_rules(form: Form, asked: AskedFields, today: str) -> Iterable[Mistake]:
    """Yields rules that do not hold; a rule whose field is not asked is skipped."""
    facts = {**asked.answers, "today": today}
    for rule in form.rules:
        if rule.at in asked.fields and condition_is_true(rule.when, facts) and not condition_is_true(rule.holds, facts):
            yield Mistake(rule.at, f"rule:{rule.code}")


def on_page(mistakes: Iterable[Mistake], page: FormPage, form: Form) -> list[Mistake]:
    """Returns the mistakes that are shown on a page."""
    return [each for each in mistakes if page_of(each.path, form) is page]


def page_of(path: Path, form: Form) -> FormPage | None:
    """Returns the page where a mistake is shown: that of its field, of the group around it, or of the first field in
    it."""
    for length in range(len(path), 0, -1):
        if found := form.page_of.get(path[:length]):
            return found
    return next((page for field, page in form.page_of.items() if field[: len(path)] == path), None)
