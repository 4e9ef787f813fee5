"""Finds the requests of a page: one Query a page, month by month backwards.

If the page is not full at the beginning of its month, because the month has few requests or filters leave few of them,
it continues with another Query, up to four in a call, as many months as the 90 days of the specification can touch.
Anything still missing is on the next page: the Link header says how to continue.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from intake.open311.cursors import PagePlace, moment_cursor, read_place
from intake.open311.publishing import is_listed, place_of, status_of, what_may_be_published
from intake.open311.services import public_code
from intake.open311.wanted import RequestFilter
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.distances import metres
from onestop.storage.cases.case_lists import Listed, cases_opened_between
from onestop.storage.paging import ListPage

MOST_QUERIES = 4
SEARCHED = 500  # cases that one Query of a search reads, unless DynamoDB's limit of 1 MB comes first
MOMENT = timedelta(microseconds=1)  # added because the end of a range is in the range


def look(wanted: RequestFilter, catalogue: Catalogue) -> ListPage[Listed]:
    """One page, newest first. A page number without a cursor also reads the pages before it, each with its Query."""
    page = one_page(wanted, catalogue, wanted.cursor)
    for _ in range(wanted.page - 1 if not wanted.cursor else 0):
        if page.cursor is None:
            return ListPage([], None)
        page = one_page(wanted, catalogue, page.cursor)
    return page


def one_page(wanted: RequestFilter, catalogue: Catalogue, cursor: str | None) -> ListPage[Listed]:
    before, cursor = place_in_time(wanted, cursor)
    found: list[Listed] = []
    for _ in range(MOST_QUERIES):
        first = max(wanted.start, month_of(before))
        size = max(SEARCHED, wanted.size) if wanted.filters else wanted.size
        page = cases_opened_between(first, before, size, cursor)
        for number, each in enumerate(page.items):
            if fits(each, wanted, catalogue):
                found.append(each)
            if len(found) == wanted.size:
                ended = number + 1 == len(page.items) and page.cursor is None and first == wanted.start
                return ListPage(found, None if ended else cursor_of(each))
        cursor = page.cursor
        if cursor is None:
            if first == wanted.start:
                return ListPage(found, None)
            before = first
        elif found and not wanted.filters:
            return ListPage(found, cursor)
    return ListPage(found, cursor or moment_cursor(before))


def place_in_time(wanted: RequestFilter, cursor: str | None) -> tuple[datetime, str | None]:
    """Where a page begins: just before which moment, and after which request."""
    if not cursor:
        return wanted.end + MOMENT, None
    place = read_place(cursor, wanted.start, wanted.end + MOMENT)
    following = (month_of(place.moment) + timedelta(days=32)).replace(day=1)
    return (min(wanted.end + MOMENT, following), place.cursor) if place.reference else (place.moment, None)


def cursor_of(each: Listed) -> str:
    return PagePlace(each.case.opened_at, each.case.reference).cursor or ""


def month_of(moment: datetime) -> datetime:
    """The beginning of the month of the moment just before this one."""
    return (moment - MOMENT).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def fits(each: Listed, wanted: RequestFilter, catalogue: Catalogue) -> bool:
    """Tells whether a request is published in lists, and is one of those asked for."""
    case = each.case
    if not is_listed(case, catalogue):
        return False
    if wanted.statuses and status_of(case) not in wanted.statuses:
        return False
    if wanted.codes and not {case.service, public_code(catalogue.services[case.service or ""])} & {*wanted.codes}:
        return False
    if wanted.updated_after and case.updated_at < wanted.updated_after:
        return False
    if wanted.updated_before and case.updated_at > wanted.updated_before:
        return False
    return wanted.near is None or is_near(each, wanted.near, catalogue)


def is_near(each: Listed, near: tuple[float, float, float], catalogue: Catalogue) -> bool:
    lat, long = place_of(each.request, what_may_be_published(each.case, catalogue))
    return lat is not None and long is not None and metres(lat, long, near[0], near[1]) <= near[2]
