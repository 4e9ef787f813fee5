"""The page for people with one address who may be one person: shown with the evidence, merged by
staff, and unmerged. The address and the purpose are asked each time, and each search is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chalice.app import Response

from casework.oversight.look_records import note_search
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.people.search import PURPOSE_NAMES
from casework.pages.people.search import TEXTS as SEARCH
from casework.people.same_people import SHOWN, FoundPeople, merge_found, note_others, people_of, take_apart
from onestop.contracts.staff import PURPOSES
from onestop.domain.errors import NotFound, NotPossible, NotValid
from onestop.domain.translation import N_, NC_, Phrase

HOME = "/desk/people/same"
ACT = "same_person"
TEXTS: Mapping[str, Phrase] = {
    "title": N_("People who may be one"),
    "lead": N_(
        "Who brought cases with this address or number, and who may be one of them. What you see and do here is kept "
        "for the auditor."
    ),
    "person": SEARCH["person"],
    "person_hint": SEARCH["person_hint"],
    "purpose": SEARCH["purpose"],
    "choose": SEARCH["choose"],
    "find": SEARCH["find"],
    "wrong_person": SEARCH["wrong_person"],
    "wrong_purpose": SEARCH["wrong_purpose"],
    "wrong_merged": N_("These two records have changed since this page was loaded. Please search again."),
    "nobody": N_("No person was found for this."),
    "known": N_("Who brought cases"),
    "no_name": N_("no name"),
    "proposed": N_("May be one person"),
    "none_proposed": N_("Nothing speaks for two of them being one."),
    "why": N_("What speaks for it"),
    "stays": N_("stays"),
    "one": N_("They are one person"),
    "one_hint": N_("Letters about the cases of both then go to the person who is kept. This can be undone."),
    "merged": N_("Merged before"),
    "undo": N_("Take apart again"),
    "done": N_("They are one person now."),
    "undone": N_("They are two people again, as before."),
    "more": N_("More people have this address than are shown."),
    "back": NC_("desk", "Find a person"),
}


@page("GET", HOME, ACT)
def show_same_form(visit: DeskVisit) -> Response:
    return show_same(visit)


@page("POST", HOME, ACT)
def show_who_may_be_one(visit: DeskVisit) -> Response:
    """Shows who brought cases with an address, and which of them may be one person."""
    return searched(visit, lambda found: None, "")


@page("POST", f"{HOME}/merging", ACT)
def merge_found_people(visit: DeskVisit) -> Response:
    """Merges two of the people found."""
    merged, stays = visit.form.text("merged"), visit.form.text("stays")
    return searched(visit, lambda found: merge_found(found, merged, stays, visit.staff, visit.at), "done")


@page("POST", f"{HOME}/unmerging", ACT)
def unmerge_found_person(visit: DeskVisit) -> Response:
    """Unmerges somebody who was merged by mistake."""
    merged = visit.form.text("merged")
    return searched(visit, lambda found: take_apart(found, merged, visit.staff, visit.at), "undone")


def searched(visit: DeskVisit, do: Callable[[FoundPeople], None], done: str) -> Response:
    """Records the search, finds the people, does it, and shows them as they are afterwards."""
    person, purpose = visit.form.text("person").strip(), visit.form.text("purpose")
    try:
        identities = note_search(visit.staff, person, purpose, visit.at, visit.offer, SHOWN)
        found = people_of(identities, visit.say)
        do(found)
        if done:
            found = people_of(identities, visit.say)
        note_others(found, visit.staff, purpose, visit.at)
    except NotValid as error:
        errors = [(fault.field, visit.say(TEXTS[f"wrong_{fault.field}"])) for fault in error.faults]
        return show_same(visit, person=person, purpose=purpose, errors=errors)
    except (NotPossible, NotFound):
        wrong = [("person", visit.say(TEXTS["wrong_merged"]))]
        return show_same(visit, person=person, purpose=purpose, errors=wrong)
    return show_same(visit, person=person, purpose=purpose, found=found, done=done)


def show_same(
    visit: DeskVisit,
    *,
    person: str = "",
    purpose: str = "",
    found: FoundPeople | None = None,
    done: str = "",
    errors: list[tuple[str, str]] | None = None,
) -> Response:
    return show(
        visit,
        "people/same_person.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        person=person,
        purpose=purpose,
        purposes=[(code, visit.say(PURPOSE_NAMES[code])) for code in PURPOSES],
        found=found,
        done=visit.say(TEXTS[done]) if done else "",
    )
