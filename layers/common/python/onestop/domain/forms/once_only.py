"""Once only: what somebody has told the government before is offered where a form asks it again, with where it is from.

A field says with `known` what it asks for that others ask too (`first-name`, `street`); two fields of the same kind of
knowledge ask for the same thing, whatever their forms call it. Nothing is filled in by itself: whoever fills in the
form ticks what is right, and that tick is their consent to use it for this.
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
    """Where something is known from: an application that was sent (its reference and service), or, with neither, the
    address that was proved with a code just now."""

    known: Mapping[str, Any]
    reference: str = ""
    service: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be filled in, and from where."""

    path: Path
    value: Any
    source: AnswerSource


def asks_known(form: Form) -> bool:
    """Whether a form asks anything that others ask too."""
    return any(field.known for field in form.fields.values())


def known_from(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the answers to a form tell about whoever gave them, by what its fields ask for."""
    told: dict[str, Any] = {}
    for path, field in form.fields.items():
        value = get(answers, path)
        if field.known and not not_given(value):
            told.setdefault(field.known, value)
    return told


def offer_known(
    form: Form, asked: Iterable[Path], answers: Mapping[str, Any], sources: Iterable[AnswerSource]
) -> list[Offered]:
    """What may be filled in of the fields that are asked and not answered: from the first source that knows it."""
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
    """The answers with what was ticked."""
    filled: FormAnswers = copy_of(answers)
    for each in accepted:
        set_value(filled, each.path, copy_of(each.value))
    return filled
