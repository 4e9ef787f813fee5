"""The form on which a resident brings a need on one page, for people who like it short and for programs; and the
receipt that follows every report."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from chalice.app import Chalice, Response

from intake.applications.form_links import path_of_form
from intake.danger import danger_answer, danger_in, danger_shown
from intake.untold import can_be_told, next_words
from intake.web.one_page.form import read_need, say_faults
from intake.web.one_page.texts import FAULTS, FORM, RECEIPT, WAITING
from intake.web.report.hidden_fields import CARRIED
from intake.web.report.number_first import needs_number_first
from intake.web.report.pages import as_shared
from intake.web.report.questions import ANSWER
from intake.web.report.receipt import another_address, draw_code, photos_waiting, say_promise, where_photos_go
from intake.web.report.script_file import script_address, with_script
from intake.web.report.send_report import send_need
from intake.web.report.show_step import as_step
from intake.web.report.texts import STEP
from onestop.domain.cases.event_words import UNTOLD
from onestop.domain.errors import KeyReused, NotFound, NotValid
from onestop.domain.languages import name_of_language
from onestop.runtime import links
from onestop.runtime.kept_links import open_page, secret_in_links
from onestop.runtime.log import error_fields, logger
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.large_view import is_shared
from onestop.runtime.pages.light_view import view_asked
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import new_key, read_form
from onestop.runtime.pages.same_origin import says_own
from onestop.runtime.read_request import query
from onestop.runtime.web import UNREACHABLE, Caller
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current

TEMPLATES = Path(__file__).parents[1] / "templates"
SHOWN = ("key", "danger_seen", "service", "description", "address", "name", "email", "phone", "language")


def add_pages(app: Chalice) -> None:
    """Declares the routes of the pages."""
    page(app, "GET", "/report/all", Caller.PUBLIC, current)(show_form)
    page(app, "POST", "/report", Caller.PUBLIC, current)(take_form)
    page(app, "GET", "/reported/{reference}", Caller.LINK, current)(show_receipt)


def show_form(visit: Visit) -> Response:
    """Shows the empty form; a link may choose the service."""
    given = {"service": query(visit.request, "service") or "", "language": visit.language}
    given |= as_shared(visit.request)
    if path := path_of_form(given["service"], visit.offer):
        return go_to(path, visit.language)
    # Cached for the back button only: the same page has the same key, so going back and sending again opens no second
    # case.
    return fill_form(visit, given, [])


def take_form(visit: Visit) -> Response:
    """Takes the form. Sent twice, by a double click or by reloading, it opens one case."""
    form = {**read_form(visit.request), **as_shared(visit.request)}
    if says_own(visit.request) is False:
        return fill_form(visit, form, [("send", visit.say(STEP["not_ours"]))], 403)
    path = path_of_form(form.get("service"), visit.offer)
    if path and not needs_number_first(form, visit):
        return go_to(path, visit.language)
    try:
        body = read_need(form, visit.offer, visit.language)
        if not form.get("danger_seen") and danger_in(body, visit.offer):  # the number first; then it may be sent
            return fill_form(visit, form, [])
        return send_need(visit, form, body)
    except NotValid as error:
        return fill_form(visit, form, say_faults(error.faults, form, visit), 400)
    except KeyReused:  # they went back, wrote something else and sent it again
        words = visit.say(FAULTS["sent_before"])
        return fill_form(visit, {**form, "key": ""}, [("send", words)], 409)


def fill_form(visit: Visit, given: Mapping[str, str], errors: list[tuple[str, str]], status: int = 200) -> Response:
    """Shows the form with what was typed, a key that makes it count once, and its faults."""
    release = visit.offer.release
    shelves = [
        (group, [service for service in release["services"] if service["group"] == group["code"]])
        for group in release["groups"]
    ]
    service = given.get("service")
    beside = [(name, value) for name, value in given.items() if value and is_beside(name)]
    answer = show(
        visit,
        TEMPLATES,
        "report.html",
        visit.say(FORM["title_all"]),
        "/report/all",
        FORM,
        status,
        kept={"service": service} if service in visit.offer.services else {},
        errors=errors,
        shelves=shelves,
        given={"key": new_key(), **{name: value for name, value in given.items() if value}},
        danger=danger_shown(given.get("description", ""), visit.language, visit.offer),
        number=visit.offer.hazards.number,
        spoken=[(code, name_of_language(code)) for code in visit.offer.jurisdiction["languages"]],
        beside=beside,
        kiosk=bool(given.get("kiosk")),
        script=script_address(),
    )
    return as_step(answer, kept=not given.get("kiosk"))


def is_beside(name: str) -> bool:
    """Tells whether a field comes from the step by step form or a program: this form does not show it, but keeps it."""
    return name.startswith(ANSWER) or (name in CARRIED and name not in SHOWN)


def show_receipt(visit: Visit, reference: str) -> Response:
    """Shows what a resident keeps: reference, secret code, link, and what happens next; also while no case can be
    read."""
    known, there = open_page(visit.request, lambda known: f"/reported/{known}", reference)
    if there:
        return there
    secret, kiosk = links.secret_of(links.TRACK, known), is_shared(visit.request)
    try:
        file = load_file(known)
        service, hazard = visit.offer.services.get(file.case.service or ""), file.case.hazard
        told = can_be_told(file.case)
        following = next_words(file.case.service, visit.offer, told=told)
        more: dict[str, Any] = {
            "due": say_promise(file, visit),
            "follows": bool(file.case.merged_into),
            "untold": "" if told else visit.say(UNTOLD),
            "another": another_address(file, visit.language, view_asked(visit.request), kiosk=kiosk),
        }
    except (NotFound, *UNREACHABLE) as error:  # the secret is right, so we have taken the need: it waits to be opened
        logger.warning("no case behind this receipt yet", **error_fields(error))
        service, hazard, following = None, None, WAITING
        more = {"due": None, "follows": False, "untold": "", "another": None}
    carried = secret_in_links(visit.request, known)
    link, photos = links.link_to(links.TRACK, known, visit.language), photos_waiting(visit)
    answer = show(
        visit,
        TEMPLATES,
        "receipt.html",
        visit.say(RECEIPT["title"]),
        f"/reported/{known}",
        RECEIPT,
        kept={"secret": carried, **({"kiosk": "yes"} if kiosk else {})},
        reference=known,
        secret=secret,
        carried=carried,
        service=service,
        link=link,
        code=draw_code(link),
        following=following,
        photos=photos,
        kiosk=kiosk,
        script=script_address(),
        danger=danger_answer(hazard, visit.language, visit.offer, known),
        **more,
    )
    return with_script(answer, where_photos_go(known) if photos else "")
