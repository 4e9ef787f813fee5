"""The routes of the staff, and the entry points of the workflow's steps and of the clock."""

from __future__ import annotations

import re
from typing import Any

from chalice.app import Request

from casework import attaching
from casework.acting import asked_by, check_concerned, do_act
from casework.acts import BOTH_ACTS, CASE_ACTS, TASK_ACTS
from casework.bulk import do_all
from casework.clock import pass_time
from casework.desk import case_view, needs_person, task_view
from casework.finding import audit_trail, cases_with, contractor_report
from casework.inbox import agency_for, find_tasks, read_search
from casework.sessions import set_up, sign_in
from casework.steps import take_step
from onestop.contracts.staff import AuthenticatorBody, BulkBody, DisclosureBody, SessionBody
from onestop.domain.cases.act import Act
from onestop.domain.cases.references import read_reference
from onestop.domain.cases.task_end import find_task
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.people.sight import visible_fields
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
    request = current_request(app)
    return sign_in(json_body(request, SessionBody), address_of(request), moment())


@route(app, "POST", "/api/staff/authenticators", Caller.PUBLIC)
def open_authenticator() -> dict[str, Any]:
    """A member of staff sets up the app whose digits they sign in with."""
    request = current_request(app)
    return set_up(json_body(request, AuthenticatorBody), address_of(request), moment())


def address_of(request: Request) -> str:
    return str((request.context.get("identity") or {}).get("sourceIp") or "")


@route(app, "GET", "/api/staff/tasks", Caller.STAFF)
def list_tasks() -> dict[str, Any]:
    """A list of tasks, the one due first on top; `view` is all, mine, unassigned or overdue."""
    request, catalogue, staff = current_request(app), current(), caller("list")
    view = query(request, "view") or "all"
    agency = None if view == "mine" else agency_for(staff, query(request, "agency"), catalogue)
    search = read_search(query(request, "text"), query(request, "near"), query(request, "within"))
    page = find_tasks(view, staff, agency or "", moment(), search, page_size(request), query(request, "cursor"))
    language = catalogue.language(query(request, "lang"))
    tasks = [task_view(task, catalogue, language) for task in page.items]
    return {"agency": agency, "tasks": tasks, "cursor": page.cursor}


@route(app, "GET", "/api/staff/cases", Caller.STAFF)
def find_cases() -> dict[str, Any]:
    """The cases of a person, by e-mail address or telephone number."""
    request, catalogue = current_request(app), current()
    caller("find")
    language = catalogue.language(query(request, "lang"))
    return {"cases": cases_with(query(request, "person"), catalogue, language)}


@route(app, "GET", CASE, Caller.STAFF)
def show_case(reference: str) -> dict[str, Any]:
    """A case with everything that the work on it needs. The look is recorded before anything is shown."""
    request, catalogue, staff = current_request(app), current(), caller("look")
    whole = load_whole(known_reference(reference))
    check_concerned(staff, whole.file)
    fields = visible_fields(whole.file, staff.agencies, staff.roles, catalogue)
    look = Look(at=moment(), by=staff.actor, fields=tuple(sorted(fields)))
    record_look(whole.file.case.reference, look)
    person = whole.file.case.person if needs_person(whole.file, staff, catalogue) else None
    known = load_person(person) if person else None
    return case_view(whole, known, staff, catalogue, catalogue.language(query(request, "lang")))


@route(app, "POST", f"{CASE}/disclosure", Caller.STAFF)
def disclose(reference: str) -> dict[str, Any]:
    """Who the resident is, beyond what the task needs; the purpose is kept for the auditor."""
    staff, body = caller("disclose"), json_body(current_request(app), DisclosureBody)
    whole = load_whole(known_reference(reference))
    check_concerned(staff, whole.file)
    fields = ("contact.email", "contact.name", "contact.phone")
    look = Look(at=moment(), by=staff.actor, fields=fields, purpose=body.purpose)
    record_look(whole.file.case.reference, look)
    person = load_person(whole.file.case.person) if whole.file.case.person else None
    contact = person and {"name": person.name, "email": person.email, "phone": person.phone}
    return {"reference": whole.file.case.reference, "contact": contact}


@route(app, "GET", f"{CASE}/audit", Caller.STAFF)
def show_audit(reference: str) -> dict[str, Any]:
    """Who saw a case, and who did what to it."""
    staff = caller("audit")
    whole = load_whole(known_reference(reference))
    check_concerned(staff, whole.file)
    return audit_trail(whole, looks_at(whole.file.case.reference, LOOKS))


@route(app, "GET", "/api/staff/contractors/{agency}", Caller.STAFF)
def show_contractor(agency: str) -> dict[str, Any]:
    """What a contractor did in a month, what of it late, and the penalty for that."""
    request = current_request(app)
    caller("report")
    month = query(request, "month") or moment().date().isoformat()[:7]
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        raise NotValid(Fault("month", "this is not a month", "YYYY-MM, such as 2026-11"))
    return contractor_report(agency, month, current())


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
    return view | ({"task": task_view(find_task(file, task), catalogue, language)} if task else {})


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


def moment() -> Any:
    """The time of the request."""
    return time_of(current_request(app).headers.get(HEADER))


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
