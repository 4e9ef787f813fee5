"""Webhooks and the events sent to them. Rows of the Cases table:

WEBHOOKS      <id>                          a webhook
WEBHOOKS      <id>#BREAKER                  how its recent calls went
HOOK#<id>     <time>#<event>                one event for it: waiting, delivered or given up; forgotten after 30 days

Waiting events are found by the index `work`, in the order in which they happened; finished ones have left it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from onestop.domain.errors import NotFound
from onestop.domain.webhooks.webhook import Breaker, Webhook
from onestop.storage.tables import CaseRow

if TYPE_CHECKING:
    from onestop.domain.time_and_chance import Stopwatch

LIST, BREAKER = "WEBHOOKS", "#BREAKER"
PAUSED = "paused"  # why an event was not sent
KEPT = timedelta(days=30)
FRESH_SECONDS = 30.0


class CallState(StrEnum):
    """The state of an event for a webhook."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookCall:
    """One event for a webhook. `said` is the last answer: a status, or why there was none."""

    webhook: str
    event: dict[str, Any]
    since: datetime
    next_at: datetime
    times: int = 0
    said: str = ""
    last_at: datetime | None = None
    call: CallState = CallState.WAITING

    @property
    def case(self) -> str:
        return str(self.event.get("subject", ""))

    @property
    def order(self) -> str:
        """Its sort key: events of a case in their order, however long their numbers are."""
        return f"{self.event['time']}#{self.case}#{self.event.get('sequence', '')}#{self.event['id']}"


@dataclass(slots=True)
class CachedWebhooks:
    """The webhooks as this process last read them, and when."""

    webhooks: list[Webhook] | None = None
    read_at: float = float("-inf")


_known = CachedWebhooks()


def known_webhooks(clock: Stopwatch = time.monotonic) -> list[Webhook]:
    """Returns all webhooks, at most half a minute old."""
    if _known.webhooks is None or clock() - _known.read_at >= FRESH_SECONDS:
        cache_webhooks(all_webhooks(), clock)
    return _known.webhooks or []


def cache_webhooks(webhooks: list[Webhook], clock: Stopwatch = time.monotonic) -> None:
    """Caches these webhooks in this process, as read now."""
    _known.webhooks, _known.read_at = webhooks, clock()


def forget_webhooks() -> None:
    """Makes this process read them again."""
    _known.webhooks = None


def all_webhooks() -> list[Webhook]:
    """Returns all webhooks: one Query."""
    return [webhook for webhook, _ in all_with_breakers()]


def all_with_breakers() -> list[tuple[Webhook, Breaker]]:
    """Returns all webhooks, each with how its recent calls went: one Query."""
    return read_rows(CaseRow.query(LIST, consistent_read=True))


def load_webhook(webhook: str) -> tuple[Webhook, Breaker]:
    """Reads one webhook and how its recent calls went: one Query. Raises NotFound."""
    found = read_rows(CaseRow.query(LIST, CaseRow.sk.startswith(webhook), consistent_read=True)) if webhook else []
    for each in found:
        if each[0].id == webhook:
            return each
    raise NotFound("There is no such webhook.", "webhook")


def read_rows(rows: Iterable[CaseRow]) -> list[tuple[Webhook, Breaker]]:
    bodies = {row.sk: row.body or "" for row in rows}
    webhooks = (msgspec.json.decode(body, type=Webhook) for sk, body in bodies.items() if not sk.endswith(BREAKER))
    return [(each, read_breaker(bodies.get(f"{each.id}{BREAKER}"))) for each in webhooks if not each.removed]


def read_breaker(body: str | None) -> Breaker:
    return msgspec.json.decode(body, type=Breaker) if body else Breaker()


def keep_webhook(webhook: Webhook) -> None:
    webhook_row(webhook).save()
    forget_webhooks()


def remove_webhook(webhook: Webhook, at: datetime) -> None:
    """Stops sending to a webhook. Events that still wait for it are no longer found, and are forgotten with it after 30
    days."""
    row = webhook_row(replace(webhook, removed=True))
    row.expires_at = int((at + KEPT).timestamp())
    row.save()
    forget_webhooks()


def webhook_row(webhook: Webhook) -> CaseRow:
    return CaseRow(LIST, webhook.id, kind="webhook", body=msgspec.json.encode(webhook).decode())


def keep_breaker(webhook: str, breaker: Breaker) -> None:
    CaseRow(LIST, f"{webhook}{BREAKER}", kind="webhook", body=msgspec.json.encode(breaker).decode()).save()


def await_call(webhook: str, event: Mapping[str, Any], at: datetime) -> None:
    """Queues an event for a webhook; again if it has gone there before."""
    keep_delivery(WebhookCall(webhook=webhook, event=dict(event), since=at, next_at=at))


def keep_missed(webhook: str, event: Mapping[str, Any], at: datetime) -> None:
    """Keeps an event that happens while a webhook is paused: it is not sent, but can be sent again by its day."""
    missed = WebhookCall(webhook=webhook, event=dict(event), since=at, next_at=at, said=PAUSED, call=CallState.GIVEN_UP)
    keep_delivery(missed)


def keep_delivery(delivery: WebhookCall) -> None:
    row = CaseRow(f"HOOK#{delivery.webhook}", delivery.order, kind="hook", body=msgspec.json.encode(delivery).decode())
    row.expires_at = int((delivery.since + KEPT).timestamp())
    if delivery.call is CallState.WAITING:
        row.work_key, row.work_order = f"HOOK#{delivery.webhook}", delivery.order
    row.save()


def waiting_for(webhook: str, most: int) -> list[WebhookCall]:
    """Returns the events that wait for a webhook, in order: one Query or more."""
    rows = islice(CaseRow.work.query(f"HOOK#{webhook}"), most)
    return [msgspec.json.decode(row.body or "", type=WebhookCall) for row in rows]


def latest_of(webhook: str, most: int) -> list[WebhookCall]:
    """Returns the latest events for a webhook, newest first: one Query."""
    rows = CaseRow.query(f"HOOK#{webhook}", limit=most, page_size=most, scan_index_forward=False)
    return [msgspec.json.decode(row.body or "", type=WebhookCall) for row in rows]


def between(webhook: str, since: datetime, until: datetime) -> Iterator[WebhookCall]:
    """Yields the events for a webhook that happened in a period: one Query or more."""
    range_ = CaseRow.sk.between(since.isoformat(), f"{until.isoformat()}~")
    for row in CaseRow.query(f"HOOK#{webhook}", range_, consistent_read=True):
        yield msgspec.json.decode(row.body or "", type=WebhookCall)


def end_webhook_call(delivery: WebhookCall, call: CallState, said: str, at: datetime) -> WebhookCall:
    """Returns the call as it is once it has ended."""
    return replace(delivery, call=call, said=said, last_at=at, times=delivery.times + 1)
