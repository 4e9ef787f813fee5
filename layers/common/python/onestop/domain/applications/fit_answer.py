"""Fits an answer to a field that has changed; converts it to another kind, if that is possible."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from onestop.domain.applications.application import ENTRY
from onestop.domain.applications.merge_drafts import same
from onestop.domain.forms.asked_fields import not_given
from onestop.domain.forms.form import Field
from onestop.domain.forms.typed_numbers import read_number
from onestop.domain.translation import N_, Phrase

GONE, CHOICE, KIND, BLOCKED = "gone", "choice", "kind", "blocked"
# why an answer is kept aside, as people read it
WHY: Mapping[str, Phrase] = {
    GONE: N_("This is not asked any more."),
    CHOICE: N_("This can no longer be chosen."),
    KIND: N_("This is asked in another way now."),
    BLOCKED: N_("There is another answer in its place."),
    ENTRY: N_("What it belonged to was removed."),
}
Fitted = tuple[Any, Any, str]  # what fits, what does not, and why not
NOTHING: Fitted = (None, None, "")


def fit_answer(field: Field, value: Any) -> Fitted:
    """Returns which part of an answer a field can take. Both parts together are the answer."""
    fitting = FITTING.get(field.kind, _as_words)
    return fitting(field, value)


def _as_words(_: Field, value: Any) -> Fitted:
    if isinstance(value, str):
        return value, None, ""
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return (f"{value}", None, "") if plain else (None, value, KIND)


def _as_number(field: Field, value: Any) -> Fitted:
    """Converts to a number; text that is not one stays as typed, so that the person sees what is wrong with it."""
    if isinstance(value, str):
        return read_number(value, field), None, ""
    return (value, None, "") if isinstance(value, int | float) and not isinstance(value, bool) else (None, value, KIND)


def _as_truth(_: Field, value: Any) -> Fitted:
    return (value, None, "") if isinstance(value, bool) else (None, value, KIND)


def _as_choice(field: Field, value: Any) -> Fitted:
    known = any(same(value, each) for each, _ in field.choices)
    return (value, None, "") if known else (None, value, CHOICE)


def _as_choices(field: Field, value: Any) -> Fitted:
    values = value if isinstance(value, list) else [value]
    known = [each for each in values if any(same(each, one) for one, _ in field.choices)]
    unknown = [each for each in values if not any(same(each, one) for one, _ in field.choices)]
    return (known or None, unknown or None, CHOICE if unknown else "")


def _as_lines(_: Field, value: Any) -> Fitted:
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value, None, ""
    return (value.splitlines(), None, "") if isinstance(value, str) else (None, value, KIND)


def _as_files(_: Field, value: Any) -> Fitted:
    files = isinstance(value, list) and all(isinstance(each, Mapping) and "id" in each for each in value)
    return (value, None, "") if files else (None, value, KIND)


def _as_it_is(_: Field, value: Any) -> Fitted:
    return NOTHING if not_given(value) else (value, None, "")


FITTING: Mapping[str, Callable[[Field, Any], Fitted]] = {
    "number": _as_number,
    "money": _as_number,
    "yesno": _as_truth,
    "confirm": _as_truth,
    "choice": _as_choice,
    "choices": _as_choices,
    "lines": _as_lines,
    "file": _as_files,
    "data": _as_it_is,
}
