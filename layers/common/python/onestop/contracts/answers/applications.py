"""Answers to programs about an application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import MomentText, Reference
from onestop.domain.applications.application import ApplicationStatus


class MistakeShown(TypedDict):
    """One thing wrong with the answers, the same that the pages find."""

    place: Annotated[str, Meta(description="The path of the answer.", examples=["closures.0.street"])]
    kind: Annotated[
        str,
        Meta(
            description="A keyword of JSON Schema, `rule:CODE` of the form, or `file:CODE` of a file.",
            examples=["required"],
        ),
    ]
    limit: Annotated[Any, Meta(description="The bound that was passed, if there is one; of a file its name.")]


class SignatureShown(TypedDict):
    """A signature that is needed from somebody other than the applicant."""

    party: Annotated[str, Meta(examples=["owner-1"])]
    role: Annotated[str, Meta(examples=["co-applicant"])]
    name: Annotated[str, Meta(description="As the answers have it.", examples=["Li Wei"])]
    stands: Annotated[str, Meta(description="waiting, signed, outdated or objected.", examples=["waiting"])]


class ApplicationTaken(TypedDict):
    """An application that came as a whole, and in which nothing is wrong."""

    reference: Reference
    secret: Annotated[str, Meta(description="Shows the application: GET /api/applications/{reference}?secret=")]
    status: ApplicationStatus
    case: Annotated[str | None, Meta(description="The reference of the case, once it is sent.")]
    signatures: Sequence[SignatureShown]


class ApplicationShown(TypedDict):
    """An application: a draft, or one that was sent."""

    reference: Reference
    service: Annotated[str, Meta(examples=["street-event-permit"])]
    form: Annotated[str, Meta(examples=["street-event-permit"])]
    form_version: Annotated[str, Meta(description="Names the form by what it says.", examples=["5f1c2a9b04de"])]
    status: ApplicationStatus
    language: str
    changed_at: MomentText
    expires_at: MomentText
    case: Annotated[str | None, Meta(description="The reference of the case, once it is sent.")]
    answers: Annotated[Mapping[str, Any], Meta(description="As they were typed.")]
    mistakes: Sequence[MistakeShown]
    signatures: Sequence[SignatureShown]
