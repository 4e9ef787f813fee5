"""The sender of letters: calls, units and time for ten letters, compared with bare calls of SES; and the load of a
million letters an hour on everything that they pass through.

Calls and units are counted, CPU time is measured with AWS in memory, whose work counts as ours. The time that AWS takes
to answer cannot be measured here: `SES` and `TABLES` are assumptions. The clock stops during these waits.
"""

from __future__ import annotations

import importlib
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from math import ceil
from random import Random
from time import process_time
from typing import Any

from tests.bench.figures import Figure

MANY, BATCH, SEED = 1000, 10, 16
SES, TABLES = 0.050, 0.005  # seconds until SES and DynamoDB answer
MILLION, HOUR = 1_000_000, 3600.0
PROMISED, SHARE = 10.0, 0.999
WORKERS = 2  # functions at once, as the embedded engine has: what they can do of a million is the share measured here
EVENTS, NEWS = 5 / 3, 2 / 3  # of a case for a letter about it, and of these what subscribers may know
SHARDS, OF_PARTITION = 8, 1000  # of the index of unfinished letters; the write units that DynamoDB gives to one key


def measure(**_: object) -> Iterator[Figure]:
    """Tells a thousand residents, ten at a time."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # before any import: the logger keeps its stream
        from onestop_cli.project import find_project
        from onestop_cli.release.read_folder import read_release

        os.environ.update(importlib.import_module("tests.aws_in_memory").SETTINGS)
        release: Any = read_release(find_project().sample_jurisdiction)
        memory: Any = importlib.import_module("tests.memory").Memory()
        with memory.running(release) as made:
            os.environ.update({"NOTIFICATIONS_QUEUE": made.queues["Notifications"], "MAIL_RECEIPTS": "receipts"})
            try:
                found = list(tell_them())
            finally:
                del os.environ["MAIL_RECEIPTS"]
    yield from found


def tell_them() -> Iterator[Figure]:
    from notifications.handler import handle
    from tests.builders import an_sqs_event
    from tests.functional.notifications.kept_cases import a_kept_case
    from tests.functional.notifications.spreading import SEND, counted_calls, mail_provider

    events = [a_kept_case(number, "case.opened", email=f"r{number}@x.example")[0] for number in range(MANY)]
    runs, bare = list[float](), list[float]()
    with mail_provider() as told, counted_calls() as made, counted_units() as units:
        for first in range(0, MANY, BATCH):
            begun = process_time()
            handle(an_sqs_event(*events[first : first + BATCH]), None)
            runs.append(process_time() - begun)
    with mail_provider():
        for _ in range(0, MANY, BATCH):  # in turns of ten, as ours
            begun = process_time()
            send_bare(BATCH)
            bare.append(process_time() - begun)
    besides = (made.calls.total() - made.calls[SEND]) * BATCH / MANY
    told_to_subscribers = news_units()
    of_ten, of_bare = middle(runs) + BATCH * SES + besides * TABLES, middle(bare) + BATCH * SES
    yield Figure(name="residents told", value=told.total(), unit="people")
    yield Figure(name="calls for ten letters besides the sends", value=besides, unit="calls", goal=12)
    yield Figure(name="CPU time for a letter", value=100 * middle(runs), unit="ms", baseline=100 * middle(bare))
    yield time_of("time for ten letters, against ten bare calls of SES", of_ten, of_bare)
    writes, reads = units["write"] / MANY, units["read"] / MANY
    yield Figure(name="write units for a letter", value=writes, unit="units")
    yield Figure(name="read units for a letter", value=reads, unit="units")
    second = MILLION / HOUR
    yield Figure(name="a million an hour: letters, which SES must take", value=second, unit="/s")
    yield Figure(name="  events through stream and topic", value=second * EVENTS, unit="/s")
    yield Figure(name="  functions at work at once", value=ceil(second / BATCH * of_ten), unit="")
    yield Figure(name="  write units of Messages", value=second * writes, unit="/s")
    yield Figure(name="  read units of all tables", value=second * reads, unit="/s")
    of_shard = second * units["index"] / MANY / SHARDS
    yield Figure(name="  write units of a shard of what is unfinished", value=of_shard, unit="/s", goal=OF_PARTITION)
    of_day = second * NEWS * told_to_subscribers
    yield Figure(name="  write units of the news of the day", value=of_day, unit="/s", goal=OF_PARTITION)
    share = 0.8 * WORKERS * BATCH / of_ten / second
    waits = waits_at(share * second, runs, besides)
    yield Figure(name=f"share of it that {WORKERS} functions take here", value=100 * share, unit="%")
    in_time = sum(each <= PROMISED for each in waits) / len(waits)
    yield Figure(name="  handed over later than in 10 s", value=1000 * (1 - in_time), unit="of 1000", goal=1)
    yield Figure(name="  999 of 1000 are handed over within", value=nth(waits, SHARE), unit="s", goal=PROMISED)


def news_units() -> float:
    """Counts the units that an event takes of the one key under which the morning's news for subscribers is kept."""
    from notifications.handler import handle
    from onestop.domain.places.spots import Spot
    from tests.builders import an_sqs_event
    from tests.functional.notifications.kept_cases import a_kept_case
    from tests.functional.notifications.spreading import mail_provider

    cases = [
        a_kept_case(
            *(MANY + number, "case.opened", "case.routed"),
            case={"district": f"district-{number % 5}", "spot": Spot(44.6 + number / 1000, -63.6)},
            email=f"n{number}@x.example",
        )
        for number in range(MANY // 10)
    ]
    with mail_provider(), counted_units() as units:
        for first in range(0, len(cases), BATCH):
            handle(an_sqs_event(*(events[1] for events in cases[first : first + BATCH])), None)
    return units["news"] / len(cases)


def time_of(name: str, ours: float, bare: float) -> Figure:
    """Four fifths of the letters in the same time: a quarter more time for each."""
    return Figure(name=name, value=1000 * ours, unit="ms", baseline=1000 * bare, ratio=ours / bare, goal=1 / 0.8)


def send_bare(many: int) -> None:
    """Bare calls of SES, each with a letter as long as ours."""
    from onestop.runtime.clients import client

    ses, letter = client("ses"), b"Subject: bare\r\n\r\n" + b"x" * 12_000
    for number in range(many):
        ses.send_raw_email(
            Source="onestop@port-ellery.example",
            Destinations=[f"r{number}@x.example"],
            RawMessage={"Data": letter},
            ConfigurationSetName="receipts",
        )


@contextmanager
def counted_units() -> Iterator[Counter[str]]:
    """Counts the units that DynamoDB charges for: what is written in a transaction twice, an index for itself."""
    from onestop.storage.tables import connection

    units, events = Counter[str](), connection().client.meta.events

    def before(model: Any, params: Any, **_: Any) -> None:
        body = json.loads(params["body"])
        for action in body.get("TransactItems", ()):
            ((kind, asked),) = action.items()
            size = len(json.dumps(asked.get("Item", {})))
            units["write"] += 2 * max(1, ceil(size / 1024))
            units["news"] += 2 * asked.get("Item", asked.get("Key"))["pk"]["S"].startswith("NEWS#")
            if kind == "Put" and asked["Item"]["sk"]["S"].startswith("NOTIFICATION#"):
                new = asked["Item"]["status"]["S"] == "created"
                of_index = int("look_key" in asked["Item"]) + (not new)
                units["write"] += of_index
                units["index"] += of_index

    def after(model: Any, parsed: Any, **_: Any) -> None:
        rows = [row for found in parsed.get("Responses", {}).values() for row in found]
        units["read"] += sum(max(1, ceil(len(json.dumps(row)) / 4096)) for row in rows)

    events.register("before-call", before)
    events.register("after-call", after)
    try:
        yield units
    finally:
        events.unregister("before-call", before)
        events.unregister("after-call", after)


def waits_at(rate: float, runs: Sequence[float], besides: float) -> list[float]:
    """Returns how long letters wait until they are handed over, if this many a second come at random for ten minutes
    and a few functions take them in batches. A batch takes the CPU time measured here, and the assumed time of AWS."""
    draw, at, comes = Random(SEED), 0.0, list[float]()
    while at < 600:
        at += draw.expovariate(rate)
        comes.append(at)
    free, waits, first = [0.0] * WORKERS, list[float](), 0
    while first < len(comes):
        worker = min(range(WORKERS), key=lambda each: free[each])
        begins = max(free[worker], comes[first])
        some = [each for each in comes[first : first + BATCH] if each <= begins]
        lasts = draw.choice(runs) * len(some) / BATCH + besides * TABLES + len(some) * SES
        waits += [begins + lasts - each for each in some]
        free[worker], first = begins + lasts, first + len(some)
    return waits


def middle(values: Sequence[float]) -> float:
    return nth(values, 0.5)


def nth(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
