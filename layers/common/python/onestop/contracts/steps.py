"""What the state machines and the functions send each other: only ids and codes, because executions are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.catalogue.plans import Does

BY_ITSELF = (Does.DECIDE, Does.LOOKUP)  # a payment is not included: the resident makes it


def is_overtaken(event: Mapping[str, Any], file: CaseFile) -> bool:
    """Whether a step is asked for by a run of the workflow that a later run has replaced.

    The state machines of the first version do not say which run they are.
    """
    return event.get("run") is not None and event["run"] != file.case.run


def step_answer(file: CaseFile, event: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the answer of a step: what comes next, and the tasks to wait for (`tasks` may be empty)."""
    if is_overtaken(event, file):
        return {"reference": file.case.reference, "run": event["run"], "next": Next.END.value, "tasks": []}
    return {
        "reference": file.case.reference,
        "run": file.case.run,
        "next": what_next(file).value,
        "tasks": [item_of(file, task) for task in file.open_tasks()],
    }


def item_of(file: CaseFile, task: Task) -> dict[str, str]:
    """Returns a task to wait for; `does` says that it is done automatically first."""
    item = {"reference": file.case.reference, "task": task.id}
    does = file.planned(task).does
    return item | {"does": does.value} if does in BY_ITSELF else item
