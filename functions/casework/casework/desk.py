"""What staff see: their agency's inbox, and a case with everything that their work needs."""

from __future__ import annotations

from typing import Any

from onestop.contracts.recorded import Recorded
from onestop.domain.cases import TRIAGE_TASK, CaseFile, Task
from onestop.domain.catalogue import Catalogue
from onestop.domain.errors import NotAllowed, NotFound
from onestop.domain.reasons import explain
from onestop.runtime.identity import ADMINISTRATOR, Staff


def task_view(task: Task, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """A task as a line of an inbox."""
    return {
        "task": task.id,
        "reference": task.reference,
        "code": task.code,
        "agency": task.agency,
        "status": task.status,
        "service_code": task.service,
        "service_name": catalogue.name_of("service", task.service, language),
        "priority": task.priority,
        "summary": task.summary,
        "opened_at": task.opened_at.isoformat(),
        "due_at": task.due_at.isoformat(),
        "ended_at": task.ended_at and task.ended_at.isoformat(),
        "triage": task.code == TRIAGE_TASK,
    }


def case_view(file: CaseFile, events: list[Recorded], catalogue: Catalogue, language: str) -> dict[str, Any]:
    """A case as staff see it: the request, the tasks, the reasons and the history; not who the resident is."""
    case, place = file.case, file.request.place
    return {
        "reference": case.reference,
        "version": case.version,
        "status": case.status,
        "service_code": case.service,
        "service_name": catalogue.name_of("service", case.service, language),
        "priority": case.priority,
        "channel": case.channel,
        "language": case.language,
        "district": case.district,
        "opened_at": case.opened_at.isoformat(),
        "due_at": case.due_at and case.due_at.isoformat(),
        "reasons": [explain(reason, catalogue, language) for reason in case.reasons],
        "description": file.request.description,
        "place": place and {"lat": place.lat, "long": place.long, "address": place.address},
        "tasks": [task_view(task, catalogue, language) | {"note": task.note} for task in file.tasks],
        "history": [
            {"sequence": event.sequence, "at": event.at.isoformat(), "type": event.type, "by": event.by} | event.data
            for event in events
        ],
    }


def agency_for(staff: Staff, wanted: str | None, catalogue: Catalogue) -> str:
    """The agency whose inbox to show: the one asked for, if they work there, or their own."""
    if wanted is None:
        if len(staff.agencies) != 1:
            raise NotAllowed("Say which agency's inbox you want.", "agency")
        return next(iter(staff.agencies))
    if not staff.works_for(wanted) or wanted not in catalogue.agencies:
        raise NotAllowed("You do not work for this agency.", "agency")
    return wanted


def check_concerned(staff: Staff, file: CaseFile) -> None:
    """Staff see the cases that their agency has a task on; for all others there is no such case."""
    if ADMINISTRATOR in staff.roles or any(task.agency in staff.agencies for task in file.tasks):
        return
    raise NotFound(f"There is no case {file.case.reference}.", "reference")  # the same words as load_history
