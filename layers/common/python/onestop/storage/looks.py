"""Who looked at a case, and why: kept for the auditor, in a partition beside the case's so that it does not grow it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from onestop.storage.tables import CaseRow

KEPT = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: by whom, at what, and for which purpose where they saw more than their task needs."""

    at: datetime
    by: str
    fields: tuple[str, ...]
    purpose: str | None = None


def looks_key(reference: str) -> str:
    return f"LOOKS#{reference}"


def record_look(reference: str, look: Look) -> None:
    """Keeps a look: one PutItem, before anything is shown."""
    CaseRow(
        looks_key(reference),
        f"{look.at.isoformat()}#{look.by}",
        kind="look",
        body=msgspec.json.encode(look).decode(),
        expires_at=int((look.at + KEPT).timestamp()),
    ).save()


def looks_at(reference: str, limit: int) -> list[Look]:
    """The latest looks at a case, the newest first: one Query."""
    rows = CaseRow.query(looks_key(reference), limit=limit, page_size=limit, scan_index_forward=False)
    return [msgspec.json.decode(row.body or "", type=Look) for row in rows]
