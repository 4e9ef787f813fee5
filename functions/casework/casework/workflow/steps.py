"""The steps of the case workflow. Each can safely be called again, because the case itself says what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from casework.workflow.wake_waiting_cases import end_waits
from onestop.contracts.steps import is_overtaken, step_answer
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.case_end import close_resolved
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.cases.progress import advance, triage
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.clock import time_of
from onestop.runtime.randomness import new_reference
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.once import Once

StepInput = Mapping[str, Any]
WorkflowStep = Callable[[CaseFile, Act, StepInput], Change | None]


def advance_case(file: CaseFile, act: Act, _asked: StepInput) -> Change | None:
    """Opens the next stage, or sends the case to the triage desk or to resolution, when every task of the stage has
    ended."""
    return advance(file, act) if what_next(file) is Next.ADVANCE else None


def triage_case(file: CaseFile, act: Act, asked: StepInput) -> Change | None:
    """Sends the case to a person when a step has failed for good. `state` names the step."""
    if file.case.status not in (Status.OPEN, Status.IN_PROGRESS) or file.open_tasks():
        return None
    return triage(file, Reason("failed", (str(asked.get("state", "?")),)), act)


def close_after_survey(file: CaseFile, act: Act, asked: StepInput) -> Change | None:
    """Closes the case when the survey has been answered, or its time has passed, or there was none."""
    if what_next(file) not in (Next.SURVEY, Next.CLOSE):
        return None
    return close_resolved(file, act, CloseReason(asked.get("because", CloseReason.EXPIRED)))


DAY = 24 * 3600  # seconds
DO = "do"  # the step of an automatic task (`casework.automatic`)
STEPS: dict[str, WorkflowStep] = {"advance": advance_case, "triage": triage_case, "close": close_after_survey}


def take_step(event: StepInput, catalogue: Catalogue) -> dict[str, Any]:
    """Takes the step that the state machine asks for, and returns what comes next."""
    step, reference = STEPS[event["step"]], event["reference"]

    def decide(file: CaseFile) -> Change | None:
        if is_overtaken(event, file):
            return None
        return step(file, Act(catalogue, time_of(file.case.updated_at), new_reference=new_reference), event)

    file = change_case(reference, decide, lambda file: Once(key=f"{event['step']}:{reference}:{file.case.version}"))
    end_waits(file, catalogue)
    return step_answer(file, event) | window_of(file, catalogue)


def window_of(file: CaseFile, catalogue: Catalogue) -> dict[str, int]:
    """Returns how many seconds the workflow waits for survey answers, if the survey itself says so."""
    survey = catalogue.surveys.get(file.case.survey or "")
    days = survey.get("ask", {}).get("window_days") if survey else None
    return {"window": days * DAY} if days and what_next(file) is Next.SURVEY else {}
