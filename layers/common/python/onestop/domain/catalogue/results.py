"""Filled-in values: the answers to a service's questions and the fields of a task's result, checked and in plain
form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from onestop.domain.catalogue.plans import ResultField
from onestop.domain.errors import Fault, NotValid

TEXT_LENGTH = 2000
NOTHING: tuple[Any, ...] = (None, "", [])  # values that forms send for empty fields


def is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value  # Python takes 2026-W48-1 too
    except ValueError:
        return False


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


ResultCheck = Callable[[Any, ResultField], bool]
KINDS: dict[str, tuple[ResultCheck, str]] = {
    "text": (lambda value, _: isinstance(value, str) and len(value) <= TEXT_LENGTH, f"text, at most {TEXT_LENGTH}"),
    "number": (lambda value, _: is_number(value), "a number"),
    "yesno": (lambda value, _: isinstance(value, bool), "true or false"),
    "date": (lambda value, _: is_date(value), "a date such as 2026-11-23"),
    "choice": (lambda value, field: isinstance(value, str) and value in field.choices, "one of: {choices}"),
    "choices": (
        lambda value, field: (
            isinstance(value, list) and len(value) <= 50 and all(each in field.choices for each in value)
        ),
        "a list of: {choices}",
    ),
}


def read_filled(
    given: Mapping[str, Any], fields: Iterable[ResultField], name: str, *, whole: bool = True
) -> dict[str, Any]:
    """Checks what was filled in against its fields; raises NotValid with every fault. `name` is the name of the
    whole in the request; `whole` says whether required fields must be filled in already."""
    known = {field.code: field for field in fields}
    faults = [
        Fault(f"{name}.{code}", "there is no such field", f"one of: {', '.join(known)}" if known else "leave it out")
        for code in given
        if code not in known
    ]
    for code, field in known.items():
        value = given.get(code)
        check, right = KINDS[field.kind]
        if value in NOTHING:
            if field.required and whole:
                faults.append(Fault(f"{name}.{code}", "this field is missing", expected(right, field)))
        elif not check(value, field):
            faults.append(Fault(f"{name}.{code}", "this value cannot be taken", expected(right, field)))
    if faults:
        raise NotValid(*faults)
    return {code: value for code, value in given.items() if value not in NOTHING}


def expected(right: str, field: ResultField) -> str:
    return right.format(choices=", ".join(field.choices))
