"""The survey form as a channel: what was ticked and typed becomes answers, and what is wrong becomes words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.catalogue.answers import read_answers
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.frame import Visit
from surveys.texts import SURVEY

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

SCORES = ("1", "2", "3", "4", "5")
FAULT = "answers."  # how the contract names a question in a fault
FIELD = "answer-"  # how the form names its field


def read_filled(form: Mapping[str, str], survey: Survey) -> dict[str, int | str]:
    """The answers of a form, by question; raises NotValid with everything that is wrong with them at once."""
    filled: dict[str, int | str] = {}
    faults = []
    for question in survey["questions"]:
        code, given = question["code"], typed(form, question)
        filled[code] = int(given) if question["kind"] == "scale" and given in SCORES else given
        if question["kind"] == "text" and len(given) > DESCRIPTION_LENGTH:
            faults.append(Fault(f"{FAULT}{code}", "is too long", f"at most {DESCRIPTION_LENGTH} characters"))
    try:
        read_answers(filled, survey)
    except NotValid as error:
        faults.extend(error.faults)
    if faults:
        raise NotValid(*faults)
    return {code: value for code, value in filled.items() if value != ""}


def say_wrong(
    faults: tuple[Fault, ...], form: Mapping[str, str], survey: Survey, visit: Visit
) -> list[tuple[str, str]]:
    """What is wrong, by question in their order, in the resident's language."""
    wrong = {fault.field.removeprefix(FAULT) for fault in faults}
    return [
        (FIELD + question["code"], visit.say(SURVEY[text_name(question, typed(form, question))]))
        for question in survey["questions"]
        if question["code"] in wrong
    ]


def typed(form: Mapping[str, str], question: SurveyQuestion) -> str:
    return form.get(FIELD + question["code"], "")


def text_name(question: SurveyQuestion, given: str) -> str:
    return f"{'wrong' if given else 'missing'}_{question['kind']}"
