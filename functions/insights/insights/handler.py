"""The entry point of insights: by night the days that are over are taken into the lake, and the lake is held against
the table. What it teaches is worked out by `onestop insights`, on a machine with DuckDB, not here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onestop.runtime.clients import client
from onestop.runtime.clock import now
from onestop.runtime.log import logger
from onestop.runtime.metrics import count, flush
from onestop.runtime.settings import setting
from onestop.storage.lake.read_events import read_everything
from onestop.storage.lake.take_events import last_midnight, take_lake

RESERVE_MILLISECONDS = 240_000  # of the function's time, for the part that it is at when it decides to stop


def handle(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Take what is over. An operator may ask for all `until` a moment that has passed, or for all parts `again`."""
    if event.get("warm"):  # nobody waits here for a first call
        return {}
    asked, at = event.get("lake") or {}, now()
    until = min(datetime.fromisoformat(asked["until"]), at) if "until" in asked else last_midnight(at)
    remaining = getattr(context, "get_remaining_time_in_millis", None)
    done = take_lake(
        client("s3"),
        setting("LAKE_BUCKET"),
        read_everything,
        until,
        (lambda: remaining() > RESERVE_MILLISECONDS) if remaining else lambda: True,
        again=bool(asked.get("again")),
    )
    logger.info("taken into the lake", extra=done)
    count("LakeEventsTaken", done["taken"])
    count("LakeDifferences", done["differences"] + done["gaps"])
    count("LakeDaysBehind", done["days_behind"])
    flush()
    return done
