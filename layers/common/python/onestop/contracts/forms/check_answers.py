"""Checks answers against a JSON Schema, by jsonschema-rs: all mistakes at once, with the same paths and kinds as the
browser's script. A checker is made once for a schema and cached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import msgspec

from onestop.contracts.addresses import plain_phone
from onestop.contracts.api import Phone
from onestop.contracts.forms.numbers import formats_of
from onestop.contracts.phones import normal_phone
from onestop.domain.errors import Fault, NotValid
from onestop.domain.forms.asked_fields import AskedFields
from onestop.domain.forms.find_mistakes import find_mistakes
from onestop.domain.forms.form import Form
from onestop.domain.forms.formats import FORMATS
from onestop.domain.forms.mistakes import BOUNDS, Mistake, in_order
from onestop.domain.forms.paths import Path

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue

NOT_ASKED = ("additionalProperties", "unevaluatedProperties", "items", "unevaluatedItems")
STEPS = 1_000_000  # steps that a regular expression may take before it counts as not matching
LONGEST_PHONE = 60  # characters: with an extension in words
KEPT = 64  # checkers for the forms in use at one time


class Checker:
    """Checks answers against one schema, in the dialect of `modern_schema`. Raises NotValid for an invalid schema."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        try:
            self._validator = jsonschema_rs.Draft202012Validator(
                dict(schema),
                formats=FORMATS | formats_of(schema),
                validate_formats=True,
                ignore_unknown_formats=True,
                pattern_options=jsonschema_rs.FancyRegexOptions(backtrack_limit=STEPS),
                offline=True,
            )
        except (ValueError, jsonschema_rs.ReferencingError) as problem:
            raise NotValid(
                Fault("schema", f"this is no JSON Schema: {problem}", "a schema of draft 4 to 2020-12")
            ) from None

    def fits(self, answers: Any) -> bool:
        """Whether they are valid; the fastest check."""
        return self._validator.is_valid(plain_numbers(answers))

    def mistakes(self, answers: Any) -> list[Mistake]:
        """Returns every mistake, each once."""
        return in_order(each for error in self._validator.iter_errors(plain_numbers(answers)) for each in _read(error))


def _read(error: jsonschema_rs.ValidationError) -> Iterator[Mistake]:
    path: Path = tuple(error.instance_path)
    kind, where = error.kind.name, error.schema_path
    if kind == "required":
        yield Mistake((*path, error.kind.as_dict()["property"]), kind)
    elif kind == "not" and len(where) > 1 and where[-2] in NOT_ASKED:
        yield Mistake(path, str(where[-2]))
    else:
        yield Mistake(path, kind, plain_numbers(error.kind.value) if kind in BOUNDS else None)


def plain_numbers(value: Any) -> Any:
    """Returns numbers as JSON has them: 2.0 is 2, in every draft and in every browser."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {name: plain_numbers(inner) for name, inner in value.items()}
    return [plain_numbers(inner) for inner in value] if isinstance(value, list) else value


_kept: dict[str, Checker] = {}  # by the version of a form: making one takes milliseconds


def checker_of(form: Form) -> Checker:
    """Returns the checker of a form: made at its first use."""
    if form.version not in _kept:
        while len(_kept) >= KEPT:
            del _kept[next(iter(_kept))]
        _kept[form.version] = Checker(form.schema)
    return _kept[form.version]


def judge_answers(
    form: Form, answers: Mapping[str, Any], today: str, catalogue: Catalogue | None = None
) -> tuple[AskedFields, list[Mistake]]:
    """Returns what is asked with these answers, and every mistake in them. `today` as 2026-11-23. With a `catalogue`,
    telephone numbers are checked by the rules of its country, which the browser's script does not know."""
    is_phone = partial(can_be_called, catalogue=catalogue) if catalogue else None
    return find_mistakes(form, plain_numbers(answers), today, checker_of(form).mistakes, is_phone)


def can_be_called(text: str, catalogue: Catalogue) -> bool:
    """Says whether a text is a telephone number as everywhere: one that a contact takes, with its area code."""
    if len(text) > LONGEST_PHONE:
        return False
    try:
        typed = msgspec.convert(plain_phone(text), Phone)
    except msgspec.ValidationError:
        return False
    return normal_phone(typed, catalogue) is not None
