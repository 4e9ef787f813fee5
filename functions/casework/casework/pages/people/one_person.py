"""All of one person on one page, for staff who answer calls: cases, timeline, surveys, preferences, identities; and
at the counter, a document that they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from chalice.app import Response

from casework.oversight.look_records import note_search
from casework.pages.case.words import EVENTS
from casework.pages.channel_words import say_channel
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.people.one_person_view import by_name, consents_shown, known_by, preferences, restricted, say_home
from casework.pages.people.search import PURPOSE_NAMES
from casework.pages.people.texts import NEWEST, TEXTS
from casework.people.households import homes_of, note_homes
from casework.people.prove_home import at_home
from casework.people.whole_person import WholePerson, whole_person
from onestop.contracts.staff import PURPOSES
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.errors import NotValid
from onestop.domain.languages import name_of_language
from onestop.domain.people.identities import DOCUMENTS, HOME_DOCUMENTS
from onestop.domain.staff.permissions import may
from onestop.domain.time.dates import say_moment

HOME = "/desk/people/one"
SHOWN = ("status", "contact.name")
TYPED = ("who", "document", "number", "corrects", "new_name", "new_email", "new_phone")  # shown again if refused


@page("GET", HOME, "find")
def show_whole_form(visit: DeskVisit) -> Response:
    """Asks for the person and the purpose."""
    return show_whole(visit)


@page("POST", HOME, "find")
def show_one_person(visit: DeskVisit) -> Response:
    """Shows all of one person; the search is recorded first."""
    return searched(visit, lambda found, identities: None)


def searched(visit: DeskVisit, do: Callable[[WholePerson, Sequence[str]], str | None]) -> Response:
    """Records the search, finds the person, does something, and shows the person as they are afterwards."""
    person, purpose = visit.form.text("person").strip(), visit.form.text("purpose")
    found, done = None, None
    errors: list[tuple[str, str]] = []
    try:
        identities = note_search(visit.staff, person, purpose, visit.at, visit.offer, SHOWN)
        found = whole_person(identities)
        if done := do(found, identities):
            found = whole_person(identities)
    except NotValid as error:
        errors = [(fault.field, visit.say(TEXTS[f"wrong_{fault.field}"])) for fault in error.faults]
    typed = {name: visit.form.text(name) for name in TYPED} if errors else {}
    return show_whole(visit, person=person, purpose=purpose, found=found, errors=errors, done=done, typed=typed)


def show_whole(
    visit: DeskVisit,
    *,
    person: str = "",
    purpose: str = "",
    found: WholePerson | None = None,
    errors: list[tuple[str, str]] | None = None,
    done: str | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    zone = visit.offer.jurisdiction["time_zone"]
    homes = homes_of(found) if found else []
    note_homes(homes, found or WholePerson(), visit.staff, purpose, visit.at)
    newest = ""
    if found and found.of > len(found.cases):
        newest = visit.say_count(NEWEST, found.of, shown=len(found.cases))
    return show(
        visit,
        "people/one_person.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        person=person,
        purpose=purpose,
        typed=dict.fromkeys(TYPED, "") | dict(typed or {}),
        purposes=[(code, visit.say(PURPOSE_NAMES[code])) for code in PURPOSES],
        found=found,
        done=done,
        newest=newest,
        when=lambda at: say_moment(at, zone, visit.language, now=visit.at),
        stands=lambda case: visit.say(STATUS_WORDS[case.status]),
        service=lambda case: visit.offer.name_of("service", case.service, visit.language) if case.service else "",
        what=lambda moment: visit.say(EVENTS[moment.what]),
        channel=lambda code: say_channel(code, visit) if code else "",
        speaks=name_of_language,
        prefers=preferences(found),
        restricted=restricted(found, visit),
        known_by=[known_by(each, found, visit) for each in found.known_by] if found else [],
        consents=consents_shown(found, visit) if found else [],
        may_consent=may(visit.staff.roles, "consent"),
        may_prove=may(visit.staff.roles, "prove"),
        named=by_name(found.people if found else ()),
        at_home=by_name(at_home(found) if found else ()),
        homes=[say_home(home, visit) for home in homes],
        home_documents=[(code, visit.say(name)) for code, name in HOME_DOCUMENTS.items()],
        documents=[(code, visit.say(name)) for code, name in DOCUMENTS.items()],
    )
