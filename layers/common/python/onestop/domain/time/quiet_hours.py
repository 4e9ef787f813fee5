"""When residents may be reminded: by day, and not on a public holiday. What can wait waits for the next such hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.calendars import WEEKDAYS, Calendar, local_day, working_periods

REMINDER_HOURS = "08:00-21:00"
LONGEST = timedelta(days=30)  # of holidays in a row; beyond them nothing is held back


def waking_hours(catalogue: Catalogue) -> Calendar:
    """The hours of every day, and the days off of the triage desk: the jurisdiction's own."""
    jurisdiction = catalogue.jurisdiction
    hours = jurisdiction.get("reminder_hours", REMINDER_HOURS)
    days_off = catalogue.calendar_of(jurisdiction["triage_agency"]).days_off
    return Calendar(jurisdiction["time_zone"], dict.fromkeys(WEEKDAYS, (hours,)), days_off)


def not_before_morning(moment: datetime, catalogue: Catalogue) -> datetime:
    """The moment itself, if somebody may be reminded at it, else the beginning of the next hours in which they may."""
    calendar = waking_hours(catalogue)
    first = local_day(moment, calendar) - timedelta(days=1)  # yesterday's hours may reach into today
    periods = working_periods(first, local_day(moment + LONGEST, calendar), calendar)
    return next((max(moment, opens) for opens, closes in periods if closes > moment), moment)
