"""What is said between the resident and us, or among staff, and what is added to a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentAsked:
    """We need something from the resident; the question itself is a contact of the case. `offered` are the services
    that they were asked to choose from."""

    type: ClassVar[str] = "resident.asked"
    task: str
    contact: str | None
    offered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentReminded:
    """The resident has not answered yet."""

    type: ClassVar[str] = "resident.reminded"
    task: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReceived:
    """Somebody told us something; its words are a contact of the case. `proof` is how far we believe that it was the
    resident: proven, claimed or stranger."""

    type: ClassVar[str] = "contact.received"
    contact: str
    proof: str = "proven"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactConfirmed:
    """The resident said that words which were only claimed to be theirs are theirs."""

    type: ClassVar[str] = "contact.confirmed"
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSent:
    """We told the resident something; its words are a contact of the case."""

    type: ClassVar[str] = "contact.sent"
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """A member of staff wrote something for other staff; the words are a note of the case."""

    type: ClassVar[str] = "note.added"
    note_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentAdded:
    """A photo, document or text was added to the case: `attachment` is its id, `kind` is photo, document or text."""

    type: ClassVar[str] = "attachment.added"
    attachment: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyInvited:
    """The resident has been asked how it went."""

    type: ClassVar[str] = "survey.invited"
    survey: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswered:
    """The resident has answered, on `answer_channel`, or changed what they had answered; `scores` are (question, 1 to
    5). A `late` answer came when the time for it had passed: it is kept, and left out of figures. Comments stay in the
    Messages table."""

    type: ClassVar[str] = "survey.answered"
    survey: str
    scores: tuple[tuple[str, int], ...]
    answer_channel: str | None = None
    late: bool = False
