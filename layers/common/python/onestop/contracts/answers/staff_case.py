"""Answers to staff about one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import AttachmentShown, MomentText, Reference, Version
from onestop.contracts.answers.staff_work import TaskShown
from onestop.domain.cases.lifecycle import Direction, Status
from onestop.domain.letters.delivery import LetterState
from onestop.domain.people.proof import Proof


class ContactDetails(TypedDict):
    """How to reach the resident."""

    name: str | None
    email: str | None
    phone: str | None


class ContactSeen(TypedDict):
    """Contact details of the resident, as far as the tasks of the caller need them."""

    name: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]


class Place(TypedDict):
    """Where the need is."""

    lat: float | None
    long: float | None
    address: str | None


class Point(TypedDict):
    """Where the camera says that the photo was taken."""

    lat: float
    long: float


class AttachmentSeen(AttachmentShown):
    """An attachment as staff see it: who added it, whether the resident sees it, and what to know before opening it."""

    by: str
    public: bool
    proof: Proof
    width: int | None
    height: int | None
    taken_at: Point | None
    warnings: Sequence[str]


class ProposedPlace(Point):
    """A place proposed by a photo, if the resident gave none."""

    attachment: str


class LinkShown(TypedDict):
    """Another case that this one is linked with."""

    reference: Reference
    kind: str


class NoteShown(TypedDict):
    """What a member of staff wrote for other staff."""

    at: MomentText
    by: str
    about: str
    task: str | None
    text: str


class ContactShown(TypedDict):
    """One message between the resident and us, with who wrote it, where, and how far they are believed.

    A message that is only claimed to be the resident's changes nothing until they confirm it.
    """

    at: MomentText
    by: str
    direction: Direction
    channel: str
    task: str | None
    proof: Proof
    confirmed_at: MomentText | None
    text: str


class UndeliveredShown(TypedDict):
    """A letter that no provider takes, with the provider's word for why."""

    at: MomentText
    letter: str
    channel: str
    why: str


class LetterShown(TypedDict):
    """A letter that was sent to the resident, or will be: a held one leaves in the morning, or in one letter with other
    news; an overtaken one was no longer needed. Later reports of the provider change its status: to delivered, or to
    one of the failures. `instead_of` is the channel on which the same letter failed before."""

    letter: str
    channel: str
    language: str
    status: Annotated[str, Meta(extra_json_schema={"enum": [state.value for state in LetterState]})]
    instead_of: str | None
    created_at: MomentText
    sent_at: MomentText | None


class HistoryLine(TypedDict):
    """An event of the case; its other fields depend on its type (docs/events.md)."""

    sequence: int
    at: MomentText
    type: str
    by: str


class StaffCase(TypedDict):
    """A case with what the tasks of the caller need."""

    reference: Reference
    version: Version
    status: Status
    service_code: str | None
    service_name: str | None
    priority: str
    channel: str
    language: str
    district: str | None
    opened_at: MomentText
    due_at: MomentText | None
    targets: dict[str, MomentText]
    missed: Sequence[str]
    merged_into: Reference | None
    links: Sequence[LinkShown]
    reasons: Sequence[str]
    description: str | None
    place: Place | None
    answers: Mapping[str, Any] | None
    contact: ContactSeen | None
    tasks: Sequence[TaskShown]
    offers: Annotated[Sequence[str], Meta(description="The codes of the tasks that staff may open now.")]
    notes: Sequence[NoteShown]
    contacts: Sequence[ContactShown]
    letters: Sequence[LetterShown]
    undelivered: Annotated[Sequence[UndeliveredShown], Meta(description="Letters that the resident could not be sent.")]
    attachments: Sequence[AttachmentSeen]
    proposed_place: ProposedPlace | None
    history: Sequence[HistoryLine]
