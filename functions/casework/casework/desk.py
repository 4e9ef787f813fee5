"""What staff see: a line of an inbox, and a case with everything that their work needs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework.attaching import attached
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import TRIAGE_TASK, CaseFile, Contact, Note, Task
from onestop.domain.cases.reasons import explain
from onestop.domain.cases.task_handover import extras
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import Person
from onestop.domain.people.sight import is_outsider, visible_fields, visible_tasks
from onestop.runtime.identity import Staff
from onestop.storage.files import WholeFile


def task_view(task: Task, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """A task as a line of an inbox."""
    return {
        "task": task.id,
        "reference": task.reference,
        "code": task.code,
        "agency": task.agency,
        "status": task.status,
        "done_by": task.done_by,
        "assignee": task.assignee,
        "service_code": task.service,
        "service_name": catalogue.name_of("service", task.service, language),
        "priority": task.priority,
        "summary": task.summary,
        "opened_at": task.opened_at.isoformat(),
        "due_at": task.due_at.isoformat(),
        "level": task.level,
        "waits_for": task.waits_for,
        "waits_until": iso(task.waits_until),
        "child": task.child,
        "been_at": task.been_at,
        "ended_at": iso(task.ended_at),
        "triage": task.code == TRIAGE_TASK,
    }


def case_view(
    whole: WholeFile, person: Person | None, staff: Staff, catalogue: Catalogue, language: str
) -> dict[str, Any]:
    """A case as a member of staff sees it: what their tasks need of the request, the tasks, reasons and history."""
    file, case = whole.file, whole.file.case
    outsider = is_outsider(staff.agencies, staff.roles, catalogue)
    fields = visible_fields(file, staff.agencies, staff.roles, catalogue)
    tasks = visible_tasks(file, staff.agencies, outsider)
    known = {task.id for task in tasks}
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
        "due_at": iso(case.due_at),
        "targets": {name: moment.isoformat() for name, moment in case.targets.items()},
        "missed": case.missed,
        "merged_into": None if outsider else case.merged_into,
        "links": [] if outsider else [{"reference": link.reference, "kind": link.kind} for link in case.links],
        "reasons": [] if outsider else [explain(reason, catalogue, language) for reason in case.reasons],
        **request_view(file, fields),
        "contact": contact_details(person, fields),
        "tasks": [task_view(task, catalogue, language) | details(task) for task in tasks],
        "offers": () if outsider else extras(file),
        "notes": [note_view(note) for note in whole.notes if shown(note.task, known, "notes" in fields, outsider)],
        "contacts": [contact_view(each) for each in whole.contacts if "description" in fields],
        **attached(whole, staff, catalogue, language),
        "history": [history_line(event) for event in whole.events if shown_event(event, known, outsider)],
    }


def request_view(file: CaseFile, fields: frozenset[str]) -> dict[str, Any]:
    place = file.request.place if "place" in fields else None
    return {
        "description": file.request.description if "description" in fields else None,
        "place": place and {"lat": place.lat, "long": place.long, "address": place.address},
        "answers": file.request.answers if "answers" in fields else None,
    }


def contact_details(person: Person | None, fields: frozenset[str]) -> dict[str, Any] | None:
    """What the tasks of the one who looks need to know of the resident; None where they need nothing."""
    names = ("name", "email", "phone")
    seen = {name: getattr(person, name) for name in names if f"contact.{name}" in fields and person}
    return seen or None


def needs_person(file: CaseFile, staff: Staff, catalogue: Catalogue) -> bool:
    """Whether somebody's tasks need to know who the resident is: only then is that read."""
    fields = visible_fields(file, staff.agencies, staff.roles, catalogue)
    return file.case.person is not None and any(field.startswith("contact.") for field in fields)


def details(task: Task) -> dict[str, Any]:
    return {"note": task.note, "results": task.results}


def note_view(note: Note) -> dict[str, Any]:
    return {"at": note.at.isoformat(), "by": note.by, "about": note.about, "task": note.task, "text": note.text}


def contact_view(contact: Contact) -> dict[str, Any]:
    return {
        "at": contact.at.isoformat(),
        "by": contact.by,
        "direction": contact.direction,
        "channel": contact.channel,
        "task": contact.task,
        "proof": contact.proof,
        "confirmed_at": iso(contact.confirmed_at),
        "text": contact.text,
    }


def history_line(event: Recorded) -> dict[str, Any]:
    return {"sequence": event.sequence, "at": event.at.isoformat(), "type": event.type, "by": event.by} | event.data


def shown(task: str | None, known: set[str], named: bool, outsider: bool) -> bool:
    """Whether a note may be seen: an outsider sees those about their own tasks."""
    return named if not outsider else task in known


def shown_event(event: Recorded, known: set[str], outsider: bool) -> bool:
    return not outsider or event.data.get("task") in known


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
