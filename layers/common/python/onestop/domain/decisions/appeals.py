"""Objections to a decision: a case of its own, linked with the first one, within a number of days after the
decision; whoever decided the first case does not decide the objection."""

from __future__ import annotations

from datetime import datetime, timedelta

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Link, LinkKind
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import CaseLinked
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.tasks.task import Task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotAllowed, NotPossible
from onestop.domain.people.actor import is_staff
from onestop.domain.time.targets import change_by

APPEAL_DAYS = 30


def appeal_by(service: str | None, decided_at: datetime, catalogue: Catalogue) -> datetime:
    """Returns until when somebody may object to a decision made at a moment."""
    known = catalogue.services.get(service or "")
    appeal = known.get("appeal") if known else None
    return decided_at + timedelta(days=appeal["days"] if appeal else APPEAL_DAYS)


def decided_task(file: CaseFile) -> Task | None:
    """Returns the task by which a case was decided last."""
    made = [task for task in file.tasks if task.decision and task.status is TaskStatus.DONE]
    return made[-1] if made else None


def check_appeal(file: CaseFile, catalogue: Catalogue, at: datetime) -> None:
    """Raises NotPossible unless somebody may object to the decision now."""
    known, task = catalogue.services.get(file.case.service or ""), decided_task(file)
    if not known or "appeal" not in known or task is None or task.ended_at is None:
        raise NotPossible("There is no decision about this case that could be objected to.", "status")
    if at > appeal_by(file.case.service, task.ended_at, catalogue):
        raise NotPossible("The time in which this decision could be objected to is over.", "status")
    if appeal_of(file):
        raise NotPossible("This decision was objected to already.", "status")


def appeal_of(file: CaseFile) -> Link | None:
    """Returns the objection to a case, if there is one."""
    return next((link for link in file.case.links if link.kind is LinkKind.APPEAL), None)


def deciders(file: CaseFile) -> tuple[str, ...]:
    """Returns the members of staff who decided a case."""
    task = decided_task(file)
    return tuple(by for by in task.decision.by if is_staff(by)) if task and task.decision else ()


def link_appeal(file: CaseFile, appeal: CaseFile, act: Act) -> tuple[Change, Change] | None:
    """Records on both cases that one objects to the decision about the other. None if that is recorded already."""
    first, second = file.case, appeal.case
    if any(link.reference == second.reference for link in first.links):
        return None
    own = change_by(
        act,
        file,
        CaseLinked(other=second.reference, link=LinkKind.APPEAL),
        links=(*first.links, Link(reference=second.reference, kind=LinkKind.APPEAL)),
    )
    other = change_by(
        act,
        appeal,
        CaseLinked(other=first.reference, link=LinkKind.APPEALED),
        links=(*second.links, Link(reference=first.reference, kind=LinkKind.APPEALED)),
    )
    return own, other


def check_decider(file: CaseFile, by: str) -> None:
    """Raises NotAllowed for staff who made the decision that an objection is about."""
    if by in file.request.decided_by:
        raise NotAllowed("You decided what this objection is about: somebody else must look at it.", "task")
