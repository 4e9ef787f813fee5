"""A notice to 100,000 recipients, whose process dies at five random calls: nobody is missed, nobody gets it twice
except for a letter being sent at that moment, and the cost of each recipient. AWS is in memory; CPU time is that of our
code and of the AWS in memory together."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

from tests.bench.figures import Figure

MANY = 100_000
SEED = 16
DISTRICTS = ("old-town", "harbourside", "mill-river", "hillcrest", "north-shore")
CALLS = 3.0  # to AWS for a recipient besides the letter: a mark, how it ended, and a share of all the rest


def measure(**_: object) -> Iterator[Figure]:
    """Sends the notice."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # before any import: the logger keeps its stream
        yield from list(measure_here())


def measure_here() -> Iterator[Figure]:
    from onestop_cli.project import find_project
    from onestop_cli.release.read_folder import read_release

    aws: Any = importlib.import_module("tests.aws_in_memory")
    memory: Any = importlib.import_module("tests.memory")
    os.environ.update(aws.SETTINGS)
    release: Any = read_release(find_project().sample_jurisdiction)
    jurisdiction = release["jurisdiction"] | {"reminder_hours": "00:00-24:00"}
    with memory.Memory().running(release | {"jurisdiction": jurisdiction}) as made:
        os.environ["NOTIFICATIONS_QUEUE"] = made.queues["Notifications"]
        yield from send_it()


def send_it() -> Iterator[Figure]:
    from onestop.domain.notices.notice import Audience
    from tests.functional.notifications import spreading

    owed = spreading.many_subscribers(MANY, DISTRICTS)
    notice = spreading.sent(spreading.a_notice(audience=Audience(districts=DISTRICTS)))
    begun = time.process_time()
    with spreading.mail_provider() as told, spreading.counted_calls(spreading.five_deaths(SEED, 3 * MANY)) as calls:
        spreading.work_off(notice, most=10_000)
    seconds = time.process_time() - begun
    besides = calls.calls.total() - calls.calls[spreading.SEND]
    yield Figure(name="recipients who are owed it", value=len(owed), unit="people")
    yield Figure(name="  told", value=len(told), unit="people")
    yield Figure(name="  missed", value=len(owed - set(told)), unit="people", goal=0)
    yield Figure(name="  told though it is not owed", value=len(set(told) - owed), unit="people", goal=0)
    yield Figure(name="the process died", value=calls.deaths, unit="times")
    twice, window = told.total() - len(told), calls.in_the_window
    yield Figure(name="  with a letter in hand", value=window, unit="times")
    yield Figure(name="  told twice", value=twice, unit="people", goal=window)
    yield Figure(name="calls for a recipient besides the letter", value=besides / len(owed), unit="calls", goal=CALLS)
    yield Figure(name="CPU time for a recipient", value=1000 * seconds / len(owed), unit="ms")
