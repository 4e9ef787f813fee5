"""Cases in which colleagues named somebody in a note: the list, what the script proposes while a name is typed, and the
message about a name that nobody has. The list is kept with the sessions of its owner, which each page reads
anyway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import msgspec
from chalice.app import Response

from casework.acts.named_colleagues import MOST_IN_A_NOTE, NOBODY, NamedStaff, find_named, tell_named
from casework.pages.case.words import CaseWords
from casework.pages.declare_page import page
from casework.pages.desk_addresses import desk_address
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.inbox.texts import VIEW_NAMES
from casework.staff.colleagues import colleagues_named
from onestop.domain.cases.case import CaseFile
from onestop.domain.languages import say_list
from onestop.domain.staff.named_colleagues import MOST, NamedInNote, unlooked, with_look
from onestop.domain.translation import N_, NC_, NP_, Phrase, Plural
from onestop.storage.staff.desk_sessions import change_sessions

TEXTS: Mapping[str, Phrase] = {
    "title": NC_("tasks", "Where I am named"),
    "lead": N_("Colleagues wrote your name in a note of these cases. The last {most} are kept."),
    "nothing": N_("Nobody has named you in a note yet. Write @ and a colleague's name in a note to name them."),
    "views": N_("Lists"),
    "took_part": NC_("tasks", "I took part"),
    "case": NC_("desk", "Case"),
    "who": NC_("named", "Who named you"),
    "when": NC_("tasks", "When"),
    "unlooked": NC_("named", "not looked at yet"),
}
TOO_MANY: Plural = NP_("Name {count} colleague at most in one note.", "Name {count} colleagues at most in one note.")
COMPLAINTS: Mapping[str, Phrase] = {
    "unknown": N_("Nobody called {names} may see this case. Correct the name, or write it without the @."),
    "not_asked": N_("Who works here cannot be asked just now. Send it again later, or write names without the @."),
}


@page("GET", "/desk/named", "list")
def show_named(visit: DeskVisit) -> Response:
    """Shows the cases in which one was named, the newest first: reads only the session. No words of residents are in
    it, so it is not a look."""
    words = CaseWords(visit)
    return show(
        visit,
        "inbox/named.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        views=[(visit.say(name), desk_address("/desk", view=code)) for code, name in VIEW_NAMES.items()],
        lead=visit.say(TEXTS["lead"]).format(most=MOST),
        lines=[
            {
                "reference": each.reference,
                "service": visit.offer.name_of("service", each.service, visit.language),
                "by": words.who(each.by),
                "at": each.at.isoformat(),
                "when": words.when(each.at),
                "fresh": each.looked_at is None,
            }
            for each in named_of(visit)
        ],
    )


@page("GET", "/desk/names", "notes", by_itself=True)
def send_names(visit: DeskVisit) -> Response:
    """Sends the colleagues of one's own agencies, for the script to propose while a name is typed: reads the
    session, and makes one call to Cognito for each agency every few minutes."""
    found = {name for agency in sorted(visit.staff.agencies) for name in colleagues_named(agency).values()}
    body = msgspec.json.encode({"names": sorted(found)}).decode()
    return Response(body=body, headers={"Content-Type": "application/json"})


def named_of(visit: DeskVisit) -> tuple[NamedInNote, ...]:
    return visit.signed_in.known.named if visit.signed_in else ()


def count_named(visit: DeskVisit) -> int:
    """Counts the cases in which somebody was named and that they have not looked at since."""
    return unlooked(named_of(visit))


def note_look(visit: DeskVisit, reference: str) -> None:
    """Notes that somebody looked at a case in which they were named: one call, and none for any other case."""
    if visit.signed_in and any(each.reference == reference and not each.looked_at for each in named_of(visit)):
        change_sessions(
            visit.signed_in.known, lambda known: replace(known, named=with_look(known.named, reference, visit.at))
        )


def named_in_note(visit: DeskVisit, reference: str, text: object) -> NamedStaff:
    """Finds the colleagues whom a note names."""
    return find_named(text, reference, visit.staff, visit.offer, visit.at) if isinstance(text, str) else NOBODY


def complaint_about(visit: DeskVisit, found: NamedStaff) -> str:
    """Says what is wrong with the names in a note; empty if each is somebody's."""
    if not found.asked:
        return visit.say(COMPLAINTS["not_asked"])
    if len(found.unknown) > MOST_IN_A_NOTE:
        return visit.say_count(TOO_MANY, MOST_IN_A_NOTE)
    if found.unknown:
        names = say_list([f"@{name}" for name in found.unknown], visit.language)
        return visit.say(COMPLAINTS["unknown"]).format(names=names)
    return ""


def tell_colleagues(visit: DeskVisit, found: NamedStaff, file: CaseFile) -> None:
    """Puts the case on the lists of those who were named."""
    named = NamedInNote(reference=file.case.reference, by=visit.staff.actor, at=visit.at, service=file.case.service)
    tell_named(found.people, named)
