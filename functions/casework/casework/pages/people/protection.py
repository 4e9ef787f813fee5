"""Protects the resident of a case: staff who work on it mark them, at the counter or by telephone, as soon as they
say so; supervisors of the work take the mark away."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Response

from casework.pages.acts.offers import act_of
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.people.preferences import resident_of, ways_of
from casework.people.protect_person import mark_protected, take_mark_away
from onestop.domain.errors import NotAllowed
from onestop.domain.people.person import Person
from onestop.domain.people.protected_people import sees_protected
from onestop.domain.translation import N_, NC_, Phrase

TEXTS: Mapping[str, Phrase] = {
    "title": N_("Protect who the resident is"),
    "lead": N_(
        "For somebody whom another person must not find, such as after violence at home. It holds for all their cases, "
        "those to come too."
    ),
    "what": N_(
        "Only supervisors can then see their contact details. No search by an address or number finds "
        "them, nobody is merged with them, no public list shows their cases, and nobody else in their "
        "home sees them."
    ),
    "place": N_("The place of a request stays: whoever works there needs it. Ask whether it may be their home."),
    "own": N_("Which address or number is read by nobody but them?"),
    "own_hint": N_(
        "Ask the resident. Anyone who proves one of these can see their cases and get answers by text "
        "message and phone. From any other address, nobody (including the resident) can see them."
    ),
    "email": NC_("protection", "Their e-mail address"),
    "sms": NC_("protection", "Their telephone number"),
    "protect": N_("Protect them"),
    "is": N_("The resident is protected."),
    "end": N_("They need no protection any more"),
    "only": N_("Only who supervises the work can take this away."),
    "note": N_("This resident is protected: nobody may learn from us where they are."),
    "note_over": N_("This resident is not protected any more."),
}
PATH = "/desk/cases/{reference}/protection"


@page("GET", PATH, "protect")
def show_protection(visit: DeskVisit, reference: str) -> Response:
    """Shows whether the resident of a case is protected. No address is shown: only which channels there are."""
    seen, person = resident_of(visit, reference)
    return show(
        visit,
        "people/protection.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        case=seen.whole.file.case.reference,
        protected=person.protected_at is not None,
        may_end=may_end(visit),
        ways=[(way, visit.say(TEXTS[way])) for way in proving_ways(visit, person)],
    )


@page("POST", PATH, "protect")
def change_protection(visit: DeskVisit, reference: str) -> Response:
    """Marks the resident as protected, or takes the mark away. Raises NotAllowed."""
    seen, person = resident_of(visit, reference)
    case, act = seen.whole.file.case.reference, act_of(visit)
    wanted = visit.form.text("protected")
    if wanted not in ("yes", "no"):
        return show_protection(visit, reference)
    if wanted == "no":
        if not may_end(visit):
            raise NotAllowed(visit.say(TEXTS["only"]), "role")
        take_mark_away(person.id, case, visit.staff, act, visit.say(TEXTS["note_over"]))
        return go_to(f"/desk/cases/{case}", done="unprotected")
    own = [way for way in proving_ways(visit, person) if way in visit.form.texts("own")]
    mark_protected(person.id, case, own, visit.staff, act, visit.say(TEXTS["note"]))
    return go_to(f"/desk/cases/{case}", done="protected")


def proving_ways(visit: DeskVisit, person: Person) -> list[str]:
    """Returns the channels on which somebody can prove who they are: neither paper nor an app is a proof."""
    return [way for way in ways_of(person, visit.offer) if way in ("email", "sms")]


def may_end(visit: DeskVisit) -> bool:
    """Says whether this member of staff may take the mark away."""
    return sees_protected(visit.staff.agencies, visit.staff.roles, visit.offer)
