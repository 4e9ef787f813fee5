"""The routes of the staff, and the entry points of the workflow's steps and of the clock."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from chalice.app import Request

from casework import attaching
from casework.acting import asked_by, check_acts, check_sees, do_act
from casework.acts import BOTH_ACTS, CASE_ACTS, TASK_ACTS
from casework.bulk import do_all
from casework.clock import pass_time
from casework.desk import case_view, needs_person, task_view
from casework.finding import audit_trail, cases_with, contractor_report
from casework.inbox import agency_for, find_tasks, read_search
from casework.looking import looks_report, note_page, note_search
from casework.sessions import sign_in
from casework.steps import take_step
from onestop.contracts.staff import BulkBody, DisclosureBody, SessionBody
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import Task
from onestop.domain.cases.references import read_reference
from onestop.domain.cases.task_end import find_task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotAllowed, NotFound, NotValid
from onestop.domain.people.sight import line_fields
from onestop.domain.people.standing import is_outsider
from onestop.runtime.clock import HEADER, time_of
from onestop.runtime.identity import Staff, check_may, staff_from
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.randomness import new_reference
from onestop.runtime.web import (
    Caller,
    current_request,
    idempotency_key,
    json_body,
    make_app,
    page_size,
    query,
    raw_body,
    respond,
    route,
)
from onestop.storage.catalogue import current, warmed
from onestop.storage.files import load_whole
from onestop.storage.looks import Look, looks_at, record_look
from onestop.storage.people import load_person

app = make_app("casework")
attaching.add_routes(app)
CASE = "/api/staff/cases/{reference}"
LOOKS = 200


@route(app, "POST", "/api/staff/sessions", Caller.PUBLIC)
def open_session() -> dict[str, Any]:
    """A member of staff signs in."""
    return sign_in(json_body(current_request(app), SessionBody))


@route(app, "GET", "/api/staff/tasks", Caller.STAFF)
def list_tasks() -> dict[str, Any]:
    """A list of tasks, the one due first on top; `view` is all, mine, unassigned or overdue. A page with words of
    residents is a look, recorded before it is shown."""
    request, catalogue, staff = current_request(app), current(), caller("list")
    view = query(request, "view") or "all"
    agency = None if view == "mine" else agency_for(staff, query(request, "agency"), catalogue)
    search = read_search(query(request, "text"), query(request, "near"), query(request, "within"))
    at, size = moment(), page_size(request)
    page = find_tasks(view, staff, agency or "", at, search, size, query(request, "cursor"), catalogue)
    language = catalogue.language(query(request, "lang"))
    tasks = [line(task, staff, catalogue, language) for task in page.items]
    note_page(staff, agency, tasks, at)
    return {"agency": agency, "tasks": tasks, "cursor": page.cursor}


def line(task: Task, staff: Staff, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """A task as a member of staff sees it by itself."""
    return task_view(task, line_fields(task, staff.agencies, staff.roles, catalogue), catalogue, language)


@route(app, "GET", "/api/staff/cases", Caller.STAFF)
def find_cases() -> dict[str, Any]:
    """The cases of a person, by e-mail address or telephone number, for a purpose that is recorded first."""
    request, catalogue, staff = current_request(app), current(), caller("find")
    language = catalogue.language(query(request, "lang"))
    identity = note_search(staff, query(request, "person"), query(request, "purpose"), moment(), catalogue)
    return {"cases": cases_with(identity, catalogue, language)}


@route(app, "GET", "/api/staff/looks", Caller.STAFF)
def show_looks() -> dict[str, Any]:
    """What a member of staff saw in lists and searched for in a month, or who searched for a person."""
    request = current_request(app)
    caller("looks")
    return looks_report(query(request, "by"), query(request, "found"), month_of(request))


@route(app, "GET", CASE, Caller.STAFF)
def show_case(reference: str) -> dict[str, Any]:
    """A case with everything that the work on it needs. The look is recorded before anything is shown."""
    request, catalogue, staff = current_request(app), current(), caller("look")
    whole = load_whole(known_reference(reference))
    at = moment()
    sight = check_sees(staff, whole.file, catalogue, at)
    record_look(whole.file.case.reference, Look(at=at, by=staff.actor, fields=tuple(sorted(sight.fields))))
    person = whole.file.case.person if needs_person(whole.file, sight) else None
    known = load_person(person) if person else None
    return case_view(whole, known, staff, sight, catalogue, catalogue.language(query(request, "lang")))


@route(app, "POST", f"{CASE}/disclosure", Caller.STAFF)
def disclose(reference: str) -> dict[str, Any]:
    """Who the resident is, beyond what the task needs; the purpose is kept for the auditor."""
    staff, body, at = caller("disclose"), json_body(current_request(app), DisclosureBody), moment()
    whole = load_whole(known_reference(reference))
    check_acts(check_sees(staff, whole.file, current(), at))
    check_insider(staff, "A contractor knows of the resident what its task needs, and no more.")
    fields = ("contact.email", "contact.name", "contact.phone")
    look = Look(at=at, by=staff.actor, fields=fields, purpose=body.purpose)
    record_look(whole.file.case.reference, look)
    person = load_person(whole.file.case.person) if whole.file.case.person else None
    contact = person and {"name": person.name, "email": person.email, "phone": person.phone}
    return {"reference": whole.file.case.reference, "contact": contact}


@route(app, "GET", f"{CASE}/audit", Caller.STAFF)
def show_audit(reference: str) -> dict[str, Any]:
    """Who saw a case, and who did what to it."""
    staff = caller("audit")
    whole = load_whole(known_reference(reference))
    sight = check_sees(staff, whole.file, current(), moment())
    if not staff.reads_all:
        check_acts(sight)
        check_insider(staff, "A contractor does not learn who else works on a case.")
    return audit_trail(whole, looks_at(whole.file.case.reference, LOOKS), sight)


@route(app, "GET", "/api/staff/contractors/{agency}", Caller.STAFF)
def show_contractor(agency: str) -> dict[str, Any]:
    """What a contractor did in a month, what of it late, and the penalty for that."""
    request, staff = current_request(app), caller("report")
    if agency not in staff.agencies:
        check_insider(staff, "A contractor reads its own report, not another's.")
    return contractor_report(agency, month_of(request), current())


@route(app, "POST", "/api/staff/bulk", Caller.STAFF)
def act_on_selection() -> dict[str, Any]:
    """One act on up to fifty cases or tasks; each item is answered for itself."""
    request, catalogue = current_request(app), current()
    staff = staff_from(request.to_original_event())
    body = json_body(request, BulkBody)
    act = Act(catalogue, moment(), staff.actor, new_reference)
    return {"results": do_all(staff, act, body, idempotency_key(request))}


def act_on_case(name: str, reference: str, task: str = "") -> dict[str, Any]:
    """One act of the tables in `casework.acts`."""
    request, catalogue, staff = current_request(app), current(), caller(name)
    known = known_reference(reference)
    tables = (TASK_ACTS, BOTH_ACTS) if task else (CASE_ACTS, BOTH_ACTS)
    kind = next(table[name][0] for table in tables if name in table)
    asked = asked_by(staff, Act(catalogue, moment(), staff.actor, new_reference), json_body(request, kind), task)
    key, seen = idempotency_key(request), seen_version(request)
    file = do_act(name, known, asked, raw_body(request), key=key, seen=seen)
    logger.append_keys(case=known, task=task, act=name)
    count("StaffActs")
    view = {"reference": known, "version": file.case.version, "status": file.case.status}
    language = catalogue.language(query(request, "lang"))
    return view | ({"task": line(find_task(file, task), staff, catalogue, language)} if task else {})


def declare_act(name: str, path: str) -> None:
    """Declares the route of one act."""

    def on_task(reference: str, task: str) -> dict[str, Any]:
        return act_on_case(name, reference, task)

    def on_case(reference: str) -> dict[str, Any]:
        return act_on_case(name, reference)

    route(app, "POST", path, Caller.STAFF)(on_task if "{task}" in path else on_case)


for _name in TASK_ACTS:
    declare_act(_name, f"{CASE}/tasks/{{task}}/{_name}")
for _name in (*CASE_ACTS, *(name for name in BOTH_ACTS if name not in TASK_ACTS)):
    declare_act(_name, f"{CASE}/{_name}")


def caller(act: str) -> Staff:
    """Who is calling; refuses those whose role never allows the act."""
    staff = staff_from(current_request(app).to_original_event())
    check_may(staff, act)
    return staff


def check_insider(staff: Staff, why: str) -> None:
    """Refuses contractors and machines, whatever else their role lets them do."""
    if is_outsider(staff.agencies, staff.roles, current()):
        raise NotAllowed(why, "agency")


def moment() -> datetime:
    """The time of the request."""
    return time_of(current_request(app).headers.get(HEADER))


def month_of(request: Request) -> str:
    """The month that a request is about; the present one (UTC) if it names none."""
    month = query(request, "month") or f"{moment():%Y-%m}"
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        raise NotValid(Fault("month", "this is not a month", "YYYY-MM, such as 2026-11"))
    return month


def known_reference(text: str) -> str:
    reference = read_reference(text)
    if not reference:
        raise NotFound("This is not a reference of ours: check each character.", "reference")
    return reference


def seen_version(request: Request) -> int | None:
    """The version in If-Match, which the caller had before their eyes."""
    text = request.headers.get("if-match")
    if text is None:
        return None
    digits = text.strip('W/" ')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise NotValid(Fault("If-Match", "this is not a version", "the `version` of the case as you read it, a number"))
    return int(digits)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function: a step of the workflow, the clock, or a request."""
    if warmed(event):
        return {}
    if "clock" in event:
        done = pass_time(event["clock"], current(), time_of(event["clock"].get("at")))
        logger.info("time passed", extra=done)
        return done
    if "step" not in event:
        return respond(app, event, context)
    answer = take_step(event, current())
    logger.info("step", step=event["step"], case=event["reference"], next=answer["next"])
    return answer
