"""Facts that change, in words: fees, telephone numbers, days, and the opening hours and closed days of a calendar.
Articles name them, so that a new fee is changed in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from onestop.domain.languages import formats_of, say_list, say_number, say_weekday
from onestop.domain.time.calendars import Calendar, local_day, periods_of
from onestop.domain.translation import NC_

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue

FROM_TO = NC_("days of the week", "{first} to {last}")
ALWAYS = NC_("opening hours", "at any hour of every day")
NONE = NC_("closed days", "none in the next two months")
SYMBOLS = {"CAD": "$", "USD": "$", "AUD": "$", "NZD": "$", "MXN": "$", "EUR": "€", "GBP": "£", "CNY": "¥"}
DAYS_AHEAD = 60
MOST_DAYS = 4  # closed days that are listed


def say_fact(fact: Mapping[str, Any], catalogue: Catalogue, language: str, now: datetime) -> str:
    """Returns a fact as it is at a moment."""
    return KINDS[fact["kind"]](fact, catalogue, language, now)


def say_money(fact: Mapping[str, Any], _catalogue: Catalogue, language: str, _now: datetime) -> str:
    """Returns an amount: $35, or 12.50 $ in languages that write it so."""
    whole, _, part = str(fact["amount"]).partition(".")
    currency, grouped = fact["currency"], say_number(int(whole), language)
    amount = grouped if not part.strip("0") else f"{grouped}{formats_of(language)['decimal']}{part:0<2}"
    return f"{SYMBOLS[currency]}{amount}" if currency in SYMBOLS else f"{amount} {currency}"


def say_hours(fact: Mapping[str, Any], catalogue: Catalogue, language: str, _now: datetime) -> str:
    """Returns the hours of an ordinary week, with equal days grouped."""
    week = catalogue.calendars[fact["calendar"]].week
    if all(day == ((time.min, time.min),) for day in week):
        return catalogue.say(ALWAYS, language)
    said = []
    for periods, alike in groupby(range(7), key=lambda day: week[day]):
        if periods:
            days = [say_weekday(day, language) for day in alike]
            span = catalogue.say(FROM_TO, language).format(first=days[0], last=days[-1])
            hours = [f"{say_clock(opens, language)}-{say_clock(ends, language)}" for opens, ends in periods]
            said.append(f"{span if len(days) > 2 else say_list(days, language)} {say_list(hours, language)}")
    return "; ".join(said)


def say_clock(at: time, language: str) -> str:
    """Returns a time of day: midnight at the end of a day is 24:00."""
    formats = formats_of(language)
    half = formats["halves"][at.hour >= 12]
    said: str = formats["time"].format(hour=at.hour, hour12=at.hour % 12 or 12, minute=at.minute, half=half)
    return said


def say_closed(fact: Mapping[str, Any], catalogue: Catalogue, language: str, now: datetime) -> str:
    """Returns the next closed days on which it would usually be open."""
    calendar = catalogue.calendars[fact["calendar"]]
    days = closed_days(calendar, local_day(now, calendar))
    return say_list([say_day(day, language) for day in days], language) or catalogue.say(NONE, language)


def closed_days(calendar: Calendar, today: date) -> list[date]:
    """Returns the next days without hours whose weekday has some."""
    ahead = (today + timedelta(days=number) for number in range(DAYS_AHEAD))
    return [day for day in ahead if calendar.week[day.weekday()] and not periods_of(day, calendar)][:MOST_DAYS]


def say_day(day: date, language: str) -> str:
    """Returns a day without its year."""
    formats = formats_of(language)
    said: str = formats["day"].format(day=day.day, month=formats["months"][day.month - 1], number=day.month)
    return said


def say_days(fact: Mapping[str, Any], _catalogue: Catalogue, language: str, _now: datetime) -> str:
    """Returns days of every year, written as month-day."""
    days = (date.fromisoformat(f"2000-{day}") for day in fact["days"])
    return say_list([say_day(day, language) for day in days], language)


def say_phone(fact: Mapping[str, Any], _catalogue: Catalogue, _language: str, _now: datetime) -> str:
    return str(fact["number"])


def say_words(fact: Mapping[str, Any], catalogue: Catalogue, language: str, _now: datetime) -> str:
    return catalogue.say(fact["text"], language)


Saying = Callable[[Mapping[str, Any], "Catalogue", str, datetime], str]
KINDS: Mapping[str, Saying] = {
    "money": say_money,
    "hours": say_hours,
    "closed": say_closed,
    "days": say_days,
    "phone": say_phone,
    "text": say_words,
}
