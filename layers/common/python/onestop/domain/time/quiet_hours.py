"""When residents may be reminded: by day, and not on a public holiday. What can wait waits for the next such hour.

Letters that wait for the morning (`night.py`) keep to the same hours, on holidays too: who has a question open since
yesterday evening must not wait for it over a long weekend.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.calendars import WEEKDAYS, Calendar, local_day, working_periods

REMINDER_HOURS = "08:00-21:00"
ANY_HOUR = "00:00-24:00"  # a jurisdiction that says so knows no night
LONGEST = timedelta(days=30)  # of holidays in a row; beyond them nothing is held back


def waking_hours(catalogue: Catalogue) -> Calendar:
    """The hours of every day, without a day off."""
    jurisdiction = catalogue.jurisdiction
    hours = jurisdiction.get("reminder_hours", REMINDER_HOURS)
    return Calendar(jurisdiction["time_zone"], dict.fromkeys(WEEKDAYS, (hours,)))


def next_waking_hour(moment: datetime, catalogue: Catalogue) -> datetime:
    """The moment itself, if a letter may leave at it, else the beginning of the next hours in which it may."""
    return opening_hour(moment, waking_hours(catalogue))


def not_before_morning(moment: datetime, catalogue: Catalogue) -> datetime:
    """The moment itself, if somebody may be reminded at it, else the beginning of the next hours in which they may:
    never on a day off of the triage desk, which are the jurisdiction's own."""
    days_off = catalogue.calendar_of(catalogue.jurisdiction["triage_agency"]).days_off
    return opening_hour(moment, replace(waking_hours(catalogue), days_off=days_off))


def opening_hour(moment: datetime, calendar: Calendar) -> datetime:
    """The moment itself in the hours of a calendar, else their next beginning."""
    first = local_day(moment, calendar) - timedelta(days=1)  # yesterday's hours may reach into today
    periods = working_periods(first, local_day(moment + LONGEST, calendar), calendar)
    return next((max(moment, opens) for opens, closes in periods if closes > moment), moment)
