"""Warns before a task is given to somebody who is away, and names their deputy: one Query for each task given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from casework.pages.desk_request import DeskVisit
from casework.staff.accounts import names
from onestop.domain.staff.absences import Absence, away_now
from onestop.domain.time.dates import say_date
from onestop.domain.translation import N_, Phrase
from onestop.storage.staff.absences import absences_of

ALL_THE_SAME = "warned"  # the field in which a form says about whom its sender was warned
AWAY = N_("{name} is away until {day}; {deputy} stands in. Give it to them anyway?")
AGAIN: Phrase = N_(
    "{name} is away until {day}; {deputy} stands in. Choose somebody else, or press again to give it to them anyway."
)


def warning_unread(visit: DeskVisit, agencies: Iterable[str], staff: str) -> str:
    """Returns the warning that must be read before a task is given; empty if nobody is away, or if it was read
    already."""
    if not staff or visit.form.text(ALL_THE_SAME) == staff:
        return ""
    away = next((found for agency in agencies if (found := away_at(visit, agency, staff))), None)
    return say_away(away, names(), visit, AGAIN) if away else ""


def away_at(visit: DeskVisit, agency: str, staff: str) -> Absence | None:
    zone = visit.offer.jurisdiction["time_zone"]
    return next((each for each in away_now(absences_of(agency), visit.at, zone) if each.staff == staff), None)


def say_away(away: Absence, known: Mapping[str, str], visit: DeskVisit, words: Phrase = AWAY) -> str:
    zone = visit.offer.jurisdiction["time_zone"]
    last = datetime.combine(away.last, time(12), ZoneInfo(zone))
    said = {staff: known.get(staff, staff) for staff in (away.staff, away.deputy)}
    day = say_date(last, zone, visit.language, now=visit.at)
    return visit.say(words).format(name=said[away.staff], deputy=said[away.deputy], day=day)
