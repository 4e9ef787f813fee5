"""The reaction of a service when its resident answers that it did not go well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.cases.case import FOLLOW_UP_TASK, Case, CaseFile
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.tasks.task import DESK_TASKS
from onestop.domain.catalogue.answers import Scores
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import PlannedTask, Stage

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Follows
    from onestop.domain.catalogue.survey import Survey, SurveyQuestion

FOLLOW_UP_HOURS = 16.0  # working hours of the agency: two days


def what_follows(case: Case, scores: Scores, catalogue: Catalogue) -> Follows | None:
    """Returns what follows the answers about a case; None if they are good enough, or if its service has no rule."""
    service = catalogue.services.get(case.service or "")
    rule = service.get("low_score") if service else None
    score = dict(scores).get(rule["question"]) if rule else None
    return rule["then"] if rule and score is not None and score < rule["below"] else None


def follow_up(file: CaseFile, catalogue: Catalogue) -> Stage:
    """Returns the task for a supervisor: of the department that ended its part last, else of the triage desk,
    because contractors do not answer for us."""
    done = [task for task in file.tasks if task.status is TaskStatus.DONE and task.code not in DESK_TASKS]
    departments = {code for code, agency in catalogue.agencies.items() if agency["kind"] == "department"}
    last = sorted(
        (task for task in done if task.agency in departments),
        key=lambda task: (task.ended_at or task.opened_at, task.id),
    )
    agency = last[-1].agency if last else catalogue.jurisdiction["triage_agency"]
    task = PlannedTask(code=FOLLOW_UP_TASK, agency=agency, due_hours=FOLLOW_UP_HOURS)
    return Stage(code=FOLLOW_UP_TASK, tasks=(task,))


def one_more(case: Case, scores: Scores, survey: Survey, catalogue: Catalogue) -> SurveyQuestion | None:
    """Returns the free-text question that is asked after a low score, if the service asks one more."""
    service = catalogue.services.get(case.service or "")
    rule = service.get("low_score") if service else None
    if rule is None or what_follows(case, scores, catalogue) != "ask":
        return None
    said = str(dict(scores)[rule["question"]])
    return next(
        (
            question
            for question in survey["questions"]
            if question["kind"] == "text"
            and (when := question.get("when"))
            and when["question"] == rule["question"]
            and said in when["answers"]
        ),
        None,
    )
