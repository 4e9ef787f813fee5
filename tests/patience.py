"""How long a test waits before it says that something will not happen: longer on a slow machine.

Limits are written for a quiet machine. The speed of this one is measured once, at the first limit that is asked
for (while tests are collected, before a suite starts): by a fixed calculation and the wall clock, so that a slow
machine and a busy one count alike. All limits grow with it; none gets shorter.
"""

from __future__ import annotations

import hashlib
from functools import cache
from time import monotonic

QUIET_SECONDS = 0.2  # what the calculation takes on a quiet machine of two cores
PART_OF_A_LOOK = 0.05  # of the calculation: so much is done now and then while tests run (pace.py)
MOST = 12.0  # times; beyond, it is better to say that something hangs


def patient(seconds: float) -> float:
    """A limit in seconds, as it is on this machine today."""
    return seconds * slowness()


@cache
def slowness() -> float:
    """Returns how many times longer than on a quiet machine a calculation takes here; at least 1."""
    begun = monotonic()
    calculate()
    return min(MOST, max(1.0, (monotonic() - begun) / QUIET_SECONDS))


def calculate(part: float = 1.0) -> int:
    """Something that takes the interpreter a known time, and does not fit between two of its neighbours; or a part of
    it."""
    total = 0
    for number in range(int(400_000 * part)):
        total += hashlib.sha256(b"%d" % number).digest()[0]
    return total
