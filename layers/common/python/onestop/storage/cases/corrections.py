"""Which service a case turned out to need, where a person or its resident said so: its redacted words, to learn from.

One object a case in the mail bucket, `corrections/<reference>.json`, for as long as the jurisdiction's retention says:
a later decision about the same case replaces the earlier one, and erasing a case means erasing one object.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from onestop.domain.cases.case import CaseFile

PREFIX = "corrections/"
LONGEST = 1000  # characters of a text: the need has been said by then


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Words and the service that they meant; `by` says who decided: staff, or the resident when asked."""

    reference: str
    language: str
    text: str
    service: str
    by: str
    at: datetime


def correction_of(file: CaseFile, service: str, by: str) -> Correction | None:
    """Returns what can be learned from a decision; None for a case without words."""
    from onestop.domain.redaction.spans import redact  # late: its patterns take a tenth of a second

    text = " ".join(redact(file.request.description).split())[:LONGEST]
    if not any(letter.isalpha() for letter in text):
        return None
    case = file.case
    return Correction(
        reference=case.reference, language=case.language, text=text, service=service, by=by, at=case.updated_at
    )


def keep_correction(s3: Any, bucket: str, correction: Correction) -> None:
    """Keeps a correction, replacing an earlier one of the same case."""
    s3.put_object(
        Bucket=bucket,
        Key=key_of(correction.reference),
        Body=msgspec.json.encode(correction),
        ContentType="application/json",
    )


def forget_correction(s3: Any, bucket: str, reference: str) -> None:
    """Erases the correction of a case, as erasing a case or a person requires."""
    s3.delete_object(Bucket=bucket, Key=key_of(reference))


def all_corrections(s3: Any, bucket: str) -> Iterator[Correction]:
    """Yields every kept correction, by reference."""
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=PREFIX)
    for key in sorted(each["Key"] for page in pages for each in page.get("Contents", ())):
        body = s3.get_object(Bucket=bucket, Key=key)["Body"].read()
        yield msgspec.json.decode(body, type=Correction)


def key_of(reference: str) -> str:
    return f"{PREFIX}{reference}.json"
