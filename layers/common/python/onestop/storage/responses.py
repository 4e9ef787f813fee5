"""What residents answered to a survey. Comments may name people: they stay in the Messages table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from onestop.storage.rows import case_key
from onestop.storage.tables import MessageRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One resident's answers about one case: scores from 1 to 5 and words, by question."""

    reference: str
    survey: str
    language: str
    answered_at: datetime
    scores: tuple[tuple[str, int], ...]
    words: tuple[tuple[str, str], ...] = ()


def response_row(response: Response) -> MessageRow:
    """The row of a response."""
    return MessageRow(case_key(response.reference), "RESPONSE", body=msgspec.json.encode(response).decode())


def find_response(reference: str) -> Response | None:
    """What the resident of a case answered, if they did."""
    rows = list(MessageRow.query(case_key(reference), MessageRow.sk == "RESPONSE", consistent_read=True))
    return msgspec.json.decode(rows[0].body or "", type=Response) if rows else None
