"""The confidence that two needs of a service are one, and the signs for it: a table of each sign's weight.

Each sign adds to the log odds (natural logarithm): 0 is as likely as not, 1 nearly three to one, 3 twenty to one. What
is not known (no words, another language, no photo) adds nothing. Place and time alone never make it sure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import exp
from typing import NamedTuple

from onestop.domain.again.likeness import Likeness
from onestop.domain.again.photos import CLOSE, SAME, closest
from onestop.domain.again.rule import AgainRule
from onestop.domain.places.distances import metres

SAME_SPOT = 5.0  # metres: the same address, or the same pin
AT_SPOT = 0.9
ABOUT_HERE = -1.0  # for a place that is published to about a hundred metres
NEXT_TO_IT, AT_THE_EDGE = -0.7, -2.2
SAME_DAY, LONG_AGO = 0.3, -0.4
SAME_TEXT, SAME_WORDS, SOME_WORDS, OTHER_WORDS = 3.2, 2.2, 1.0, -1.2
SAME_NAME, OTHER_NAME = 2.5, -4.0
SAME_PHOTO, CLOSE_PHOTO = 4.0, 1.5
MANY, SOME = 0.6, 0.3  # shares of the shorter text's words
FEWEST = 2  # words that each text must have before shared ones mean anything
ENOUGH = 3  # words from which sharing most means nearly the same text, and sharing none another one
A_DAY = timedelta(days=1)


class Sign(NamedTuple):
    """One sign for or against it: its name, its weight, and whether it comes from the resident's words."""

    name: str
    worth: float
    words: tuple[str, ...] = ()


def confidence_of(signs: Iterator[Sign] | tuple[Sign, ...]) -> float:
    """Returns how likely it is that two needs are one, from 0 to 1."""
    return 1 / (1 + exp(-sum(sign.worth for sign in signs)))


def place_and_time(apart: float, passed: timedelta, rule: AgainRule) -> Iterator[Sign]:
    """Yields the signs that the public may know too: how far apart, how long after each other."""
    if apart <= SAME_SPOT:
        yield Sign("same_spot", AT_SPOT)
    else:
        share = (apart - SAME_SPOT) / max(rule.metres - SAME_SPOT, 1.0)
        yield Sign("near", NEXT_TO_IT + (AT_THE_EDGE - NEXT_TO_IT) * min(share, 1.0), (str(round(apart)),))
    yield from age_of(passed, rule)


def age_of(passed: timedelta, rule: AgainRule) -> Iterator[Sign]:
    """Yields the sign of the time between them."""
    if passed <= A_DAY:
        yield Sign("same_day", SAME_DAY)
    elif passed > rule.within / 2:
        yield Sign("long_ago", LONG_AGO)


def in_words(one: Likeness, other: Likeness) -> Iterator[Sign]:
    """Yields the signs of the words. Texts in two languages are not compared."""
    if one.named and other.named:
        shared = bool(set(one.named) & set(other.named))
        yield Sign("same_name", SAME_NAME) if shared else Sign("other_name", OTHER_NAME)
    if one.whole is not None and one.whole == other.whole:
        yield Sign("same_text", SAME_TEXT)
        return
    fewer = min(len(one.words), len(other.words))
    if one.language != other.language or fewer < FEWEST:
        return
    share = len(set(one.words) & set(other.words)) / fewer
    if share >= MANY and fewer >= ENOUGH:
        yield Sign("same_words", SAME_WORDS)
    elif share >= SOME:
        yield Sign("some_words", SOME_WORDS)
    elif share == 0 and fewer >= ENOUGH:
        yield Sign("other_words", OTHER_WORDS)


def in_photos(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[Sign]:
    """Yields the signs of the photos. Two that differ say nothing, because one thing looks different from each side."""
    bits = closest(ours, theirs)
    if bits is not None and bits <= SAME:
        yield Sign("same_photo", SAME_PHOTO)
    elif bits is not None and bits <= CLOSE:
        yield Sign("close_photo", CLOSE_PHOTO)


def apart_of(one: Likeness, other: Likeness) -> float:
    return metres(one.lat, one.long, other.lat, other.long)
