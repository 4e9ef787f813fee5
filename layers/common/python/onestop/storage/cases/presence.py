"""Who is looking at a case right now, so that two people do not do the same thing without knowing of each other.

PRESENT#<reference>  <staff id>   when they were last there; expires soon after they leave

In rows apart from the case, so that looking does not make it grow; the record for the auditor is `looks`.
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
    """A member of staff who was looking at a moment; `name` is how colleagues know them."""

    staff: str
    name: str
    at: datetime


def present_key(reference: str) -> str:
    return f"PRESENT#{reference}"


def keep_present(reference: str, present: Present) -> None:
    """Notes that somebody is looking: one PutItem."""
    CaseRow(
        present_key(reference),
        present.staff,
        kind="present",
        body=msgspec.json.encode(present).decode(),
        expires_at=int((present.at + KEPT).timestamp()),
    ).save()


def present_at(reference: str) -> list[Present]:
    """Returns who was looking lately, including people who have just left: one Query."""
    rows: Iterable[CaseRow] = CaseRow.query(present_key(reference))
    return [msgspec.json.decode(row.body or "", type=Present) for row in rows]
