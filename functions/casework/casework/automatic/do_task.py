"""Does a task automatically, once: the step of the workflow that comes before the wait for its agency."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from casework.automatic.decide_by_rules import decide_by_rule
from casework.automatic.look_up import look_up
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import Does, PlannedTask
from onestop.runtime.clock import time_of
from onestop.runtime.log import logger
from onestop.runtime.randomness import new_reference
from onestop.storage.cases.open_and_change import Decide, change_case
from onestop.storage.cases.read_case import load_file
from onestop.storage.once import Once, find_answer

# other systems are called once, before anything is kept
DoTask = Callable[[CaseFile, Task, PlannedTask, Act], Decide]
DO: Mapping[Does, DoTask] = {Does.DECIDE: decide_by_rule, Does.LOOKUP: look_up}


def do_task(event: Mapping[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Does a task and returns whether it has ended; if not, its agency has it. Calling it again does nothing more."""
    reference, task_id = event["reference"], event["task"]
    file = load_file(reference)
    task = find_task(file, task_id)
    planned = file.planned(task)
    do, once = DO.get(planned.does) if planned.does else None, Once(key=f"do:{reference}:{task_id}")
    if do and not task.ended and find_answer(once) is None:
        decide = do(file, task, planned, Act(catalogue, time_of(file.case.updated_at), new_reference=new_reference))

        def unless_ended(now: CaseFile) -> Change | None:
            return None if find_task(now, task_id).ended else decide(now)

        file = change_case(reference, unless_ended, lambda _: once)
    has_ended = find_task(file, task_id).ended
    logger.info("did by itself", case=reference, task=task_id, ended=has_ended)
    return {"reference": reference, "task": task_id, "ended": has_ended}
