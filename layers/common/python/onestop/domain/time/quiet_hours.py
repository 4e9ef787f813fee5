"""When residents may be reminded: in daytime, and not on a public holiday. Other letters wait for the next such hour.

Letters that wait for the morning (`night.py`) use the same hours, but leave on holidays too: somebody who has had an
open question since yesterday evening must not wait over a long weekend.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.calendars import WEEKDAYS, Calendar, local_day, working_periods

REMINDER_HOURS = "08:00-21:00"
ANY_HOUR = "00:00-24:00"  # the setting of a jurisdiction without a night
LONGEST = timedelta(days=30)  # holidays in a row; beyond them nothing is held back


def waking_hours(catalogue: Catalogue) -> Calendar:
    """Returns the daytime hours of every day, without a day off."""
    jurisdiction = catalogue.jurisdiction
    hours = jurisdiction.get("reminder_hours", REMINDER_HOURS)
    return Calendar(jurisdiction["time_zone"], dict.fromkeys(WEEKDAYS, (hours,)))


def next_waking_hour(moment: datetime, catalogue: Catalogue) -> datetime:
    """Returns the moment itself, if a letter may leave at it, else the beginning of the next hours in which it may."""
    return opening_hour(moment, waking_hours(catalogue))


def not_before_morning(moment: datetime, catalogue: Catalogue) -> datetime:
    """Returns the moment itself, if somebody may be reminded at it, else the beginning of the next hours in which they
    may: never on a day off of the triage desk, because those are the jurisdiction's holidays."""
    days_off = catalogue.calendar_of(catalogue.jurisdiction["triage_agency"]).days_off
    return opening_hour(moment, replace(waking_hours(catalogue), days_off=days_off))


def opening_hour(moment: datetime, calendar: Calendar) -> datetime:
    """Returns the moment itself if it is in the hours of a calendar, else their next beginning."""
    first = local_day(moment, calendar) - timedelta(days=1)  # yesterday's hours may extend into today
    periods = working_periods(first, local_day(moment + LONGEST, calendar), calendar)
    return next((max(moment, opens) for opens, closes in periods if closes > moment), moment)
