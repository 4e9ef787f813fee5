"""How fast the machine was while the tests ran: what a run took says little without it.

A virtual machine whose neighbours are busy takes twice as long for the same work, and that changes within minutes. So
the process that only hands tests out does a fixed calculation every few seconds, and counts the time that a core spent
on it: other work on the same core does not count, a core that is slow today does. At the end it tells both: how long
the run took here, and how long it would have taken on a quiet machine. That is a figure to compare; no test depends on
it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from statistics import fmean
from time import monotonic, thread_time

from tests.patience import PART_OF_A_LOOK, QUIET_SECONDS, calculate

EVERY = 5.0  # seconds between two looks, each of which takes a hundredth of one on a quiet machine


@dataclass
class Pace:
    """The looks at how fast this machine is, from a moment on."""

    begun: float = field(default_factory=monotonic)
    looks: list[float] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def keep_looking(self) -> None:
        """Looks until it is told to end."""
        while not self.ended.wait(EVERY):
            self.looks.append(core_seconds() / (QUIET_SECONDS * PART_OF_A_LOOK))

    def start(self) -> None:
        threading.Thread(target=self.keep_looking, daemon=True, name="pace").start()

    def tell(self) -> str:
        """Ends it, and says how long this run took here and elsewhere; nothing if it was too short to say."""
        self.ended.set()
        return told(monotonic() - self.begun, self.looks)


def core_seconds() -> float:
    """Returns how long a core works on a small part of the calculation of `patience`."""
    begun = thread_time()
    calculate(PART_OF_A_LOOK)
    return thread_time() - begun


def told(seconds: float, looks: list[float]) -> str:
    """Returns what is said of a run that took so long, with so many times the seconds of a quiet machine at each
    look."""
    if not looks:
        return ""
    slower = fmean(looks)
    here, there = minutes(seconds), minutes(seconds / slower)
    return f"{here} here; a calculation took {slower:.2f} times as long as on a quiet machine, so there: {there}"


def minutes(seconds: float) -> str:
    return f"{int(seconds) // 60} min {int(seconds) % 60:02} s"
