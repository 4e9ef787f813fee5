"""Looks: at one case, for supervisors of the work on it; and by the people of an agency, for its supervisor. The
auditor's page covers all agencies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalice.app import Response

from casework.oversight.routes import LOOKS, look_at_audit
from casework.oversight.team_looks import looks_of_colleague
from casework.pages.audit.page import look_line
from casework.pages.audit.texts import PURPOSES
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.supervision.page import agencies_of, name_of_agency, say_when, supervised
from casework.staff.accounts import name_of, names
from casework.staff.colleagues import colleagues_named
from casework.staff_request import known_reference
from onestop.domain.time.days_asked import is_month_or_day
from onestop.domain.translation import N_, NC_, Phrase
from onestop.storage.staff.looks import Look

TEXTS: Mapping[str, Phrase] = {
    "title_case": N_("Who has looked at this case"),
    "title_team": N_("What colleagues have looked at"),
    "lead": N_("What you read here is kept too, as a look of your own."),
    "lists": N_("Lists that showed words of a case are kept under who saw them, not under the case."),
    "agency": N_("Agency"),
    "person": NC_("looked", "Who"),
    "choose": N_("(choose)"),
    "month": N_("Month or day"),
    "month_hint": NC_("looked", "Such as 2026-11 or 2026-11-23; empty for this month."),
    "month_wrong": N_("write the month as in 2026-11, or the day as in 2026-11-23"),
    "find": NC_("a list", "Search"),
    "when": N_("When"),
    "who": N_("Who"),
    "how": NC_("audit", "How"),
    "which": NC_("audit", "Of what"),
    "saw": N_("What was shown"),
    "why": N_("What for"),
    "for_auditor": NC_("looked", "said to the auditor"),
    "nothing": N_("Nothing is kept about this."),
    "older": N_("There is more than is shown. Ask for a month or a day to see it."),
    "older_case": N_("Older looks are kept too. Auditors can see them."),
    "elsewhere": N_("This person works for other agencies too: here are your agency’s lists and their searches only."),
    "back": N_("Back to the case"),
}


@page("GET", "/desk/cases/{reference}/looks", "audit")
def show_looks_at_case(visit: DeskVisit, reference: str) -> Response:
    """Shows who looked at a case, the newest first: reads the case, records this look, and a Query."""
    known = known_reference(reference)
    _, looks, _ = look_at_audit(visit.staff, known, visit.at)
    return show_looks(visit, "title_case", tuple(looks), more=len(looks) == LOOKS, reference=known)


@page("GET", "/desk/supervisor/looks", "audit")
def show_looks_of_team(visit: DeskVisit) -> Response:
    """Shows the form, and what the chosen person looked at in a month or on a day."""
    agency, of, month = supervised(visit, visit.asked("agency")), visit.asked("of"), visit.asked("month").strip()
    wrong = bool(month) and not is_month_or_day(month)
    found = None
    if of and not wrong:
        found = looks_of_colleague(visit.staff, of, agency, month or f"{visit.at:%Y-%m}", visit.at)
    return show_looks(
        visit,
        "title_team",
        found.looks if found else (),
        more=bool(found and found.more),
        errors=[("month", visit.say(TEXTS["month_wrong"]))] if wrong else [],
        found=found,
        agency=agency,
        agencies=[(code, name_of_agency(code, visit)) for code in agencies_of(visit)],
        people=sorted(colleagues_named(agency).items(), key=lambda each: each[1]),
        asked={"of": of, "month": month},
    )


def show_looks(
    visit: DeskVisit,
    title: str,
    looks: tuple[Look, ...],
    *,
    more: bool,
    errors: list[tuple[str, str]] | None = None,
    **values: Any,
) -> Response:
    known = names()
    return show(
        visit,
        "audit/looks.html",
        visit.say(TEXTS[title]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        looks=[line_of(look, visit, known) for look in looks],
        more=more,
        **values,
    )


def line_of(look: Look, visit: DeskVisit, known: Mapping[str, str]) -> dict[str, Any]:
    """Returns a look as a row, without the written purpose of a disclosure, which is for the auditor only."""
    line = look_line(look, visit, known)
    if look.purpose and look.purpose not in PURPOSES:
        line["why"] = visit.say(TEXTS["for_auditor"])
    return {**line, "who": name_of(look.by, known), "when": say_when(look.at, visit)}
