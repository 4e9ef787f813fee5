"""The survey form as a channel: what was ticked and typed becomes answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.catalogue.answers import read_answers
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.forms import Form, FormField, faults_of, read_values


def form_name(question: Mapping[str, Any]) -> str:
    return f"answer-{question['code']}"


def form_fields(survey: Mapping[str, Any]) -> tuple[FormField, ...]:
    """The questions as they are answered and complained of."""
    return tuple(
        FormField(
            name=form_name(question),
            faults=(f"answers.{question['code']}",),
            words=question["kind"],
            code=question["code"],
            kind=question["kind"],
        )
        for question in survey.get("questions", ())
    )


def read_filled(form: Form, survey: Mapping[str, Any]) -> dict[str, int | str]:
    """The answers of a form, by question; raises NotValid with everything that is wrong with them at once."""
    filled: dict[str, int | str] = read_values(form, form_fields(survey))
    too_long = (
        Fault(f"answers.{code}", "is too long", f"at most {DESCRIPTION_LENGTH} characters")
        for code, given in filled.items()
        if isinstance(given, str) and len(given) > DESCRIPTION_LENGTH
    )
    faults = [*too_long, *faults_of(read_answers, filled, survey)]
    if faults:
        raise NotValid(*faults)
    return filled
