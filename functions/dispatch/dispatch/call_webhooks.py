"""Calls webhooks: delivers to each the events that wait for it, those of one case in order.

Each webhook has one call at a time, and many webhooks are called in parallel: one that never answers delays no other.
The threads only make calls; the main thread keeps the results.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from onestop.domain.errors import NotFound
from onestop.domain.webhooks.webhook import TRIED_FOR, Breaker, Webhook, pause_after
from onestop.domain.webhooks.webhook_signatures import headers_for, secret_of
from onestop.runtime.keys import identity_key
from onestop.runtime.outside.call_outside import AddressRefused, NotReached, ServerAnswer
from onestop.storage.partners.webhooks import (
    CallState,
    WebhookCall,
    all_with_breakers,
    end_webhook_call,
    keep_breaker,
    keep_delivery,
    keep_webhook,
    load_webhook,
    waiting_for,
)

if TYPE_CHECKING:
    from onestop.domain.time_and_chance import Clock

# Webhooks called in parallel: far more than speed needs, because one that never answers keeps its place for as long as
# a call may take. A tenth of a thousand webhooks may be down at once without delaying the others.
AT_ONCE = 128
MOST = 500  # events for one webhook in one run
GONE = 410  # the receiver says that it wants no more events
NO_ANSWER = NotReached.__name__

SendPost = Callable[[str, bytes, Mapping[str, str]], ServerAnswer]
SideBySide = Callable[[int], Executor]
Wait = Callable[..., tuple[set[Future[str]], set[Future[str]]]]  # the signature of concurrent.futures.wait


@dataclass(slots=True)
class Round:
    """One webhook in one run: what still waits for it, the cases of which nothing more may be sent now, and the
    results."""

    webhook: Webhook
    breaker: Breaker
    left: deque[WebhookCall]
    stopped: set[str] = field(default_factory=set)

    def next_one(self, at: datetime) -> WebhookCall | None:
        """Returns the next event that may be sent; an earlier event of the same case that still waits holds it back."""
        while self.left and not self.breaker.is_open(at):
            delivery = self.left.popleft()
            if delivery.case in self.stopped:
                continue
            if delivery.next_at <= at:
                return delivery
            self.stopped.add(delivery.case)
        return None


def call_webhooks(
    post: SendPost,
    clock: Clock,
    has_time: Callable[[], bool] = lambda: True,
    side_by_side: SideBySide = ThreadPoolExecutor,
    wait_for: Wait = wait,
) -> dict[str, int]:
    """Calls each webhook with the events that wait for it, until there is no time for one more call. Returns counts of
    the results."""
    done: Counter[str] = Counter(delivered=0, failed=0, given_up=0)
    with side_by_side(AT_ONCE) as threads:
        under_way: dict[Future[str], tuple[Round, WebhookCall]] = {}
        rounds = rounds_of(clock())
        more = True
        while True:
            while more and len(under_way) < AT_ONCE and has_time():
                begun = next(rounds, None)
                more = begun is not None
                if begun:
                    begin_next(begun, under_way, threads, post, clock())
            if not under_way:
                return dict(done)
            finished, _ = wait_for(under_way, return_when=FIRST_COMPLETED)
            for each in finished:
                round_, delivery = under_way.pop(each)
                done[keep_answer(round_, delivery, each.result(), clock())] += 1
                if has_time():
                    begin_next(round_, under_way, threads, post, clock())


def rounds_of(at: datetime) -> Iterator[Round]:
    """Yields the webhooks that may be called now and have events waiting."""
    for webhook, breaker in all_with_breakers():
        if webhook.paused or breaker.is_open(at):
            continue
        left = waiting_for(webhook.id, MOST)
        if left:
            yield Round(webhook, breaker, deque(left))


def begin_next(
    round_: Round,
    under_way: dict[Future[str], tuple[Round, WebhookCall]],
    threads: Executor,
    post: SendPost,
    at: datetime,
) -> None:
    """Begins the next call of a webhook, if there is one."""
    delivery = round_.next_one(at)
    if delivery:
        under_way[threads.submit(call_once, round_.webhook, delivery, post, at)] = (round_, delivery)


def call_once(webhook: Webhook, delivery: WebhookCall, post: SendPost, at: datetime) -> str:
    """Makes one call; returns what was answered, or why there was no answer."""
    body = body_of(delivery.event)
    secrets = [secret_of(webhook.id, number, identity_key()) for number in webhook.keys]
    try:
        return str(post(webhook.url, body, headers_for(delivery.event["id"], at, body, secrets)).status)
    except (NotReached, AddressRefused) as error:
        return f"{type(error).__name__}: {error}"


def body_of(event: Mapping[str, Any]) -> bytes:
    """The event as it is sent: the same bytes at each attempt."""
    return msgspec.json.encode(event)


def keep_answer(round_: Round, delivery: WebhookCall, said: str, at: datetime) -> str:
    """Keeps the result of a call; returns whether it was delivered, failed or is given up."""
    worked = len(said) == 3 and said.startswith("2")
    before, round_.breaker = round_.breaker, round_.breaker.after(at, worked=worked)
    if round_.breaker != before:
        keep_breaker(round_.webhook.id, round_.breaker)
    if worked:
        keep_delivery(end_webhook_call(delivery, CallState.DELIVERED, said, at))
        return "delivered"
    if said.startswith(NO_ANSWER):
        round_.left.clear()  # nothing more for it in this run: each call would take as long
    if said == str(GONE):
        round_.left.clear()
        with suppress(NotFound):  # it was removed meanwhile, or its keys have changed, so it is read again
            keep_webhook(replace(load_webhook(round_.webhook.id)[0], paused=True))
    if at - delivery.since >= TRIED_FOR:
        keep_delivery(end_webhook_call(delivery, CallState.GIVEN_UP, said, at))
        return "given_up"
    round_.stopped.add(delivery.case)
    tried = replace(delivery, times=delivery.times + 1, said=said, last_at=at)
    keep_delivery(replace(tried, next_at=at + pause_after(tried.times)))
    return "failed"
