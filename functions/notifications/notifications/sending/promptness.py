"""How soon a resident is told: from the event until the letter about it was sent.

What is held for a digest is late on purpose and is not counted here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onestop.runtime.clock import is_stated
from onestop.runtime.metrics import count, measure

PROMISED_SECONDS = 10


def count_told(event: Mapping[str, Any], sent_at: datetime) -> None:
    """Counts a letter that was sent. If a history is replayed, seconds mean nothing."""
    happened = event.get("time")
    if happened is None or is_stated():
        return
    seconds = max(0.0, (sent_at - datetime.fromisoformat(happened)).total_seconds())
    measure("SecondsUntilTold", round(seconds, 3))
    count("ToldInTime" if seconds <= PROMISED_SECONDS else "ToldLate")
