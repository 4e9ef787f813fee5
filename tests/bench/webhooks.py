"""A thousand webhooks, of which every twentieth never answers: how soon the others have their events, with and without.

All have events at one moment, when a walk begins that does not know yet which are dead: the worst case. On a
simulated clock a receiver takes 20 to 500 milliseconds for a call, one that never answers the ten seconds of the
time-out, and a call to AWS five milliseconds, one after the other.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import timedelta
from random import Random
from typing import Any

from tests.bench.figures import Figure

MANY, SEED = 1000, 16
EVENTS = 3  # for each webhook: of three cases
SHARE = 0.95


def measure(**_: object) -> Iterator[Figure]:
    """A walk in which all answer, and one in which some never do."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # before any import: the logger keeps its stream
        from onestop_cli.project import find_project
        from onestop_cli.release.read_folder import read_release

        os.environ.update(importlib.import_module("tests.aws_in_memory").SETTINGS)
        release: Any = read_release(find_project().sample_jurisdiction)
        memory: Any = importlib.import_module("tests.memory").Memory()
        found = []
        for dies in (False, True):
            with memory.running(release):
                found.append(one_walk(dies=dies))
    (alone, none_missed), (beside, still_none) = found
    yield Figure(name="webhooks", value=MANY, unit="")
    yield Figure(name="  that never answer", value=MANY // 20, unit="")
    yield Figure(name="events for the living without an answer", value=none_missed + still_none, unit="", goal=0)
    yield Figure(name="p95 from event to answer, all living", value=alone.total_seconds(), unit="s")
    yield Figure(name="p95 of the living beside the dead", value=beside.total_seconds(), unit="s")
    yield Figure(name="  as a ratio", value=beside / alone, unit="", goal=1.0)


def one_walk(*, dies: bool) -> tuple[timedelta, int]:
    """Within which time 95 of 100 events were with receivers that live, and how many never were."""
    from onestop.domain.webhooks.webhook import Webhook
    from onestop.storage.partners.webhooks import await_call, keep_webhook
    from tests.builders import NOW
    from tests.functional.dispatch.simulated_calls import NEVER, Simulated, nth

    draw = Random(SEED)
    lasts = {f"https://{n}.example/": timedelta(seconds=draw.uniform(0.02, 0.5)) for n in range(MANY)}
    dead = set(draw.sample(sorted(lasts), MANY // 20))
    hooks = [Webhook(id=f"h-{number:04}", url=url) for number, url in enumerate(lasts)]
    for each in hooks:
        keep_webhook(each)
    for each in hooks:
        for number in range(EVENTS):
            event = {"id": f"{number}", "subject": f"case-{number}", "time": NOW.isoformat(), "data": {}}
            await_call(each.id, event, NOW)
    simulated = Simulated(lambda url: NEVER if dies and url in dead else lasts[url], NOW)
    simulated.walk()
    waits = [taken - NOW for url in lasts.keys() - dead for taken in simulated.taken[url]]
    return nth(waits, SHARE), EVENTS * len(lasts.keys() - dead) - len(waits)
