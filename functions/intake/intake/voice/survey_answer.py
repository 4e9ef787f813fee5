"""A survey answered by keypad: the score for the caller's case that was resolved last and is not rated yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from intake.sms.moves import SCORES
from intake.sms.status_in_words import service_words
from intake.voice.texts import PROMPTS
from onestop.domain.cases.case import Case
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotPossible, NotValid
from onestop.domain.surveys.first_question import SCORED, answers_by_number, question_of_letter, say_on_phone
from onestop.runtime.metrics import count
from onestop.storage.surveys.responses import find_response, keep_answers

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import SurveyQuestion


def case_to_rate(cases: Iterable[Case], catalogue: Catalogue) -> tuple[Case, SurveyQuestion] | None:
    """The newest case that can be rated, with its question: one call more for each candidate."""
    asked = (
        (case, question)
        for case in cases
        if case.status is Status.RESOLVED
        and (survey := catalogue.surveys.get(case.survey or ""))
        and (question := question_of_letter(survey, SCORED))
    )
    return next((each for each in asked if find_response(each[0].reference) is None), None)


def say_question(found: tuple[Case, SurveyQuestion] | None, catalogue: Catalogue, language: str) -> str:
    """The question as it is read out, with what the keys mean."""
    if found is None:
        return catalogue.say(PROMPTS["nothing_to_rate"], language)
    case, question = found
    return say_on_phone(question, service_words(case, catalogue, language), catalogue, language)


def keep_score(
    pressed: str, found: tuple[Case, SurveyQuestion] | None, catalogue: Catalogue, at: datetime
) -> tuple[str, str]:
    """Keeps the score that was keyed in; returns the outcome, and the name of what the caller hears."""
    score = int(pressed) if len(pressed) == 1 else 0
    if found is None:
        return "not_found", "nothing_to_rate"
    if score not in SCORES:
        return "not_chosen", ""
    reference, survey = found[0].reference, catalogue.surveys[found[0].survey or ""]
    try:
        keep_answers(reference, answers_by_number(survey, score), catalogue, at, "phone", partial=True)
    except (NotPossible, NotValid):  # it was closed meanwhile, or it asks for more than a key can say
        return "not_possible", ""
    count("SurveysAnswered")
    return "scored", "scored"
