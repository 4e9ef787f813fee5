"""The answers of a report, read back before it is sent: one line for each, with the step where it can be changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intake.web.report.places import address_in, point_of
from intake.web.report.questions import answer_words, shown_questions
from intake.web.report.steps import has_place, takes_photos
from intake.web.report.texts import CHECK, STEP
from onestop.domain.languages import name_of_language
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.posted_forms import PostedForm

ANOTHER = "another"  # the resident saw the reports nearby, and theirs is another one


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """An answer: what it is about, what was said, and the step where it can be changed."""

    about: str
    said: str
    step: str


def rows_of(visit: Visit, form: PostedForm) -> list[AnswerRow]:
    """All answers in the order of the steps."""
    return list(each_row(visit, form))


def each_row(visit: Visit, form: PostedForm) -> Iterator[AnswerRow]:
    say, offer = visit.say, visit.offer
    yield AnswerRow(say(CHECK["row_what"]), form.get("description") or say(CHECK["no_words"]), "what")
    service = offer.services.get(form.get("service", ""))
    chosen = say(service["name"]) if service else say(CHECK["row_unsure"])
    yield AnswerRow(say(CHECK["row_service"]), chosen, "what" if service else "service")
    if has_place(form, offer):
        yield AnswerRow(say(CHECK["row_where"]), place_words(visit, form) or say(CHECK["no_place"]), "where")
    if form.get("near") not in (None, ANOTHER):
        yield AnswerRow(say(CHECK["row_near"]), say(CHECK["row_follow"]), "near")
    if takes_photos(form, offer):
        yield AnswerRow(say(CHECK["row_photos"]), form.get("photos") or say(CHECK["no_photos"]), "photos")
    for question in shown_questions(form.get("service"), visit):
        answer = answer_words(question, form, say(STEP["yes"]), say(STEP["no"]), visit.language)
        yield AnswerRow(question["name"], answer or say(CHECK["no_answer"]), "questions")
    reached = "\n".join(form[name] for name in ("name", "email", "phone") if form.get(name))
    yield AnswerRow(say(CHECK["row_contact"]), reached or say(CHECK["nobody"]), "contact")
    yield AnswerRow(say(CHECK["row_language"]), name_of_language(form.get("language") or visit.language), "contact")


def place_words(visit: Visit, form: PostedForm) -> str:
    point, words = point_of(form), address_in(form, visit.offer, visit.language)
    at = visit.say(CHECK["point"]).format(lat=f"{point[0]:.5f}", long=f"{point[1]:.5f}") if point else ""
    return "\n".join(part for part in (words, at) if part)
