"""The top of the front page: what most residents look for at this time of year, and notices for everybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import FrontPageNotice, Jurisdiction
    from onestop.domain.catalogue.service import Service

MOST = 8  # services: as many as a reader takes in before the full list


def wanted_now(services: Iterable[Service], month: int) -> tuple[Service, ...]:
    """Returns the services of the season, then the always popular ones; none twice."""
    services = tuple(services)
    seasonal = [each for each in services if month in each.get("season", ())]
    popular = [each for each in services if each.get("popular") and each not in seasonal]
    return (*seasonal, *popular)[:MOST]


def notices_on(jurisdiction: Jurisdiction, day: date) -> tuple[FrontPageNotice, ...]:
    """Returns the notices of a day, the newest first."""
    said = day.isoformat()
    current = [each for each in jurisdiction.get("notices", ()) if each["from"] <= said <= each["until"]]
    return tuple(sorted(current, key=lambda each: each["from"], reverse=True))
