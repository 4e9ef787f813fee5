"""A work order: a case on paper for the people who go there, with the map and room to write."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Response

from casework.pages.case.qr_codes import qr_code
from casework.pages.case.texts import TEXTS as CASE
from casework.pages.case.view import see_all
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.staff_request import known_reference
from casework.views.recorded_views import look_at_case
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import N_, Phrase
from onestop.runtime.log import logger
from onestop.runtime.settings import setting

TEXTS: Mapping[str, Phrase] = {
    "title": N_("Work order"),
    "printed": N_("Printed {when}"),
    "what_was_done": N_("What was done"),
    "by_whom": N_("By whom, when"),
    "print_now": N_("Print this page with your browser. Everything that is not for paper is left out."),
    "back": N_("Back to the case"),
    "qr": N_("QR code with the address of this case at the desk"),
}


@page("GET", "/desk/cases/{reference}/print", "look")
def show_work_order(visit: DeskVisit, reference: str) -> Response:
    """Shows the case as far as the person who prints it may see it: a look like any other."""
    known = known_reference(reference)
    logger.append_keys(case=known)
    seen = look_at_case(visit.looker, known)
    title = f"{visit.say(TEXTS['title'])} {known}"
    now = say_moment(visit.at, visit.offer.jurisdiction["time_zone"], visit.language)  # read in other years too
    printed = visit.say(TEXTS["printed"]).format(when=now)
    at_the_desk = f"{setting('PUBLIC_URL').rstrip('/')}/desk/cases/{known}"
    code = qr_code(at_the_desk)
    seen_there = see_all(visit, seen)
    return show(
        visit,
        "case/work_order.html",
        title,
        {**CASE, **TEXTS},
        printed=printed,
        qr=code,
        at_the_desk=at_the_desk,
        **seen_there,
    )
