"""When something is due, as a clerk would say it: "due tomorrow 16:00, 3 working hours left"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.calendars import Calendar, local_day, working_periods
from onestop.domain.time.dates import say_date, say_time
from onestop.domain.translation import N_, NP_, Phrase, Plural

HOUR = timedelta(hours=1)
HORIZON = timedelta(days=366)
COUNTED = 40  # working hours, a week: a deadline further away is given by its date alone

TODAY, TOMORROW, LATER = N_("due today {time}"), N_("due tomorrow {time}"), N_("due {date}, {time}")
LATE_TODAY, LATE_YESTERDAY = N_("was due today {time}"), N_("was due yesterday {time}")
LATE = N_("was due {date}, {time}")
SOON = N_("less than a working hour left")
LEFT = NP_("{count} working hour left", "{count} working hours left")
LATE_BY = NP_("{count} working hour late", "{count} working hours late")
LATE_SOON = N_("less than a working hour late")
NEAR: dict[int, Phrase] = {0: TODAY, 1: TOMORROW}
PAST: dict[int, Phrase] = {0: LATE_TODAY, -1: LATE_YESTERDAY}


class WorkingClock:
    """How much working time lies between one moment and others. Many tasks are measured from the same moment, so each
    period of the calendar is read once, and only as far as needed."""

    def __init__(self, at: datetime, calendar: Calendar) -> None:
        self.at = at.astimezone(UTC)
        first = local_day(at, calendar) - timedelta(days=1)  # a period may extend past midnight
        self.coming: Iterator[tuple[datetime, datetime]] = working_periods(first, first + HORIZON, calendar)
        self.opens: list[datetime] = []
        self.closes: list[datetime] = []
        self.sums: list[timedelta] = []  # working time until each opens

    def until(self, moment: datetime) -> timedelta:
        """Returns the working time from the clock's moment until another, which is not before it and at most a year
        away."""
        moment = moment.astimezone(UTC)
        while not self.closes or self.closes[-1] < moment:
            opens, closes = next(self.coming, (None, None))
            if opens is None or closes is None:
                break
            if closes <= self.at:
                continue
            before = self.sums[-1] + (self.closes[-1] - self.opens[-1]) if self.sums else timedelta()
            self.sums.append(before)
            self.opens.append(max(opens, self.at))
            self.closes.append(closes)
        place = bisect_right(self.opens, moment) - 1
        return self.sums[place] + min(moment, self.closes[place]) - self.opens[place] if place >= 0 else timedelta()


def say_due(due: datetime, at: datetime, catalogue: Catalogue, language: str) -> str:
    """Says the day and time of a deadline, seen from a moment: still to come or past."""
    zone = catalogue.jurisdiction["time_zone"]
    days = (due.astimezone(ZoneInfo(zone)).date() - at.astimezone(ZoneInfo(zone)).date()).days
    phrase = PAST.get(days, LATE) if due <= at else NEAR.get(days, LATER)
    said = catalogue.say(phrase, language)
    return said.format(time=say_time(due, zone, language), date=say_date(due, zone, language, now=at))


def say_left(left: timedelta, catalogue: Catalogue, language: str) -> str:
    """Says how much working time is left; empty if it is so much that the date says more."""
    return count_hours(left, LEFT, SOON, catalogue, language) if left < COUNTED * HOUR else ""


def say_late(late: timedelta, catalogue: Catalogue, language: str) -> str:
    """Says how much working time something is late; empty while nobody has worked since."""
    return count_hours(late, LATE_BY, LATE_SOON, catalogue, language) if late else ""


def count_hours(time: timedelta, several: Plural, less: Phrase, catalogue: Catalogue, language: str) -> str:
    hours = time // HOUR
    return catalogue.say_count(several, hours, language) if hours else catalogue.say(less, language)
