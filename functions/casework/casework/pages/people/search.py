"""Finds the cases of a person, by e-mail address or telephone number, for staff who answer calls: a purpose is
required, and who searched for whom is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalice.app import Response

from casework.oversight.look_records import note_search
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.people.find_cases import cases_with
from onestop.contracts.staff import PURPOSES
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.errors import NotValid
from onestop.domain.staff.permissions import may
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import N_, NC_, Phrase

PURPOSE_NAMES: Mapping[str, Phrase] = {
    "caller": N_("They ask about the status"),
    "same_need": N_("Their need may be known already"),
    "complaint": N_("A complaint"),
    "own_records": N_("They ask what is kept about them"),
    "audit": N_("An audit"),
}
TEXTS: Mapping[str, Phrase] = {
    "title": N_("Find a person's cases"),
    "lead": N_("That you searched, for whom and what for, is kept for the auditor."),
    "person": N_("Email address or telephone number"),
    "person_hint": N_("Whole, as they say it"),
    "purpose": N_("What for?"),
    "choose": N_("Choose one"),
    "find": NC_("a list", "Search"),
    "wrong_person": N_("Write an e-mail address or a telephone number, whole."),
    "wrong_purpose": N_("Say what you search for."),
    "nothing": N_("No case was found for this. They may have used another address or number."),
    "more": N_("They have brought more cases. The newest {shown} are shown."),
    "case": NC_("desk", "Case"),
    "service": N_("Service"),
    "no_service": N_("Not decided yet"),
    "status": N_("Where it stands"),
    "agency": N_("Agency"),
    "opened": N_("Received on"),
    "same": N_("Who may be one person"),
    "whole": N_("All of one person"),
    "acting": N_("Who may act for a person"),
}


@page("GET", "/desk/people", "find")
def show_form(visit: DeskVisit) -> Response:
    """Asks for the person and the purpose. The form is sent as a body, so nobody's address appears in a URL."""
    return show_search(visit)


@page("POST", "/desk/people", "find")
def find_person(visit: DeskVisit) -> Response:
    """Shows the cases of a person, newest first: the search is recorded before anything is read."""
    person, purpose = visit.form.text("person").strip(), visit.form.text("purpose")
    try:
        identities = note_search(visit.staff, person, purpose, visit.at, visit.offer)
    except NotValid as error:
        errors = [(fault.field, visit.say(TEXTS[f"wrong_{fault.field}"])) for fault in error.faults]
        return show_search(visit, person=person, purpose=purpose, errors=errors)
    zone, brought = visit.offer.jurisdiction["time_zone"], cases_with(identities, visit.offer, visit.language)
    found = [
        {
            **case,
            "stands": visit.say(STATUS_WORDS[case["status"]]),
            "agency_name": visit.offer.name_of("agency", case["agency"], visit.language) if case["agency"] else "",
            "opened": say_moment(datetime.fromisoformat(case["opened_at"]), zone, visit.language, now=visit.at),
        }
        for case in brought["cases"]
    ]
    return show_search(visit, person=person, purpose=purpose, found=found, more=brought["more"])


def show_search(
    visit: DeskVisit,
    *,
    person: str = "",
    purpose: str = "",
    found: list[dict[str, Any]] | None = None,
    more: bool = False,
    errors: list[tuple[str, str]] | None = None,
) -> Response:
    return show(
        visit,
        "people/search.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        person=person,
        purpose=purpose,
        purposes=[(code, visit.say(PURPOSE_NAMES[code])) for code in PURPOSES],
        found=found,
        more=visit.say(TEXTS["more"]).format(shown=len(found)) if found and more else "",
        may_look=may(visit.staff.roles, "look"),
        may_represent=may(visit.staff.roles, "represent"),
        may_merge=may(visit.staff.roles, "same_person"),
    )
