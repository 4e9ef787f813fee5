"""The routes of the staff, and the entry point of the workflow's steps."""

from __future__ import annotations

import secrets
from typing import Any

from casework.desk import agency_for, case_view, check_concerned, task_view
from casework.sessions import sign_in
from casework.steps import take_step
from onestop.contracts.api import CompletionBody, SessionBody
from onestop.domain.cases import CaseFile, Change
from onestop.domain.errors import Fault, NotAllowed, NotFound, NotValid
from onestop.domain.lifecycle import TaskStatus
from onestop.domain.references import read_reference
from onestop.domain.work import end_task, find_task
from onestop.runtime.clock import now
from onestop.runtime.identity import Staff, staff_from
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
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
from onestop.storage.cases import change_case, load_history
from onestop.storage.catalogue import current, warmed
from onestop.storage.lists import tasks_of
from onestop.storage.once import Once, fingerprint

app = make_app("casework")


@route(app, "POST", "/api/staff/sessions", Caller.PUBLIC)
def open_session() -> dict[str, Any]:
    """A member of staff signs in."""
    return sign_in(json_body(current_request(app), SessionBody))


@route(app, "GET", "/api/staff/tasks", Caller.STAFF)
def list_tasks() -> dict[str, Any]:
    """The inbox of an agency, the task due first on top."""
    request, catalogue = current_request(app), current()
    agency = agency_for(staff_from(request.to_original_event()), query(request, "agency"), catalogue)
    page = tasks_of(agency, page_size(request), query(request, "cursor"))
    language = catalogue.language(query(request, "lang"))
    return {
        "agency": agency,
        "tasks": [task_view(task, catalogue, language) for task in page.items],
        "cursor": page.cursor,
    }


@route(app, "GET", "/api/staff/cases/{reference}", Caller.STAFF)
def show_case(reference: str) -> dict[str, Any]:
    """A case with everything that the work on it needs."""
    request, catalogue = current_request(app), current()
    staff = staff_from(request.to_original_event())
    file, events = load_history(known_reference(reference))
    check_concerned(staff, file)
    return case_view(file, events, catalogue, catalogue.language(query(request, "lang")))


@route(app, "POST", "/api/staff/cases/{reference}/tasks/{task}/completion", Caller.STAFF)
def complete_task(reference: str, task: str) -> dict[str, Any]:
    """An agency finishes or declines its part; the workflow goes on from the table's stream."""
    request, catalogue, at = current_request(app), current(), now()
    staff = staff_from(request.to_original_event())
    body = json_body(request, CompletionBody)
    known = known_reference(reference)
    if body.service_code and body.service_code not in catalogue.services:
        raise NotValid(Fault("service_code", "there is no such service", "a code from GET /api/services"))

    def decide(file: CaseFile) -> Change:
        check_task(staff, file, task)
        outcome = TaskStatus(body.outcome)
        return end_task(file, task, outcome, staff.actor, at, note=body.note or "", service=body.service_code)

    # the key is the caller's own: another member of staff who happens to choose the same one is another command
    key = f"complete:{staff.id}:{idempotency_key(request) or secrets.token_hex(16)}"
    asked = fingerprint(raw_body(request) + f"|{known}|{task}".encode())
    file = change_case(known, decide, lambda _: Once(key=key, fingerprint=asked), seen=seen_version(request))
    logger.append_keys(case=known, task=task)
    count("TasksCompleted" if body.outcome == "done" else "TasksDeclined")
    return {"reference": known, "version": file.case.version, "status": file.case.status} | {
        "task": task_view(find_task(file, task), catalogue, catalogue.language(query(request, "lang")))
    }


def known_reference(text: str) -> str:
    reference = read_reference(text)
    if not reference:
        raise NotFound("This is not a reference of ours: check each character.", "reference")
    return reference


def check_task(staff: Staff, file: CaseFile, task: str) -> None:
    """Only the agency that has the task may end it."""
    check_concerned(staff, file)
    if not staff.works_for(find_task(file, task).agency):
        raise NotAllowed("This task belongs to another agency.", "task")


def seen_version(request: Any) -> int | None:
    """The version in If-Match, which the caller had before their eyes."""
    text = request.headers.get("if-match")
    if text is None:
        return None
    digits = text.strip('W/" ')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise NotValid(Fault("If-Match", "this is not a version", "the `version` of the case as you read it, a number"))
    return int(digits)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function: a step of the workflow, or a request."""
    if warmed(event):
        return {}
    if "step" not in event:
        return respond(app, event, context)
    answer = take_step(event, current(), now())
    logger.info("step", step=event["step"], case=event["reference"], next=answer["next"])
    return answer
