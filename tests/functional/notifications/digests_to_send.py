"""Somebody who is told a great deal: events, the passing of hours, and crashes between any two steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import Any

from notifications.sending.send_to_everybody import tell_all
from notifications.waiting.send_digests import send_all_digests
from onestop.runtime.clients import client
from onestop.storage.letters.claim_letters import InHand
from onestop.storage.tables import connection
from tests.aws_in_memory import Aws

NOON = datetime.fromisoformat("2026-11-23T12:10:00+00:00")
TYPES = ("case.reopened", "case.resolved")


class Crash(BaseException):
    """The function dies here: nothing of ours gets to handle it."""


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def event_of(reference: str, number: int) -> dict[str, Any]:
    return {"type": TYPES[number % 2], "subject": reference, "id": f"{reference}.{number}", "data": {}}


def tell_many(reference: str, numbers: range, moment: datetime) -> None:
    for number in numbers:
        tell_all(event_of(reference, number), moment)


@contextmanager
def dying_at(step: int | None) -> Iterator[list[str]]:
    """The function dies before its call number `step` to AWS; yields the calls that it made, the last one not made."""
    made: list[str] = []

    def note(model: Any, **_: Any) -> None:
        made.append(model.name)
        if step is not None and len(made) == step:
            raise Crash(model.name)

    events = [connection().client.meta.events, *(client(name).meta.events for name in ("ses", "sns", "s3", "sqs"))]
    for each in events:
        each.register("before-call", note)
    try:
        yield made
    finally:
        for each in events:
            each.unregister("before-call", note)


def try_to_tell(event: dict[str, Any], moment: datetime, step: int | None = None) -> list[str]:
    """Tells an event, or dies on the way; returns the calls that were made."""
    with dying_at(step) as made, suppress(InHand, Crash):
        tell_all(event, moment)
    return made


def try_to_gather(moment: datetime, step: int | None = None) -> list[str]:
    """Checks everybody whose digest is due, or dies on the way."""
    with dying_at(step) as made, suppress(Crash):
        send_all_digests(moment)
    return made


def lines_told(post: Aws) -> Counter[str]:
    """Counts how often each letter was sent, by its subject: alone, or as a line of a digest."""
    told: Counter[str] = Counter()
    for mail in post.emails():
        lines = [line[2:] for line in mail.body.splitlines() if line.startswith("- ")]
        told.update(lines or [mail.subject])
    return told
