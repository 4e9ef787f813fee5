"""Once only: what somebody has told the government before is offered where a form asks it again, with its source.

A field's `known` names what it asks for in common with other forms (`first-name`, `street`); two fields with the same
`known` ask for the same thing, whatever their names. Nothing is filled in automatically: the person ticks what is
right, and the tick is their consent to use it for this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.forms.asked_fields import not_given
from onestop.domain.forms.form import Form
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get, set_value

EMAIL, PHONE = "email", "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSource:
    """The source of known data: an application that was sent (its reference and service), or, with neither, the
    address that was just proved with a code."""

    known: Mapping[str, Any]
    reference: str = ""
    service: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """Known data that can be filled in, and its source."""

    path: Path
    value: Any
    source: AnswerSource


def asks_known(form: Form) -> bool:
    """Says whether a form asks anything that other forms ask too."""
    return any(field.known for field in form.fields.values())


def known_from(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what the answers to a form say about the person who gave them, by what its fields ask for."""
    told: dict[str, Any] = {}
    for path, field in form.fields.items():
        value = get(answers, path)
        if field.known and not not_given(value):
            told.setdefault(field.known, value)
    return told


def offer_known(
    form: Form, asked: Iterable[Path], answers: Mapping[str, Any], sources: Iterable[AnswerSource]
) -> list[Offered]:
    """Returns what may be filled in for the fields that are asked and not answered: from the first source that knows
    it."""
    sources = tuple(sources)
    offered: list[Offered] = []
    for path in asked:
        field = form.fields.get(path)
        if field is None or not field.known or not not_given(get(answers, path)):
            continue
        for source in sources:
            value = source.known.get(field.known)
            if not not_given(value):
                offered.append(Offered(path, value, source))
                break
    return offered


def fill_in(answers: Mapping[str, Any], accepted: Iterable[Offered]) -> FormAnswers:
    """Returns the answers with those that were ticked."""
    filled: FormAnswers = copy_of(answers)
    for each in accepted:
        set_value(filled, each.path, copy_of(each.value))
    return filled
