"""The days that count when something is done by itself."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from onestop.domain.catalogue.catalogue import Catalogue


def day_of(moment: datetime, catalogue: Catalogue) -> str:
    """The jurisdiction's day."""
    return moment.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date().isoformat()
