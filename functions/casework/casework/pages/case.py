"""The case on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from chalice.app import Response

from casework.asking import known_reference
from casework.pages.frame import show
from casework.pages.routing import page
from casework.pages.visiting import DeskVisit
from casework.showing import see_case
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.log import logger

TEXTS: Mapping[str, Phrase] = {
    "reference": N_("Reference"),
    "status": N_("Where it stands"),
    "service": N_("Service"),
    "no_service": N_("Not decided yet"),
    "opened": N_("Received on"),
    "due": N_("Due"),
    "priority": N_("Priority"),
    "channel": N_("Channel"),
    "district": N_("District"),
    "place": N_("Place"),
    "said": N_("What the resident said"),
    "answers": N_("Answers"),
    "tasks": NC_("case", "Tasks"),
    "reasons": N_("Why it went this way"),
    "conversation": N_("Conversation"),
    "notes": NC_("case", "Notes"),
    "timeline": N_("What happened so far"),
}


@page("GET", "/desk/cases/{reference}", "look")
def show_case(visit: DeskVisit, reference: str) -> Response:
    """A case, as far as the one who looks may see it; the look is recorded first. For all others there is none."""
    known = known_reference(reference)
    logger.append_keys(case=known)
    case = see_case(visit.looker, known)
    zone = visit.offer.jurisdiction["time_zone"]

    def say_when(moment: str | None) -> str:
        return say_moment(datetime.fromisoformat(moment), zone, visit.language) if moment else ""

    def name_of_agency(code: str) -> str:
        return visit.offer.name_of("agency", code, visit.language)

    return show(
        visit,
        "case.html",
        f"{case['service_name'] or visit.say(TEXTS['no_service'])} {known}",
        TEXTS,
        case=case,
        stands=visit.say(STATUS_WORDS[case["status"]]),
        say_when=say_when,
        name_of_agency=name_of_agency,
    )
