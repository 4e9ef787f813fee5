"""The routes of oversight: who the resident is, who looked at what, and the penalty that a contractor owes for
lateness.

Contractors and machines may use none of them, whatever else their role allows.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from casework.acts.carry_out import check_may_act, check_sees
from casework.oversight.look_records import LooksQuestion, agency_of_look, look_at_looks, looks_report
from casework.oversight.reports import audit_trail, contractor_report
from casework.staff_request import CASE, app, caller, known_reference, moment, month_of
from onestop.contracts.staff import DisclosureBody
from onestop.domain.errors import Fault, NotAllowed, NotValid
from onestop.domain.people.protected_people import is_hidden_from
from onestop.domain.staff.agency_rights import is_outsider
from onestop.domain.staff.sight import Sight
from onestop.runtime.identity import Staff
from onestop.runtime.read_request import json_body, page_size, query
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.cases.read_case import WholeFile, load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import load_person
from onestop.storage.staff.looks import Look, keep_look, looks_at

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import AuditTrail, ContractorReport, Disclosed, WideLooks
    from onestop.contracts.answers.staff_case import ContactDetails

LOOKS, LONGEST_ID = 200, 128
PROTECTED = "This resident is protected: only who supervises the work may see how to reach them. Write by the case."


def add_routes() -> None:
    """Declares the routes."""
    route(app, "POST", f"{CASE}/disclosure", Caller.STAFF)(disclose)
    route(app, "GET", f"{CASE}/audit", Caller.STAFF)(show_audit)
    route(app, "GET", "/api/staff/contractors/{agency}", Caller.STAFF)(show_contractor)
    route(app, "GET", "/api/staff/looks", Caller.STAFF)(show_looks)


def disclose(reference: str) -> Disclosed:
    """Shows who the resident is, beyond what the task needs; the purpose is kept for the auditor."""
    staff, body, at = caller("disclose"), json_body(current_request(app), DisclosureBody), moment()
    return disclose_to(staff, known_reference(reference), body.purpose, at)


def disclose_to(staff: Staff, reference: str, purpose: str, at: datetime) -> Disclosed:
    """Records the purpose, then returns who the resident is."""
    whole = load_whole(reference)
    check_may_act(check_sees(staff, whole.file, current(), at))
    check_insider(staff, "A contractor knows of the resident what its task needs, and no more.")
    fields = ("contact.email", "contact.name", "contact.phone")
    agency = agency_of_look(staff, whole.file.tasks)
    keep_look(whole.file.case.reference, Look(at=at, by=staff.actor, fields=fields, purpose=purpose, agency=agency))
    person = load_person(whole.file.case.person) if whole.file.case.person else None
    if person and is_hidden_from(person, staff.agencies, staff.roles, current()):
        raise NotAllowed(PROTECTED, "role")
    contact: ContactDetails | None = None
    if person:
        contact = {"name": person.name, "email": person.email, "phone": person.phone}
    return {"reference": whole.file.case.reference, "contact": contact}


def show_audit(reference: str) -> AuditTrail:
    """Shows who saw a case, and who did what to it. That it was read is recorded first."""
    whole, looks, sight = look_at_audit(caller("audit"), known_reference(reference), moment())
    return audit_trail(whole, looks, sight, more=len(looks) == LOOKS)


def look_at_audit(staff: Staff, reference: str, at: datetime) -> tuple[WholeFile, list[Look], Sight]:
    """Returns a case with its recent looks, for supervisors of the work on it and auditors; this look is recorded
    too."""
    whole = load_whole(reference)
    sight = check_sees(staff, whole.file, current(), at)
    if not staff.reads_all:
        check_may_act(sight)
        check_insider(staff, "A contractor does not learn who else works on a case.")
    keep_look(whole.file.case.reference, look_at_looks(staff.actor, at, whole.file.case.reference))
    return whole, looks_at(whole.file.case.reference, LOOKS), sight


def show_contractor(agency: str) -> ContractorReport:
    """Shows what a contractor did in a month, which of it was late, and the penalty for that."""
    request, staff = current_request(app), caller("report")
    if agency not in staff.agencies:
        check_insider(staff, "A contractor reads its own report, not another's.")
    return contractor_report(agency, month_of(request), current())


def show_looks() -> WideLooks:
    """Shows what a member of staff saw in lists and searched for in a month, or who searched for a person, ever or in a
    month; a page at a time."""
    request = current_request(app)
    staff = caller("looks")
    by = query(request, "by")
    if by and not (by.isascii() and len(by) <= LONGEST_ID):
        raise NotValid(Fault("by", "nobody who works here has such an id", f"at most {LONGEST_ID} letters and digits"))
    asked = LooksQuestion(
        by=by,
        found=query(request, "found"),
        month=month_of(request) if query(request, "month") else None,
        limit=page_size(request, LOOKS, LOOKS),
        cursor=query(request, "cursor"),
    )
    return looks_report(asked, current(), staff.actor, moment())


def check_insider(staff: Staff, why: str) -> None:
    """Refuses staff who see their own tasks only."""
    if is_outsider(staff.agencies, staff.roles, current()):
        raise NotAllowed(why, "agency")
