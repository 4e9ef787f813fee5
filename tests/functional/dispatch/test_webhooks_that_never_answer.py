"""Receivers that never answer cost the others nothing. `make bench ARGS=webhooks` has a thousand of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from dispatch.publish_events import publish_events
from onestop.contracts.recorded import Recorded
from onestop.domain.webhooks.webhook import Webhook
from onestop.storage.partners.webhooks import forget_webhooks, keep_webhook
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_event
from tests.functional.dispatch.simulated_calls import NEVER, Simulated, nth

QUICK = timedelta(seconds=0.2)


def events_at(at: datetime) -> list[Recorded]:
    """An event of three cases each."""
    return [an_event(reference=f"CASE-{number}-{at:%H}", at=at, type="task.opened") for number in range(3)]


def walk(at: datetime, dead: Collection[str]) -> Simulated:
    publish_events(events_at(at))
    simulated = Simulated(lambda url: NEVER if url in dead else QUICK, at)
    simulated.walk()
    return simulated


def test_while_fifty_never_answer_all_others_have_their_events_as_soon_as_ever(aws: Aws) -> None:
    forget_webhooks()
    hooks = [Webhook(id=f"h-{number:03}", url=f"https://{number}.example/") for number in range(100)]
    for each in hooks:
        keep_webhook(each)
    dead, living = [each.url for each in hooks[:50]], [each.url for each in hooks[50:]]  # the dead are called first
    waited = []
    for at, down in ((NOW, []), (NOW + timedelta(hours=1), dead)):
        simulated = walk(at, down)
        assert all(len(simulated.taken[url]) == 3 for url in living)
        waited.append(nth([taken - at for url in living for taken in simulated.taken[url]], 0.95))
    assert waited[1] <= waited[0]
    assert simulated.at - at < 2 * NEVER  # who does not answer is asked once in a walk
