"""Applications at the counter and on the telephone: one that somebody has begun is opened by its reference and the
code that they read out, or a new one is begun for them. The pages are the ones that residents use, and record who
filled them in (docs/decisions/0050)."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chalice.app import Response

from casework.operations.deployed import functions
from casework.pages.channel_words import ENTERED, say_channel
from casework.pages.counter.texts import CONSENTS
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.frame import show, spoken
from casework.pages.local_times import say_day
from onestop.domain.applications.filled_in_by_staff import CHANNELS
from onestop.domain.applications.filled_in_by_staff import CONSENTS as AGREED
from onestop.domain.errors import Fault, NotFound, NotPossible, NotValid
from onestop.domain.languages import name_of_language
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.errands import send_errand
from onestop.runtime.pages.posted_forms import ShownErrors

PATH = "/desk/applications"
ACT = "entries"
LONGEST = 200
TEXTS: Mapping[str, Phrase] = {
    "title": NC_("desk", "Applications"),
    "lead": N_("That you help, with what and how they agreed is kept with the application."),
    "papers": N_("Came on paper, to be compared and completed"),
    "confirm": N_("Compare and complete"),
    "no_paper": N_("This is not there any more."),
    "open_title": N_("Somebody has begun one"),
    "reference": NC_("of an application", "Reference"),
    "code": N_("Code"),
    "code_hint": N_("They read it out, or show it to you. Do not ask for it by e-mail."),
    "came_by": N_("How they came"),
    "consent": N_("How they agreed"),
    "open": NC_("button", "Open it"),
    "begin_title": N_("Begin one for somebody"),
    "name": N_("For whom"),
    "service": N_("Service"),
    "choose": N_("Choose one"),
    "language": N_("Language of the resident"),
    "begin": NC_("button", "Begin"),
    "wrong_code": N_("There is no application with this reference and code. Check both."),
    "wrong_service": N_("Choose what they apply for."),
    "wrong_name": N_("Write down for whom it is, in at most 200 letters."),
    "wrong_consent": N_("Say how they agreed."),
    "wrong_channel": N_("Choose how they came."),
    "closed": N_("This application was sent, or is over. Nothing can be changed in it."),
}
PAPER = f"{PATH}/paper"
ERRAND_OF = {"open": "help with", "begin": "begin for"}


@page("GET", PATH, ACT)
def show_empty(visit: DeskVisit) -> Response:
    """Shows both forms, empty."""
    return show_forms(visit, SentFields(()))


@page("POST", f"{PATH}/open", ACT)
def open_application_by_code(visit: DeskVisit) -> Response:
    """Opens the application whose reference and code somebody has."""
    form = visit.form
    sent = {"reference": form.text("reference")[:LONGEST], "code": form.text("opens")[:LONGEST]}
    return help_out(visit, "open", sent)


@page("POST", f"{PATH}/begin", ACT)
def begin_one(visit: DeskVisit) -> Response:
    """Begins an application, once however often the form is sent."""
    form = visit.form
    sent = {name: form.text(name)[:LONGEST] for name in ("service", "language", "key")}
    sent["whom"] = form.text("name")[: LONGEST + 1]
    return help_out(visit, "begin", sent)


@page("POST", PAPER, ACT)
def take_paper(visit: DeskVisit) -> Response:
    """Opens one that came on paper, to be compared with the paper and completed."""
    try:
        done = send_errand(
            functions()["Applications"],
            "take paper",
            visit.staff,
            visit.at,
            reference=visit.form.text("paper")[:LONGEST],
        )
    except NotFound:
        return show_forms(visit, visit.form, [("papers", visit.say(TEXTS["no_paper"]))], 404)
    except NotPossible:
        return show_forms(visit, visit.form, [("papers", visit.say(TEXTS["closed"]))], 409)
    return go_to(done["there"])


def help_out(visit: DeskVisit, which: str, sent: dict[str, str]) -> Response:
    """Has intake do it, and goes on to its pages; or shows the form again with what is wrong."""
    told = {name: visit.form.text(f"{which}_{name}") for name in ("channel", "consent")}
    try:
        name = functions()["Applications"]
        done: dict[str, str] = send_errand(name, ERRAND_OF[which], visit.staff, visit.at, **sent, **told)
    except NotFound:
        return show_forms(visit, visit.form, [("opens", visit.say(TEXTS["wrong_code"]))], 404)
    except NotPossible:
        return show_forms(visit, visit.form, [("opens", visit.say(TEXTS["closed"]))], 409)
    except NotValid as error:
        return show_forms(visit, visit.form, say_faults(error.faults, which, visit), 400)
    return go_to(done["there"])


def say_faults(faults: Iterable[Fault], which: str, visit: DeskVisit) -> ShownErrors:
    """Returns what is wrong, by field; fields that both forms have are told apart by the form's name."""
    both = ("channel", "consent")
    return [
        (f"{which}_{fault.field}" if fault.field in both else fault.field, visit.say(TEXTS[f"wrong_{fault.field}"]))
        for fault in faults
    ]


def show_forms(visit: DeskVisit, form: SentFields, errors: ShownErrors | None = None, status: int = 200) -> Response:
    """Shows the page with what was typed."""
    services = [each for each in visit.offer.services.values() if each.get("form")]
    choices: dict[str, Any] = {
        "channels": [(code, visit.say(ENTERED[code])) for code in CHANNELS],
        "consents": [(code, visit.say(CONSENTS[code])) for code in AGREED],
        "services": [(each["code"], visit.say(each["name"])) for each in services],
        "tongues": [(code, name_of_language(code)) for code in spoken(visit)],
    }
    title = visit.say(TEXTS["title"])
    came = send_errand(functions()["Applications"], "list papers", visit.staff, visit.at)
    choices["papers"] = [
        {
            "reference": each["reference"],
            "service": visit.offer.name_of("service", each["service"], visit.language),
            "channel": say_channel(each["channel"], visit),
            "came": each["came"],
            "day": say_day(datetime.fromisoformat(each["came"]), visit),
        }
        for each in came
    ]
    key = form.text("key") or secrets.token_urlsafe(24)
    return show(visit, "counter/applications.html", title, TEXTS, status, errors=errors, form=form, key=key, **choices)
