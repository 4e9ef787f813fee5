"""Limits on the size of an application: answers are checked before anything walks through them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from onestop.domain.errors import Fault, NotValid

DEEPEST = 12  # levels of objects and lists inside one another
MOST_VALUES = 5_000
LONGEST = 20_000  # characters of one answer
MOST_NUMBER = 10**15  # the pages read no more digits either, and arithmetic with it stays exact
MOST_BESIDE = 25_000  # characters of disputed answers and of those set aside: the rest of a row
LONGEST_PLACE = 200  # characters of the place that is named: paths of our forms have 40 at most
LARGEST = 80_000  # characters of all answers: a row has 400 KB, and a character up to four bytes


def check_size(answers: Any) -> None:
    """Raises NotValid for answers that are nested too deep, too many, too long, or that cannot be stored, and says
    which; does not recurse."""
    values, letters = 0, 0
    waiting: list[tuple[Any, int, str]] = [(answers, 1, "answers")]
    while waiting:
        value, depth, place = waiting.pop()
        values += 1
        if isinstance(value, Mapping):
            letters += sum(check_text(name, place) for name in value)
            waiting += [(inner, depth + 1, place_of(place, name)) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(inner, depth + 1, place_of(place, at)) for at, inner in enumerate(value)]
        elif isinstance(value, str):
            if len(value) > LONGEST:
                raise NotValid(Fault(place, "this answer is too long", f"at most {LONGEST} letters"))
            letters += check_text(value, place)
        elif isinstance(value, int | float) and not -MOST_NUMBER < value < MOST_NUMBER:  # NaN and infinity too
            raise NotValid(Fault(place, "this number is too large", "at most 15 digits before the point"))
        if depth > DEEPEST:
            raise NotValid(Fault(place, "this is nested too deep", f"at most {DEEPEST} levels"))
        if values > MOST_VALUES or letters > LARGEST:
            right = f"at most {MOST_VALUES} values and {LARGEST} letters"
            raise NotValid(Fault("answers", "they are too many or too long", right))


def check_beside(values: Iterable[Any]) -> None:
    """Raises NotValid for more disputed answers than a row can hold: somebody has to choose first."""
    if sum(len(json.dumps(value, ensure_ascii=False)) for value in values) > MOST_BESIDE:
        right = "the answers that are right, chosen on their pages, before more are changed"
        raise NotValid(Fault("answers", "too much was answered differently by several", right))


def place_of(around: str, step: str | int) -> str:
    """Returns the place of an answer as mistakes name it, `answers.owners.1.agent`; that of what is around it, if
    somebody made up so long a name that nobody would read it."""
    place = f"{around}.{step}"
    return place if len(place) <= LONGEST_PLACE else around


def check_text(text: str, place: str) -> int:
    """Returns the number of characters. Raises NotValid for lone surrogates, which JSON allows and no table stores."""
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotValid(Fault(place, "there are halves of letters in this", "text"))
    return len(text)
