"""Service request updates, mySociety's extension: what happened to requests, for clients that ask every few minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from intake.open311.answering import ClientRequest, ViewAnswer
from intake.open311.cursors import moment_cursor, read_place
from intake.open311.linking import next_page
from intake.open311.refusing import Complaint, RequestRefused
from intake.open311.times import read_w3c, w3c
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.event_words import event_words
from onestop.domain.cases.lifecycle import WORK_DONE, CloseReason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.spots import is_public
from onestop.runtime.clock import asked_at
from onestop.runtime.read_request import query
from onestop.storage.cases.case_lists import updates_of
from onestop.storage.paging import ListPage

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Open311Update

ROOT = "service_request_updates"
RECENT = timedelta(hours=24)
LONGEST = timedelta(days=31)
SIZE = 200
MOST_QUERIES = 4
# the status that a public event leads to, in FixMyStreet's words; events not listed mean open
STATUS: Mapping[str, str] = {
    "case.triaged": "investigating",
    "case.routed": "in_progress",
    "case.resolved": "fixed",
    "case.merged": "duplicate",
    "case.unmerged": "reopen",
    "case.reopened": "reopen",
    "case.closed": "closed",
}
# a closing that only repeats an earlier update: the work was done, or the case joined with another
REPEATED = WORK_DONE | {CloseReason.MERGED}


def list_updates(asked: ClientRequest) -> ViewAnswer[list[Open311Update]]:
    """What happened from start_date to end_date (by default the last day), oldest first."""
    at = asked_at(asked.request.headers)
    start, end = window(asked, at)
    page = look(start, end, query(asked.request, "cursor"))
    listed = [
        update_of(event, text)
        for event in page.items
        if (text := text_of(event, start, end, asked.catalogue, asked.language))
    ]
    return ViewAnswer(ROOT, listed, next_page(asked, page.cursor, start, end))


def window(asked: ClientRequest, at: datetime) -> tuple[datetime, datetime]:
    given = {name: query(asked.request, name) for name in ("start_date", "end_date")}
    start = read_w3c("start_date", given["start_date"]) if given["start_date"] else None
    end = read_w3c("end_date", given["end_date"]) if given["end_date"] else None
    end = end or (min(start + LONGEST, max(at, start)) if start else at)
    start = start or end - RECENT
    if not timedelta(0) <= end - start <= LONGEST:
        words = f"start_date and end_date: expected a range of {LONGEST.days} days at most that ends after it begins"
        raise RequestRefused(Complaint(400, words))
    return start, end


def look(start: datetime, end: datetime, cursor: str | None) -> ListPage[Recorded]:
    """One page, day by day: one Query, and one more for each day that does not fill it, up to four."""
    day, found = start.date(), list[Recorded]()
    if cursor:
        place = read_place(cursor, datetime.combine(day, time(), UTC), end)
        day, cursor = place.moment.date(), place.cursor if place.sequence else None
    for _ in range(MOST_QUERIES):
        page = updates_of(day, SIZE - len(found), cursor)
        found += page.items
        if page.cursor:
            return ListPage(found, page.cursor)
        day, cursor = day + timedelta(days=1), None
        if day > end.date():
            return ListPage(found, None)
        if len(found) >= SIZE:
            break
    return ListPage(found, moment_cursor(datetime.combine(day, time(), UTC)))


def text_of(event: Recorded, start: datetime, end: datetime, catalogue: Catalogue, language: str) -> str | None:
    """The text of an update; None for other events, those out of the range, and those of a private service."""
    if event.type not in STATUS or not start <= event.at <= end:
        return None
    if event.data.get("because") in REPEATED or not is_public(catalogue.services.get(event.service or "")):
        return None
    return event_words(event.type, event.data, catalogue, language)


def update_of(event: Recorded, text: str) -> Open311Update:
    return {
        "update_id": event.id,
        "service_request_id": event.reference,
        "status": STATUS[event.type],
        "description": text,
        "media_url": None,
        "updated_datetime": w3c(event.at),
    }
