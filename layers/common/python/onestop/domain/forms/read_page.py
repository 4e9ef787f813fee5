"""Reads the page that a browser sent into answers. What cannot be read stays as it was typed, for the checks to
refuse. The script of forms reads in the same way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from onestop.domain.forms.asked_fields import not_given
from onestop.domain.forms.clock_times import read_clock_time
from onestop.domain.forms.form import FILE, GROUP, Field, FormPage
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, remove_value, set_value, text_of_path
from onestop.domain.forms.typed_numbers import read_number
from onestop.domain.forms.wide_letters import narrow
from onestop.domain.visible_words import shows_something

Posted = Mapping[str, str]
PREFIX = "a-"  # prefix of the names of answers in HTML, so that no other field is taken for one
ACT = "act"  # the button: add.PATH or remove.PATH.POSITION
MOST_ENTRIES = 50
DAY = re.compile("([0-9]{4})(?:[-/.]| ?\u5e74 ?)([0-9]{1,2})(?:[-/.]| ?\u6708 ?)([0-9]{1,2})(?: ?\u65e5)?")


def name_of(path: Path) -> str:
    """Returns the name of a path's field in HTML."""
    return f"{PREFIX}{text_of_path(path)}"


def read_page(page: FormPage, answers: FormAnswers, posted: Posted) -> FormAnswers:
    """Returns the answers with those of this page as they were just sent, with entries added or removed as its
    button says."""
    changed: FormAnswers = copy_of(answers)
    for field in page.fields:
        if field.compute is None:
            remove_value(changed, field.path)
            value = _read(field, (), posted, get(answers, field.path))
            if not not_given(value):
                set_value(changed, field.path, value)
    return changed


def entry_button_pressed(posted: Posted) -> bool:
    """Says whether the page was sent to add or remove an entry, and is shown again."""
    return posted.get(ACT, "").partition(".")[0] in ("add", "remove")


def _read(field: Field, around: Path, posted: Posted, before: Any) -> Any:
    path = (*around, *field.path)
    if field.kind == FILE:  # pages do not send them: see applications/form_pages/files.py
        return before
    if field.kind == GROUP:
        return _read_entries(field, path, posted, before)
    if field.kind == "choices":
        return [value for at, (value, _) in enumerate(field.choices) if f"{name_of(path)}.{at}" in posted]
    typed = posted.get(name_of(path), "")
    text = typed.strip() if shows_something(typed) else ""
    return READERS[field.kind](text, field) if field.kind in READERS else text


def _read_entries(field: Field, path: Path, posted: Posted, before: Any) -> list[Any]:
    """Reads the entries of a group. Values of an entry other than its fields are kept."""
    counted = posted.get(f"{name_of(path)}.count", "")
    count = min(int(counted), MOST_ENTRIES) if counted.isdecimal() and len(counted) < 4 else 0
    known = before if isinstance(before, list) else []
    entries: list[Any] = []
    for at in range(count):
        entry: FormAnswers = copy_of(known[at]) if at < len(known) and isinstance(known[at], Mapping) else {}
        for inner in field.fields:
            remove_value(entry, inner.path)
            value = _read(inner, (*path, at), posted, get(known[at] if at < len(known) else None, inner.path))
            if not not_given(value):
                set_value(entry, inner.path, value)
        entries.append(entry)
    verb, _, where = posted.get(ACT, "").partition(".")
    if verb == "add" and where == text_of_path(path) and len(entries) < MOST_ENTRIES:
        entries.append({})
    if verb == "remove":
        entries = [each for at, each in enumerate(entries) if where != text_of_path((*path, at))]
    return entries


def read_day(text: str, _: Field) -> str:
    """Reads a day: 2026-1-5, 2026/01/05 and 2026年1月5日 become 2026-01-05."""
    found = DAY.fullmatch(narrow(text))
    if not found:
        return text
    year, month, day = found.groups()
    return f"{year}-{month:0>2}-{day:0>2}"


def read_choice(text: str, field: Field) -> Any:
    return next((value for at, (value, _) in enumerate(field.choices) if text == str(at)), text)


def read_data(text: str, _: Field) -> Any:
    try:
        return json.loads(text, parse_float=finite, parse_constant=finite)
    except (ValueError, RecursionError):
        return text


def finite(text: str) -> float:
    """Reads a number with a fraction. Raises ValueError if it is too large to be stored."""
    if not isfinite(number := float(text)):
        raise ValueError("no number is so large")
    return number


READERS: Mapping[str, Callable[[str, Field], Any]] = {
    "number": read_number,
    "money": read_number,
    "yesno": lambda text, _: {"yes": True, "no": False}.get(text, text),
    "confirm": lambda text, _: True if text == "yes" else text,
    "choice": read_choice,
    "date": read_day,
    "time": read_clock_time,
    "lines": lambda text, _: [line.strip() for line in text.splitlines() if shows_something(line)],
    "data": read_data,
}
