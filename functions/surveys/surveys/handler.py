"""The entry points of surveys: events after which a resident is asked, and the residents' answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onestop.contracts.api import AnswerBody
from onestop.domain.errors import NotFound
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.metrics import count
from onestop.runtime.read_request import json_body, query
from onestop.runtime.web import Caller, current_request, make_app, respond, route
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current, warmed
from onestop.storage.surveys.responses import keep_answers
from surveys.pages import add_pages

if TYPE_CHECKING:
    from onestop.contracts.answers.residents import SurveyQuestionShown, SurveyShown, SurveyTaken
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.catalogue.survey import SurveyQuestion

app = make_app("surveys")
add_pages(app)


@route(app, "GET", "/api/surveys/{reference}", Caller.LINK)
def show_survey(reference: str) -> SurveyShown:
    """The questions for a case, in the resident's language."""
    request = current_request(app)
    known = links.opened_by(links.SURVEY, reference, query(request, "secret"))
    case, catalogue = load_file(known).case, current()
    language = catalogue.language(query(request, "lang"), case.language)
    survey = catalogue.surveys.get(case.survey or "")
    if not survey:
        raise NotFound("There is no survey for this case.", "reference")
    questions = [question_shown(question, catalogue, language) for question in survey["questions"]]
    return {"reference": known, "survey": survey["code"], "language": language, "questions": questions}


def question_shown(question: SurveyQuestion, catalogue: Catalogue, language: str) -> SurveyQuestionShown:
    """A question as a program needs it to ask it elsewhere."""
    shown: SurveyQuestionShown = {
        "code": question["code"],
        "kind": question["kind"],
        "text": catalogue.say(question["text"], language),
        "required": question["required"],
    }
    if choices := question.get("choices"):
        shown["choices"] = [
            {"code": choice["code"], "name": catalogue.say(choice["name"], language)} for choice in choices
        ]
    if when := question.get("when"):
        shown["when"] = {"question": when["question"], "answers": list(when["answers"])}
    return shown


@route(app, "POST", "/api/surveys/{reference}", Caller.LINK)
def take_answers(reference: str) -> SurveyTaken:
    """The resident answers."""
    body = json_body(current_request(app), AnswerBody)
    known = links.opened_by(links.SURVEY, reference, body.secret)
    catalogue = current()
    keep_answers(known, body.answers, catalogue, now(), body.channel)
    count("SurveysAnswered")
    return {"reference": known, "answered": True}


def handle(event: dict[str, Any], context: Any) -> Any:
    """The entry point of the function: events through a queue, or a request."""
    if warmed(event):
        return {}
    if "Records" in event:
        from surveys.events import ask_all  # residents need not wait for what only the queue needs

        return ask_all(event, context)
    return respond(app, event, context)
