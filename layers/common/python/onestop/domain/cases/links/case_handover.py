"""A case whose place belongs to another government: its resident is told which, or it is sent to them if they take it.

The triage desk has the case meanwhile; its task waits for the other government. When they are done it is done; if they
do not take it, or nobody could be reached within a day, the desk continues as if it had not been handed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, NeighbourCase
from onestop.domain.cases.change import Change, after
from onestop.domain.cases.conversation import with_words
from onestop.domain.cases.events import (
    CaseHandedOver,
    ContactSent,
    Event,
    HandoverAsked,
    HandoverChanged,
    HandoverFailed,
    Proposal,
    Reason,
    TaskCompleted,
)
from onestop.domain.cases.events import TaskWaiting as Waiting
from onestop.domain.cases.lifecycle import Direction, Status, TaskStatus, ThereStatus, Timer, WaitsFor
from onestop.domain.cases.progress import triage
from onestop.domain.cases.tasks.task import Task
from onestop.domain.cases.tasks.task_end import end_task_as, find_task
from onestop.domain.cases.tasks.task_wait import pause, resume_task, resumption
from onestop.domain.languages import say_list
from onestop.domain.time.targets import change_by
from onestop.domain.translation import N_, Phrase

TAKEN_WITHIN = timedelta(days=1)  # after that the desk continues
DONE_WITHIN = timedelta(days=90)  # after that the desk looks at it
ANY_SERVICE = "any"  # in what a neighbour takes: every service that is not listed
WHOSE: Phrase = N_("This place is not ours to look after. Please ask: {words}.")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The government that a place belongs to: its name and contact details, and which of our services it takes, with
    their names there."""

    code: str
    words: tuple[str, ...]
    takes: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, service: str | None) -> str | None:
        """Returns the name of a service there; None if they do not take it."""
        return self.takes.get(service or "", self.takes.get(ANY_SERVICE)) if service else None


def send_away(
    file: CaseFile,
    act: Act,
    reason: Reason,
    proposals: Sequence[Proposal],
    neighbour: Neighbour,
    service: str | None,
) -> Change:
    """Gives a case that belongs to a neighbour to the triage desk. If they take its `service`, they are asked to; if
    not, its resident is told whom to ask. A case with danger waits for nobody else."""
    first = triage(file, reason, act, proposals=tuple(proposals))
    if not is_new(file):
        return first
    (task,) = first.tasks
    there = replace(file, case=first.case, tasks=after(file, first.tasks), plan=first.plan or file.plan)
    then = (
        ask_neighbour(there, act, task, neighbour) if neighbour.name_of(service) else tell_whose(there, act, neighbour)
    )
    return replace(then, events=(*first.events, *then.events), plan=first.plan, tasks=then.tasks or first.tasks)


def is_new(file: CaseFile) -> bool:
    return file.case.status is Status.OPEN and not file.case.stages_opened and file.case.hazard is None


def ask_neighbour(file: CaseFile, act: Act, task: Task, neighbour: Neighbour) -> Change:
    waiting = until(pause(task, act, WaitsFor.NEIGHBOUR), act, TAKEN_WITHIN)
    events = (
        Waiting(
            task=task.id,
            code=task.code,
            agency=task.agency,
            waits_for=WaitsFor.NEIGHBOUR,
            until=waiting.waits_until,
        ),
        HandoverAsked(to=neighbour.code, task=task.id),
    )
    return change_by(act, file, *events, tasks=(waiting,))


def tell_whose(file: CaseFile, act: Act, neighbour: Neighbour) -> Change:
    language = file.case.language
    words = act.catalogue.say(WHOSE, language).format(words=say_list(neighbour.words, language))
    contact = with_words(file, act, Direction.OUT, "onestop", words)
    return change_by(act, file, ContactSent(contact=contact.id), contact=contact)


def until(task: Task, act: Act, patience: timedelta) -> Task:
    moment = act.at + patience
    return replace(task, waits_until=moment, timer=Timer.RESUME, timer_at=moment)


def is_asked(file: CaseFile) -> bool:
    """Whether another government was asked to take the case and has not yet."""
    return file.case.handed is None and any(task.waits_for is WaitsFor.NEIGHBOUR for task in file.open_tasks())


def is_there(file: CaseFile) -> bool:
    """Whether another government is still working on a case."""
    return file.case.handed is not None and file.case.handed.status is not ThereStatus.CLOSED


def taken(file: CaseFile, act: Act, to: str, task_id: str, number: str | None, token: str | None) -> Change | None:
    """Records that another government took the case; None if that is known. It is recorded even if the desk was faster,
    so that it is known that both have it."""
    if file.case.handed is not None:
        return None
    handed = NeighbourCase(to=to, task=task_id, number=number, token=token)
    task = find_task(file, task_id)
    kept = (until(task, act, DONE_WITHIN),) if task.waits_for is WaitsFor.NEIGHBOUR else ()
    return change_by(act, file, CaseHandedOver(to=to, number=number), tasks=kept, handed=handed)


def not_taken(file: CaseFile, act: Act, to: str, task_id: str, because: str) -> Change | None:
    """Records that another government did not take the case: the desk continues with it."""
    task = find_task(file, task_id)
    if file.case.handed is not None or task.waits_for is not WaitsFor.NEIGHBOUR:
        return None
    kept = resume_task(file, task, act)
    name = next((reason.words[:1] for reason in file.case.reasons if reason.code == "not_ours"), (to,))
    reasons = (*file.case.reasons, Reason("not_taken", name))
    events = (HandoverFailed(to=to, because=because), resumption(kept))
    return change_by(act, file, *events, tasks=(kept,), reasons=reasons)


def stands(file: CaseFile, act: Act, number: str | None, status: ThereStatus) -> Change | None:
    """Records the number and status of the case at the other government; once it is closed there, our task is done.
    None if nothing changed."""
    handed = file.case.handed
    if handed is None or (handed.number, handed.status) == (number or handed.number, status):
        return None
    now = replace(handed, number=number or handed.number, status=status)
    events: tuple[Event, ...] = (HandoverChanged(to=handed.to, status=status),)
    task = find_task(file, handed.task)
    if status is not ThereStatus.CLOSED or task.waits_for is not WaitsFor.NEIGHBOUR:
        return change_by(act, file, *events, handed=now)
    done = end_task_as(task, TaskStatus.DONE, act)
    event = TaskCompleted(task=task.id, code=task.code, agency=task.agency, chosen=None)
    return change_by(act, file, *events, event, tasks=(done,), handed=now)
