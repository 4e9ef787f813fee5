"""The waiting room: needs that were taken while DynamoDB did not answer.

A reference and its secret are computed, not looked up, so the resident gets both at once. The need is kept in the mail
bucket, where personal data is allowed; the bucket's notification brings it to the mailroom's queue, which delivers it
repeatedly until the case is open under that same reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from onestop.domain.cases.case import Case, Request
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import CaseOpened
from onestop.domain.people.person import Person
from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.runtime.settings import setting
from onestop.storage.once import Once

PREFIX = "waiting/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """A case that is ready to be opened, with the marker that ensures it is opened once. `says_language` is that the
    request named a language, which counts before the one that was chosen at an earlier case."""

    reference: str
    change: Change
    request: Request
    person: Person | None
    once: Once
    says_language: bool = True


def can_wait() -> bool:
    """Tells whether this function has somewhere to put a need aside."""
    return bool(setting("MAIL_BUCKET", ""))


def put_aside(aside: PutAside, because: BaseException) -> None:
    """Keeps a need until its case can be opened."""
    client("s3").put_object(
        Bucket=setting("MAIL_BUCKET"),
        Key=f"{PREFIX}{aside.reference}.json",
        Body=msgspec.json.encode(written(aside)),
        ContentType="application/json",
    )
    logger.error("put aside", case=aside.reference, **error_fields(because))
    count("NeedsPutAside")


def written(aside: PutAside) -> dict[str, object]:
    """A need in its stored form. Its one event is case.opened, whose type the reader knows."""
    change = aside.change
    return {
        "reference": aside.reference,
        "case": change.case,
        "service": change.case.service,
        "at": change.at,
        "by": change.by,
        "request": aside.request,
        "person": aside.person,
        "once": aside.once,
        "says_language": aside.says_language,
    }


class ReadAside(msgspec.Struct):
    """The same, as it is read back."""

    reference: str
    case: Case
    at: datetime
    by: str
    request: Request
    once: Once
    person: Person | None = None
    service: str | None = None
    says_language: bool = True


def read_aside(data: bytes) -> PutAside:
    """Reads a need that was put aside."""
    kept = msgspec.json.decode(data, type=ReadAside)
    change = Change(
        case=kept.case, events=(CaseOpened(service=kept.service, hazard=kept.case.hazard),), at=kept.at, by=kept.by
    )
    return PutAside(
        reference=kept.reference,
        change=change,
        request=kept.request,
        person=kept.person,
        once=kept.once,
        says_language=kept.says_language,
    )
