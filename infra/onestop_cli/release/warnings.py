"""Settings that are allowed in a jurisdiction and probably a mistake: reported, but loaded all the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

ALMOST = "-23:59"


def warnings_of(release: Release) -> Iterator[str]:
    """Returns sentences for the person who loads a release."""
    for name, calendar in release["calendars"].items():
        given = {**calendar["hours"], **calendar.get("exceptions", {})}
        for day, periods in given.items():
            for period in periods:
                if period.endswith(ALMOST):
                    meant = period.replace("23:59", "24:00")
                    yield f"calendar.yaml, {name}, {day}: {period} is read as {meant}; write it so."
