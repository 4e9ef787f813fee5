"""What people begin to write about: words, and pairs of words, that are in many more descriptions than before.

Descriptions are redacted before they are read, and a word is reported only if many cases have it; so the words of
one person are never reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import exp, lgamma, log

from onestop.domain.insights.many_comparisons import adjusted

LEAST = 10  # cases of the last days that have it
WORD = re.compile(r"[^\W\d_]{3,}")
HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class WordTopic:
    """Words that came up: in how many of the last cases, how many would be expected, and mostly of which service."""

    words: str
    cases: int
    expected: float
    service: str | None
    chance: float


def terms(text: str) -> Iterator[str]:
    """Returns the words of a description and each pair of neighbouring words; of Chinese, each two characters."""
    for run in HAN.findall(text):
        yield from (run[at : at + 2] for at in range(len(run) - 1))
    words = WORD.findall(HAN.sub(" ", text).casefold())
    yield from words
    yield from (f"{one} {other}" for one, other in pairwise(words))


def topics(cases: Iterable[tuple[str, str | None, bool]], least: int = LEAST) -> list[WordTopic]:
    """The topics of cases, each with its redacted words, its service, and whether it is one of the last days."""
    recent, before = Counter[str](), Counter[str]()
    of_service: dict[str, Counter[str | None]] = {}
    new = old = 0
    for text, service, is_recent in cases:
        new, old = new + is_recent, old + (not is_recent)
        for term in set(terms(text)):
            (recent if is_recent else before)[term] += 1
            if is_recent:
                of_service.setdefault(term, Counter())[service] += 1
    if not new or not old:
        return []
    share = new / (new + old)
    told = [term for term in sorted(recent) if recent[term] >= least]
    chances = adjusted([at_least(recent[term], recent[term] + before[term], share) for term in told])
    found = [
        WordTopic(
            term, recent[term], share * (recent[term] + before[term]), of_service[term].most_common(1)[0][0], chance
        )
        for term, chance in zip(told, chances, strict=True)
    ]
    return sorted(found, key=lambda each: (each.chance, -each.cases, each.words))


def at_least(count: int, of: int, share: float) -> float:
    """Returns how likely it is that this many or more are among the last cases if nothing has changed (the
    binomial)."""
    return min(
        1.0,
        sum(
            exp(lgamma(of + 1) - lgamma(k + 1) - lgamma(of - k + 1) + k * log(share) + (of - k) * log(1 - share))
            for k in range(count, of + 1)
        ),
    )
