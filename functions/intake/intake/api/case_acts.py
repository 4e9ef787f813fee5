"""What a resident does with their own case after it was opened: tell us something, do their part, withdraw, reopen."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from intake.answering_back import service_answered
from intake.channels import Credential, check_claim
from intake.danger import danger_in_words, raise_alarm
from onestop.contracts.api import MessageBody, ResidentReasonBody, ResidentTaskBody
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import URGENT, CaseFile
from onestop.domain.cases.case_end import reopen, withdraw_case
from onestop.domain.cases.change import Change
from onestop.domain.cases.conversation import take_in_words
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.tasks.task_end import end_task, find_task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.decisions.fee_payment import is_payment
from onestop.domain.errors import NotPossible
from onestop.domain.people.actor import Actor
from onestop.runtime.randomness import new_reference
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.once import Once, meant_by, request_fingerprint

ResidentActBody = MessageBody | ResidentReasonBody | ResidentTaskBody


def receive_message(file: CaseFile, act: Act, body: MessageBody, _task: str) -> Change:
    """The resident tells us something, or answers what we asked. If it names a danger, a case that was done is worked
    on again.

    Holding the link does not let them say by which channel it came.
    """
    check_claim(body.channel, Credential.NONE)
    hazard = hazard_in(body, act.catalogue)
    if hazard and file.case.status in (Status.RESOLVED, Status.CLOSED):
        endangered = replace(file, case=replace(file.case, hazard=hazard, priority=URGENT))
        return reopen(endangered, act, body.text)
    chosen = service_answered(file, body.text, act.catalogue)
    return take_in_words(file, act, body.text, body.channel, hazard=hazard, chosen=chosen)


def hazard_in(body: ResidentActBody, catalogue: Catalogue) -> str | None:
    """The danger that a message names."""
    found = danger_in_words((body.text,), catalogue) if isinstance(body, MessageBody) else None
    return found.code if found else None


def take_back(file: CaseFile, act: Act, body: ResidentReasonBody, _task: str) -> Change:
    """The resident no longer wants the case."""
    return withdraw_case(file, act, body.reason)


def bring_back(file: CaseFile, act: Act, body: ResidentReasonBody, _task: str) -> Change:
    """The resident says that the work was not done."""
    return reopen(file, act, body.reason)


def do_part(file: CaseFile, act: Act, body: ResidentTaskBody, task: str) -> Change:
    """The resident has done what the plan asks of them."""
    if is_payment(file, find_task(file, task)):
        raise NotPossible("This is done once you have paid: follow the link on the page of your case.", "task")
    return end_task(file, act, task, TaskStatus.DONE, results=body.results)


ACTS: dict[str, tuple[type[ResidentActBody], Callable[[CaseFile, Act, Any, str], Change]]] = {
    "messages": (MessageBody, receive_message),
    "withdrawal": (ResidentReasonBody, take_back),
    "reopening": (ResidentReasonBody, bring_back),
    "completion": (ResidentTaskBody, do_part),
}


def do_as_resident(
    name: str,
    known: str,
    body: Any,
    catalogue: Catalogue,
    at: datetime,
    *,
    task: str = "",
    key: str | None = None,
    sent: bytes = b"",
) -> CaseFile:
    """Does one act of the resident, or of somebody who may act for them, on a case that was opened with their link or
    pass; returns the case as it is afterwards."""
    do = ACTS[name][1]
    act = Act(catalogue, at, Actor.RESIDENT, new_reference)
    mark = request_fingerprint(meant_by(sent) + f"|{task}".encode())
    if hazard := hazard_in(body, catalogue):
        raise_alarm(hazard, body.channel, known)
    once = Once(key=f"{name}:{known}:{key or secrets.token_hex(16)}", fingerprint=mark)
    return change_case(known, lambda file: do(file, act, body, task), lambda _: once)
