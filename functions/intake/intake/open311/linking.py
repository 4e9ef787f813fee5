"""The link to the next page of a list (RFC 8288). Its page number is for people; the cursor does the work."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from intake.open311.answering import ClientRequest
from onestop.runtime.settings import setting

NOT_REPEATED = ("page", "cursor", "start_date", "end_date", "api_key")


def next_page(
    asked: ClientRequest, cursor: str | None, start: datetime, end: datetime, page: int = 1
) -> dict[str, str]:
    """The header with the next page; none on the last one. It contains the time window in full, because the default
    window moves with time."""
    if cursor is None:
        return {}
    sent: Mapping[str, str] = asked.request.query_params or {}
    given = {name: sent[name] for name in sent if name not in NOT_REPEATED}
    window = {"start_date": start.isoformat(), "end_date": end.isoformat()}
    address = f"{setting('PUBLIC_URL').rstrip('/')}{asked.request.path}"
    following = urlencode({**given, **window, "page": str(page + 1), "cursor": cursor})
    return {"Link": f'<{address}?{following}>; rel="next"'}
