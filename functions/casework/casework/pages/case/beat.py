"""Updates for an open page of a case, at intervals: whether the case has changed, and who else is looking.

This is not a look at the case, because none of its content is returned. A script asks; without one a page stays as it
was loaded.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

import msgspec
from chalice.app import Response

from casework.acts.carry_out import check_sees
from casework.pages.case.texts import TEXTS
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.staff_request import known_reference
from onestop.domain.languages import say_list
from onestop.domain.staff.agency_rights import is_outsider
from onestop.storage.cases.presence import Present, keep_present, present_at
from onestop.storage.cases.read_case import load_file

NOTED_EVERY = timedelta(seconds=25)  # pages ask every half minute, each by its own clock
GONE_AFTER = timedelta(seconds=75)


@page("GET", "/desk/cases/{reference}/beat", "look", by_itself=True)
def tell_news(visit: DeskVisit, reference: str) -> Response:
    """Returns the version of the case, and in words who else is looking. Reads the session, the case and who is there;
    writes if the reader's own presence was not noted recently. 304 if nothing is new."""
    known = known_reference(reference)
    file = load_file(known)
    check_sees(visit.staff, file, visit.offer, visit.at)
    there = present_at(known)
    note_own(visit, known, there)
    news = {"version": file.case.version, "looking": looking_words(visit, there)}
    body = msgspec.json.encode(news).decode()
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
    headers: dict[str, str | list[str]] = {"ETag": tag, "Content-Type": "application/json"}
    if visit.request.headers.get("if-none-match") == tag:
        return Response(body="", status_code=304, headers=headers)
    return Response(body=body, headers=headers)


def note_own(visit: DeskVisit, known: str, there: list[Present]) -> None:
    """Notes the reader's presence. Readers of all agencies (auditors) are not noted, because they do not work on
    cases."""
    own = next((each for each in there if each.staff == visit.staff.id), None)
    noted = own is not None and visit.at - own.at < NOTED_EVERY
    if not noted and visit.staff.agencies and visit.signed_in:
        name = visit.signed_in.known.username.partition("@")[0]
        keep_present(known, Present(staff=visit.staff.id, name=name, at=visit.at))


def looking_words(visit: DeskVisit, there: list[Present]) -> str:
    """Says who else is looking. Outsiders do not learn who works on a case."""
    if is_outsider(visit.staff.agencies, visit.staff.roles, visit.offer):
        return ""
    names = sorted(each.name for each in there if each.staff != visit.staff.id and visit.at - each.at < GONE_AFTER)
    return visit.say(TEXTS["looking"]).format(who=say_list(names, visit.language)) if names else ""
