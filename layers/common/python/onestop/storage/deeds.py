"""What was done to the installation, kept for the auditor beside the looks.

DEEDS#<month>   one row a deed, written before it is done and once more when it is
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import msgspec

from onestop.domain.people.deeds import Deed, Outcome
from onestop.storage.tables import CaseRow

KEPT = timedelta(days=5 * 365)


@contextmanager
def kept(deed: Deed) -> Iterator[None]:
    """Keeps a deed while it is done: nothing is done that is not kept. Two PutItems."""
    keep(deed)
    try:
        yield
    except Exception:
        keep(replace(deed, outcome=Outcome.FAILED))
        raise
    keep(replace(deed, outcome=Outcome.DONE))


def keep(deed: Deed) -> None:
    CaseRow(
        f"DEEDS#{deed.at:%Y-%m}",
        f"{deed.at.isoformat()}#{deed.by}#{deed.kind}#{deed.about}",
        kind="deed",
        body=msgspec.json.encode(deed).decode(),
        expires_at=int((deed.at + KEPT).timestamp()),
    ).save()


def deeds_of(month: str, limit: int) -> list[Deed]:
    """The latest deeds of a month (UTC), the newest first: one Query."""
    rows = CaseRow.query(f"DEEDS#{month}", limit=limit, page_size=limit, scan_index_forward=False)
    return [msgspec.json.decode(row.body or "", type=Deed) for row in rows]
