"""Finds what is wrong with the answers of a form as a whole: what the schema says about the fields asked, what is
missing, and the rules between answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from onestop.domain.forms.asked_fields import AskedFields, find_asked_fields
from onestop.domain.forms.form import Field, Form, FormPage
from onestop.domain.forms.logic import condition_is_true
from onestop.domain.forms.mistakes import AMBIGUOUS, Mistake, in_order
from onestop.domain.forms.paths import Path, get
from onestop.domain.forms.typed_numbers import two_readings

CheckSchema = Callable[[Any], Iterable[Mistake]]
NUMBERS = ("number", "money")


def find_mistakes(
    form: Form, answers: Mapping[str, Any], today: str, check_schema: CheckSchema
) -> tuple[AskedFields, list[Mistake]]:
    """Returns the fields that are asked with these answers, and every mistake in them."""
    asked = find_asked_fields(form, answers, today)
    unasked = form.fields.keys() - asked.fields.keys()
    found = [
        *(explained(each, asked) for each in check_schema(asked.answers) if not is_unasked(each, unasked, asked, form)),
        *(Mistake(path, "required") for path in asked.required),
        *broken_rules(form, asked, today),
    ]
    return asked, in_order(found)


def explained(mistake: Mistake, asked: AskedFields) -> Mistake:
    """Says of a number that stayed text that it can be read in two ways, if that is why."""
    field = asked.fields.get(mistake.path)
    if mistake.kind != "type" or field is None or field.kind not in NUMBERS or field.whole:
        return mistake
    value = get(asked.answers, mistake.path)
    return Mistake(mistake.path, AMBIGUOUS, value) if isinstance(value, str) and two_readings(value) else mistake


def is_unasked(mistake: Mistake, unasked: Iterable[Path], asked: AskedFields, form: Form) -> bool:
    """Says whether something is only missing because it is not asked."""
    if mistake.kind != "required":
        return False
    path = mistake.path
    beneath = [each for each in form.fields if each[: len(path)] == path]
    if beneath:
        return all(each in unasked for each in beneath)
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
