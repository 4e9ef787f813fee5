"""Public holidays: `calendar.yaml` names country and years, and the release gets the dates.

holidays, because it also knows the weekends that China and others work in exchange. Of these it knows the years whose
order has been published: load the catalogue again when a newer version of it knows more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import holidays
from holidays.registry import EntityLoader

from onestop.domain.time.calendars import WEEKDAYS
from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value
from onestop_cli.release.references import Documents

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import GivenCalendar

FILE = "calendar.yaml"
FIRST_YEAR, LAST_YEAR = 2000, 2100  # as in the schema
HALF_DAYS = "half_day"  # on these somebody works: they are written as exceptions, with their hours


def expand_calendars(calendars: dict[str, dict[str, Any]]) -> dict[str, GivenCalendar]:
    """Write out the calendars of `calendar.yaml` as the functions read them: every special day by its date."""
    return {name: expand_calendar(calendar) for name, calendar in calendars.items()}


def expand_calendar(calendar: dict[str, Any]) -> GivenCalendar:
    """Write out one calendar. A date that it lists itself wins over the country's holidays."""
    days_off, worked = known_days(calendar["public_holidays"]) if "public_holidays" in calendar else (set(), set())
    own = calendar.get("holidays", [])
    expanded: GivenCalendar = {
        "hours": calendar["hours"],
        "holidays": sorted({*own, *days_off}),
        "exceptions": work_in_exchange(worked.difference(own), calendar["hours"]) | calendar.get("exceptions", {}),
    }
    return {"time_zone": calendar["time_zone"], **expanded} if "time_zone" in calendar else expanded


def known_days(public: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The public holidays of a country in some years, and the weekend days that are worked in exchange."""
    first, last = public["years"]
    days_off, worked = _look_up(public, first, last)
    return set(days_off), {day for day in worked if first <= date.fromisoformat(day).year <= last}


def work_in_exchange(days: set[str], hours: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the hours of weekend days that are worked in exchange: those of the first working day of the week.

    Agencies that work on that day of the week anyway keep their usual hours.
    """
    usual = next(periods for weekday in WEEKDAYS if (periods := hours[weekday]))
    return {day: usual for day in sorted(days) if not hours[WEEKDAYS[date.fromisoformat(day).weekday()]]}


def check_public_holidays(documents: Documents) -> Iterator[FileFault]:
    """The country, its part and the kinds of holidays are known, and every one of the years has holidays."""
    for path, public in find_places(documents.get(FILE), "calendars.*.public_holidays"):
        if isinstance(public, dict):
            for field, wrong, right in _find_unknown(public) or _find_wrong_years(public):
                yield FileFault(FILE, f"{path}.{field}", wrong, right)


def _find_unknown(public: dict[str, Any]) -> list[tuple[str, str, str]]:
    country, part = str(public.get("country")), public.get("subdivision")
    if country not in EntityLoader.get_country_codes(include_aliases=False):
        return [("country", f"the holidays of {show_value(country)} are not known", "two letters, such as CA or CN")]
    parts = getattr(holidays, country).subdivisions  # to list those of all countries takes a tenth of a second
    if part is not None and part not in parts:
        wrong = f"{show_value(country)} has no part {show_value(part)} with holidays of its own"
        return [("subdivision", wrong, name_choices(part, parts))]
    kinds = _kinds_of(country)
    return [
        (f"categories{place}", f"{show_value(kind)} is no kind of holidays there", name_choices(kind, kinds))
        for place, kind in find_places(public.get("categories"), "[]")
        if str(kind) not in kinds
    ]


@cache
def _kinds_of(country: str) -> frozenset[str]:
    return frozenset(holidays.country_holidays(country).supported_categories) - {HALF_DAYS}


def _find_wrong_years(public: dict[str, Any]) -> list[tuple[str, str, str]]:
    match public.get("years"):
        case [int(first), int(last)] if first > last:
            return [("years", f"{first} is after {last}", "the first and the last year, such as [2026, 2030]")]
        case [int(first), int(last)] if first >= FIRST_YEAR and last <= LAST_YEAR:
            empty = [year for year in range(first, last + 1) if not _look_up(public, year, year)[0]]
            return [("years", f"no holidays are known for {year}", "other years") for year in empty[:1]]
    return []  # the schema has said so already


def _look_up(public: dict[str, Any], first: int, last: int) -> tuple[frozenset[str], frozenset[str]]:
    kinds = tuple(str(kind) for _, kind in find_places(public, "categories[]")) or ("public",)
    return _days_of(public["country"], public.get("subdivision"), first, last, kinds)


@lru_cache(maxsize=256)  # what is checked year by year is written out for all years, and asked again by each release
def _days_of(
    country: str, part: str | None, first: int, last: int, kinds: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    known = holidays.country_holidays(
        country,
        subdiv=part,
        years=range(first, last + 1),
        categories=kinds,
        expand=False,  # or it would look up, and bring in, the years before and after
    )
    return frozenset(day.isoformat() for day in known), frozenset(day.isoformat() for day in known.weekend_workdays)
