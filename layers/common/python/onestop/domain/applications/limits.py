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
LARGEST = 80_000  # characters of all answers: a row has 400 KB, and a character up to four bytes


def check_size(answers: Any) -> None:
    """Raises NotValid for answers that are nested too deep, too many, too long, or that cannot be stored; does not
    recurse."""
    values, letters = 0, 0
    waiting: list[tuple[Any, int]] = [(answers, 1)]
    while waiting:
        value, depth = waiting.pop()
        values += 1
        if isinstance(value, Mapping):
            letters += sum(map(check_text, value))
            waiting += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            waiting += [(inner, depth + 1) for inner in value]
        elif isinstance(value, str):
            if len(value) > LONGEST:
                raise NotValid(Fault("answers", "one answer is too long", f"at most {LONGEST} letters"))
            letters += check_text(value)
        elif isinstance(value, int | float) and not -MOST_NUMBER < value < MOST_NUMBER:  # NaN and infinity too
            raise NotValid(Fault("answers", "a number is too large", "at most 15 digits before the point"))
        if depth > DEEPEST:
            raise NotValid(Fault("answers", "they are nested too deep", f"at most {DEEPEST} levels"))
        if values > MOST_VALUES or letters > LARGEST:
            right = f"at most {MOST_VALUES} values and {LARGEST} letters"
            raise NotValid(Fault("answers", "they are too many or too long", right))


def check_beside(values: Iterable[Any]) -> None:
    """Raises NotValid for more disputed answers than a row can hold: somebody has to choose first."""
    if sum(len(json.dumps(value, ensure_ascii=False)) for value in values) > MOST_BESIDE:
        right = "the answers that are right, chosen on their pages, before more are changed"
        raise NotValid(Fault("answers", "too much was answered differently by several", right))


def check_text(text: str) -> int:
    """Returns the number of characters. Raises NotValid for lone surrogates, which JSON allows and no table stores."""
    if not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text):
        raise NotValid(Fault("answers", "there are halves of letters in them", "text"))
    return len(text)
