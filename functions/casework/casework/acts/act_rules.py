"""The rules for each act of staff: who may do it, what is missing, and the change that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onestop.domain.cases import conversation
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import FOLLOW_UP_TASK, CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.tasks import task_end, task_handover, task_wait
from onestop.domain.decisions import appeals
from onestop.domain.decisions import application_decision as deciding
from onestop.domain.errors import Fault, NotAllowed, NotPossible, NotValid
from onestop.domain.staff.permissions import may
from onestop.runtime.identity import Staff


@dataclass(frozen=True, slots=True)
class ActRequest:
    """The request of a member of staff: who, when, by which catalogue, for which task and with which input; and
    whether they ask the same for several cases at once."""

    staff: Staff
    act: Act
    task: str
    body: Any
    many: bool = False


def complete(file: CaseFile, asked: ActRequest) -> Change:
    """Finishes or declines an agency's part of the case."""
    body = asked.body
    if body.service_code and body.service_code not in asked.act.catalogue.services:
        raise NotValid(Fault("service_code", "there is no such service", "a code from GET /api/services"))
    outcome = TaskStatus(body.outcome)
    if task_end.find_task(file, asked.task).code == FOLLOW_UP_TASK:
        check_supervises(asked)
        if outcome is TaskStatus.DONE:
            return conversation.follow_up_done(file, asked.act, asked.task, body.note or "")
    appeals.check_decider(file, asked.act.by)
    if outcome is TaskStatus.DONE and deciding.is_decision(file, task_end.find_task(file, asked.task)):
        return deciding.decide_as_person(file, asked.act, asked.task, body.results, body.note or "")
    return task_end.end_task(
        file,
        asked.act,
        asked.task,
        outcome,
        note=body.note or "",
        service=body.service_code,
        results=body.results,
        harmless=body.harmless,
    )


def check_supervises(asked: ActRequest) -> None:
    """Lets only supervisors follow up what a resident says did not go well, one case at a time; raises an error if
    not."""
    if not may(asked.staff.roles, "overrule"):
        raise NotAllowed("A supervisor follows up what the resident says did not go well.", "task")
    if asked.many:
        raise NotPossible("Each of these is answered for itself: the resident is sent what is written.", "task")


def given_to(asked: ActRequest) -> str | None:
    """Returns who is to have a task; None gives it back to everybody in the agency."""
    wanted: str | None = asked.body.assignee
    return asked.staff.id if wanted == "me" else wanted


def assign(file: CaseFile, asked: ActRequest) -> Change | None:
    """Takes a task, gives it back, or gives it to a colleague; only a supervisor may give it to a colleague."""
    wanted = given_to(asked)
    holds = task_end.find_task(file, asked.task).assignee
    if {wanted, holds} - {None, asked.staff.id} and not may(asked.staff.roles, "assign_others"):
        raise NotAllowed("Only a supervisor gives a task to somebody else, or takes it from them.", "assignee")
    return task_handover.assign(file, asked.act, asked.task, wanted)


def transfer(file: CaseFile, asked: ActRequest) -> Change:
    """Hands an agency's part to another one; staff who may overrule can also send it back to an agency that has had
    it."""
    desk = asked.act.catalogue.jurisdiction["triage_agency"]
    at_desk = task_end.find_task(file, asked.task).agency == desk and desk in asked.staff.agencies
    if asked.body.overrule and not at_desk and not may(asked.staff.roles, "overrule"):
        raise NotAllowed("Only a supervisor, or the triage desk, sends a task back to where it has been.", "overrule")
    body = asked.body
    return task_handover.transfer(
        file, asked.act, asked.task, body.agency, body.reason, overrule=body.overrule or at_desk
    )


def wait(file: CaseFile, asked: ActRequest) -> Change:
    """Puts an agency's part aside until a moment."""
    if asked.body.until is None:
        raise NotValid(Fault("until", "this field is missing", "a moment, or the reference of a case in `case`"))
    return task_wait.wait_until(file, asked.act, asked.task, asked.body.until, asked.body.reason)


def wait_for_case(file: CaseFile, other: CaseFile, asked: ActRequest) -> tuple[Change, Change]:
    """Puts an agency's part aside until another case has ended."""
    reference = other.case.reference
    mine = task_wait.wait_for_case(file, asked.act, asked.task, reference, asked.body.reason)
    return mine, task_wait.link_back(other, asked.act, file.case.reference, asked.task)


def write_note(file: CaseFile, asked: ActRequest) -> Change:
    """Writes a note for colleagues, or a message to the resident."""
    if not asked.body.public:
        return conversation.add_note(file, asked.act, asked.body.text)
    if not may(asked.staff.roles, "public_note"):
        raise NotAllowed("A contractor writes to the agency that it works for, not to the resident.", "public")
    return conversation.tell_resident(file, asked.act, asked.body.text)
