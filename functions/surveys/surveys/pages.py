"""The survey as a page: questions, mistakes in the answers, thanks; or why there is nothing to answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chalice.app import Chalice, Response

from onestop.domain.cases.case_end import LOW_SCORE
from onestop.domain.cases.lifecycle import Status
from onestop.domain.errors import NotFound, NotPossible, NotValid
from onestop.domain.surveys.first_question import choices_of, question_of_letter
from onestop.domain.surveys.low_scores import what_follows
from onestop.domain.surveys.paper import mark_of
from onestop.domain.time.dates import say_date
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.kept_links import open_page, secret_in_links
from onestop.runtime.metrics import count
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.large_view import channel_of
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import read_form, say_wrong
from onestop.runtime.pages.survey_form import asked_by, form_fields, form_name, has_more, read_filled, tapped_by
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller
from onestop.storage.catalogue.releases import current
from onestop.storage.surveys.responses import AskedCase, keep_answers, load_asked
from surveys.answers_as_form import filled_as
from surveys.texts import ANEW, MESSAGES, SHEET, SURVEY

if TYPE_CHECKING:
    from onestop.domain.cases.case import Case
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.catalogue.survey import Survey
    from onestop.storage.surveys.responses import Response as Answer

TEMPLATES = Path(__file__).with_name("templates")
LETTERS = ("email", "sms")  # letters in which an answer can be tapped


def add_pages(app: Chalice) -> None:
    """Declares the routes of the pages."""
    page(app, "GET", "/survey/{reference}", Caller.LINK, current)(show_page)
    page(app, "POST", "/survey/{reference}", Caller.LINK, current)(take_page)


def show_page(visit: Visit, reference: str) -> Response:
    """Shows the questions, with the earlier answers if they may be changed; or why there is nothing to answer."""
    known, there = open_page(visit.request, lambda known: f"/survey/{known}", reference, links.SURVEY)
    if there:
        return there
    at, asked = now(), load_asked(known, visit.offer)
    visit = visit.in_language(asked.file.case.language)
    survey = survey_of(asked)
    name = what_instead(asked, at, visit.offer, just_sent=query(visit.request, "sent") is not None)
    if survey is None or name:
        return show_message(visit, known, name or "early", survey)
    if query(visit.request, "paper"):
        return show_sheet(visit, known, survey)
    given = filled_as(asked.response, survey) if asked.response else {}
    tapped = tapped_by(survey, query(visit.request, "score"))
    shown = given | tapped | came_from(query(visit.request, "from"))
    return fill_page(
        visit, known, survey, shown, [], notice=notice_about(visit, asked, at), changes=asked.response is not None
    )


def take_page(visit: Visit, reference: str) -> Response:
    """Takes a resident's answers, or their changes. Sent twice, they count once."""
    form = read_form(visit.request)
    known = links.opened_by(links.SURVEY, reference, form.get("secret"))
    asked = load_asked(known, visit.offer)
    survey = survey_of(asked)
    secret = secret_in_links(visit.request, known, links.SURVEY)
    if survey is None:
        return go_to(f"/survey/{known}", visit.language, secret=secret)
    try:
        if has_more(form, survey):
            return fill_page(visit, known, survey, form, [], more=True)
        answers = read_filled(form, survey)
        keep_answers(known, answers, visit.offer, now(), channel(visit, form))
    except NotValid as error:
        wrong = say_wrong(error.faults, form_fields(survey), form, SURVEY, visit)
        return fill_page(visit, known, survey, form, wrong, 400)
    except NotPossible:
        return go_to(f"/survey/{known}", visit.language, secret=secret)
    count("SurveysAnswered")
    return go_to(f"/survey/{known}", visit.language, secret=secret, sent="yes")


def notice_about(visit: Visit, asked: AskedCase, at: datetime) -> str:
    """The notice above the questions, for somebody who has answered already or comes late."""
    if asked.is_late(at):
        return visit.say(SURVEY["late"])
    if asked.response is None:
        return ""
    until = say_date(asked.until, visit.offer.jurisdiction["time_zone"], visit.language)
    return visit.say(SURVEY["change"]).format(until=until)


def came_from(value: str | None) -> dict[str, str]:
    """The letter whose link led here, as a field of the form."""
    return {"from": value} if value in LETTERS else {}


