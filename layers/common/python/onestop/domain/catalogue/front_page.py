"""What the first page shows on top: what most residents look for at this time of year, and what they should know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import FrontPageNotice, Jurisdiction
    from onestop.domain.catalogue.service import Service

MOST = 8  # as many as one takes in before the list of all


def wanted_now(services: Iterable[Service], month: int) -> tuple[Service, ...]:
    """The services of the season, then those that are always looked for; none twice."""
    services = tuple(services)
    seasonal = [each for each in services if month in each.get("season", ())]
    popular = [each for each in services if each.get("popular") and each not in seasonal]
    return (*seasonal, *popular)[:MOST]


def notices_on(jurisdiction: Jurisdiction, day: date) -> tuple[FrontPageNotice, ...]:
    """The notices of a day, those that came last first."""
    said = day.isoformat()
    current = [each for each in jurisdiction.get("notices", ()) if each["from"] <= said <= each["until"]]
    return tuple(sorted(current, key=lambda each: each["from"], reverse=True))
