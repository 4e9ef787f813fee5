"""A case with a canary in every field, and a table of who may see which: written here independently of the code.

A canary is a word that is nowhere else. If it is in an answer, the caller has seen its field.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import msgspec

from onestop.contracts.recorded import number_events
from onestop.domain.cases.attachments import Attachment, AttachmentStatus
from onestop.domain.cases.case import CaseFile, Contact, Note, Place, Request
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.progress import RoutingDecision, give_service
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.cases.tasks.task_handover import transfer
from onestop.domain.catalogue.plans import PlannedTask, ResultField, Stage
from onestop.domain.people.person import Person
from onestop.domain.staff.permissions import Role
from onestop.runtime.keys import identity_key
from onestop.storage.cases.attachments import attachment_row
from onestop.storage.cases.case_rows import case_row, contact_row, event_row, note_row, plan_row, request_row, task_row
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import person_rows
from onestop.storage.staff.looks import Look, keep_look
from onestop.storage.tables import CaseRow, PersonRow
from tests.builders import NOW, a_case, a_file, a_reference, an_act, an_event, once_kept

DEPARTMENT, CONTRACTOR, MACHINE = "streets", "greenhaul", "business-register"
OTHER = "water"  # has another task of the same case
VIEWER = "viewer-1"
EMAIL = "canary.email@resident.example"
LATER = NOW + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Canary:
    """A word, the field that one must see to hear it (None: nobody ever does), and whether outsiders may."""

    word: str
    field: str | None
    outsiders: bool = True


CANARIES = (
    Canary("canary-description", "description"),
    Canary("canary-message-in", "description"),
    Canary("canary-message-out", "description"),
    Canary("canary-reason", "description", outsiders=False),
    Canary("canary-address", "place"),
    Canary("44.987123", "place"),
    Canary("canary-district", "place"),
    Canary("44.123987", "place"),  # where a photo was taken; its attachment must be seen as well
    Canary("canary-answer", "answers"),
    Canary("canary-note-mine", "notes"),
    Canary("canary-note-case", "notes", outsiders=False),
    Canary("canary-note-theirs", "notes", outsiders=False),
    Canary("canary-end-theirs", "notes", outsiders=False),
    Canary("canary-result-theirs", "results", outsiders=False),
    Canary("canary-attachment", "attachments"),
    Canary("canary-name", "contact.name"),
    Canary(EMAIL, "contact.email"),
    Canary("5550173", "contact.phone"),
    Canary("canary-event", None),
    Canary("canary-subject", None),
    Canary("canary-original", None),
    Canary("canary-consent", None),
    Canary("canary-partner", None),
    Canary("canary-external", None),
    Canary("canary-media", None),
    Canary("canary-doubt", None),
)
PURPOSE = "canary-purpose"  # why somebody was told who the resident is: of the audit trail
OWN_NOTE = "canary-own-note"
FIELDS = (
    *("description", "place", "answers", "notes", "results", "attachments"),
    *("contact.name", "contact.email", "contact.phone"),
)
USUAL = {
    DEPARTMENT: {"description", "place", "answers", "notes", "results", "attachments"},
    CONTRACTOR: {"place"},
    MACHINE: {"place"},
}
SEES: tuple[tuple[str, ...] | None, ...] = (None, (), *((field,) for field in FIELDS), FIELDS)
# who may look at a case at all, and who works for each kind of agency
LOOKERS = (Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.CONTRACTOR, Role.SYSTEM, Role.AUDITOR)
READERS = (Role.ADMINISTRATOR, Role.AUDITOR)
CELLS = tuple((role, agency) for role in Role for agency in (DEPARTMENT, CONTRACTOR, MACHINE))


def is_outside(role: Role, agency: str) -> bool:
    return role not in READERS and (agency != DEPARTMENT or role in (Role.CONTRACTOR, Role.SYSTEM))


def allowed(role: Role, agency: str, sees: tuple[str, ...] | None) -> set[str]:
    """The canaries that somebody who has the task may hear, on whatever route that shows a case."""
    if role not in LOOKERS:
        return set()
    fields = USUAL[agency] if sees is None else set(sees)
    if role in READERS:
        fields = USUAL[DEPARTMENT]
    outside = is_outside(role, agency)
    heard = {each.word for each in CANARIES if each.field in fields and (each.outsiders or not outside)}
    return heard if "attachments" in fields else heard - {"44.123987"}


def a_case_of_canaries(
    number: int, agency: str, sees: tuple[str, ...] | None, *, had: str | None = None
) -> tuple[str, CaseFile]:
    """Stores a case on which an agency has a task (or `had` one: ended, or transferred) together with two other
    agencies."""
    reference = a_reference(number)
    act = an_act(catalogue=current(), at=NOW)
    later = an_act(catalogue=current(), at=LATER, by="staff:other-1")
    tasks = (
        PlannedTask(code="mine", agency=agency, due_hours=8, sees=sees),
        PlannedTask(code="theirs", agency=OTHER, due_hours=8, results=(ResultField(code="found"),)),
        PlannedTask(code="open", agency=OTHER, due_hours=8),
    )
    person = Person(id=f"{number:032x}", name="canary-name", email=EMAIL, phone="+1 902 5550173", since=NOW)
    case = a_case(reference=reference, version=2, person=person.id, catalogue=current().version)
    decision = RoutingDecision(
        service="pothole",
        priority="normal",
        plan=(Stage(code="one", tasks=tasks),),
        district="canary-district",
        survey="standard",
        reasons=(Reason("keywords", ("canary-reason",)),),
    )
    file = a_file(case=case, request=a_request_of_canaries())
    changes = [give_service(file, decision, act)]
    file = once_kept(file, changes[-1])
    ending = {"note": "canary-end-theirs", "results": {"found": "canary-result-theirs"}}
    changes.append(end_task(file, later, "02", TaskStatus.DONE, **ending))  # type: ignore[arg-type]
    file = once_kept(file, changes[-1])
    if had == "ended":
        changes.append(end_task(file, later, "01", TaskStatus.DONE))
    if had == "handed on":
        changes.append(transfer(file, later, "01", "parks", "canary-note-theirs"))
    file = once_kept(file, changes[-1]) if had else file
    keep(file, changes, person)
    return reference, file


def a_request_of_canaries() -> Request:
    return Request(
        description="canary-description",
        place=Place(lat=44.987123, long=-63.5, address="canary-address"),
        answers={"how-deep": "canary-answer"},
        doubts=(Reason("unreadable", ("canary-doubt",)),),
        subject="canary-subject",
        original="canary-original",
        consent="canary-consent",
        partner="canary-partner",
        external_id="canary-external",
        media_url="https://canary-media.example",
        message_id="canary-original",
        taken_by="canary-consent",
    )


def keep(file: CaseFile, changes: list[Change], person: Person) -> None:
    """Writes a case with every kind of row that may belong to it."""
    reference, note = file.case.reference, {"at": NOW, "by": "staff:other-1"}
    events = [
        an_event(reference=reference, sequence=1, data={"service": None, "words": "canary-event"}),
        an_event(reference=reference, sequence=2, type="case.sung", data={"words": "canary-event"}),
        *(event for change in changes for event in number_events(change, msgspec.to_builtins)),
    ]
    notes = [
        Note(id="000010", text="canary-note-mine", task="01", **note),  # type: ignore[arg-type]
        Note(id="000011", text="canary-note-theirs", task="02", **note),  # type: ignore[arg-type]
        Note(id="000012", text="canary-note-case", **note),  # type: ignore[arg-type]
        Note(id="000013", text=OWN_NOTE, at=NOW, by=f"staff:{VIEWER}"),
    ]
    said = {"at": NOW, "channel": "sms"}
    contacts = [
        Contact(id="000020", by="resident", direction="in", text="canary-message-in", **said),  # type: ignore[arg-type]
        Contact(id="000021", by="staff:other-1", direction="out", text="canary-message-out", task="02", **said),  # type: ignore[arg-type]
    ]
    photo = Attachment(
        id="0123456789abcdef",
        at=NOW,
        by="resident",
        name="canary-attachment",
        status=AttachmentStatus.KEPT,
        media_type="image/jpeg",
        size=1,
        lat=44.123987,
        long=-63.5,
    )
    with CaseRow.batch_write() as batch:
        for row in (
            case_row(file.case),
            request_row(reference, file.request, NOW),
            plan_row(reference, file.plan),
            attachment_row(reference, photo),
            *map(task_row, file.tasks),
            *map(event_row, events),
            *(note_row(reference, each) for each in notes),
            *(contact_row(reference, each) for each in contacts),
        ):
            batch.save(row)
    with PersonRow.batch_write() as batch:
        for row in person_rows(person, reference, person.identities(identity_key())):
            batch.save(row)
    keep_look(reference, Look(at=NOW, by="staff:other-1", fields=("contact.name",), purpose=PURPOSE))


def heard_in(body: str) -> set[str]:
    """The canaries in an answer."""
    return {each.word for each in CANARIES if each.word in body}


def given_to_viewer(file: CaseFile) -> CaseFile:
    """The same case, its task 01 taken by the viewer, as the list of one's own tasks shows it."""
    tasks = tuple(replace(task, assignee=VIEWER) if task.id == "01" else task for task in file.tasks)
    task_row(tasks[0]).save()
    return replace(file, tasks=tasks)
