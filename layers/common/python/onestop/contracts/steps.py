"""What the state machines and the functions say to each other: ids and codes only, for executions are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.stages import Next, what_next


def is_overtaken(event: Mapping[str, Any], file: CaseFile) -> bool:
    """Whether a step is asked for by a run of the workflow that a later one has taken the place of.

    The state machines of the first version do not say which run they are.
    """
    return event.get("run") is not None and event["run"] != file.case.run


def step_answer(file: CaseFile, event: Mapping[str, Any]) -> dict[str, Any]:
    """What a step answers: what comes next, and the tasks to wait for (`tasks` may be empty)."""
    if is_overtaken(event, file):
        return {"reference": file.case.reference, "run": event["run"], "next": Next.END.value, "tasks": []}
    return {
        "reference": file.case.reference,
        "run": file.case.run,
        "next": what_next(file).value,
        "tasks": [{"reference": file.case.reference, "task": task.id} for task in file.open_tasks()],
    }
