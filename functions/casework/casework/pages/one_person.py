"""All of one person on one page, for whoever answers calls: cases, the line of time, surveys, preferences."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Response

from casework.looking import note_search
from casework.pages.case_words import EVENTS
from casework.pages.channel_words import say_channel
from casework.pages.frame import show
from casework.pages.people import PURPOSE_NAMES
from casework.pages.people import TEXTS as SEARCH
from casework.pages.routing import page
from casework.pages.visiting import DeskVisit
from casework.whole_person import WholePerson, whole_person
from onestop.contracts.staff import PURPOSES
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.errors import NotValid
from onestop.domain.languages import name_of_language
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import N_, Phrase

HOME = "/desk/people/one"
SHOWN = ("status", "contact.name")
TEXTS: Mapping[str, Phrase] = {
    **{name: SEARCH[name] for name in ("person", "person_hint", "purpose", "choose", "find", "nothing", "case")},
    **{name: SEARCH[name] for name in ("service", "no_service", "status", "opened", "wrong_person", "wrong_purpose")},
    "title": N_("All of one person"),
    "lead": SEARCH["lead"],
    "cases": N_("Cases"),
    "newest": N_("The newest {shown} of {of} cases are shown."),
    "line": N_("What passed between us, the newest first"),
    "surveys": N_("What they answered when asked how it went"),
    "no_surveys": N_("They have answered no survey."),
    "prefers": N_("How they want to hear from us"),
    "back": SEARCH["title"],
}


@page("GET", HOME, "find")
def show_whole_form(visit: DeskVisit) -> Response:
    """Asks for whom and what for."""
    return show_whole(visit)


@page("POST", HOME, "find")
def show_one_person(visit: DeskVisit) -> Response:
    """All of one person; that it was asked for is kept first."""
    person, purpose = visit.form.text("person").strip(), visit.form.text("purpose")
    try:
        identities = note_search(visit.staff, person, purpose, visit.at, visit.offer, SHOWN)
    except NotValid as error:
        errors = [(fault.field, visit.say(TEXTS[f"wrong_{fault.field}"])) for fault in error.faults]
        return show_whole(visit, person=person, purpose=purpose, errors=errors)
    return show_whole(visit, person=person, purpose=purpose, found=whole_person(identities))


def show_whole(
    visit: DeskVisit,
    *,
    person: str = "",
    purpose: str = "",
    found: WholePerson | None = None,
    errors: list[tuple[str, str]] | None = None,
) -> Response:
    zone = visit.offer.jurisdiction["time_zone"]
    newest = ""
    if found and found.of > len(found.cases):
        newest = visit.say(TEXTS["newest"]).format(shown=len(found.cases), of=found.of)
    return show(
        visit,
        "people_one.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        person=person,
        purpose=purpose,
        purposes=[(code, visit.say(PURPOSE_NAMES[code])) for code in PURPOSES],
        found=found,
        newest=newest,
        when=lambda at: say_moment(at, zone, visit.language, now=visit.at),
        stands=lambda case: visit.say(STATUS_WORDS[case.status]),
        service=lambda case: visit.offer.name_of("service", case.service, visit.language) if case.service else "",
        what=lambda moment: visit.say(EVENTS[moment.what]),
        channel=lambda code: say_channel(code, visit) if code else "",
        speaks=name_of_language,
        prefers=preferences(found),
    )


def preferences(found: WholePerson | None) -> list[tuple[str, str, str]]:
    """Name, language and channel, each once: a person came with each case."""
    people = found.people if found else ()
    return list(dict.fromkeys((each.name or "", each.language, each.channel() or "") for each in people))
