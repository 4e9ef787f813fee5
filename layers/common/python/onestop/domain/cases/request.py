"""What a case began with: the words of the resident, and the place of the need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.domain.cases.explanation import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the need is: WGS84 degrees, or an address in words, or both."""

    lat: float | None = None
    long: float | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the resident said, as they said it. Never changed afterwards, never sent in an event.

    `answers` are those to the questions of the service, by question; `doubts` are why a person must look at it before
    the rules decide, such as a scan that is hard to read.
    """

    service: str | None = None
    description: str = ""
    place: Place | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    doubts: tuple[Reason, ...] = ()
    language_unsure: bool = False  # we could not tell the language, so we answer in all of them
    subject: str | None = None
    message_id: str | None = None  # of the e-mail that brought it, so that our answer joins its thread
    original: str | None = None  # where the original contact is kept: a key of the mail bucket
    taken_by: str | None = None  # the member of staff who entered it for the resident
    consent: str | None = None  # how the resident agreed to that
    partner: str | None = None  # the partner whose key it came with
    external_id: str | None = None  # its id in the system that it was imported from
    media_url: str | None = None  # a picture kept elsewhere, as Open311 clients send
    application: str | None = None  # the application whose answers it was opened for; they are kept with that
    appeals: str | None = None  # the case whose decision it objects to
    decided_by: tuple[str, ...] = ()  # of an appeal: who made the decision, and may not decide again
