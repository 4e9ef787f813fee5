"""Reads what a GET of requests asks for; all faults are reported at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from intake.open311.refusing import Complaint, RequestRefused
from intake.open311.times import read_w3c

LONGEST = timedelta(days=90)
SLACK = timedelta(hours=1)  # 90 days that include a change to summer time, and AHEAD
STATUSES = ("open", "closed")
MOST_IDS = 500
DEFAULT_SIZE, LARGEST_SIZE = 100, 1000  # "first 1000 requests"
MOST_PAGES = 10  # that a page number may skip: the Link header's cursor goes farther
RADIUS = 500.0  # metres, if a client names a place and no radius
FARTHEST = 50_000.0
AHEAD = timedelta(minutes=5)  # tolerated for a clock that is a little fast


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFilter:
    """Which requests to list. `ids` override everything else: no window, no filter (GeoReport v2, GET Service
    Requests)."""

    ids: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    start: datetime
    end: datetime
    updated_after: datetime | None = None
    updated_before: datetime | None = None
    near: tuple[float, float, float] | None = None
    page: int = 1
    size: int = DEFAULT_SIZE
    cursor: str | None = None
    extensions: bool = False

    @property
    def filters(self) -> bool:
        """Tells whether some of the requests found may have to be filtered out."""
        return bool(self.codes or self.statuses or self.near or self.updated_after or self.updated_before)


def read_wanted(given: Callable[[str], str | None], at: datetime, size: int = DEFAULT_SIZE) -> RequestFilter:
    """Reads the parameters of a GET; raises RequestRefused."""
    complaints: list[Complaint] = []

    def read(how: Callable[..., Any], *names: str) -> Any:
        try:
            return how(*names, *(given(name) for name in names))
        except RequestRefused as refused:
            complaints.extend(refused.complaints)
            return None

    ids = listed(given("service_request_id"))
    if len(ids) > MOST_IDS:
        complaints.append(Complaint(400, f"service_request_id: more than {MOST_IDS} ids; ask in parts"))
    statuses = tuple(word.lower() for word in listed(given("status")))
    if set(statuses) - set(STATUSES):
        complaints.append(Complaint(400, "status: expected open, closed or both, with a comma"))
    start, end = read(read_time, "start_date"), read(read_time, "end_date")
    known = {
        "updated_after": read(read_time, "updated_after"),
        "updated_before": read(read_time, "updated_before"),
        "near": read(read_near, "lat", "long", "radius"),
        "page": read(whole_number(MOST_PAGES if not given("cursor") else 10**6, 1), "page"),
        "size": min(read(whole_number(10**6, size, LARGEST_SIZE), "page_size") or size, LARGEST_SIZE),
    }
    if complaints and (not ids or len(ids) > MOST_IDS):
        raise RequestRefused(*complaints)
    start, end = window(start, end, at) if not ids else (at, at)
    return RequestFilter(
        ids=ids,
        codes=listed(given("service_code")),
        statuses=statuses,
        start=start,
        end=end,
        cursor=given("cursor"),
        extensions=(given("extensions") or "").lower() in ("true", "1", "yes"),
        **{name: value for name, value in known.items() if value is not None},
    )


def listed(text: str | None) -> tuple[str, ...]:
    """A list with commas, each entry once."""
    return tuple(dict.fromkeys(part.strip() for part in (text or "").split(",") if part.strip()))


def read_time(name: str, text: str | None) -> datetime | None:
    return read_w3c(name, text) if text else None


def window(start: datetime | None, end: datetime | None, at: datetime) -> tuple[datetime, datetime]:
    """The time in which requests were opened: the most recent 90 days, or the range asked for, of 90 days at most."""
    if start is None and end is None:
        return at - LONGEST, at + AHEAD
    if start is None or end is None:
        start = start or (end - LONGEST if end else at)
        end = end or min(start + LONGEST, max(at + AHEAD, start))
    if end < start:
        raise RequestRefused(Complaint(400, "end_date: this is before start_date"))
    if end - start > LONGEST + SLACK:
        raise RequestRefused(Complaint(400, "start_date and end_date: the range may not span more than 90 days"))
    return start, end


def whole_number(most: int, default: int, said: int | None = None) -> Callable[[str, str | None], int]:
    """Reads a whole number up to `most`. `said` is what we tell to be the most, if a larger one counts as that."""

    def read(name: str, text: str | None) -> int:
        if not text:
            return default
        if not (text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= most):
            raise RequestRefused(Complaint(400, f"{name}: expected a whole number from 1 to {said or most}"))
        return int(text)

    return read


def read_near(*given: str | None) -> tuple[float, float, float] | None:
    """A place and how far around it, in metres (CitySDK Participation)."""
    lat, long, radius = given[3:]
    named = lat or long
    try:
        values = float(lat or "" if named else 0), float(long or "" if named else 0), float(radius or RADIUS)
    except ValueError:
        values = (math.nan, math.nan, math.nan)
    if not (abs(values[0]) <= 90 and abs(values[1]) <= 180 and 0 <= values[2] <= FARTHEST):
        raise RequestRefused(Complaint(400, f"lat, long, radius: expected degrees, and metres up to {FARTHEST:.0f}"))
    return values if named else None
