"""Shapes that many answers have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta

from onestop.domain.cases.attachments import AttachmentStatus

MomentText = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
Reference = Annotated[
    str, Meta(pattern=r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$", examples=["7KQ2-M4TX-9BWD-D"])
]
Cursor = Annotated[str | None, Meta(description="What to ask for the next page with; null at the end.")]
Version = Annotated[int, Meta(ge=1, description="Goes up with every change: send it back in If-Match.")]


class Named(TypedDict):
    """Something of the catalogue, with its name in the language of the answer."""

    code: str
    name: str


class AttachmentShown(TypedDict):
    """A photo or document of a case. Once its status is kept, it can be viewed at its `link`."""

    id: str
    at: MomentText
    name: str
    kind: Annotated[str, Meta(extra_json_schema={"enum": ["photo", "document", "text", "file"]})]
    status: AttachmentStatus
    status_text: str
    reason: Annotated[str | None, Meta(description="Why it was refused, in words.")]
    media_type: str | None
    size: Annotated[int, Meta(ge=0)] | None
    link: str | None


class UploadForm(TypedDict):
    """A form to post as multipart/form-data: first these fields, then one called `file`."""

    url: str
    fields: dict[str, str]


class UploadLimits(TypedDict):
    """What can be uploaded: the largest size, the kinds of file, how many more after this one, and until when."""

    bytes: int
    media_types: Sequence[str]
    left: Annotated[int, Meta(ge=0)]
    expires_at: MomentText


class AttachmentOffered(TypedDict):
    """A place for one photo or document, with the form that uploads it there."""

    id: str
    upload: UploadForm
    limits: UploadLimits


class FaultFound(TypedDict):
    """One thing that is wrong: where, what, and what would be right."""

    field: str
    message: str
    expected: str


class ProblemOfItem(TypedDict):
    """A problem document (RFC 9457) for one item of a selection."""

    type: Annotated[str, Meta(pattern="^/problems/", examples=["/problems/not-valid"])]
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: str
    errors: NotRequired[Sequence[FaultFound]]
    yours: NotRequired[Annotated[int, Meta(description="The version that the caller saw.")]]
    current: NotRequired[Annotated[int, Meta(description="The version that the case has.")]]


class Problem(ProblemOfItem):
    """A problem document (RFC 9457). `correlation_id` finds the line in our log."""

    correlation_id: str
