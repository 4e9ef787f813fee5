"""How far the departments of a case are: which have finished, which are working, whose turn comes later."""

from __future__ import annotations

from enum import StrEnum

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import Status, TaskStatus, WaitsFor
from onestop.domain.cases.tasks.stages import facts_of, needed_tasks
from onestop.domain.cases.tasks.task import DESK_TASKS

COUNTS_NOT = (TaskStatus.SPLIT, TaskStatus.CANCELLED, TaskStatus.DECLINED)
ENDED = (Status.RESOLVED, Status.CLOSED)


class PartStanding(StrEnum):
    """The status of one department's part."""

    FINISHED = "finished"
    WORKING = "working"
    WAITS = "waits"  # for the resident
    TO_COME = "to_come"


def standings(file: CaseFile) -> dict[str, PartStanding]:
    """Returns the departments of a case as far as is known now, in the order of their work.

    One that has finished a part and has another one to do has not finished. Later parts are predicted from the plan and
    from what is known of the case.
    """
    found: dict[str, PartStanding] = {}
    tasks = [each for each in file.tasks if each.status not in COUNTS_NOT and each.code not in DESK_TASKS]
    for task in tasks:
        found.setdefault(task.agency, PartStanding.FINISHED)
    if file.case.status in ENDED:
        return found
    facts = facts_of(file)
    for stage in file.plan[file.case.position + 1 :]:
        found |= {
            task.agency: PartStanding.TO_COME for task in needed_tasks(stage, facts) if task.code not in DESK_TASKS
        }
    for task in tasks:
        if not task.ended:
            found[task.agency] = PartStanding.WAITS if task.waits_for is WaitsFor.RESIDENT else PartStanding.WORKING
    return found
