"""Mandates: who may act for a person. Shown to reception for a purpose, entered from papers, and ended when papers
say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from chalice.app import Response

from casework.oversight.look_records import note_search
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.people.one_person_view import by_name
from casework.pages.people.search import PURPOSE_NAMES
from casework.pages.people.search import TEXTS as SEARCH
from casework.pages.people.texts import TEXTS as ONE
from casework.people.mandates import AskedMandate, end_mandate, keep_asked
from casework.people.whole_person import WholePerson, whole_person
from onestop.contracts.staff import PURPOSES
from onestop.domain.errors import NotFound, NotValid
from onestop.domain.people.mandates import KIND_WORDS, MAY_WORDS, Mandate, in_force
from onestop.domain.time.dates import say_calendar_day
from onestop.domain.translation import N_, NC_, Phrase
from onestop.storage.people.mandates import mandates_for

HOME = "/desk/people/acting"
ACT = "represent"
SHOWN = ("contact.name", "representatives")
FIELDS = ("who", "holder", "holder_name", "kind", "may", "last")
TEXTS: Mapping[str, Phrase] = {
    **{name: SEARCH[name] for name in ("person", "person_hint", "purpose", "choose", "find", "lead", "nothing")},
    **{name: SEARCH[name] for name in ("wrong_person", "wrong_purpose")},
    "title": N_("Who may act for a person"),
    "acting": N_("Who acts for them"),
    "none": N_("Nobody acts for them."),
    "line": NC_("mandate", "{name} for {represented}: {kind}; may {may}, until {day}"),
    "end": N_("End it now"),
    "new": N_("Somebody may act for them"),
    "new_hint": N_("Look at the papers first: a birth certificate, a decision of a court, a power of attorney."),
    "who": N_("For whom?"),
    "holder": N_("E-mail address or telephone number of the person who acts"),
    "holder_hint": N_("They prove it by a code at All my cases, and find there what they may see."),
    "holder_name": N_("Name of the person who acts"),
    "kind": NC_("mandate", "As what?"),
    "may": NC_("mandate", "What may they do?"),
    "last": N_("Last day"),
    "last_hint": N_("As the papers say. A guardian: the day before the child is of age."),
    "keep": N_("Keep this"),
    "kept": N_("It is kept: from now on they find these cases when they prove their address."),
    "ended": N_("It has ended: they see nothing of these cases any more."),
    "wrong_who": N_("Choose for whom."),
    "wrong_holder": N_("Write an address or number of another person, whole; ten may act for one person."),
    "wrong_holder_name": N_("Write the name of the person who acts."),
    "wrong_kind": N_("Choose as what they act."),
    "wrong_may": N_("Choose what they may do."),
    "wrong_last": N_(
        "Choose a day to come: at most 18 years for a guardian, 5 by a power of attorney, 3 for a business."
    ),
    "back": SEARCH["title"],
}


@page("GET", HOME, ACT)
def show_acting_form(visit: DeskVisit) -> Response:
    return show_acting(visit)


@page("POST", HOME, ACT)
def show_who_acts(visit: DeskVisit) -> Response:
    """Shows who may act for a person; the search is recorded first."""
    return searched(visit, lambda found, identities: "")


@page("POST", f"{HOME}/new", ACT)
def add_mandate(visit: DeskVisit) -> Response:
    """Adds a mandate for one of the people who were found."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        asked = AskedMandate(**{name: visit.form.text(name) for name in FIELDS})
        keep_asked(found, identities, asked, visit.staff, visit.at, today(visit), visit.offer)
        return "kept"

    return searched(visit, do)


@page("POST", f"{HOME}/end", ACT)
def end_one(visit: DeskVisit) -> Response:
    """Ends a mandate."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        holder, represented = visit.form.text("holder"), visit.form.text("represented")
        end_mandate(identities, holder, represented, visit.staff, visit.at, today(visit))
        return "ended"

    return searched(visit, do)


def searched(visit: DeskVisit, do: Callable[[WholePerson, Sequence[str]], str]) -> Response:
    person, purpose = visit.form.text("person").strip(), visit.form.text("purpose")
    found, done = None, ""
    identities: Sequence[str] = ()
    errors: list[tuple[str, str]] = []
    try:
        identities = note_search(visit.staff, person, purpose, visit.at, visit.offer, SHOWN)
        found = whole_person(identities)
        done = do(found, identities)
    except NotValid as error:
        errors = [(fault.field, visit.say(TEXTS[f"wrong_{fault.field}"])) for fault in error.faults]
    except NotFound:
        errors = [("holder", visit.say(TEXTS["none"]))]
    return show_acting(
        visit, person=person, purpose=purpose, found=found, identities=identities, errors=errors, done=done
    )


def show_acting(
    visit: DeskVisit,
    *,
    person: str = "",
    purpose: str = "",
    found: WholePerson | None = None,
    identities: Sequence[str] = (),
    errors: list[tuple[str, str]] | None = None,
    done: str = "",
) -> Response:
    acting = in_force(mandates_for(identities[0]), today(visit)) if found and found.cases else []
    return show(
        visit,
        "people/acting_for.html",
        visit.say(TEXTS["title"]),
        {**ONE, **TEXTS},
        400 if errors else 200,
        errors=errors,
        person=person,
        purpose=purpose,
        purposes=[(code, visit.say(PURPOSE_NAMES[code])) for code in PURPOSES],
        found=found,
        done=visit.say(TEXTS[done]) if done else "",
        acting=[(each.holder, each.represented_name, say_mandate(each, visit)) for each in acting],
        named=by_name(found.people if found else ()),
        kinds=[(kind.value, visit.say(words)) for kind, words in KIND_WORDS.items()],
        mays=[(may.value, visit.say(words)) for may, words in MAY_WORDS.items()],
        typed={name: visit.form.text(name) if errors else "" for name in FIELDS} if visit.form else {},
    )


def say_mandate(mandate: Mandate, visit: DeskVisit) -> str:
    """Returns a mandate in words."""
    return visit.say(TEXTS["line"]).format(
        name=mandate.holder_name,
        represented=mandate.represented_name,
        kind=visit.say(KIND_WORDS[mandate.kind]),
        may=visit.say(MAY_WORDS[mandate.may]),
        day=say_calendar_day(mandate.last, visit.language),
    )


def today(visit: DeskVisit) -> date:
    return visit.at.astimezone(ZoneInfo(visit.offer.jurisdiction["time_zone"])).date()
