"""Which of two providers of a channel gets the next letter: by how the last minutes went with each.

A provider loses its share as it fails or becomes slow, and the other gets it. Attempts are forgotten after
a few minutes, and a failing provider still gets a letter now and then, so it recovers its share by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = timedelta(minutes=5)
LEAST = 0.02  # share of a failing provider: it shows when the provider works again
SLOW_SECONDS = 2.0  # average; a provider that takes twice as long gets half


@dataclass(frozen=True, slots=True)
class SendAttempt:
    """One letter that a provider was asked to take: when, whether it gave a final answer, and after how long."""

    at: datetime
    answered: bool
    seconds: float


def health(tried: Sequence[SendAttempt], at: datetime) -> float:
    """Returns how well a provider did in the last minutes: 1 if all was well, or nothing was tried."""
    recent = [each for each in tried if at - each.at < REMEMBERED]
    if not recent:
        return 1.0
    answered = sum(each.answered for each in recent) / len(recent)
    seconds = sum(each.seconds for each in recent) / len(recent)
    # a failure rate of a tenth costs a fifth, because failed letters have to be sent again
    return max(LEAST, answered**2 * min(1.0, SLOW_SECONDS / max(seconds, SLOW_SECONDS)))


def weights(shares: Mapping[str, float], healths: Mapping[str, float]) -> dict[str, float]:
    """Returns the weight of each provider: its share times its health, and the shares that others lost times its
    health."""
    lost = {name: share * (1 - healths[name]) for name, share in shares.items()}
    return {name: healths[name] * (share + sum(lost.values()) - lost[name]) for name, share in shares.items()}


def in_turn(weighted: Mapping[str, float], drawn: float) -> list[str]:
    """Returns the providers in the order in which they are asked: the first one by a random number between 0 and 1."""
    left = drawn * sum(weighted.values())
    for name, weight in weighted.items():
        left -= weight
        if left < 0:
            return [name, *(other for other in weighted if other != name)]
    return sorted(weighted, key=lambda name: -weighted[name])


def leader(weighted: Mapping[str, float]) -> str:
    """Returns the provider that gets the most."""
    return max(weighted, key=lambda name: weighted[name])
