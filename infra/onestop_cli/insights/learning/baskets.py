"""Which services are asked for together, and which one next: counted by people, told without them.

Support is the share of people who asked for both, lift how much more often that is than if the two had nothing to do
with each other. Only pairs of many people are told, and of people nothing is kept but the count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from math import exp, lgamma

from onestop.domain.insights.many_comparisons import adjusted

WITHIN = timedelta(days=90)
LEAST = 20  # people who asked for both


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePair:
    """Two services: `then` comes next where `ordered`. `chance` counts all pairs together."""

    first: str
    then: str
    ordered: bool
    people: int
    support: float
    confidence: float
    lift: float
    chance: float


def pairs(asked: Iterable[tuple[str, str, datetime]], least: int = LEAST) -> list[ServicePair]:
    """The pairs of services that belong together, most lift first; of each case its person, its service and when."""
    by_person: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for person, service, at in asked:
        by_person[person].append((at, service))
    single, together, following = Counter[str](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for cases in by_person.values():
        cases.sort()
        single.update({service for _, service in cases})
        near = {
            (one, other)
            for (at, one), (later, other) in combinations(cases, 2)
            if other != one and later - at <= WITHIN
        }
        following.update(near)
        together.update({(min(pair), max(pair)) for pair in near})
    people = len(by_person)
    told = [
        (pair, ordered, count)
        for ordered, counts in ((False, together), (True, following))
        for pair, count in sorted(counts.items())
        if count >= least
    ]
    chances = adjusted([at_least(count, single[one], single[other], people) for (one, other), _, count in told])
    found = [
        ServicePair(
            first=one, then=other, ordered=ordered, people=count, support=count / people,
            confidence=count / single[one], lift=count * people / (single[one] * single[other]), chance=chance,
        )
        for ((one, other), ordered, count), chance in zip(told, chances, strict=True)
    ]  # fmt: skip
    return sorted((each for each in found if each.lift > 1), key=lambda each: (-each.lift, each.first, each.then))


def at_least(both: int, one: int, other: int, people: int) -> float:
    """Returns how likely it is that this many or more have both, if the two are independent (the hypergeometric
    distribution)."""

    def ways(count: int, of: int) -> float:
        return lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)

    whole, most = ways(other, people), min(one, other)
    return min(1.0, sum(exp(ways(k, one) + ways(other - k, people - one) - whole) for k in range(both, most + 1)
                        if 0 <= other - k <= people - one))  # fmt: skip
