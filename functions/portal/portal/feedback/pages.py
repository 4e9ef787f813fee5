"""The page on which somebody says what they think of us, or whether a page helped; and the same for programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from chalice.app import Chalice, Request, Response

from onestop.contracts.api import FeedbackBody
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound, NotValid, TooMany
from onestop.domain.surveys.feedback import Feedback, FeedbackKind, page_of, read_feedback
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.large_view import channel_of
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import new_key, read_form
from onestop.runtime.read_request import idempotency_key, json_body, query, raw_body
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.articles import article_in_force, count_answer
from onestop.storage.catalogue.releases import current
from onestop.storage.once import AlreadyDone, Once, find_answer, meant_by, request_fingerprint
from onestop.storage.surveys.feedback import keep_feedback, keep_feedback_once
from portal.feedback.texts import FEEDBACK
from portal.feedback.voices import KEY, is_counted, is_first_of
from portal.my.signed_in_page import moment_of

if TYPE_CHECKING:
    from onestop.contracts.answers.residents import FeedbackTaken

TEMPLATES = Path(__file__).parents[1] / "templates"
MOST = 20  # opinions from one network in an hour
HOUR = 3600


def add_feedback(app: Chalice) -> None:
    """Declares the page and the call."""
    page(app, "GET", "/feedback", Caller.PUBLIC, current)(show_feedback)
    page(app, "POST", "/feedback", Caller.PUBLIC, current)(take_feedback)

    @route(app, "POST", "/api/feedback", Caller.PUBLIC)
    def take_from_program() -> AnswerOf[FeedbackTaken]:
        """Takes praise, an idea or a complaint, without a case and without a name. With an Idempotency-Key a repeat is
        harmless."""
        request, catalogue = current_request(app), current()
        body = json_body(request, FeedbackBody)
        sent = {"kind": body.kind, "words": body.words, "agency": body.agency or "", "about": body.about}
        language = catalogue.language(body.language)
        return answer_with(take_once(request, sent, catalogue, body.channel, language), 201)


def take_once(
    request: Request, sent: dict[str, str], catalogue: Catalogue, channel: str, language: str
) -> FeedbackTaken:
    """Keeps what a program brings; for a key that came before, returns the first answer. Raises NotValid, TooMany and
    KeyReused."""
    key = idempotency_key(request)
    once = Once(key=f"feedback:{key}", fingerprint=request_fingerprint(meant_by(raw_body(request)))) if key else None
    if once and (answer := find_answer(once)) is not None:
        return cast("FeedbackTaken", answer)
    feedback = read_feedback_form(sent, catalogue, request, channel, language, new_key())
    told: FeedbackTaken = {"kind": feedback.kind, "goes_to": feedback.goes_to or None}
    check_not_too_many(request, feedback.at)
    if once is None:
        keep_feedback(feedback)
        return told
    try:
        keep_feedback_once(feedback, replace(once, answer=dict(told)))
    except AlreadyDone as done:  # the same was sent twice at the same moment
        return cast("FeedbackTaken", done.answer)
    return told


def show_feedback(visit: Visit) -> Response:
    """Shows the form; `about` is the page from which somebody came."""
    return fill(visit, {"about": query(visit.request, "about") or ""}, [])


def take_feedback(visit: Visit) -> Response:
    """Counts whether a page helped, or keeps what somebody said."""
    form, at = read_form(visit.request), moment_of(visit.request)
    about, helped = page_of(form.get("about", ""), visit.offer.services), form.get("helped")
    if helped in ("yes", "no"):
        channel = channel_of(visit.request)
        if is_counted(visit.request, about, channel, form.get("key", "")[:KEY], at):
            count_answer(f"page:{about}", "-", channel, at, helped=helped == "yes")
        kind = {"kind": FeedbackKind.PAGE.value} if helped == "no" else {}
        return fill(visit, {"about": about, **kind}, [], done=visit.say(FEEDBACK["counted"]))
    name = form.get("key", "")[:KEY] or new_key()
    try:
        kept = keep_feedback_within_limits(
            form, visit.offer, visit.request, channel_of(visit.request), visit.language, name
        )
    except NotValid as error:
        wrong = [(fault.field, visit.say(FEEDBACK[f"wrong_{fault.field}"])) for fault in error.faults]
        return fill(visit, form, wrong, 400)
    agency = visit.offer.name_of("agency", kept.goes_to, visit.language) if kept.goes_to else ""
    words = visit.say(FEEDBACK["thanks"]).format(agency=agency) if agency else visit.say(FEEDBACK["thanks_all"])
    return fill(visit, {"about": about}, [], done=words)


def keep_feedback_within_limits(
    sent: dict[str, str], catalogue: Catalogue, request: Request, channel: str, language: str, name: str
) -> Feedback:
    """Keeps what somebody said, up to a limit for one network in an hour. Raises NotValid and TooMany."""
    feedback = read_feedback_form(sent, catalogue, request, channel, language, name)
    check_not_too_many(request, feedback.at)
    keep_feedback(feedback)
    return feedback


def read_feedback_form(
    sent: dict[str, str], catalogue: Catalogue, request: Request, channel: str, language: str, name: str
) -> Feedback:
    """What somebody said about the page that they were on. Raises NotValid."""
    return read_feedback(
        sent,
        lambda about: owner_of(about, catalogue),
        catalogue,
        moment_of(request),
        channel=channel,
        language=language,
        name=name,
    )


def owner_of(about: str, catalogue: Catalogue) -> str | None:
    """Who is responsible for a page: for an article its agency; None for the others, which are everybody's."""
    _, _, code = about.removeprefix("/").partition("/")
    if not code:
        return None
    try:
        article, _ = article_in_force(code, catalogue)
    except NotFound:
        return None
    agency: str = article["agency"]
    return agency


def check_not_too_many(request: Request, at: datetime) -> None:
    """Counts one more message from a network; raises TooMany."""
    if not is_first_of(request, "feedback", MOST, at):
        raise TooMany("Too much was sent from your network in the last hour. Try again later.", HOUR)


def fill(
    visit: Visit, given: dict[str, str], errors: list[tuple[str, str]], status: int = 200, *, done: str = ""
) -> Response:
    """Shows the page with what was filled in."""
    title, about = visit.say(FEEDBACK["title"]), page_of(given.get("about", ""), visit.offer.services)
    kinds = [kind for kind in FeedbackKind if kind is not FeedbackKind.PAGE or about != "/"]
    return show(
        visit,
        TEMPLATES,
        "feedback.html",
        title,
        "/feedback",
        FEEDBACK,
        status,
        kept={"about": about},
        errors=errors,
        given=given,
        about=about,
        done=done,
        key=new_key(),
        kinds=[(kind.value, visit.say(FEEDBACK[kind.value])) for kind in kinds],
        agencies=[
            (code, visit.offer.name_of("agency", code, visit.language))
            for code, each in visit.offer.agencies.items()
            if each["kind"] == "department"
        ],
    )
