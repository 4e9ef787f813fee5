"""What staff see: a line of an inbox, and a case with everything that their work needs, from visible fields only."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from casework.acts.attachments import attachments_shown
from casework.views.case_story import (
    contact_view,
    history,
    is_contact_seen,
    is_note_seen,
    iso,
    letter_view,
    note_view,
    undelivered_view,
)
from onestop.domain.cases.case import TRIAGE_TASK, CaseFile, Task
from onestop.domain.cases.reasons import explain
from onestop.domain.cases.tasks.task_handover import extras
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.people.person import Person
from onestop.domain.people.protected_people import is_hidden_from, without_addresses
from onestop.domain.staff.sight import PERSON, Sight
from onestop.runtime.identity import Staff
from onestop.storage.cases.read_case import WholeFile
from onestop.storage.letters.notifications import Notification

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_case import (
        ContactSeen,
        Place,
        StaffCase,
    )
    from onestop.contracts.answers.staff_work import TaskLine, TaskShown


def task_view(task: Task, fields: frozenset[str], catalogue: Catalogue, language: str) -> TaskLine:
    """Returns a task as a line of an inbox, for somebody who may see these fields of its case."""
    return {
        "task": task.id,
        "reference": task.reference,
        "code": task.code,
        "agency": task.agency,
        "status": task.status,
        "done_by": DoneBy(task.done_by),
        "assignee": task.assignee,
        "service_code": task.service,
        "service_name": catalogue.name_of("service", task.service, language),
        "priority": task.priority,
        "summary": task.summary if "description" in fields else None,
        "opened_at": task.opened_at.isoformat(),
        "due_at": task.due_at.isoformat(),
        "level": task.level,
        "waits_for": task.waits_for,
        "waits_until": iso(task.waits_until),
        "child": task.child,
        "been_at": task.been_at,
        "ended_at": iso(task.ended_at),
        "triage": task.code == TRIAGE_TASK,
        "danger": task.hazard is not None,
        "at_risk": task.warned and not task.level and not task.ended and not task.waiting_since,
        "channel": task.channel or None,
        "district": task.district if "place" in fields else None,
        "lat": task.lat if "place" in fields else None,
        "long": task.long if "place" in fields else None,
        "heard_at": iso(task.heard_at) if "description" in fields else None,
    }


def case_view(
    whole: WholeFile,
    person: Person | None,
    letters: list[Notification],
    staff: Staff,
    sight: Sight,
    catalogue: Catalogue,
    language: str,
) -> StaffCase:
    """Returns a case as a member of staff sees it: what their tasks need of the request, the tasks, reasons and
    history."""
    file, case, fields = whole.file, whole.file.case, sight.fields
    attachments, proposed = attachments_shown(whole, staff, sight, catalogue, language)
    reasons = case.reasons if sight.full and "description" in fields else ()
    return {
        "reference": case.reference,
        "version": case.version,
        "status": case.status,
        "service_code": case.service,
        "service_name": catalogue.name_of("service", case.service, language),
        "priority": case.priority,
        "channel": case.channel,
        "language": case.language,
        "district": case.district if "place" in fields else None,
        "opened_at": case.opened_at.isoformat(),
        "due_at": iso(case.due_at),
        "targets": {name: moment.isoformat() for name, moment in case.targets.items()},
        "missed": case.missed,
        "merged_into": case.merged_into if sight.full else None,
        "links": [{"reference": link.reference, "kind": link.kind} for link in case.links if sight.full],
        "reasons": [explain(reason, catalogue, language) for reason in reasons],
        "description": file.request.description if "description" in fields else None,
        "place": place_view(file, fields),
        "answers": file.request.answers if "answers" in fields else None,
        "contact": contact_details(person, fields, staff, catalogue),
        "tasks": [shown_task(task, fields, sight, catalogue, language) for task in sight.tasks],
        "offers": extras(file) if sight.full else (),
        "notes": [note_view(note) for note in whole.notes if is_note_seen(note, staff, sight)],
        "contacts": [contact_view(each) for each in whole.contacts if is_contact_seen(each, sight)],
        "letters": [letter_view(each) for each in letters],
        "undelivered": [undelivered_view(each) for each in whole.undelivered if sight.full],
        "attachments": attachments,
        "proposed_place": proposed,
        "history": history(whole, sight),
    }


def place_view(file: CaseFile, fields: frozenset[str]) -> Place | None:
    place = file.request.place if "place" in fields else None
    return {"lat": place.lat, "long": place.long, "address": place.address} if place else None


def contact_details(
    person: Person | None, fields: frozenset[str], staff: Staff, catalogue: Catalogue
) -> ContactSeen | None:
    """Returns what the reader's tasks need to know about the resident; None if they need nothing. Contact details of
    a protected person are shown only to those with the permission, whatever a task needs."""
    names = ("name", "email", "phone")
    if person and is_hidden_from(person, staff.agencies, staff.roles, catalogue):
        person = without_addresses(person)
    seen = {name: getattr(person, name) for name in names if f"contact.{name}" in fields and person}
    return cast("ContactSeen", seen) if seen else None


def needs_person(file: CaseFile, sight: Sight) -> bool:
    """Says whether somebody's tasks need to know who the resident is: only then is the person read."""
    return file.case.person is not None and bool(sight.fields & PERSON)


def shown_task(task: Task, fields: frozenset[str], sight: Sight, catalogue: Catalogue, language: str) -> TaskShown:
    """Returns a task of a case, with what was written and filled in when it ended."""
    return {
        **task_view(task, fields, catalogue, language),
        "note": task.note if sight.shows(task, "notes") else None,
        "results": task.results if sight.shows(task, "results") else None,
    }
