"""Answers as people check them before they send a form, and how far they have got."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onestop.domain.forms.asked_fields import AskedFields, not_given
from onestop.domain.forms.form import FILE, GROUP, Field, Form, FormPage
from onestop.domain.forms.formats import is_date
from onestop.domain.forms.mistake_words import Say
from onestop.domain.forms.paths import Path, get
from onestop.domain.languages import say_money, say_series
from onestop.domain.time.dates import say_calendar_day
from onestop.domain.translation import N_, NC_, Phrase

YES, NO = NC_("answer", "Yes"), NC_("answer", "No")
NOT_ANSWERED: Phrase = N_("Not answered")
FIRST_DAY = date.min.isoformat()  # forms accept days of the year 0000 too, for which we have no words


@dataclass(frozen=True, slots=True)
class ReadBackAnswer:
    """One answer to check. `entry` is the position in its group, from 1; 0 for none."""

    path: Path
    label: str
    words: str
    entry: int = 0


def say_page(page: FormPage, form: Form, asked: AskedFields, say: Say) -> Iterator[ReadBackAnswer]:
    """Yields the answers of a page in the order in which they were asked."""
    for path, field in asked.fields.items():
        if form.page_of.get(first_names(path)) is page and field.kind != GROUP:
            words = say_answer(field, get(asked.answers, path), say)
            yield ReadBackAnswer(path, say(field.label), words, position_of(path))


def first_names(path: Path) -> Path:
    """Returns the path of the field of the form: for an entry, that of its group."""
    return next((path[:at] for at, step in enumerate(path) if isinstance(step, int)), path)


def position_of(path: Path) -> int:
    return next((step + 1 for step in path if isinstance(step, int)), 0)


def say_answer(field: Field, value: Any, say: Say) -> str:
    """Returns one answer in words."""
    if not_given(value):
        return say(NOT_ANSWERED)
    if isinstance(value, bool):
        return say(YES if value else NO)
    if field.kind == FILE and isinstance(value, list):
        files = [str(each.get("name") if isinstance(each, Mapping) else each) for each in value]
        return say_in_one(field, say, lambda language: say_series(files, language))
    named = {json.dumps(each): name for each, name in field.choices}
    if isinstance(value, list):
        chosen = [say(named[key]) if (key := json.dumps(each)) in named else str(each) for each in value]
        return say_in_one(field, say, lambda language: say_series(chosen, language))
    if (key := json.dumps(value)) in named:
        return say(named[key])
    if field.kind == "date" and isinstance(value, str) and is_date(value) and value >= FIRST_DAY:
        day = date.fromisoformat(value)
        return say_in_one(field, say, lambda language: say_calendar_day(day, language))
    if field.kind == "money" and isinstance(value, int | float):
        return say_in_one(field, say, lambda language: say_money(value, language))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, Mapping) else str(value)


def say_in_one(field: Field, say: Say, written: Callable[[str], str]) -> str:
    """Returns what each language writes differently, in the language of `say`, which is one that the question is in."""
    return say({language: written(language) for language in field.label})


def next_page(page: FormPage, asked: AskedFields) -> FormPage | None:
    """Returns the page that is asked after this one; None after the last."""
    codes = [each.code for each in asked.pages]
    at = codes.index(page.code) + 1 if page.code in codes else 0
    return asked.pages[at] if at < len(asked.pages) else None


def page_before(page: FormPage, asked: AskedFields) -> FormPage | None:
    codes = [each.code for each in asked.pages]
    at = codes.index(page.code) if page.code in codes else 0
    return asked.pages[at - 1] if at else None


def progress(page: FormPage, asked: AskedFields) -> tuple[int, int]:
    """Returns which page this is, and how many are asked with the answers so far."""
    codes = [each.code for each in asked.pages]
    return (codes.index(page.code) + 1 if page.code in codes else 1), len(codes)
