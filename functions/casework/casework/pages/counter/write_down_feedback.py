"""Enters feedback for somebody who visits or calls, without a case."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from chalice.app import Response

from casework.pages.ask_intake import ask_intake
from casework.pages.channel_words import ENTERED
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show, spoken
from casework.pages.insights.feedback import TEXTS as KINDS
from casework.pages.supervision.page import name_of_agency
from onestop.domain.errors import NotValid
from onestop.domain.languages import name_of_language
from onestop.domain.surveys.feedback import FeedbackKind
from onestop.domain.translation import N_, NC_, Phrase

PATH, ACT = "/desk/opinion", "entries"
CHANNELS = ("phone", "counter", "letter", "fax", "email")
OFFERED = (FeedbackKind.PRAISE, FeedbackKind.IDEA, FeedbackKind.COMPLAINT, FeedbackKind.STAFF)
TEXTS: Mapping[str, Phrase] = {
    "title": N_("What somebody thinks of us"),
    "lead": N_("Praise, an idea or a complaint that needs no case. Write their own words; do not write anyone's name."),
    "kind": N_("What is it?"),
    "agency": N_("Which office is it about?"),
    "any_agency": N_("I do not know, or all of them"),
    "staff_hint": N_("A complaint about staff is read by another office than theirs."),
    "words": NC_("feedback", "Their words"),
    "channel": N_("How they came"),
    "language": N_("Language"),
    "send": NC_("feedback", "Keep it"),
    "kept": N_("It is kept."),
    "wrong_kind": N_("Choose what it is"),
    "wrong_words": N_("Write 1 to 4,000 characters"),
    "wrong_agency": N_("Choose an office from the list"),
    "wrong_channel": N_("Choose how they came"),
}


@page("GET", PATH, ACT)
def show_opinion(visit: DeskVisit) -> Response:
    """Shows the empty form."""
    return fill(visit, {}, [])


@page("POST", PATH, ACT)
def take_opinion(visit: DeskVisit) -> Response:
    """Keeps the feedback, once however often the form is sent."""
    form = dict(visit.form.pairs)
    given = {name: form.get(name, "") for name in ("kind", "words", "agency", "channel", "language")}
    try:
        ask_intake(visit, "keep opinion", **given, key=form.get("key", "")[:64] or secrets.token_urlsafe(24))
    except NotValid as error:
        wrong = [(fault.field, visit.say(TEXTS[f"wrong_{fault.field}"])) for fault in error.faults]
        return fill(visit, form, wrong, 400)
    return fill(visit, {}, [], done=visit.say(TEXTS["kept"]))


def fill(
    visit: DeskVisit, given: Mapping[str, str], errors: list[tuple[str, str]], status: int = 200, *, done: str = ""
) -> Response:
    """Shows the form with what was filled in."""
    departments = [code for code, each in visit.offer.agencies.items() if each["kind"] == "department"]
    return show(
        visit,
        "counter/feedback.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        status,
        errors=errors,
        given=given,
        done=done,
        key=secrets.token_urlsafe(24),
        kinds=[(kind.value, visit.say(KINDS[kind])) for kind in OFFERED],
        agencies=[("", visit.say(TEXTS["any_agency"])), *((code, name_of_agency(code, visit)) for code in departments)],
        channels=[(code, visit.say(ENTERED[code])) for code in CHANNELS],
        tongues=[(code, name_of_language(code)) for code in spoken(visit)],
    )
