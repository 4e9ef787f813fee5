"""Feedback that came without a case, for supervisors of the agency that should read it; redacted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from chalice.app import Response

from casework.pages.channel_words import say_channel
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.supervision.page import HOME, agencies_of, name_of_agency, say_when
from onestop.domain.languages import name_of_language
from onestop.domain.surveys.feedback import NOBODY
from onestop.domain.time.days_asked import is_month
from onestop.domain.translation import N_, NC_, Phrase
from onestop.storage.surveys.feedback import feedback_for

TEXTS: Mapping[str, Phrase] = {
    "title": N_("What people say about us without a case"),
    "lead": N_(
        "Said without a case, and without a name; personal data is taken out. Complaints about your own people are not "
        "here: another agency reads them."
    ),
    "month": N_("Month"),
    "month_hint": N_("As in 2026-11"),
    "month_wrong": N_("write the month as in 2026-11"),
    "find": NC_("a list", "Search"),
    "nothing": N_("Nothing was said in this month."),
    "about": N_("About the page {page}"),
    "praise": N_("Praise"),
    "idea": N_("An idea"),
    "complaint": N_("A complaint about a service"),
    "staff": N_("A complaint about somebody who works for us"),
    "page": N_("Something about this page"),
    "administrators": N_("For administrators alone"),
    "back": N_("Back to the supervisor’s page"),
}


@page("GET", f"{HOME}/feedback", "assign_others")
def show_feedback(visit: DeskVisit) -> Response:
    """Shows a month of feedback, the newest first, with counts for each kind and page: a Query for each agency."""
    asked = visit.asked("month") or f"{visit.at:%Y-%m}"
    wrong = not is_month(asked)
    month = visit.at if wrong else datetime.fromisoformat(f"{asked}-01T00:00Z")
    agencies = [*agencies_of(visit), *([NOBODY] if visit.staff.reads_all else [])]
    found = [each for agency in agencies for each in feedback_for(agency, month)]
    counts = Counter((visit.say(TEXTS[each.kind]), each.about) for each in found)
    return show(
        visit,
        "insights/feedback.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if wrong else 200,
        errors=[("month", visit.say(TEXTS["month_wrong"]))] if wrong else [],
        asked=asked,
        counts=[(kind, about, count) for (kind, about), count in sorted(counts.items())],
        overview=HOME,
        said=[
            {
                "kind": visit.say(TEXTS[each.kind]),
                "at": each.at,
                "when": say_when(each.at, visit),
                "words": each.words,
                "language": each.language,
                "tongue": name_of_language(each.language),
                "channel": say_channel(each.channel, visit),
                "about": each.about,
                "agency": name_of_agency(each.agency, visit) if each.agency else "",
                "reader": name_of_agency(each.goes_to, visit) if each.goes_to else visit.say(TEXTS["administrators"]),
            }
            for each in sorted(found, key=lambda each: each.at, reverse=True)
        ],
    )
