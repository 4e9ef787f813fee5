"""How many schedules a run of the tests lives through. They are counted as they are lived: what Hypothesis draws and
throws away again does not count."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from tests.workers import LIVED

# by what happens in them; five hundred at least, all together
DRAWN = {"permit": 180, "wall": 90, "street": 90, "anything": 160}


def quick(examples: int) -> settings:
    """Every example takes dozens of calls: no deadline for one. The world of each is empty at its start."""
    unhurried = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    return settings(max_examples=examples, deadline=None, suppress_health_check=unhurried)


def missing() -> dict[str, int]:
    """How many schedules were not lived through, of those kinds that were begun with."""
    return {kind: DRAWN[kind] - lived for kind, lived in LIVED.items() if lived < DRAWN[kind]}
