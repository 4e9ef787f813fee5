"""A notice on its way: those who subscribed, the queue as SQS would bring it, and a process that dies at a call."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from contextlib import suppress as passed_by
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from moto.backends import get_backend

from notifications.handler import hear
from notifications.notices.walk_audience import ask_to_walk, carry_on
from onestop.domain.letters.subscriptions import Subscription, Topic, TopicKind, id_of
from onestop.domain.notices.notice import Audience, Notice, NoticeLevel, NoticeMove, NoticeText, State, move_notice
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.letters.subscriptions import keep_subscription
from onestop.storage.letters.suppressions import suppress
from onestop.storage.notices.notice_rows import find_notice, keep_notice
from onestop.storage.notices.notice_walks import figures_of, is_over, load_walk
from onestop.storage.tables import connection
from tests.aws_in_memory import ACCOUNT, REGION
from tests.builders import NOW

SEND = "SendRawEmail"
SERVICES = ("dynamodb", "ses", "sqs", "sns")
AUTHOR = "staff:supervisor-1"
WORDS = {
    "en": NoticeText("The harbour is flooded", "Stay away from the harbour.", "Harbour flooded: stay away."),
    "zh-Hans": NoticeText("港口被淹", "在另行通知之前，请远离港口。", "港口被淹，请远离。"),
    "es": NoticeText("El puerto está inundado", "No se acerque al puerto.", "Puerto inundado: no se acerque."),
}  # fmt: skip
OUTLINE = ((44.610, -63.640), (44.610, -63.610), (44.630, -63.610), (44.630, -63.640))  # in the old town
INSIDE, BESIDE, ELSEWHERE = (44.620, -63.620), (44.6310, -63.620), (44.68, -63.64)


class Died(BaseException):
    """The process is gone: nothing after it is done."""


def a_notice(
    *,
    level: NoticeLevel = NoticeLevel.NEWS,
    audience: Audience | None = None,
    name: str = "20261123150000-a1b2c3",
    channels: tuple[str, ...] = ("email", "sms"),
    expires_at: datetime = NOW + timedelta(days=2),
    **more: Any,
) -> Notice:
    return Notice(
        id=name,
        event="flood",
        level=level,
        words=WORDS,
        audience=audience or Audience(districts=("old-town",)),
        channels=channels,
        expires_at=expires_at,
        author=AUTHOR,
        written_at=NOW,
        **more,
    )


def sent(notice: Notice, at: datetime = NOW) -> Notice:
    """The notice once it is to be sent; its walk is asked for."""
    keep_notice(notice, None)
    return done(notice, NoticeMove.SEND, at)


def done(notice: Notice, act: NoticeMove, at: datetime = NOW) -> Notice:
    before = find_notice(notice.id)
    assert before is not None
    moved = move_notice(before, act, AUTHOR, at)
    keep_notice(moved, before)
    if moved.state is State.SENDING:
        ask_to_walk(notice.id)
    return moved


def a_topic(place: tuple[float, float] | None = None, within: float = 200, **fields: Any) -> Topic:
    """A district or service by its code, or a place."""
    if place:
        return Topic(kind=TopicKind.PLACE, lat=place[0], long=place[1], within=within, **fields)
    return Topic(**{"kind": TopicKind.DISTRICT, "code": "old-town", **fields})


def subscribe(address: str, *topics: Topic, language: str = "en", stopped: bool = False) -> str:
    """Subscribes an address to topics; returns its keyed hash."""
    identity = identity_of(address, identity_key())
    for topic in topics:
        asked = {"id": id_of(topic), "topic": topic, "address": address, "language": language, "asked_at": NOW}
        keep_subscription(identity, Subscription(**asked, confirmed_at=NOW, stopped_at=NOW if stopped else None))
    return identity


def many_subscribers(many: int, districts: Sequence[str] = ("old-town",)) -> set[str]:
    """Some who are owed the notice, many of them by several topics, and among them some who are not."""
    owed = set()
    for number in range(many):
        address = f"r{number}@resident.example"
        topics = [a_topic(code=districts[number % len(districts)]), *([a_topic(INSIDE)] if number % 7 == 0 else [])]
        identity = subscribe(address, *topics, language=("en", "es", "zh-Hans")[number % 3], stopped=number % 50 == 49)
        if number % 50 == 48:
            suppress(identity, NOW)
        elif number % 50 != 49:
            owed.add(address)
    return owed


def five_deaths(seed: int, calls: int) -> set[tuple[int, str]]:
    """Five random calls at which the process dies, before or after them."""
    dice = random.Random(seed)
    return {(dice.randrange(1, calls), dice.choice(("before", "after"))) for _ in range(5)}


@contextmanager
def mail_provider() -> Iterator[Counter[str]]:
    """A provider that takes every e-mail at once; yields how many each address was sent."""
    taken_for = Counter[str]()

    def keep(params: dict[str, Any], **_: Any) -> None:
        waiting.append(params["Destinations"][0])

    def answer(model: Any, **_: Any) -> Any:
        if model.name != SEND:
            return None
        taken_for[waiting.pop()] += 1
        return SimpleNamespace(status_code=200, headers={}, content=b""), {"MessageId": f"mail-{taken_for.total()}"}

    waiting, events = list[str](), client("ses").meta.events
    events.register("provide-client-params.*.SendRawEmail", keep)
    events.register("before-call", answer)
    try:
        yield taken_for
    finally:
        events.unregister("provide-client-params.*.SendRawEmail", keep)
        events.unregister("before-call", answer)


def taken() -> list[dict[str, Any]]:
    """All messages of our queue, whenever they may leave."""
    queue = get_backend("sqs")[ACCOUNT][REGION].queues["Notifications"]
    bodies = [json.loads(message.body) for message in queue._messages]
    queue._messages.clear()
    return bodies


def work_off(
    notice: Notice,
    at: datetime = NOW,
    *,
    most: int = 1000,
    told: Counter[str] | None = None,
    noted: dict[str, datetime] | None = None,
) -> datetime:
    """Brings messages until all are told, as SQS does: one at which the process dies comes again three minutes later.
    Says when it was over, and notes when each was told."""
    waiting = taken()
    for _ in range(most):
        again = []
        for message in waiting:
            try:
                hear(message, at)
            except (Exception, Died):
                again.append(message)
        for address in told or () if noted is not None else ():
            noted.setdefault(address, at)
        waiting = [*taken(), *again]
        at += timedelta(minutes=3)
        if not waiting:
            with passed_by(Died):  # the schedule comes again
                carry_on(at)
            waiting = taken()
        with passed_by(Died):
            if not waiting and is_over(load_walk(notice.id), figures_of(notice.id)):
                return at
    raise AssertionError("it does not come to an end")


@dataclass(slots=True)
class Made:
    """The calls to AWS that were made, by operation, and how often the process died while a letter was with the
    provider and that was not noted yet."""

    calls: Counter[str] = field(default_factory=Counter)
    last: str = ""
    deaths: int = 0
    in_the_window: int = 0

    def die(self, operation: str, when: str) -> None:
        self.deaths += 1
        self.in_the_window += self.last == SEND and (operation, when) != (SEND, "before")
        raise Died


@contextmanager
def counted_calls(deaths: Collection[tuple[int, str]] = ()) -> Iterator[Made]:
    """Counts the calls to AWS; the process dies before or after the calls whose numbers are given."""
    made = Made()

    def before(model: Any, **_: Any) -> None:
        made.calls[model.name] += 1
        if (made.calls.total(), "before") in deaths:
            made.die(model.name, "before")
        made.last = model.name

    def after(model: Any, **_: Any) -> None:
        if (made.calls.total(), "after") in deaths:
            made.die(model.name, "after")

    clients = [connection().client if each == "dynamodb" else client(each) for each in SERVICES]
    for each in clients:
        each.meta.events.register_first("before-call", before)
        each.meta.events.register("after-call", after)
    try:
        yield made
    finally:
        for each in clients:
            each.meta.events.unregister("before-call", before)
            each.meta.events.unregister("after-call", after)
