"""What somebody may be eligible for: a few questions without a name, and the offers of all departments that fit the
answers, each with the reason. Nothing is kept: the answers travel in the form and are forgotten with the response."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalice.app import Chalice, Response

from applications.drafts.store import today_of
from applications.form_pages.page_values import TEMPLATES, script_name, with_script
from applications.texts import ELIGIBLE
from onestop.domain.forms.asked_fields import AskedFields, find_asked_fields
from onestop.domain.forms.eligibility import CODE, Offer, judge_offers
from onestop.domain.forms.form import Form
from onestop.domain.forms.read_page import entry_button_pressed, read_page
from onestop.runtime.clock import now
from onestop.runtime.pages.form_script import form_data
from onestop.runtime.pages.frame import Visit, address, show
from onestop.runtime.pages.page_routes import page as declare
from onestop.runtime.pages.posted_forms import ShownErrors, read_form
from onestop.runtime.pages.show_form import TEXTS, say_mistakes, say_with_names, show_fields
from onestop.runtime.web import Caller
from onestop.storage.catalogue.forms import form_in_force
from onestop.storage.catalogue.releases import current

PATH = "/apply/check"
MOST_FIELDS = 200


def add_eligible(app: Chalice) -> None:
    """Declares the routes."""
    declare(app, "GET", PATH, Caller.PUBLIC, current)(ask_eligible)
    declare(app, "POST", PATH, Caller.PUBLIC, current)(answer_eligible)


def ask_eligible(visit: Visit) -> Response:
    """Shows the questions. A jurisdiction that asks none has no such page."""
    form, today = form_in_force(CODE, visit.offer), today_of(visit.offer, now())
    return show_questions(visit, form, find_asked_fields(form, {}, today), {}, today, [], ())


def answer_eligible(visit: Visit) -> Response:
    """Shows the same page with the offers that fit; or with what is missing."""
    from onestop.contracts.forms.check_answers import judge_answers  # late: only with answers

    form, today = form_in_force(CODE, visit.offer), today_of(visit.offer, now())
    posted = read_form(visit.request, MOST_FIELDS)
    answers = read_page(form.pages[0], {}, posted)
    asked, mistakes = judge_answers(form, answers, today, visit.offer)
    errors = [] if entry_button_pressed(posted) else say_mistakes(mistakes, form, visit.say)
    offers = () if errors or entry_button_pressed(posted) else judge_offers(form, asked, today)
    return show_questions(visit, form, asked, answers, today, errors, offers)


def show_questions(
    visit: Visit,
    form: Form,
    asked: AskedFields,
    answers: dict[str, Any],
    today: str,
    errors: ShownErrors,
    offers: tuple[Offer, ...],
) -> Response:
    page = form.pages[0]
    fields = show_fields(page, form, replace(asked, answers=answers), visit.say)
    answer = show(
        visit,
        TEMPLATES,
        "eligible.html",
        visit.say(form.title),
        PATH,
        {**TEXTS, **ELIGIBLE},
        400 if errors else 200,
        errors=errors,
        summed=say_with_names(errors, fields, visit.say),
        there=PATH,
        hint=visit.say(page.hint) if page.hint else "",
        fields=fields,
        found=say_offers(offers, visit),
        form_data=form_data(form, page, answers, today, visit.say),
        script=address(f"/apply/static/{script_name()}", "").partition("?")[0],
    )
    return with_script(answer)


def say_offers(offers: tuple[Offer, ...], visit: Visit) -> list[dict[str, Any]]:
    """The offers, grouped by what one may do with them."""
    return [
        {
            "title": visit.say(ELIGIBLE[f"may_{may}"]),
            "offers": [say_offer(each, visit) for each in offers if each.may == may],
        }
        for may in dict.fromkeys(offer.may for offer in offers)
    ]


def say_offer(offer: Offer, visit: Visit) -> Mapping[str, str]:
    """An offer with the page to apply on: its form, the report of its service, or the site of whoever grants it."""
    service = visit.offer.services.get(offer.service)
    name = offer.name or (service["name"] if service else {})
    there = offer.link
    if service:
        path = f"/apply/{offer.service}" if service.get("form") else "/report"
        there = address(path, visit.language, **({} if service.get("form") else {"service": offer.service}))
    return {"name": visit.say(name), "why": visit.say(offer.why), "there": there}
