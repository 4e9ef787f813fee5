"""The survey as a form, on residents' pages and at the desk: turns what was ticked and typed into answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.catalogue.answers import asked_questions, read_answers
from onestop.domain.errors import Fault, NotValid
from onestop.domain.surveys.first_question import choices_of, question_of_letter
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.pages.posted_forms import FormField, PostedForm, faults_of, read_values

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

# the words at the questions, and those for an answer that is wrong or missing
QUESTION_TEXTS: Mapping[str, Phrase] = {
    "more": N_("One thing more, after what you answered. Then send your answers."),
    "yes": N_("Yes"),
    "no": N_("No"),
    **dict.fromkeys(
        ("missing_scale", "missing_choice", "missing_choices", "missing_yesno"), NC_("survey", "Choose an answer.")
    ),
    **dict.fromkeys(("wrong_choice", "wrong_choices", "wrong_yesno"), NC_("survey", "Choose an answer.")),
    "wrong_scale": N_("Choose one of the five answers."),
    "missing_number": N_("Write a whole number, such as 3."),
    "wrong_number": N_("Write a whole number, such as 3."),
    "missing_text": N_("Write an answer."),
    "wrong_text": N_("Shorten your answer to 4,000 characters or less."),
}


def form_name(question: SurveyQuestion) -> str:
    return f"answer-{question['code']}"


def shown_name(question: SurveyQuestion) -> str:
    """Returns the name of the field that says that a follow-up question was on the page."""
    return f"shown-{question['code']}"


def tapped_by(survey: Survey, value: str | None) -> dict[str, str]:
    """Returns the form as one tap in a letter fills it in: the answer to the question of the letter; empty for a value
    that is not an answer to it. Nothing is kept by the tap itself, only when somebody presses the button."""
    question = question_of_letter(survey)
    if question is None or value not in dict(choices_of(question)):
        return {}
    return {form_name(question): value}


def form_fields(survey: Survey) -> tuple[FormField, ...]:
    """Returns the questions as form fields, for reading answers and showing faults."""
    return tuple(
        FormField(
            name=form_name(question),
            faults=(f"answers.{question['code']}",),
            words=question["kind"],
            code=question["code"],
            kind=question["kind"],
            choices=tuple(choice["code"] for choice in question.get("choices", ())),
        )
        for question in survey["questions"]
    )


def asked_by(form: PostedForm, survey: Survey) -> tuple[SurveyQuestion, ...]:
    """Returns the questions that are asked given what was filled in, in order."""
    return tuple(asked_questions(read_values(form, form_fields(survey)), survey).values())


def has_more(form: PostedForm, survey: Survey) -> bool:
    """Whether these answers lead to questions that were not on the page yet."""
    return any("when" in question and shown_name(question) not in form for question in asked_by(form, survey))


def read_filled(form: PostedForm, survey: Survey) -> dict[str, Any]:
    """Reads the answers of a form, by question; raises NotValid with everything that is wrong at once. Answers to
    questions that another answer made unnecessary are left out."""
    asked = {question["code"] for question in asked_by(form, survey)}
    filled = {code: value for code, value in read_values(form, form_fields(survey)).items() if code in asked}
    too_long = (
        Fault(f"answers.{code}", "is too long", f"at most {DESCRIPTION_LENGTH} characters")
        for code, given in filled.items()
        if isinstance(given, str) and len(given) > DESCRIPTION_LENGTH
    )
    faults = [*too_long, *faults_of(read_answers, filled, survey)]
    if faults:
        raise NotValid(*faults)
    return filled
