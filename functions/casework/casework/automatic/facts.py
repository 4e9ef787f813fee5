"""What rules and registers look at: all that was answered, the results of tasks, the days that count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.storage.applications import load_application


@dataclass(frozen=True, slots=True)
class Answered:
    """All that was answered, and when it was sent."""

    answers: Mapping[str, Any]
    at: datetime


def answers_of(file: CaseFile) -> Answered:
    """Of an application the whole of it, else the answers to the questions of the service. Raises NotFound for an
    application that is kept no longer."""
    if file.request.application is None:
        return Answered(file.request.answers, file.case.opened_at)
    application = load_application(file.request.application)
    return Answered(application.answers, application.changed_at)


def results_of(file: CaseFile, until: datetime) -> dict[str, Mapping[str, Any]]:
    """The results of the tasks that were done by a moment, by task; of one that was done twice the later ones."""
    done = (task for task in file.tasks if task.status is TaskStatus.DONE and task.ended_at and task.ended_at <= until)
    return {task.code: task.results for task in done if task.results}


def day_of(moment: datetime, catalogue: Catalogue) -> str:
    """The jurisdiction's day."""
    return moment.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date().isoformat()
