"""Other work of an agency near a case: a need that was brought twice is found, linked or joined from here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalice.app import Response

from casework.acts.attachments import seen_of
from casework.pages.acts.form_view import show_offer
from casework.pages.acts.offers import TriedOn, offer_of
from casework.pages.acts.table import FORMS
from casework.pages.acts.words import FORM_TEXTS
from casework.pages.case.same_need_words import alike_near, say_why
from casework.pages.case.words import TASK_STATUS, CaseWords
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.frame import show
from casework.views.recorded_views import see_tasks
from casework.views.task_lists import Search
from onestop.domain.cases.case import CaseFile
from onestop.domain.staff.sight import Sight
from onestop.domain.translation import N_, NC_, Phrase

if TYPE_CHECKING:
    from onestop.domain.again.earlier_needs import Alike

METRES = 300.0
MOST = 50
TEXTS: Mapping[str, Phrase] = {
    "title": N_("Similar and nearby cases"),
    "lead": N_("What your agency has open within 300 metres: what may be the same first, then the same service."),
    "nothing": N_("Nothing else of your agency is open near here."),
    "no_place": N_("Nobody knows where this case is, or it is not yours to see: nothing can be near it."),
    "same": N_("the same service"),
    "link": NC_("act", "Link with this case"),
    "merge": NC_("act", "Join this case with it"),
    "back": N_("Back to the case"),
}


@page("GET", "/desk/cases/{reference}/nearby", "look")
def show_nearby(visit: DeskVisit, reference: str) -> Response:
    """Shows the open tasks of their agency around a case, first those that may be the same need: reads the session, the
    case, one Query, and one more to compare. The words that it shows are a look, recorded like a page of the inbox."""
    whole, sight = seen_of(visit.staff, reference, visit.offer, visit.at)
    file = whole.file
    agency = next((task.agency for task in sight.tasks if task.agency in visit.staff.agencies), None)
    place = file.request.place if "place" in sight.fields else None
    known = place is not None and place.lat is not None and place.long is not None
    found: list[dict[str, Any]] = []
    alike: Mapping[str, Alike] = {}
    if place and place.lat is not None and place.long is not None and agency:
        search = Search((), (place.lat, place.long), METRES)
        tasks = see_tasks(visit.looker, "all", agency, search, MOST, None)["tasks"]
        others = {task["reference"]: task for task in tasks if task["reference"] != file.case.reference}
        alike = alike_near(visit, file) if others else {}
        found = [{**task, **near_words(visit, file, sight, task, alike)} for task in others.values()]
    return show(
        visit,
        "case/nearby.html",
        visit.say(TEXTS["title"]),
        {**FORM_TEXTS, **TEXTS},
        reference=file.case.reference,
        version=file.case.version,
        key=secrets.token_urlsafe(24),
        known=known,
        found=sorted(found, key=lambda each: (-each["percent"], not each["same"])),
    )


def near_words(
    visit: DeskVisit, file: CaseFile, sight: Sight, task: Mapping[str, Any], alike: Mapping[str, Alike]
) -> dict[str, Any]:
    """Returns one task of the list in words, with the forms that link it or join the two cases, if they may be sent."""
    standing = TriedOn(visit=visit, file=file, task=None)
    forms = {}
    for name, field in (("link", "reference"), ("merge", "into")):
        offer = offer_of(FORMS[name], standing) if sight.may_act else None
        forms[name] = offer and show_offer(visit, file, offer, SentFields(((field, task["reference"]),)))
    known = alike.get(task["reference"])
    return {
        "percent": known.percent if known else 0,
        "why": say_why(visit, known.percent, known.reasons) if known else "",
        "same": task["service_code"] == file.case.service,
        "stands": visit.say(TASK_STATUS[task["status"]]),
        "opened": CaseWords(visit).when(task["opened_at"]),
        "forms": forms,
    }
