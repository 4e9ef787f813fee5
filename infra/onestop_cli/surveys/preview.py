"""A survey as it is asked on each channel, with examples of a case in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.sms_parts import cheaper, parts_of
from onestop.domain.surveys.first_question import (
    SCORED,
    choices_of,
    question_of_letter,
    say_by_text,
    say_on_phone,
    tapped_lines,
)
from onestop.domain.surveys.paper import mark_of
from onestop_cli.letters.examples import LINK, REFERENCE, SAID, filled

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

LETTER = "survey-invited"
CODE = "7KQ2-M4TX-9BWD"
ShownSurvey = tuple[str, str]  # the channels, and what somebody there sees or hears


def preview(survey: Survey, catalogue: Catalogue, language: str) -> Iterator[ShownSurvey]:
    """The survey on all nine channels; those that show the same are named together."""
    page, letter = "\n".join(page_lines(survey, catalogue, language)), catalogue.letters[LETTER]
    yield "web, kiosk, television, counter", page
    yield "email", fill_letter(catalogue.say(letter["email"]["body"], language), survey, catalogue, language)
    sms = cheaper(fill_letter(catalogue.say(letter["sms"], language), survey, catalogue, language))
    parts = parts_of(sms)
    question = question_of_letter(survey, SCORED)
    takes = "" if question else "\n(A number cannot answer this survey: the link leads to its page.)"
    yield f"sms ({parts.parts} x {parts.encoding})", sms + takes
    service = catalogue.say(next(iter(catalogue.services.values()))["name"], language)
    asks = say_on_phone(question, service, catalogue, language) if question else "(It is not asked: no key answers it.)"
    yield "phone", asks
    yield "letter, fax", "\n".join(sheet_lines(survey, catalogue, language))


def fill_letter(text: str, survey: Survey, catalogue: Catalogue, language: str) -> str:
    """A letter with this survey's own question and answers in it."""
    question, page = question_of_letter(survey), LINK.replace("track", "survey")
    ask = catalogue.say(question["text"] if question else survey["title"], language)
    lines = tapped_lines(question, page, catalogue, language) if question else [page]
    own = {"ask": ask, "scores": "\n".join(lines), "reply": say_by_text(survey, catalogue, language)}
    return filled(text, language, catalogue, {**SAID, **own, "link": page})


def page_lines(survey: Survey, catalogue: Catalogue, language: str) -> Iterator[str]:
    """The questions, each with what can be answered, and what it follows from."""
    yield catalogue.say(survey["title"], language)
    yield catalogue.say(survey["intro"], language)
    for question in survey["questions"]:
        when = question.get("when")
        after = f"  [{when['question']} = {', '.join(when['answers'])}]" if when else ""
        yield f"{'*' if question['required'] else '-'} {catalogue.say(question['text'], language)}{after}"
        if answers := say_choices(question, catalogue, language):
            yield f"    {answers}"
    yield catalogue.say(survey["thanks"], language)


def sheet_lines(survey: Survey, catalogue: Catalogue, language: str) -> Iterator[str]:
    """The same on paper, with the marks behind which one writes."""
    for number, question in enumerate(survey["questions"], start=1):
        yield f"{number}. {catalogue.say(question['text'], language)}"
        if answers := say_choices(question, catalogue, language, numbered=True):
            yield f"   {answers}"
        yield f"   #{number}: ______"
    yield mark_of(REFERENCE, CODE)


def say_choices(question: SurveyQuestion, catalogue: Catalogue, language: str, *, numbered: bool = False) -> str:
    if question["kind"] == "scale":
        ends = (catalogue.say(question[end], language) for end in ("low", "high") if end in question)
        return " … ".join(f"{score} {words}" for score, words in zip((1, 5), ends, strict=False))
    names = [catalogue.say(words, language) if words else value for value, words in choices_of(question)]
    return ", ".join(f"{at} = {name}" for at, name in enumerate(names, 1)) if numbered else " / ".join(names)