def channel(visit: Visit, form: Mapping[str, str]) -> str:
    """How an answer came: by the letter whose link led here, else by the device that shows the page."""
    own = channel_of(visit.request)
    return form["from"] if own == "web" and came_from(form.get("from")) else own


def survey_of(asked: AskedCase) -> Survey | None:
    """The survey of a case; None if it has none yet."""
    if not asked.survey and asked.file.case.status in (Status.RESOLVED, Status.CLOSED):
        raise NotFound("There is no survey for this case.", "reference")
    return asked.survey


def what_instead(asked: AskedCase, at: datetime, catalogue: Catalogue, *, just_sent: bool) -> str | None:
    """What to say if there is nothing to fill in; None if there is."""
    case = asked.file.case
    if asked.response and just_sent:
        if LOW_SCORE in case.reasons:
            return "again"
        return "too_late" if stays_closed(asked.response, case, catalogue) else "thanks"
    if asked.response:
        return None if asked.survey and asked.may_change(at) else "answered"
    if case.status is Status.CLOSED:
        return None if asked.is_late(at) else "closed"
    return None if case.status is Status.RESOLVED else "early"


def stays_closed(response: Answer, case: Case, catalogue: Catalogue) -> bool:
    """Whether somebody says that it did not go well when their case can no longer be reopened: they bring it anew."""
    return response.late and what_follows(case, response.scores, catalogue) not in (None, "ask")


def fill_page(
    visit: Visit,
    reference: str,
    survey: Survey,
    given: Mapping[str, str],
    errors: list[tuple[str, str]],
    status: int = 200,
    *,
    more: bool = False,
    notice: str = "",
    changes: bool = False,
) -> Response:
    """Shows the questions with the answers so far, and the mistakes; `more`: an answer has opened further questions."""
    secret = links.secret_of(links.SURVEY, reference)
    title = visit.say(SURVEY["change_title"]) if changes else visit.offer.say(survey["title"], visit.language)
    names = {form_name(question): visit.offer.say(question["text"], visit.language) for question in survey["questions"]}
    asked = {"survey": survey, "questions": asked_by(given, survey), "more": more, "notice": notice}
    question = question_of_letter(survey)
    tapped = form_name(question) in given if question and query(visit.request, "score") else False
    if tapped and not changes:
        title = visit.say(SURVEY["tapped_title"]).format(title=title)
    values = {
        "names": names,
        "reference": reference,
        "secret": secret,
        "given": given,
        "tapped": question["code"] if question and tapped else "",
        "kept_secret": secret_in_links(visit.request, reference, links.SURVEY),
        "came_from": came_from(given.get("from")).get("from", ""),
        **asked,
    }
    path, kept = f"/survey/{reference}", {"secret": secret_in_links(visit.request, reference, links.SURVEY)}
    kept |= {name: value for name in ("score", "from") if (value := query(visit.request, name))}
    return show(visit, TEMPLATES, "survey.html", title, path, SURVEY, status, kept=kept, errors=errors, **values)


def show_sheet(visit: Visit, reference: str, survey: Survey) -> Response:
    """The questions on paper, to fill in and send to us as a letter or fax."""
    secret = secret_in_links(visit.request, reference, links.SURVEY)
    return show(
        visit,
        TEMPLATES,
        "sheet.html",
        visit.say(SHEET["title"]).format(title=visit.offer.say(survey["title"], visit.language)),
        f"/survey/{reference}",
        SHEET,
        kept={"secret": secret, "paper": "yes"},
        reference=reference,
        secret=secret,
        mark=mark_of(reference, links.code_of(reference, links.SURVEY)),
        questions=[(question, choices_of(question)) for question in survey["questions"]],
    )


def show_message(visit: Visit, reference: str, name: str, survey: Survey | None) -> Response:
    """The page that says why there is nothing to fill in."""
    texts = visit.say_all(MESSAGES[name])
    text = visit.offer.say(survey["thanks"], visit.language) + " " if survey and name == "thanks" else ""
    kept = {"secret": secret_in_links(visit.request, reference, links.SURVEY)}
    kept |= {"sent": "yes"} if name in ("thanks", "again", "too_late") else {}
    path = f"/survey/{reference}"
    return show(
        visit,
        TEMPLATES,
        "message.html",
        texts["title"],
        path,
        ANEW,
        kept=kept,
        text=text + texts["text"],
        anew=name in ("closed", "too_late"),
    )
