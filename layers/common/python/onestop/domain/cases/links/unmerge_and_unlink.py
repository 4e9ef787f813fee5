"""Takes back that two cases were joined or linked: they are two needs, or are not related after all.

A case that was joined was closed at whatever stage it was, so it returns to that stage directly, and not by the moves
of the lifecycle: with the same tasks, the same deadlines, and the same people who had them.
"""

from __future__ import annotations

from dataclasses import replace

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import Before, CaseFile, Link, LinkKind, Task, TaskBefore
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import CaseParted, CaseUnlinked, CaseUnmerged, Event, TaskResumed, TaskWaiting
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.tasks.task_end import note_about
from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.time.promises import reopen_by, reopen_days
from onestop.domain.time.targets import change_by


def before_merge(file: CaseFile) -> Before:
    """Returns how a case is now, to be kept with it when it is joined with another one."""
    case = file.case
    return Before(
        status=case.status,
        agency=case.agency,
        due_at=case.due_at,
        targets=case.targets,
        waiting_since=case.waiting_since,
        pauses=case.pauses,
        tasks=tuple(
            TaskBefore(
                task=task.id,
                status=task.status,
                timer=task.timer,
                timer_at=task.timer_at,
                waits_for=task.waits_for,
                waiting_since=task.waiting_since,
                waits_until=task.waits_until,
            )
            for task in file.open_tasks()
        ),
    )


def joined_into(file: CaseFile) -> str:
    """Returns the case that this one was joined with. Raises NotPossible if it was not."""
    if not file.case.merged_into:
        raise NotPossible("This case was not joined with another one.", "status")
    return file.case.merged_into


def linked_with(file: CaseFile, other: str) -> Link:
    """Returns the link of a case with another one that staff made. Raises NotFound if there is none."""
    for link in file.case.links:
        if link.reference == other and link.kind is LinkKind.RELATED:
            return link
    raise NotFound(f"Case {file.case.reference} is not linked with {other}.", "reference")


def unmerge_case(file: CaseFile, other: CaseFile, act: Act, reason: str | None = None) -> tuple[Change, Change]:
    """Takes back that a case was joined with another one: it continues as it was before, in a new run of its workflow,
    and the other one, whatever its status by now, loses its link. Returns both changes, to be kept together."""
    case, before, joined = file.case, file.case.before, joined_into(file)
    if before is None:
        raise NotPossible("How this case stood before it was joined was not kept. Open a new one.", "status")
    if case.closed_at and act.at > reopen_by(case.closed_at, act.catalogue):
        days = reopen_days(act.catalogue)
        raise NotPossible(f"Joining can be taken back for {days} days. Open a new case.", "status")
    tasks = tuple(stood_again(task, each) for task in file.tasks for each in before.tasks if each.task == task.id)
    going_on = CaseUnmerged(other=joined, status=before.status, run=case.run + 1)
    unmerged = change_by(
        act,
        file,
        going_on,
        *(still_there(task) for task in tasks),
        tasks=tasks,
        note=note_about(file, act, "unmerged", reason) if reason else None,
        run=case.run + 1,
        status=before.status,
        agency=before.agency,
        due_at=before.due_at,
        targets=before.targets,
        waiting_since=before.waiting_since,
        pauses=before.pauses,
        closed_at=None,
        because=None,
        merged_into=None,
        before=None,
        apart=True,
    )
    links = without_link(other, Link(reference=case.reference, kind=LinkKind.JOINED))
    return unmerged, change_by(act, other, CaseParted(other=case.reference), links=links)


def stood_again(task: Task, before: TaskBefore) -> Task:
    """Returns a task as it was before it was cancelled with its case."""
    return replace(
        task,
        status=before.status,
        timer=before.timer,
        timer_at=before.timer_at,
        waits_for=before.waits_for,
        waiting_since=before.waiting_since,
        waits_until=before.waits_until,
        ended_at=None,
        ended_by=None,
    )


def still_there(task: Task) -> Event:
    """Returns the event that tells an agency that it has a task again."""
    if task.status is TaskStatus.WAITING and task.waits_for:
        return TaskWaiting(
            task=task.id, code=task.code, agency=task.agency, waits_for=task.waits_for, until=task.waits_until
        )
    return TaskResumed(task=task.id, code=task.code, agency=task.agency, due_at=task.due_at)


def unlink(file: CaseFile, other: CaseFile, act: Act) -> tuple[Change, Change]:
    """Takes back that two cases were linked. Returns both changes, to be kept together."""
    linked_with(file, other.case.reference)

    def unlinked(one: CaseFile, two: CaseFile) -> Change:
        links = without_link(one, Link(reference=two.case.reference, kind=LinkKind.RELATED))
        return change_by(act, one, CaseUnlinked(other=two.case.reference), links=links)

    return unlinked(file, other), unlinked(other, file)


def without_link(file: CaseFile, link: Link) -> tuple[Link, ...]:
    return tuple(each for each in file.case.links if each != link)
