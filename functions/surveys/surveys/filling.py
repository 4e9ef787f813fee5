"""The survey form as a channel: what was ticked and typed becomes answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.catalogue.answers import read_answers
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.forms import Form, FormField, faults_of, read_values

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion


def form_name(question: SurveyQuestion) -> str:
    return f"answer-{question['code']}"


def form_fields(survey: Survey) -> tuple[FormField, ...]:
    """The questions as they are answered and complained of."""
    return tuple(
        FormField(
            name=form_name(question),
            faults=(f"answers.{question['code']}",),
            words=question["kind"],
            code=question["code"],
            kind=question["kind"],
        )
        for question in survey["questions"]
    )


def read_filled(form: Form, survey: Survey) -> dict[str, int | str]:
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
