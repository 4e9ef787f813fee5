"""Spreads a notice: reads its audience page by page and puts the recipients into the queue, ten to a message, as fast
as the provider takes letters and no faster.

A message says when it may be sent at the earliest (the queue itself delays it). The walk stays a few minutes ahead at
most, asks to be called again, and is also called every five minutes; it may stop at any point and be continued. It
takes two calls for 200 recipients, to read them and to keep what is being done, and one for ten to put them into the
queue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.notices.notice import Notice, NoticeLevel, NoticeMove, move_notice
from onestop.domain.notices.pace import pace_of
from onestop.domain.time.quiet_hours import next_waking_hour
from onestop.runtime.asking_to_write import ask_to_write
from onestop.runtime.clock import is_stated
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.storage.catalogue.releases import current
from onestop.storage.notices.notice_recipients import RESIDENTS, Reach, reach_of, read_page
from onestop.storage.notices.notice_rows import find_notice, keep_notice, sending_notices
from onestop.storage.notices.notice_walks import (
    Walk,
    figures_of,
    is_over,
    keep_walk,
    left_of,
    load_walk,
    note_queued,
)

WALK, DUE = "notice.walk", "notice.due"
IN_BATCH = 10  # recipients in one message: one run of the function handles ten messages
PAGE = 200
MOST_PAGES = 100  # pages in one walk: some seconds
LONGEST_DELAY = 900  # seconds, the limit of SQS
AHEAD = timedelta(minutes=10)
MOST_LEFT = 500  # messages of recipients left for later, in one walk
SYSTEM = "system"


def walk_notice(event: Mapping[str, Any], at: datetime) -> None:
    """Continues a notice from its cursor until it is far enough ahead, and asks to be called again."""
    notice, catalogue = find_notice(event["data"]["notice"]), current()
    if notice is None or not notice.may_be_sent(at):
        return
    queue_left(notice, at)
    before = load_walk(notice.id)
    if before:
        put_pending(notice.id, before, at)  # the process that kept them may have stopped before queueing them
    walk, reach = before or Walk(due=at), reach_of(notice, catalogue.release["boundaries"])
    for _ in range(MOST_PAGES):
        if walk.ended or next_due(walk, notice, catalogue, at) > at + AHEAD:
            break
        following = next_cursor(reach, walk, catalogue, at)
        if not keep_walk(notice.id, following, before, at):
            return  # another walk was faster, and continues
        put_pending(notice.id, following, at)
        walk = before = following
    if walk.pending and before:
        keep_walk(notice.id, replace(walk, pending=(), number=walk.number + 1), before, at)
    if not walk.ended:
        ahead = next_due(walk, notice, catalogue, at) - AHEAD / 2
        ask_to_walk(notice.id, max(1, seconds_until(ahead, at)))


def next_due(walk: Walk, notice: Notice, catalogue: Catalogue, at: datetime) -> datetime:
    """When the next page may be sent: after what was sent before, and not at night."""
    return leaves_at(notice, max(walk.due, at), catalogue)


def leaves_at(notice: Notice, at: datetime, catalogue: Catalogue) -> datetime:
    """When a notice may be sent: an urgent one at any hour. If a history is replayed, no hour is night."""
    if notice.level is NoticeLevel.URGENT or is_stated():
        return at
    return next_waking_hour(at, catalogue)


def next_cursor(reach: Reach, walk: Walk, catalogue: Catalogue, at: datetime) -> Walk:
    """The cursor after one more page that has recipients; the page is put into the queue once the cursor is stored.
    Lists without recipients are skipped."""
    due, source, after = next_due(walk, reach.notice, catalogue, at), walk.source, walk.after
    people: tuple[str, ...] = ()
    seconds = 0.0
    while not people and source < len(reach.sources):
        found = read_page(reach, reach.sources[source], after, PAGE)
        people, after = found.recipients, found.after
        seconds = len(people) / per_second(reach.sources[source].kind, reach.notice, catalogue)
        source += after is None
    pending = tuple(people[first : first + IN_BATCH] for first in range(0, len(people), IN_BATCH))
    return Walk(
        source=source,
        after=after,
        batches=walk.batches + len(pending),
        pending=pending,
        pending_due=due,
        due=due + timedelta(seconds=seconds),
        found=walk.found + len(people),
        ended=source >= len(reach.sources) and not people,
        number=walk.number + 1,
    )


def per_second(kind: str, notice: Notice, catalogue: Catalogue) -> int:
    """How many of a list may be sent in a second: subscribers have an e-mail address, residents perhaps a telephone
    number."""
    pace = pace_of(catalogue.jurisdiction).per_second
    return min(pace[channel] for channel in notice.channels) if kind == RESIDENTS else pace["email"]


def put_pending(notice: str, walk: Walk, at: datetime) -> None:
    """Puts the batches of a page into the queue, each with its earliest time."""
    if not walk.pending:
        return
    begins, every = walk.pending_due or at, (walk.due - (walk.pending_due or at)) / len(walk.pending)
    first = walk.batches - len(walk.pending)
    messages = [
        (message_of(notice, str(first + place), people, at), seconds_until(begins + every * place, at))
        for place, people in enumerate(walk.pending)
    ]
    put_into_queue(messages)


def message_of(notice: str, batch: str, recipients: tuple[str, ...], at: datetime) -> dict[str, Any]:
    return {
        "type": DUE,
        "time": at.isoformat(),
        "data": {"notice": notice, "batch": batch, "to": list(recipients)},
    }


def seconds_until(moment: datetime, at: datetime) -> int:
    return min(LONGEST_DELAY, max(0, int((moment - at).total_seconds())))


def put_into_queue(messages: list[tuple[dict[str, Any], int]]) -> None:
    """Puts messages into our queue, a call for each: the embedded engine does not let our roles send ten at once."""
    for body, delay in messages:
        ask_to_write(body, delay)


def queue_left(notice: Notice, at: datetime) -> None:
    """Puts recipients who were left for later, and may be told by now, into the queue again."""
    for left in left_of(notice.id, at, MOST_LEFT):
        put_into_queue([(message_of(notice.id, left.batch, left.recipients, at), 0)])
        note_queued(notice.id, left, at)


def ask_to_walk(notice: str, delay: int = 0) -> None:
    """Has the walk of a notice continue later."""
    ask_to_write({"type": WALK, "data": {"notice": notice}}, delay)


def carry_on(at: datetime) -> int:
    """Every five minutes: continues the notices being sent, in case the process that sent them has stopped, and notes
    those that are done: a Query, and four calls for each notice under way."""
    under_way = sending_notices(at)
    for notice in under_way:
        try:
            finish_or_go_on(notice, at)
        except Exception as error:  # one must not stop the others
            logger.error("could not go on with a notice", notice=notice.id, **error_fields(error))
            count("TellingFailures", 1)
    return len(under_way)


def finish_or_go_on(notice: Notice, at: datetime) -> None:
    if is_over(load_walk(notice.id), figures_of(notice.id)) or not notice.may_be_sent(at):
        keep_notice(move_notice(notice, NoticeMove.FINISH, SYSTEM, at), notice)
    else:
        ask_to_walk(notice.id)
