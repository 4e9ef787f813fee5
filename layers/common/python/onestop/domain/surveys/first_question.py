"""The question of a survey that is asked outside of its page, in a letter, by a message or on a telephone: it is
answered by one tap, one digit or one key, and that counts as any answer does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onestop.domain.catalogue.answers import asked_questions
from onestop.domain.translation import N_, Phrase

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue, Sayable
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

SCORES = range(5, 0, -1)  # the best one first, where the thumb reaches it
YES_NO: Mapping[str, Phrase] = {"yes": N_("Yes"), "no": N_("No")}
BY_PHONE: Phrase = N_(
    "About your request, {service}: {question} Press a key from 1 to 5. 1 means: {low}. 5 means: {high}."
)
BY_TEXT: Phrase = N_("{question} Reply with a number from 1 ({low}) to 5 ({high}).")
TAPPED, SCORED = ("scale", "yesno", "choice"), ("scale",)  # kinds of questions that one tap, and one digit, can answer


def question_of_letter(survey: Survey, kinds: tuple[str, ...] = TAPPED) -> SurveyQuestion | None:
    """Returns the first required question of these kinds, else the first one, among those that are always asked;
    None if there is none."""
    asked = [each for each in survey["questions"] if each["kind"] in kinds and "when" not in each]
    return next((each for each in asked if each["required"]), asked[0] if asked else None)


def choices_of(question: SurveyQuestion) -> list[tuple[str, Sayable | None]]:
    """Returns the choices to tap: each value as a form has it, and its words, which only the ends of a scale have."""
    if question["kind"] == "scale":
        ends = {SCORES[0]: question.get("high"), SCORES[-1]: question.get("low")}
        return [(str(score), ends.get(score)) for score in SCORES]
    if question["kind"] == "yesno":
        return [*YES_NO.items()]
    return [(choice["code"], choice["name"]) for choice in question.get("choices", ())]


def answers_by_number(survey: Survey, number: int, words: str = "", most: int = 4000) -> dict[str, int | str]:
    """Returns a digit, and optional words, as answers to a survey: a score, because the letter does not say what a
    digit means for other kinds of questions."""
    question = question_of_letter(survey, SCORED)
    given: dict[str, int | str] = {question["code"]: number} if question else {}
    text = next((each for each in asked_questions(given, survey).values() if each["kind"] == "text"), None)
    return given | ({text["code"]: words[:most]} if text and words else {})


def say_on_phone(question: SurveyQuestion, service: str, catalogue: Catalogue, language: str) -> str:
    """Returns the question as it is read out, with the meaning of the keys."""
    return catalogue.say(BY_PHONE, language).format(service=service, **words_of(question, catalogue, language))


def say_by_text(survey: Survey, catalogue: Catalogue, language: str) -> str:
    """Returns the question that a number answers, with the meaning of the numbers; the title of a survey without
    one."""
    question = question_of_letter(survey, SCORED)
    if question is None:
        return catalogue.say(survey["title"], language)
    return catalogue.say(BY_TEXT, language).format(**words_of(question, catalogue, language))


def words_of(question: SurveyQuestion, catalogue: Catalogue, language: str) -> dict[str, str]:
    words = (("question", question["text"]), ("low", question.get("low")), ("high", question.get("high")))
    return {name: catalogue.say(said, language) if said else "" for name, said in words}


def tapped_lines(question: SurveyQuestion, page: str, catalogue: Catalogue, language: str) -> list[str]:
    """Returns the answers as a letter has them, the best one first, each with the link that selects it on the page."""
    named = question["kind"] != "scale"
    return [
        f"- {' '.join(filter(None, ('' if named else value, catalogue.say(words, language) if words else '')))}: "
        f"{page}&score={value}&from=email"
        for value, words in choices_of(question)
    ]
