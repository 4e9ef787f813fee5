"""The pages of intake: the form on which a resident brings a need, and the receipt that follows it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path

from chalice.app import Chalice, Response

from intake.danger import danger_answer, danger_in, danger_shown
from intake.limits import counted
from intake.opening import open_case
from intake.web.report_form import read_need, say_faults
from intake.web.report_texts import FAULTS, FORM, RECEIPT, WAITING
from onestop.domain.cases.event_words import NEXT_WORDS
from onestop.domain.errors import KeyReused, NotFound, NotValid
from onestop.domain.languages import name_of_language
from onestop.runtime import links
from onestop.runtime.clock import HEADER, time_of
from onestop.runtime.forms import new_key, once_key, read_form
from onestop.runtime.frame import Visit, go_to, show
from onestop.runtime.log import describe, logger
from onestop.runtime.metrics import count
from onestop.runtime.pages import page
from onestop.runtime.web import UNREACHABLE, Caller, accepted_languages, query
from onestop.storage.catalogue import current
from onestop.storage.files import load_file

TEMPLATES = Path(__file__).with_name("templates")


def add_pages(app: Chalice) -> None:
    """Declares the routes of the pages."""
    page(app, "GET", "/report", Caller.PUBLIC, current)(show_form)
    page(app, "POST", "/report", Caller.PUBLIC, current)(take_form)
    page(app, "GET", "/reported/{reference}", Caller.LINK, current)(show_receipt)


def show_form(visit: Visit) -> Response:
    """The empty form; a link may choose the service."""
    answer = fill_form(visit, {"service": query(visit.request, "service") or "", "language": visit.language}, [])
    # Kept for the way back only: the same page has the same key, so going back and sending again opens no second case.
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def take_form(visit: Visit) -> Response:
    """A resident sends the form. Sent twice, by a double click or by loading again, it opens one case."""
    form = read_form(visit.request)
    try:
        body = read_need(form, visit.offer)
        if not form.get("danger_seen") and danger_in(body, visit.offer):  # the number first; then it may be sent
            return fill_form(visit, form, [])
        links.be_ready()
        opened = open_case(
            body,
            visit.offer,
            time_of(visit.request.headers.get(HEADER)),
            secrets.randbits,
            key=once_key(form),
            languages=(visit.language, *accepted_languages(visit.request)),
            counted=counted(visit.request),
        )
    except NotValid as error:
        return fill_form(visit, form, say_faults(error.faults, form, visit), 400)
    except KeyReused:  # they went back, wrote something else and sent it again
        words = visit.say(FAULTS["sent_before"])
        return fill_form(visit, {**form, "key": ""}, [("send", words)], 409)
    logger.append_keys(case=opened.reference)
    count("CasesOpened")
    secret = links.secret_of(links.TRACK, opened.reference)
    return go_to(f"/reported/{opened.reference}", visit.language, secret=secret)


def fill_form(visit: Visit, given: Mapping[str, str], errors: list[tuple[str, str]], status: int = 200) -> Response:
    """The form with what was typed, a key that makes it count once, and what is wrong."""
    release = visit.offer.release
    shelves = [
        (group, [service for service in release["services"] if service["group"] == group["code"]])
        for group in release["groups"]
    ]
    service = given.get("service")
    return show(
        visit,
        TEMPLATES,
        "report.html",
        visit.say(FORM["title"]),
        "/report",
        FORM,
        status,
        kept={"service": service} if service in visit.offer.services else {},
        errors=errors,
        shelves=shelves,
        given={"key": new_key(), **{name: value for name, value in given.items() if value}},
        danger=danger_shown(given.get("description", ""), visit.language, visit.offer),
        number=visit.offer.hazards.number,
        spoken=[(code, name_of_language(code)) for code in visit.offer.jurisdiction["languages"]],
    )


def show_receipt(visit: Visit, reference: str) -> Response:
    """What a resident keeps: reference, secret code, link, and what happens next; also while no case can be read."""
    known = links.opened_by(links.TRACK, reference, query(visit.request, "secret"))
    secret = links.secret_of(links.TRACK, known)
    try:
        case = load_file(known).case
        service, hazard = visit.offer.services.get(case.service or ""), case.hazard
        following = service["next"] if service else NEXT_WORDS
    except (NotFound, *UNREACHABLE) as error:  # the secret is right, so we have taken the need: it waits to be opened
        logger.warning("no case behind this receipt yet", **describe(error))
        service, hazard, following = None, None, WAITING
    return show(
        visit,
        TEMPLATES,
        "receipt.html",
        visit.say(RECEIPT["title"]),
        f"/reported/{known}",
        RECEIPT,
        kept={"secret": secret},
        reference=known,
        secret=secret,
        service=service,
        link=links.link_to(links.TRACK, known, visit.language),
        following=following,
        danger=danger_answer(hazard, visit.language, visit.offer, known),
    )
