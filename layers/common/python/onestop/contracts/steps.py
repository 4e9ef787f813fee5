"""What the state machines and the functions say to each other: ids and codes only, for executions are kept."""

from __future__ import annotations

from typing import Any

from onestop.domain.cases import CaseFile
from onestop.domain.catalogue import Catalogue
from onestop.domain.work import Desk, what_next

TRIAGE_HOURS = 4.0  # working hours of the triage desk


def triage_desk(catalogue: Catalogue) -> Desk:
    """The triage desk of the jurisdiction."""
    jurisdiction = catalogue.jurisdiction
    return Desk(agency=jurisdiction["triage_agency"], due_hours=TRIAGE_HOURS, survey=jurisdiction["survey"])


def step_answer(file: CaseFile) -> dict[str, Any]:
    """What a step answers: what comes next, and the tasks to wait for (`tasks` may be empty)."""
    return {
        "reference": file.case.reference,
        "run": file.case.run,
        "next": what_next(file).value,
        "tasks": [{"reference": file.case.reference, "task": task.id} for task in file.open_tasks()],
    }
