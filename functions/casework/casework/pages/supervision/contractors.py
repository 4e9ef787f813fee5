"""A contractor's scorecard for a month, each figure with the cases behind it."""

from __future__ import annotations

from chalice.app import Response

from casework.oversight.scorecard import scorecard
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.supervision.page import HOME, name_of_agency, say_when
from casework.pages.supervision.texts import COUNTED, TEXTS
from onestop.domain.errors import NotAllowed, NotFound
from onestop.domain.languages import say_decimal, say_percent
from onestop.domain.staff.agency_rights import agency_kind, is_outsider
from onestop.domain.time.days_asked import is_month


@page("GET", f"{HOME}/contractors/{{agency}}", "report")
def show_scorecard(visit: DeskVisit, agency: str) -> Response:
    """Shows a contractor's scorecard. A contractor may read its own, and no other's."""
    if agency_kind(agency, visit.offer) != "contractor":
        raise NotFound("There is no such contractor.", "agency")
    if agency not in visit.staff.agencies and is_outsider(visit.staff.agencies, visit.staff.roles, visit.offer):
        raise NotAllowed("A contractor reads its own report, not another's.", "agency")
    asked = visit.asked("month") or f"{visit.at:%Y-%m}"
    wrong = not is_month(asked)
    card = scorecard(agency, f"{visit.at:%Y-%m}" if wrong else asked, visit.offer)
    return show(
        visit,
        "supervision/scorecard.html",
        f"{visit.say(TEXTS['scorecard'])}: {name_of_agency(agency, visit)}",
        TEXTS,
        400 if wrong else 200,
        errors=[("month", visit.say(TEXTS["month_wrong"]))] if wrong else [],
        card=card,
        asked=asked,
        answers=visit.say_count(COUNTED["answers"], len(card.scores)),
        unasked=visit.say_count(COUNTED["unasked"], card.unasked) if card.unasked else "",
        say_decimal=say_decimal,
        say_percent=say_percent,
        say_when=lambda moment: say_when(moment, visit),
    )
