"""The history of a case as staff see it: what was said, sent and done, each part only if they may see it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Contact, Note
from onestop.domain.staff.event_sight import is_seen, seen_details
from onestop.domain.staff.sight import Sight
from onestop.runtime.identity import Staff
from onestop.storage.cases.read_case import WholeFile
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.undelivered import Undelivered

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_case import (
        ContactShown,
        HistoryLine,
        LetterShown,
        NoteShown,
        UndeliveredShown,
    )


def note_view(note: Note) -> NoteShown:
    return {"at": note.at.isoformat(), "by": note.by, "about": note.about, "task": note.task, "text": note.text}


def contact_view(contact: Contact) -> ContactShown:
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


def history(whole: WholeFile, sight: Sight) -> list[HistoryLine]:
    """Returns the events, as far as somebody may know them."""
    return [
        history_line(event, sight.fields)
        for event in whole.events
        if is_seen(event.type, sight.fields) and sight.covers(event.data.get("task"), event.at)
    ]


def undelivered_view(undelivered: Undelivered) -> UndeliveredShown:
    """Returns a letter that the resident did not get."""
    return {
        "at": undelivered.at.isoformat(),
        "letter": undelivered.letter,
        "channel": undelivered.channel,
        "why": undelivered.why,
    }


def letter_view(letter: Notification) -> LetterShown:
    """Returns a letter that the resident was sent, or will be: a held one will be part of a digest with other news."""
    return {
        "letter": letter.letter,
        "channel": letter.channel,
        "language": letter.language,
        "status": letter.status.value,
        "instead_of": letter.instead_of,
        "created_at": letter.created_at.isoformat(),
        "sent_at": iso(letter.sent_at),
    }


def history_line(event: Recorded, fields: frozenset[str]) -> HistoryLine:
    line = {"sequence": event.sequence, "at": event.at.isoformat(), "type": event.type, "by": event.by}
    # what else an event carries depends on its type: docs/events.md
    return cast("HistoryLine", line | seen_details(event.type, event.data, fields))


def is_note_seen(note: Note, staff: Staff, sight: Sight) -> bool:
    """Says whether a note may be seen: always by its author; by outsiders if it is about their own tasks."""
    return note.by == staff.actor or ("notes" in sight.fields and sight.covers(note.task, note.at))


def is_contact_seen(contact: Contact, sight: Sight) -> bool:
    """Says whether a message may be seen: later words of the resident are protected as the first ones are."""
    return "description" in sight.fields and sight.is_in_time(contact.at)


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
