"""Values that a schema cannot judge: times, dates, names, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import available_timezones

from onestop.domain.letters.who_is_told import TABLE, has_link, may_stand_in
from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value
from onestop_cli.release.references import Documents

INTERVAL = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
PLACEHOLDER = re.compile(r"\(\(([^()]*)\)\)")
PLACEHOLDERS = frozenset[str]().union(*(row.placeholders for row in TABLE))


def check_jurisdiction(documents: Documents) -> Iterator[FileFault]:
    """The default language is one of those offered, and the time zone exists."""
    file = "jurisdiction.yaml"
    languages = [language for _, language in find_places(documents.get(file), "languages[]")]
    for path, language in find_places(documents.get(file), "default_language"):
        if language not in languages:
            yield FileFault(file, path, f"{show_value(language)} is not offered", name_choices(language, languages))
    for path, zone in find_places(documents.get(file), "time_zone"):
        yield from _check_time_zone(file, path, zone)


def check_notices(documents: Documents) -> Iterator[FileFault]:
    """The days of a notice exist, and the last is not before the first."""
    file = "jurisdiction.yaml"
    for path, notice in find_places(documents.get(file), "notices[]"):
        given = notice if isinstance(notice, dict) else {}
        days = {name: day for name in ("from", "until") if isinstance(day := given.get(name), str)}
        wrong = {name: day for name, day in days.items() if not _is_date(day)}
        for name, day in wrong.items():
            yield FileFault(file, f"{path}.{name}", f"there is no date {show_value(day)}", "a date such as 2026-12-25")
        if not wrong and len(days) == 2 and days["until"] < days["from"]:
            said = f"{show_value(days['until'])} is before the first day"
            yield FileFault(file, f"{path}.until", said, f"{days['from']} or a later day")


def _check_time_zone(file: str, path: str, zone: Any) -> Iterator[FileFault]:
    if isinstance(zone, str) and zone not in _time_zones():
        close = name_choices(zone, _time_zones()).partition("?")
        right = f"{close[0]}?" if close[1] else "an IANA name such as America/Halifax"
        yield FileFault(file, path, f"there is no time zone {show_value(zone)}", right)


@cache  # they are found by walking through a thousand files
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def check_working_hours(documents: Documents) -> Iterator[FileFault]:
    """The intervals of a day are times in order that do not overlap, and every calendar is open at some time."""
    file, calendars = "calendar.yaml", documents.get("calendar.yaml")
    for days in ("calendars.*.hours.*", "calendars.*.exceptions.*"):
        for path, intervals in find_places(calendars, days):
            yield from _check_intervals(file, path, intervals)
    for path, hours in find_places(calendars, "calendars.*.hours"):
        if not list(find_places(hours, "*[]")):
            yield FileFault(file, path, "nobody ever works by this calendar", "working hours on at least one day")
    for path, zone in find_places(calendars, "calendars.*.time_zone"):
        yield from _check_time_zone(file, path, zone)


def _check_intervals(file: str, path: str, intervals: Any) -> Iterator[FileFault]:
    last = 0
    for below, interval in find_places(intervals, "[]"):
        match = INTERVAL.fullmatch(str(interval))
        if not match:
            yield FileFault(file, path + below, f"{show_value(interval)} is no interval", "such as 08:30-12:30")
            continue
        start, end = _minutes(match[1], match[2]), _minutes(match[3] or "24", match[4] or "00")
        if end <= start:
            yield FileFault(file, path + below, f"{show_value(interval)} ends before it starts", "from-until")
        elif start < last:
            wrong = f"{show_value(interval)} starts before the interval above it ends"
            yield FileFault(file, path + below, wrong, f"a start from {last // 60:02}:{last % 60:02} on")
        last = max(last, end)


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)


def check_holidays(documents: Documents) -> Iterator[FileFault]:
    """Every holiday and every day with hours of its own is a date that exists."""
    calendars = documents.get("calendar.yaml")
    days = [*find_places(calendars, "calendars.*.holidays[]")]
    days += [(path, path.rpartition(".")[2]) for path, _ in find_places(calendars, "calendars.*.exceptions.*")]
    for path, day in days:
        if isinstance(day, str) and not _is_date(day):
            yield FileFault("calendar.yaml", path, f"there is no date {show_value(day)}", "a date such as 2026-12-25")


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def check_district_names(documents: Documents) -> Iterator[FileFault]:
    """Check that no two districts have the same name: a need whose address names one would be in neither."""
    file, called = "boundaries.geojson", "features[].properties.name.*"
    seen: dict[str, str] = {}
    for path, name in find_places(documents.get(file), called):
        if isinstance(name, str):
            feature = path.partition(".")[0]
            if seen.setdefault(" ".join(name.casefold().split()), feature) != feature:
                yield FileFault(file, path, f"another district is called {show_value(name)} too", "a name of its own")


def check_letters(documents: Documents) -> Iterator[FileFault]:
    """Check that the placeholders of each letter are those that are filled in when it is sent, that every language uses
    the same ones, and that there is a link if its reader needs one to continue."""
    for file in sorted(file for file in documents if file.startswith("letters/")):
        code = PurePosixPath(file).stem
        filled = may_stand_in(code) or PLACEHOLDERS
        for place in ("email.subject", "email.body", "paper.body", "sms"):
            texts = {path: text for path, text in find_places(documents[file], f"{place}.*") if isinstance(text, str)}
            used = {path: set(PLACEHOLDER.findall(text)) for path, text in texts.items()}
            everywhere = set().union(*used.values())
            for path, names in used.items():
                for name in sorted(names - filled):
                    yield FileFault(file, path, f"there is no placeholder (({name})) here", name_choices(name, filled))
                if "link" not in names and has_link(code) and place != "email.subject":
                    wrong = "the link is missing, without which nobody can go on"
                    yield FileFault(file, path, wrong, "((link)) in every language")
                for name in sorted((everywhere - names) & PLACEHOLDERS):
                    wrong = f"the placeholder (({name})) is missing, another language has it"
                    yield FileFault(file, path, wrong, "the same placeholders in every language")
                if any(brackets in PLACEHOLDER.sub("", texts[path]) for brackets in ("((", "))")):
                    yield FileFault(file, path, "a placeholder is not closed or not opened", "such as ((reference))")
