"""Ten thousand events through the chain in one process: stream, topic, queue, two mail providers, receipts, sweeper.

Days of 200 events each (`tests/functional/faults/letters_day.py`), with another seed each, every second one with one
mail provider alone; what was promised of a day is checked as in the suite, and what happened is added up.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from onestop.runtime.log import logger
from onestop_cli.release.read_folder import read_release
from tests.aws_in_memory import SETTINGS
from tests.bench.figures import Figure
from tests.functional.faults.letters_day import Day, settings_of
from tests.functional.faults.test_letters_day import LIMITS, check
from tests.memory import Memory

ROOT = Path(__file__).parents[2]
QUIET = logging.CRITICAL
CASES, EVENTS = 40, 10_000  # five events a case


def measure(**_: object) -> Iterator[Figure]:
    """The results for the letters of ten thousand events."""
    release = read_release(ROOT / "infra" / "jurisdictions" / "port-ellery")
    release = release | {"jurisdiction": release["jurisdiction"] | {"limits": LIMITS}}
    memory, found, seed = Memory(), Counter[str](), 0
    os.environ.update(SETTINGS)
    logger.setLevel(QUIET)
    while found["events"] < EVENTS:
        seed += 1
        second = bool(seed % 2)
        with memory.running(release) as aws, redirect_stdout(StringIO()):  # metrics are written there
            os.environ.pop("MAIL_SECOND_REGION", None)
            os.environ.update({"CASE_EVENTS_TOPIC": aws.topic, "RETRY_QUEUE": aws.retry_queue, **settings_of(second)})
            day = Day(aws, cases=CASES, seed=seed, second=second)
            day.live()
            found.update(check(day))
            found.update(day.windows)
    for name, value in sorted(found.items()):
        yield Figure(name=name, value=value, unit="")
    owed = found["delivered"] + found["failed and shown"]
    yield Figure(name="owed letters without an end", value=EVENTS // 5 * 3 - owed, unit="", goal=0)
