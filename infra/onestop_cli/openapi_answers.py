"""What we answer over HTTPS, as contracts of the OpenAPI document.

The functions answer with plain dicts, for a contract of each answer would be loaded by functions that residents wait
for. So the shapes stand here, where only the build reads them, and tests hold real answers against them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from onestop.domain.attachments import AttachmentStatus
from onestop.domain.lifecycle import Status, TaskStatus
from onestop.domain.plans import DoneBy

Moment = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
Reference = Annotated[
    str, Meta(pattern=r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$", examples=["7KQ2-M4TX-9BWD-D"])
]
Cursor = Annotated[str | None, Meta(description="What to ask for the next page with; null at the end.")]
Version = Annotated[int, Meta(ge=1, description="Goes up with every change: send it back in If-Match.")]


class Named(Struct, kw_only=True):
    """Something of the catalogue, with its name in the language of the answer."""

    code: str
    name: str


class CaseOpened(Struct, kw_only=True):
    """A case was opened. Keep the reference and the secret: together they open it."""

    reference: Reference
    secret: Annotated[str, Meta(description="Whoever has it may read the case and act as its resident.")]
    link: Annotated[str, Meta(description="The page of the case, for the resident.")]
    status: Status
    service: Named | None
    next: Annotated[str, Meta(description="What happens next, in words.")]
    opened_at: Moment
    language: str


class CaseMoved(Struct, kw_only=True):
    """The case as it is after an act of its resident."""

    reference: Reference
    status: Status
    version: Version


class AskedField(Struct, kw_only=True):
    """A field that the resident fills in when they do their part."""

    code: str
    kind: str
    required: bool
    choices: list[str]


class Asked(Struct, kw_only=True):
    """What waits for the resident: a question, or a part of the plan that is theirs."""

    task: str
    code: str
    kind: Literal["task", "question"]
    text: str | None
    fields: list[AskedField]


class Said(Struct, kw_only=True):
    """One message between the resident (in) and us (out)."""

    at: Moment
    direction: Literal["in", "out"]
    text: str


class Happened(Struct, kw_only=True):
    """One step of a case, in words."""

    at: Moment
    type: str
    text: str


class AttachmentShown(Struct, kw_only=True):
    """A photo or document of a case. It can be looked at, by its `link`, once its status is kept."""

    id: str
    at: Moment
    name: str
    kind: Literal["photo", "document", "text", "file"]
    status: AttachmentStatus
    status_text: str
    reason: Annotated[str | None, Meta(description="Why it was refused, in words.")]
    media_type: str | None
    size: Annotated[int, Meta(ge=0)] | None
    link: str | None


class CaseStatus(Struct, kw_only=True):
    """A case as its resident sees it, in their language."""

    reference: Reference
    status: Status
    status_text: str
    service: Named | None
    opened_at: Moment
    updated_at: Moment
    due_at: Moment | None
    reasons: Annotated[list[str], Meta(description="Why it was decided so, in words.")]
    language: str
    version: Version
    asked: list[Asked]
    joined_with: Reference | None
    closed_because: str | None
    can: Annotated[
        list[Literal["message", "withdraw", "reopen"]], Meta(description="What the resident may do with it now.")
    ]
    contacts: list[Said]
    attachments: list[AttachmentShown]
    timeline: list[Happened]


class CaseLine(Struct, kw_only=True):
    """A case as partners see it: no personal data, no free text."""

    reference: Reference
    service_code: str | None
    status: Status
    channel: str
    priority: str
    opened_at: Moment
    updated_at: Moment


class CasesOfDay(Struct, kw_only=True):
    """The cases opened on a day (UTC), oldest first."""

    cases: list[CaseLine]
    cursor: Cursor


class ServiceLine(Struct, kw_only=True):
    """What can be asked for. The names are those of Open311."""

    service_code: str
    service_name: str
    description: str
    group: str
    place: Literal["required", "optional", "none"]


class ServiceList(Struct, kw_only=True):
    """All services of this government, in one language."""

    jurisdiction: str
    language: str
    services: list[ServiceLine]


class Question(Struct, kw_only=True):
    """One question of a survey: a scale from 1 to 5, or words."""

    code: str
    kind: Literal["scale", "text"]
    text: str
    required: bool


class SurveyShown(Struct, kw_only=True):
    """The survey of a case, in the resident's language."""

    reference: Reference
    survey: str
    language: str
    questions: list[Question]


class SurveyTaken(Struct, kw_only=True):
    """The answers were kept."""

    reference: Reference
    answered: Literal[True]


class UploadForm(Struct, kw_only=True):
    """A form to post as multipart/form-data: first these fields, at last one called `file`."""

    url: str
    fields: dict[str, str]


class UploadLimits(Struct, kw_only=True):
    """What is taken: the largest size, the kinds of file, how many more after this one, and until when."""

    bytes: int
    media_types: list[str]
    left: Annotated[int, Meta(ge=0)]
    expires_at: Moment


class AttachmentOffered(Struct, kw_only=True):
    """A place for one photo or document, and the form that uploads it there."""

    id: str
    upload: UploadForm
    limits: UploadLimits


class FaultFound(Struct, kw_only=True):
    """One thing that is wrong: where, what, and what would be right."""

    field: str
    message: str
    expected: str


class Problem(Struct, kw_only=True):
    """A problem document (RFC 9457). `correlation_id` finds the line in our log."""

    type: Annotated[str, Meta(pattern="^/problems/", examples=["/problems/not-valid"])]
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: str
    correlation_id: str
    errors: list[FaultFound] | UnsetType = UNSET
    yours: Annotated[int, Meta(description="The version that the caller saw.")] | UnsetType = UNSET
    current: Annotated[int, Meta(description="The version that the case has.")] | UnsetType = UNSET


class GatewayMessage(Struct, kw_only=True):
    """What the gateway answers by itself, before a function is asked."""

    message: str | None


class Session(Struct, kw_only=True):
    """Signed in: send the token in Authorization until it expires, `expires_in` seconds from now."""

    token: str
    expires_in: int
    agencies: list[str]
    roles: list[str]


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
    summary: str
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
    """A task of a case, with what was written and filled in when it ended."""

    note: str
    results: dict[str, Any]


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
    """One message between the resident and us, with who wrote it and where."""

    at: Moment
    by: str
    direction: Literal["in", "out"]
    channel: str
    task: str | None
    text: str


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
