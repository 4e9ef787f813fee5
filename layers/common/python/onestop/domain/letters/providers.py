"""Which of two providers of a channel gets the next letter: by how the last minutes went with each.

A provider loses its share as it fails or becomes slow, and the other gets what it lost. What was tried is forgotten
after a few minutes, and one that failed still gets a letter now and then, so it comes back by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = timedelta(minutes=5)
LEAST = 0.02  # of what a provider would get: what tells us that it is back
SLOW_SECONDS = 2.0  # on average; one that takes twice as long gets half


@dataclass(frozen=True, slots=True)
class SendAttempt:
    """One letter that a provider was asked to take: when, whether it answered for good, and after how long."""

    at: datetime
    answered: bool
    seconds: float


def health(tried: Sequence[SendAttempt], at: datetime) -> float:
    """How well the last minutes went with a provider: 1 where all was well, or nothing was tried."""
    recent = [each for each in tried if at - each.at < REMEMBERED]
    if not recent:
        return 1.0
    answered = sum(each.answered for each in recent) / len(recent)
    seconds = sum(each.seconds for each in recent) / len(recent)
    # a rate of failure of a tenth costs a fifth: what failed has to be sent again
    return max(LEAST, answered**2 * min(1.0, SLOW_SECONDS / max(seconds, SLOW_SECONDS)))


def weights(shares: Mapping[str, float], healths: Mapping[str, float]) -> dict[str, float]:
    """What each provider gets: its share as far as it is well, and what the others lost, as far as it is well."""
    lost = {name: share * (1 - healths[name]) for name, share in shares.items()}
    return {name: healths[name] * (share + sum(lost.values()) - lost[name]) for name, share in shares.items()}


def in_turn(weighted: Mapping[str, float], drawn: float) -> list[str]:
    """The providers in the order in which they are asked: the first one by a number drawn between 0 and 1."""
    left = drawn * sum(weighted.values())
    for name, weight in weighted.items():
        left -= weight
        if left < 0:
            return [name, *(other for other in weighted if other != name)]
    return sorted(weighted, key=lambda name: -weighted[name])


def leader(weighted: Mapping[str, float]) -> str:
    """The provider that gets the most."""
    return max(weighted, key=lambda name: weighted[name])
