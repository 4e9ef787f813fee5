"""What staff are answered: the shapes of their routes, for the OpenAPI document."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.people.proof import Proof
from onestop_cli.openapi.answers import AttachmentShown, Cursor, FaultFound, Moment, Reference, Version


class Session(Struct, kw_only=True):
    """Signed in: send the token in Authorization until it expires, `expires_in` seconds from now."""

    token: str
    expires_in: int
    agencies: list[str]
    roles: list[str]


class Authenticator(Struct, kw_only=True):
    """The key for the app, as letters and as the link that it reads as a picture; `setup` goes with the first code."""

    key: str
    link: str
    setup: str


class TaskLine(Struct, kw_only=True):
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
    been_at: list[str]
    ended_at: Moment | None
    triage: bool


class TaskShown(TaskLine, kw_only=True):
    """A task of a case, with what was written and filled in when it ended; null where that is not yours to see."""

    note: str | None
    results: dict[str, Any] | None


class TaskList(Struct, kw_only=True):
    """One page of a list of tasks, the one due first on top."""

    agency: str | None
    tasks: list[TaskLine]
    cursor: Cursor


class FoundCase(Struct, kw_only=True):
    """A case of a person who calls: that it is there, and how it stands."""

    reference: Reference
    status: Status
    service_code: str | None
    service_name: str | None
    agency: str | None
    opened_at: Moment
    due_at: Moment | None


class FoundCases(Struct, kw_only=True):
    """The cases of a person, newest first."""

    cases: list[FoundCase]


class Contact(Struct, kw_only=True):
    """How to reach the resident."""

    name: str | None
    email: str | None
    phone: str | None


class ContactSeen(Struct, kw_only=True, omit_defaults=True):
    """As much of how to reach the resident as the tasks of the caller need."""

    name: str | UnsetType | None = UNSET
    email: str | UnsetType | None = UNSET
    phone: str | UnsetType | None = UNSET


class Place(Struct, kw_only=True):
    """Where the need is."""

    lat: float | None
    long: float | None
    address: str | None


class Point(Struct, kw_only=True):
    """Where the camera says that it was."""

    lat: float
    long: float


class AttachmentSeen(AttachmentShown, kw_only=True):
    """An attachment as staff see it: by whom, whether the resident sees it, and what to know before opening it."""

    by: str
    public: bool
    proof: Proof
    width: int | None
    height: int | None
    taken_at: Point | None
    warnings: list[str]


class ProposedPlace(Point, kw_only=True):
    """A place that a photo proposes, where the resident named none."""

    attachment: str


class LinkShown(Struct, kw_only=True):
    """Another case that this one has to do with."""

    reference: Reference
    kind: str


class NoteShown(Struct, kw_only=True):
    """What a member of staff wrote for other staff."""

    at: Moment
    by: str
    about: str
    task: str | None
    text: str


class ContactShown(Struct, kw_only=True):
    """One message between the resident and us, with who wrote it and where, and how far that is believed.

    What is only claimed to be the resident's changes nothing until they confirm it.
    """

    at: Moment
    by: str
    direction: Literal["in", "out"]
    channel: str
    task: str | None
    proof: Proof
    confirmed_at: Moment | None
    text: str


class UndeliveredShown(Struct, kw_only=True):
    """A letter that no provider takes, with the provider's word for why."""

    at: Moment
    letter: str
    channel: str
    why: str


class HistoryLine(Struct, kw_only=True):
    """An event of the case; what else it carries depends on its type (docs/events.md)."""

    sequence: int
    at: Moment
    type: str
    by: str


class StaffCase(Struct, kw_only=True):
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
    missed: list[str]
    merged_into: Reference | None
    links: list[LinkShown]
    reasons: list[str]
    description: str | None
    place: Place | None
    answers: dict[str, Any] | None
    contact: ContactSeen | None
    tasks: list[TaskShown]
    offers: Annotated[list[str], Meta(description="The codes of the tasks that staff may open now.")]
    notes: list[NoteShown]
    contacts: list[ContactShown]
    undelivered: Annotated[list[UndeliveredShown], Meta(description="Letters that the resident could not be sent.")]
    attachments: list[AttachmentSeen]
    proposed_place: ProposedPlace | None
    history: list[HistoryLine]


class Disclosed(Struct, kw_only=True):
    """Who the resident is. That it was asked, by whom and what for, is kept."""

    reference: Reference
    contact: Contact | None


class ArrivalLine(Struct, kw_only=True):
    """A contact that became no case, in codes: a bounce, an automatic message, or one that was held back."""

    arrival: str
    kind: str
    channel: str
    at: Moment
    why: str
    reference: Reference | None
    released_by: str | None
    details: dict[str, str]


class Arrivals(Struct, kw_only=True):
    """What came in during a month and became no case, the newest first."""

    kind: str
    month: str
    arrivals: list[ArrivalLine]
    cursor: Cursor


class EnclosureShown(Struct, kw_only=True):
    """A file that came with a contact."""

    name: str
    bytes: int


class ArrivalShown(ArrivalLine, kw_only=True):
    """A contact that was held back, in its own words."""

    subject: str | None
    text: str
    contact: Contact
    enclosures: list[EnclosureShown]


class LookShown(Struct, kw_only=True):
    """One look at a case."""

    at: Moment
    by: str
    fields: list[str]
    purpose: str | None


class AuditTrail(Struct, kw_only=True):
    """Who saw a case, and who did what to it."""

    reference: Reference
    looks: list[LookShown]
    acts: list[HistoryLine]


class WideLook(LookShown, kw_only=True):
    """A look at more than one case: a page of a list, with the cases whose words were on it, or a search."""

    where: Literal["list", "search"]
    agency: str | None
    cases: list[Reference]


class WideLooks(Struct, kw_only=True):
    """What somebody saw in lists and searched for, or who searched for a person; the newest first."""

    looks: list[WideLook]


class LateTask(Struct, kw_only=True):
    """A task that a contractor ended late. Hours and money are exact decimals, written as text."""

    reference: Reference
    task: str
    due_at: Moment
    ended_at: Moment
    hours_late: str
    hours_charged: str
    amount: str


class ContractorReport(Struct, kw_only=True):
    """What a contractor ended in a month, what of it late, and the penalty that follows from its contract."""

    agency: str
    month: str
    done: int
    more: bool
    late: list[LateTask]
    total: str
    currency: str


class StaffActed(Struct, kw_only=True):
    """The case as it is after an act of staff."""

    reference: Reference
    version: Version
    status: Status


class TaskActed(StaffActed, kw_only=True):
    """The case and the task as they are after an act of staff."""

    task: TaskLine


class ProblemOfItem(Struct, kw_only=True):
    """The problem document of one item of a selection."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FaultFound] | UnsetType = UNSET
    yours: int | UnsetType = UNSET
    current: int | UnsetType = UNSET


class BulkResult(Struct, kw_only=True):
    """What became of one item: the new version of its case, or the problem."""

    reference: str
    status: int
    task: str | UnsetType = UNSET
    version: int | UnsetType = UNSET
    problem: ProblemOfItem | UnsetType = UNSET


class BulkDone(Struct, kw_only=True):
    """What became of each item, in the order in which they were sent."""

    results: list[BulkResult]
