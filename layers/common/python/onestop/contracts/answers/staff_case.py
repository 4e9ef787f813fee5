"""What staff are answered about tasks and a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import AttachmentShown, Cursor, Moment, Reference, Version
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.people.proof import Proof


class Session(TypedDict):
    """Signed in: send the token in Authorization until it expires, `expires_in` seconds from now."""

    token: str
    expires_in: int
    agencies: Sequence[str]
    roles: Sequence[str]


class Authenticator(TypedDict):
    """The key for the app, as letters and as the link that it reads as a picture; `setup` goes with the first code."""

    key: str
    link: str
    setup: str


class TaskLine(TypedDict):
    """A task as a line of an inbox."""

    task: str
    reference: Reference
    code: str
    agency: str
    status: TaskStatus
    done_by: DoneBy
    assignee: str | None
    service_code: str | None
    service_name: str | None
    priority: str
    summary: Annotated[str | None, Meta(description="What the resident began with; null where it is not yours to see.")]
    opened_at: Moment
    due_at: Moment
    level: Annotated[int, Meta(ge=0, description="How far up the ladder of escalation it is.")]
    waits_for: str | None
    waits_until: Moment | None
    child: Reference | None
    been_at: Sequence[str]
    ended_at: Moment | None
    triage: bool


class TaskShown(TaskLine):
    """A task of a case, with what was written and filled in when it ended; null where that is not yours to see."""

    note: str | None
    results: Mapping[str, Any] | None


class TaskList(TypedDict):
    """One page of a list of tasks, the one due first on top."""

    agency: str | None
    tasks: Sequence[TaskLine]
    cursor: Cursor


class FoundCase(TypedDict):
    """A case of a person who calls: that it is there, and how it stands."""

    reference: Reference
    status: Status
    service_code: str | None
    service_name: str | None
    agency: str | None
    opened_at: Moment
    due_at: Moment | None


class FoundCases(TypedDict):
    """The cases of a person, newest first."""

    cases: Sequence[FoundCase]


class Contact(TypedDict):
    """How to reach the resident."""

    name: str | None
    email: str | None
    phone: str | None


class ContactSeen(TypedDict):
    """As much of how to reach the resident as the tasks of the caller need."""

    name: NotRequired[str | None]
    email: NotRequired[str | None]
    phone: NotRequired[str | None]


class Place(TypedDict):
    """Where the need is."""

    lat: float | None
    long: float | None
    address: str | None


class Point(TypedDict):
    """Where the camera says that it was."""

    lat: float
    long: float


class AttachmentSeen(AttachmentShown):
    """An attachment as staff see it: by whom, whether the resident sees it, and what to know before opening it."""

    by: str
    public: bool
    proof: Proof
    width: int | None
    height: int | None
    taken_at: Point | None
    warnings: Sequence[str]


class ProposedPlace(Point):
    """A place that a photo proposes, where the resident named none."""

    attachment: str


class LinkShown(TypedDict):
    """Another case that this one has to do with."""

    reference: Reference
    kind: str


class NoteShown(TypedDict):
    """What a member of staff wrote for other staff."""

    at: Moment
    by: str
    about: str
    task: str | None
    text: str


class ContactShown(TypedDict):
    """One message between the resident and us, with who wrote it and where, and how far that is believed.

    What is only claimed to be the resident's changes nothing until they confirm it.
    """

    at: Moment
    by: str
    direction: Annotated[str, Meta(extra_json_schema={"enum": ["in", "out"]})]
    channel: str
    task: str | None
    proof: Proof
    confirmed_at: Moment | None
    text: str


class UndeliveredShown(TypedDict):
    """A letter that no provider takes, with the provider's word for why."""

    at: Moment
    letter: str
    channel: str
    why: str


class LetterShown(TypedDict):
    """What the resident was sent, or will be: held is what leaves in the morning, or in one letter with other news;
    overtaken is what was not needed any more by then."""

    letter: str
    channel: str
    language: str
    status: Annotated[
        str, Meta(extra_json_schema={"enum": ["created", "held", "overtaken", "sent", "permanent-failure"]})
    ]
    created_at: Moment
    sent_at: Moment | None


class HistoryLine(TypedDict):
    """An event of the case; what else it carries depends on its type (docs/events.md)."""

    sequence: int
    at: Moment
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
    opened_at: Moment
    due_at: Moment | None
    targets: dict[str, Moment]
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
