"""Types of clocks and random numbers, which are passed in, so that a test says what time it is and what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]  # the present moment
Stopwatch = Callable[[], float]  # seconds that only increase, to measure how long something took
DrawBelow = Callable[[int], int]  # an integer from 0 to just below a limit
DrawShare = Callable[[], float]  # a number from 0 to just below 1
