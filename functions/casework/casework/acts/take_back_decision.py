"""The triage desk takes its decision back: as long as no agency has begun, the case is decided again."""

from __future__ import annotations

import secrets

from casework.acts.act_rules import ActRequest
from casework.acts.carry_out import check_sees
from onestop.domain.cases.case import TRIAGE_TASK, CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.priority_and_triage import hand_to_triage
from onestop.domain.errors import NotAllowed, NotPossible
from onestop.runtime.identity import check_may
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.once import Once, request_fingerprint

ACT = "triage"


def take_back(reference: str, asked: ActRequest, *, key: str | None) -> CaseFile:
    """Hands a case back to the triage desk that has just decided it; `asked.body` says why.

    Any other agency can do this while it has a task on the case; the desk has none left once it has decided.
    """
    check_may(asked.staff, ACT)
    mark = request_fingerprint(f"{asked.body.reason}|taken back|{reference}".encode())
    once = Once(key=f"taken-back:{asked.staff.id}:{key or secrets.token_hex(16)}", fingerprint=mark)

    def decide(file: CaseFile) -> Change:
        check_sees(asked.staff, file, asked.act.catalogue, asked.act.at)
        check_decided_here(file, asked)
        return hand_to_triage(file, asked.act, asked.body.reason)

    return change_case(reference, decide, lambda _: once)


def check_decided_here(file: CaseFile, asked: ActRequest) -> None:
    """Raises an error unless the caller's desk decided this case and no agency has begun to work on it."""
    desk = asked.act.catalogue.jurisdiction["triage_agency"]
    last = next((task for task in reversed(file.tasks) if task.code == TRIAGE_TASK), None)
    if not asked.staff.works_for(desk):
        raise NotAllowed("Only the triage desk takes back what it has decided.", "agency")
    if last is None:
        raise NotPossible("The triage desk has decided nothing about this case.", "status")
    since = [task for task in file.tasks if task.stage > last.stage]
    if any(task.status is not TaskStatus.OPEN or task.assignee for task in since):
        raise NotPossible("An agency has begun to work on it: it hands the case back itself.", "status")
