"""What the resident and the public may know of a case: its status, what happened, what happens next. No names, no
internal notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onestop.contracts.attachments import attachment_view
from onestop.contracts.recorded import Recorded
from onestop.contracts.service_parts import parts_shown
from onestop.domain.cases.attachments import Attachment, for_resident
from onestop.domain.cases.case import Case, CaseFile, Contact
from onestop.domain.cases.event_words import STATUS_WORDS, WAITING_WORDS, event_words
from onestop.domain.cases.lifecycle import Direction, Status, WaitsFor
from onestop.domain.cases.question_back import WHICH
from onestop.domain.cases.reasons import explain_to_resident
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.hazards.first_words import first_words
from onestop.domain.people.proof import Proof, counts

if TYPE_CHECKING:
    from onestop.contracts.answers.common import Named
    from onestop.contracts.answers.residents import AskedOfResident, CaseStatus, Danger, HandedOver


def public_status(
    file: CaseFile,
    events: Sequence[Recorded],
    contacts: Sequence[Contact],
    catalogue: Catalogue,
    language: str,
    attachments: Sequence[Attachment] = (),
    opened: Sequence[Case] = (),
) -> CaseStatus:
    """Returns a case as its resident sees it, in their language; `asked` is what we need from them to continue.
    `opened` are the cases that do its parts."""
    seen = for_resident(attachments)
    case = file.case
    service: Named | None = None
    if case.service:
        service = {"code": case.service, "name": catalogue.name_of("service", case.service, language)}
    asked = what_is_asked(file, contacts, catalogue, language)
    words = WAITING_WORDS if asked else STATUS_WORDS[case.status]
    return {
        "reference": case.reference,
        "status": case.status,
        "status_text": catalogue.say(words, language),
        "service": service,
        "opened_at": case.opened_at.isoformat(),
        "updated_at": case.updated_at.isoformat(),
        "due_at": case.due_at.isoformat() if case.due_at else None,
        "reasons": [explain_to_resident(reason, catalogue, language) for reason in case.reasons],
        "language": language,
        "danger": danger_of(file, catalogue, language),
        "version": case.version,
        "asked": asked,
        "joined_with": case.merged_into,
        "handed_over": handed_over(file),
        "parts": parts_shown(file, opened, catalogue, language),
        "closed_because": case.because,
        "can": [act for act, possible in possible_acts(file).items() if possible],
        "contacts": [
            {"at": contact.at.isoformat(), "direction": contact.direction, "text": contact.text}
            for contact in contacts
            if counts(contact.proof)
        ],
        "attachments": [attachment_view(each, case.reference, catalogue, language) for each in seen],
        "timeline": [
            {"at": event.at.isoformat(), "type": event.type, "text": text}
            for event in events
            if tells(event, seen) and (text := event_words(event.type, event.data, catalogue, language))
        ],
    }


def handed_over(file: CaseFile) -> HandedOver | None:
    """Returns whom the case was handed over to, by the name in the reason, and its status there."""
    handed = file.case.handed
    if handed is None:
        return None
    named = (reason.words[0] for reason in file.case.reasons if reason.code == "not_ours" and reason.words)
    return {"to": next(named, handed.to), "number": handed.number, "status": handed.status}


def danger_of(file: CaseFile, catalogue: Catalogue, language: str) -> Danger | None:
    """Returns what a resident who named danger is shown above everything else, until the case is closed."""
    case = file.case
    if case.hazard is None or not case.endangered or case.status in (Status.RESOLVED, Status.CLOSED):
        return None
    number = catalogue.hazards.number_of(case.hazard)
    return {
        "hazard": case.hazard,
        "number": number,
        "say": first_words(number, language, catalogue.say, case.reference),
    }


def tells(event: Recorded, seen: Sequence[Attachment]) -> bool:
    """Whether an event is shown to the resident: not one about a file that they may not see, nor what others said about
    it."""
    attachment = event.data.get("attachment")
    own = counts(Proof(event.data.get("proof", Proof.PROVEN)))
    return own and (attachment is None or any(each.id == attachment for each in seen))


def what_is_asked(
    file: CaseFile, contacts: Sequence[Contact], catalogue: Catalogue, language: str
) -> list[AskedOfResident]:
    """Returns what waits for the resident: a question with its words, or a part of the plan that is theirs to do."""
    questions = {
        contact.task: contact.text for contact in contacts if contact.direction is Direction.OUT and contact.task
    }
    return [
        {
            "task": task.id,
            "code": task.code,
            "kind": "task" if task.done_by == DoneBy.RESIDENT else "question",
            "text": catalogue.say(WHICH, language) if task.offered else questions.get(task.id),
            "choices": [{"code": code, "name": catalogue.name_of("service", code, language)} for code in task.offered],
            "fields": [
                {"code": field.code, "kind": field.kind, "required": field.required, "choices": field.choices}
                for field in (file.planned(task).results if task.done_by == DoneBy.RESIDENT else ())
            ],
        }
        for task in file.open_tasks()
        if task.waits_for is WaitsFor.RESIDENT
    ]


def possible_acts(file: CaseFile) -> dict[str, bool]:
    """Returns what the resident may do with the case now; whether there is still time to reopen it is checked when they
    try."""
    ended = file.case.status in (Status.RESOLVED, Status.CLOSED)
    return {
        "message": file.case.status is not Status.CLOSED,
        "withdraw": not ended and not file.case.is_followed,
        "reopen": ended and not file.case.merged_into,
    }
