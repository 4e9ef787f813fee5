"""Dates that automatic tasks use."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from onestop.domain.catalogue.catalogue import Catalogue


def day_of(moment: datetime, catalogue: Catalogue) -> str:
    """Returns the date of a moment in the jurisdiction's time zone."""
    return moment.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date().isoformat()
