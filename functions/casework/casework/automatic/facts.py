"""What rules and registers look at: all that was answered, the results of tasks, the days that count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.decisions.deciding import facts_for


def answers_of(file: CaseFile) -> Mapping[str, Any]:
    """All that was answered: of an application the whole of it, else the answers to the questions of the service."""
    return file.request.answers


def results_of(file: CaseFile, until: datetime) -> dict[str, Mapping[str, Any]]:
    """The results of the tasks that were done by a moment, by task; of one that was done twice the later ones."""
    done = (task for task in file.tasks if task.status is TaskStatus.DONE and task.ended_at and task.ended_at <= until)
    return {task.code: task.results for task in done if task.results}


def day_of(moment: datetime, catalogue: Catalogue) -> str:
    """The jurisdiction's day."""
    return moment.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date().isoformat()


def facts_of_rule(file: CaseFile, today: str, received: str, until: datetime) -> dict[str, Any]:
    """What the rows of a table look at."""
    return facts_for(answers_of(file), results_of(file, until), today, received)
