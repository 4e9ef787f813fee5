"""Who is looking at a case just now, so that two do not do the same thing without knowing of each other.

PRESENT#<reference>  <staff id>   when they were there last; gone by itself soon after they have left

Beside the cases, so that looking does not grow them; no record for the auditor, which is `looks`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from onestop.storage.tables import CaseRow

KEPT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A member of staff who was looking at a moment; `name` is what colleagues know them by."""

    staff: str
    name: str
    at: datetime


def present_key(reference: str) -> str:
    return f"PRESENT#{reference}"


def keep_present(reference: str, present: Present) -> None:
    """Notes that somebody is there: one PutItem."""
    CaseRow(
        present_key(reference),
        present.staff,
        kind="present",
        body=msgspec.json.encode(present).decode(),
        expires_at=int((present.at + KEPT).timestamp()),
    ).save()


def present_at(reference: str) -> list[Present]:
    """Who was there lately, whoever has left since a while included: one Query."""
    rows: Iterable[CaseRow] = CaseRow.query(present_key(reference))
    return [msgspec.json.decode(row.body or "", type=Present) for row in rows]
