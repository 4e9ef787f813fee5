"""What came in, needs no answer and is no need: bounces, automatic messages, reports. It is recorded as a fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.storage.incoming.arrivals import Arrival, arrival_id, keep_arrival


def record_arrival(
    kind: str,
    channel: str,
    key: str,
    at: datetime,
    *,
    why: str = "",
    original: str | None = None,
    reference: str | None = None,
    details: Mapping[str, str] | None = None,
) -> bool:
    """Records a contact that is never answered; False if the same was recorded before. `details` hold codes only."""
    arrival = Arrival(
        id=arrival_id(channel, key),
        kind=kind,
        channel=channel,
        at=at,
        why=why,
        original=original,
        reference=reference,
        details=details or {},
    )
    logger.info("recorded", arrival=arrival.id, kind=kind, channel=channel, why=why)
    count("ContactsRecorded")
    return keep_arrival(arrival)
