"""Tells the cases that wait for a case that it has ended. Can safely be repeated."""

from __future__ import annotations

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Link, LinkKind
from onestop.domain.cases.change import Change
from onestop.domain.cases.lifecycle import WORK_DONE, Status, TaskStatus
from onestop.domain.cases.tasks.task_end import end_task, find_task
from onestop.domain.cases.tasks.task_wait import resume_waiting_task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.clock import time_of
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.once import Once


def end_waits(file: CaseFile, catalogue: Catalogue) -> None:
    """Ends the task of the parent that this case was opened for, and resumes the tasks that waited for it."""
    if file.case.status not in (Status.RESOLVED, Status.CLOSED):
        return
    for link in file.case.links:
        if link.kind in (LinkKind.PARENT, LinkKind.AWAITED) and link.task:
            end_wait(file, link, link.task, catalogue)


def end_wait(file: CaseFile, link: Link, task_id: str, catalogue: Catalogue) -> None:
    def decide(other: CaseFile) -> Change | None:
        act = Act(catalogue, time_of(file.case.updated_at))
        task = find_task(other, task_id)
        if task.ended or task.child != file.case.reference:
            return None
        if link.kind is LinkKind.AWAITED:
            return resume_waiting_task(other, act, task_id)
        because = file.case.because  # None: resolved and not closed yet
        outcome = TaskStatus.DONE if because is None or because in WORK_DONE else TaskStatus.DECLINED
        return end_task(other, act, task_id, outcome)

    key = f"settle:{file.case.reference}:{file.case.run}:{link.reference}:{task_id}"
    change_case(link.reference, decide, lambda _: Once(key=key))
