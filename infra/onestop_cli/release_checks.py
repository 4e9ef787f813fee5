"""Values that a schema cannot judge: times, dates, outlines, deadlines that add up, placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, TypeGuard
from zoneinfo import available_timezones

from onestop_cli.release_faults import Fault, find_places, name_choices, show_value
from onestop_cli.release_references import Documents

INTERVAL = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
PLACEHOLDER = re.compile(r"\(\(([^()]*)\)\)")
PLACEHOLDERS = frozenset({"name", "reference", "service", "link", "next", "due", "city"})


def check_jurisdiction(documents: Documents) -> Iterator[Fault]:
    """The default language is one of those offered, and the time zone exists."""
    file = "jurisdiction.yaml"
    languages = [language for _, language in find_places(documents.get(file), "languages[]")]
    for path, language in find_places(documents.get(file), "default_language"):
        if language not in languages:
            yield Fault(file, path, f"{show_value(language)} is not offered", name_choices(language, languages))
    for path, zone in find_places(documents.get(file), "time_zone"):
        if isinstance(zone, str) and zone not in available_timezones():
            close = name_choices(zone, available_timezones()).partition("?")
            right = f"{close[0]}?" if close[1] else "an IANA name such as America/Halifax"
            yield Fault(file, path, f"there is no time zone {show_value(zone)}", right)


def check_working_hours(documents: Documents) -> Iterator[Fault]:
    """The intervals of a day are times in order that do not overlap, and every calendar is open at some time."""
    file, calendars = "calendar.yaml", documents.get("calendar.yaml")
    for path, intervals in find_places(calendars, "calendars.*.hours.*"):
        last = 0
        for below, interval in find_places(intervals, "[]"):
            match = INTERVAL.fullmatch(str(interval))
            if not match:
                yield Fault(file, path + below, f"{show_value(interval)} is no interval", "such as 08:30-12:30")
                continue
            start, end = _minutes(match[1], match[2]), _minutes(match[3] or "24", match[4] or "00")
            if end <= start:
                yield Fault(file, path + below, f"{show_value(interval)} ends before it starts", "from-until")
            elif start < last:
                wrong = f"{show_value(interval)} starts before the interval above it ends"
                yield Fault(file, path + below, wrong, f"a start from {last // 60:02}:{last % 60:02} on")
            last = max(last, end)
    for path, hours in find_places(calendars, "calendars.*.hours"):
        if not list(find_places(hours, "*[]")):
            yield Fault(file, path, "nobody ever works by this calendar", "working hours on at least one day")


def _minutes(hours: str, minutes: str) -> int:
    return int(hours) * 60 + int(minutes)


def check_holidays(documents: Documents) -> Iterator[Fault]:
    """Every holiday is a date that exists."""
    for path, holiday in find_places(documents.get("calendar.yaml"), "calendars.*.holidays[]"):
        if isinstance(holiday, str) and not _is_date(holiday):
            yield Fault("calendar.yaml", path, f"there is no date {show_value(holiday)}", "a date such as 2026-12-25")


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def check_outlines(documents: Documents) -> Iterator[Fault]:
    """The outline of a district ends where it began, and its points are on the globe."""
    file, outlines = "boundaries.geojson", "features[].geometry.coordinates[]"
    for path, ring in find_places(documents.get(file), outlines):
        if isinstance(ring, list) and ring and ring[0] != ring[-1]:
            yield Fault(file, path, "this outline is not closed", f"the last point like the first: {ring[0]}")
        for below, point in find_places(ring, "[]"):
            if _is_off_the_globe(point):
                right = "longitude from -180 to 180, then latitude from -90 to 90"
                yield Fault(file, path + below, f"there is no such place: {show_value(point)}", right)


def _is_off_the_globe(point: Any) -> bool:
    if not (isinstance(point, list) and len(point) == 2 and all(isinstance(degrees, int | float) for degrees in point)):
        return False  # the schema has said so already
    return not (-180 <= point[0] <= 180 and -90 <= point[1] <= 90)


def check_plan_hours(documents: Documents) -> Iterator[Fault]:
    """No task is due after its case, and the stages together fit into the time of the case."""
    for file in sorted(file for file in documents if file.startswith("services/")):
        case = documents[file].get("due_hours") if isinstance(documents[file], dict) else None
        if not _is_hours(case) or case < 1:  # the schema has said so already
            continue
        late = [
            Fault(file, path, f"{hours} hours are more than the {case} of the whole case", f"at most {case}")
            for path, hours in find_places(documents[file], "plan[].tasks[].due_hours")
            if _is_hours(hours) and hours > case
        ]
        yield from late
        needed = sum(_longest(stage) for _, stage in find_places(documents[file], "plan[]"))
        if needed > case and not late:
            wrong = f"the stages of the plan take {needed} hours together, the case has only {case}"
            yield Fault(file, "due_hours", wrong, f"at least {needed}, or shorter tasks")


def _is_hours(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _longest(stage: Any) -> int:
    return max((hours for _, hours in find_places(stage, "tasks[].due_hours") if _is_hours(hours)), default=0)


def check_letters(documents: Documents) -> Iterator[Fault]:
    """The placeholders of the letters are known, and every language uses the same ones."""
    for file in sorted(file for file in documents if file.startswith("letters/")):
        for place in ("email.subject", "email.body", "sms"):
            texts = {path: text for path, text in find_places(documents[file], f"{place}.*") if isinstance(text, str)}
            used = {path: set(PLACEHOLDER.findall(text)) for path, text in texts.items()}
            everywhere = set().union(*used.values())
            for path, names in used.items():
                for name in sorted(names - PLACEHOLDERS):
                    yield Fault(file, path, f"there is no placeholder (({name}))", name_choices(name, PLACEHOLDERS))
                for name in sorted((everywhere - names) & PLACEHOLDERS):
                    wrong = f"the placeholder (({name})) is missing, another language has it"
                    yield Fault(file, path, wrong, "the same placeholders in every language")
                if any(brackets in PLACEHOLDER.sub("", texts[path]) for brackets in ("((", "))")):
                    yield Fault(file, path, "a placeholder is not closed or not opened", "such as ((reference))")
