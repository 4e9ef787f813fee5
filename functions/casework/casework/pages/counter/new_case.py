"""Taking a call or a visit: one form in which the clerk looks somebody up, finds the service, asks its questions in
the resident's language, and opens the case. Each button keeps all that was typed; only the last one opens the
case."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalice.app import Response

from casework.pages.ask_intake import ask_intake
from casework.pages.channel_words import ENTERED
from casework.pages.counter.answer_fields import questions_of
from casework.pages.counter.callers import LookedUpCaller, look_up, may_look_up
from casework.pages.counter.form import read_entry, say_faults
from casework.pages.counter.texts import CONSENTS, PURPOSES, SCRIPT, TEXTS
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.frame import show, spoken
from casework.pages.local_times import say_day
from casework.pages.service_search import find_services
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.errors import KeyReused, NotValid, TooMany
from onestop.domain.languages import direction_of, name_of_language
from onestop.domain.staff.permissions import may
from onestop.runtime.pages.posted_forms import ShownErrors
from onestop.storage.catalogue.articles import find_answers, told_in_force

if TYPE_CHECKING:
    from onestop.domain.answers.article_by_channel import ToldArticle

PATH = "/desk/new"
ACT = "entries"
FIRST_CHANNEL = "phone"
NONE = "-"  # chosen instead of a service
KEY_LENGTH = 64


@page("GET", PATH, ACT)
def show_new(visit: DeskVisit) -> Response:
    """Shows the empty form; a link may choose language, channel and service, and give the description."""
    names = ("language", "channel", "service", "description")
    asked = tuple((name, visit.asked(name)) for name in names if visit.asked(name))
    return fill(visit, SentFields((*asked, ("key", secrets.token_urlsafe(24)))))


@page("POST", PATH, ACT)
def take_new(visit: DeskVisit) -> Response:
    """Handles one of the buttons: look somebody up, show what was searched for, choose a service, or open the case."""
    form, do = visit.form, visit.form.text("do")
    if picked := form.text("pick"):
        form = having(form, service="" if picked == NONE else picked, about="")
    if do == "caller":
        return show_caller(visit, form)
    return open_new(visit, form) if do == "open" else fill(visit, form)


def show_caller(visit: DeskVisit, form: SentFields) -> Response:
    """Shows the person's open cases; the address or number searched for fills in the contact field, unless that has
    a value."""
    person = form.text("person")
    try:
        caller = look_up(visit, person, form.text("purpose"))
    except NotValid as error:
        names = {fault.field for fault in error.faults}
        wrong = [name for name in ("person", "purpose") if name in names]
        return fill(visit, form, [(name, visit.say(TEXTS[f"{name}_wrong"])) for name in wrong], 400)
    except TooMany:
        return fill(visit, form, [("person", visit.say(TEXTS["too_many"]))], 429)
    field = "email" if "@" in person else "phone"
    known = form if form.text(field) else having(form, **{field: person})
    return fill(visit, known, caller=caller)


def open_new(visit: DeskVisit, form: SentFields) -> Response:
    """Opens the case, once however often the form is sent; if the words name a danger, the emergency number is read
    out first."""
    try:
        done = ask_intake(
            visit,
            "enter",
            entry=read_entry(form, visit),
            key=form.text("key")[:KEY_LENGTH],
            danger_seen=bool(form.text("danger_seen")),
            language=visit.language,
        )
    except NotValid as error:
        return fill(visit, form, say_faults(error.faults, form, visit), 400)
    except KeyReused:  # they went back, wrote something else and sent it again
        words = visit.say(TEXTS["sent_before"])
        return fill(visit, having(form, key=secrets.token_urlsafe(24)), [("send", words)], 409)
    except TooMany:
        return fill(visit, form, [("email", visit.say(TEXTS["too_often"]))], 429)
    if "danger" in done:
        return fill(visit, form, danger=done["danger"])
    return go_to(f"{PATH}/{done['reference']}")


def articles_for(visit: DeskVisit, about: str, language: str) -> list[ToldArticle]:
    """Returns the articles that may answer what was typed, to be read out in the resident's language."""
    return [told_in_force(each.code, visit.offer, language, visit.at) for each in find_answers(about, visit.offer)]


def fill(
    visit: DeskVisit,
    form: SentFields,
    errors: ShownErrors | None = None,
    status: int = 200,
    *,
    caller: LookedUpCaller | None = None,
    danger: dict[str, Any] | None = None,
) -> Response:
    """Shows the form with all that was typed."""
    offer = visit.offer
    language = form.text("language") if form.text("language") in spoken(visit) else offer.language()
    service = offer.services.get(form.text("service"))
    found = find_services(form.text("about"), offer)
    questions = questions_of(service, visit, language)
    return show(
        visit,
        "counter/new_case.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        status,
        errors=errors,
        form=form,
        given=dict(form.pairs),
        their=language,
        their_direction=direction_of(language),
        tongues=[(code, name_of_language(code)) for code in spoken(visit)],
        channel=form.text("channel") or FIRST_CHANNEL,
        channels=[(code, visit.say(name)) for code, name in ENTERED.items()],
        consents=[(code, visit.say(name)) for code, name in CONSENTS.items()],
        purposes=[(code, visit.say(name)) for code, name in PURPOSES.items()],
        script={name: (offer.say(text, language), visit.say(text)) for name, text in SCRIPT.items()},
        service=service,
        about=visit.say(service["description"]) if service else "",
        found=[(each["code"], visit.say(each["name"]), visit.say(each["description"])) for each in found],
        articles=articles_for(visit, form.text("about"), language),
        services=[visit.say(each["name"]) for each in offer.services.values()],
        questions=questions,
        names={question["id"]: f"{question['own']}: " for question in questions},
        may_look_up=may_look_up(visit),
        may_look=may(visit.staff.roles, "look"),
        caller=caller,
        say_opened=lambda at: say_day(datetime.fromisoformat(at), visit),
        stands={status: visit.say(words) for status, words in STATUS_WORDS.items()},
        danger=danger,
    )


def having(form: SentFields, **values: str) -> SentFields:
    """Returns the same form with other values in some of its fields."""
    return SentFields((*values.items(), *((name, value) for name, value in form.pairs if name not in values)))
