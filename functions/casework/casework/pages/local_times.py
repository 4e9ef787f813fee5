"""Moments in the jurisdiction's time zone: as form fields have them, and as people say when something is due."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from casework.pages.desk_request import DeskVisit
from onestop.domain.time.calendars import Calendar
from onestop.domain.time.dates import say_moment, say_time
from onestop.domain.time.deadlines import working_time
from onestop.domain.translation import N_, NP_, Phrase, Plural

HOUR = timedelta(hours=1)
TODAY: Phrase = N_("today {time}")
TOMORROW: Phrase = N_("tomorrow {time}")
YESTERDAY: Phrase = N_("yesterday {time}")
LEFT_HOURS: Plural = NP_("{count} working hour left", "{count} working hours left")
LEFT_MINUTES: Plural = NP_("{count} working minute left", "{count} working minutes left")
LATE_HOURS: Plural = NP_("{count} working hour late", "{count} working hours late")
LATE_MINUTES: Plural = NP_("{count} working minute late", "{count} working minutes late")


def zone_of(visit: DeskVisit) -> ZoneInfo:
    return ZoneInfo(visit.offer.jurisdiction["time_zone"])


def local_time(moment: datetime, visit: DeskVisit) -> str:
    """Returns a moment as the value of a date-and-time field."""
    return f"{moment.astimezone(zone_of(visit)):%Y-%m-%dT%H:%M}"


def say_day(moment: datetime, visit: DeskVisit) -> str:
    """Returns a day in words: a nearby day by its name, all others with their date."""
    zone = zone_of(visit)
    days = (moment.astimezone(zone).date() - visit.at.astimezone(zone).date()).days
    near = {-1: YESTERDAY, 0: TODAY, 1: TOMORROW}.get(days)
    if near is None:
        return say_moment(moment, zone.key, visit.language, now=visit.at)
    return visit.say(near).format(time=say_time(moment, zone.key, visit.language))


def say_left(due: datetime, calendar: Calendar, visit: DeskVisit) -> str:
    """Says how much working time is left until something is due, or since when it has been late."""
    late = due < visit.at
    time = working_time(due, visit.at, calendar) if late else working_time(visit.at, due, calendar)
    in_hours = time >= HOUR
    plural = (LATE_HOURS if in_hours else LATE_MINUTES) if late else (LEFT_HOURS if in_hours else LEFT_MINUTES)
    return visit.say_count(plural, int(time / HOUR) if in_hours else int(time / timedelta(minutes=1)))
