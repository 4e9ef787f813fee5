"""What programs are answered about an application."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import Moment, Reference
from onestop.domain.applications.application import Status


class MistakeShown(TypedDict):
    """One thing wrong with the answers, as the pages find it too."""

    place: Annotated[str, Meta(description="The path of the answer.", examples=["closures.0.street"])]
    kind: Annotated[
        str, Meta(description="A keyword of JSON Schema, or `rule:CODE` of the form.", examples=["required"])
    ]
    limit: Annotated[Any, Meta(description="The bound that was passed, if there is one.")]


class ApplicationShown(TypedDict):
    """An application: a draft, or what was sent."""

    reference: Reference
    service: Annotated[str, Meta(examples=["street-event-permit"])]
    form: Annotated[str, Meta(examples=["street-event-permit"])]
    form_version: Annotated[str, Meta(description="Names the form by what it says.", examples=["5f1c2a9b04de"])]
    status: Status
    language: str
    changed_at: Moment
    expires_at: Moment
    case: Annotated[str | None, Meta(description="The reference of the case, once it is sent.")]
    answers: Annotated[Mapping[str, Any], Meta(description="As they were typed.")]
    mistakes: Sequence[MistakeShown]
