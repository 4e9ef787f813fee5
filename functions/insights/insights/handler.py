"""The entry point of insights: each night it takes finished days into the data lake, and compares the lake with the
table. What can be learned from it is worked out by `onestop insights`, on a machine with DuckDB, not here."""

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

RESERVE_MILLISECONDS = 240_000  # left of the function's time for the part at hand when it decides to stop


def handle(event: dict[str, Any], context: Any) -> dict[str, int]:
    """Takes the days that are over. An operator may ask for everything `until` a past moment, or for all parts
    `again`."""
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
