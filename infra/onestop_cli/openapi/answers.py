"""What we answer over HTTPS, as contracts of the OpenAPI document.

The functions answer with plain dicts, for a contract of each answer would be loaded by functions that residents wait
for. So the shapes stand here, where only the build reads them, and tests hold real answers against them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from onestop.domain.cases.attachments import AttachmentStatus
from onestop.domain.cases.lifecycle import Status

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


class Danger(Struct, kw_only=True):
    """The words name danger. Show `say` above all else, with `number` as something that can be called."""

    hazard: Annotated[str, Meta(examples=["gas"])]
    number: Annotated[str, Meta(description="The emergency number.", examples=["911"])]
    say: Annotated[str, Meta(description="What the resident is told first, in their language.")]


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
    danger: Danger | None


class CaseMoved(Struct, kw_only=True):
    """The case as it is after an act of its resident."""

    reference: Reference
    status: Status
    version: Version
    danger: Danger | None


class AskedField(Struct, kw_only=True):
    """A field that the resident fills in when they do their part."""

    code: str
    kind: str
    required: bool
    choices: list[str]


class AskedOfResident(Struct, kw_only=True):
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

    danger: Danger | None
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
    asked: list[AskedOfResident]
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
