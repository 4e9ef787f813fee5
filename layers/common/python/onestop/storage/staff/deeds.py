"""What was done to the installation, kept for the auditor next to the looks.

DEEDS#<month>   one row a deed, written before it is done and again when it is
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import msgspec

from onestop.domain.staff.deeds import Deed, DeedOutcome
from onestop.storage.tables import CaseRow

KEPT = timedelta(days=5 * 365)


@contextmanager
def deed_kept_first(deed: Deed) -> Iterator[Callable[[str], None]]:
    """Keeps a deed before the block does it: nothing is done that is not kept. Two PutItems. The block sets whom the
    deed is about, if that is known only then."""
    order, about = f"{deed.at.isoformat()}#{deed.by}#{deed.kind}#{deed.about}", [deed.about]
    keep_deed(deed, order)
    try:
        yield about.append
    except Exception:
        keep_deed(replace(deed, about=about[-1], outcome=DeedOutcome.FAILED), order)
        raise
    keep_deed(replace(deed, about=about[-1], outcome=DeedOutcome.DONE), order)


def keep_deed(deed: Deed, order: str) -> None:
    CaseRow(
        f"DEEDS#{deed.at:%Y-%m}",
        order,
        kind="deed",
        body=msgspec.json.encode(deed).decode(),
        expires_at=int((deed.at + KEPT).timestamp()),
    ).save()


def deeds_of(within: str, limit: int) -> list[Deed]:
    """Returns the latest deeds of a month or a day (UTC), newest first: one Query."""
    key = f"DEEDS#{within[: len('2026-11')]}"
    rows = CaseRow.query(key, CaseRow.sk.startswith(within), limit=limit, page_size=limit, scan_index_forward=False)
    return [msgspec.json.decode(row.body or "", type=Deed) for row in rows]
