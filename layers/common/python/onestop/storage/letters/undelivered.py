"""Letters that could not leave: kept with their case, where anyone who works on it sees that its resident was not told.

A row of the case's own partition, so that the Query that reads the case finds it; not an event, because nothing
happened to the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from onestop.storage.cases.case_keys import case_key
from onestop.storage.tables import CaseRow

KIND = "undelivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """A letter that no provider takes: which one, on which channel, and the provider's word for why. The address stays
    in the People table."""

    at: datetime
    event: str
    letter: str
    channel: str
    why: str


def keep_undelivered(reference: str, undelivered: Undelivered) -> None:
    """Keeps it with the case of its recipient; once, however often it is tried."""
    body = msgspec.json.encode(undelivered).decode()
    CaseRow(case_key(reference), f"UNDELIVERED#{undelivered.event}", kind=KIND, body=body).save()
