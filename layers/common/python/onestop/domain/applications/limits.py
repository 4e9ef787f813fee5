"""How much an application may say: answers are looked at before anything walks through them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.errors import Fault, NotValid

DEEPEST = 12  # objects and lists in one another
MOST_VALUES = 5_000
LONGEST = 20_000  # letters of one answer
LARGEST = 80_000  # letters of all answers: a row takes 400 KB, and a letter may have four bytes


def check_size(answers: Any) -> None:
    """Raises NotValid for answers that are nested too deep, too many, or too long; nothing here calls itself."""
    values, letters = 0, 0
    waiting: list[tuple[Any, int]] = [(answers, 1)]
    while waiting:
        value, depth = waiting.pop()
        values += 1
        if isinstance(value, Mapping):
            letters += sum(map(len, value))
            waiting += [(inner, depth + 1) for inner in value.values()]
        elif isinstance(value, list):
            waiting += [(inner, depth + 1) for inner in value]
        elif isinstance(value, str):
            if len(value) > LONGEST:
                raise NotValid(Fault("answers", "one answer is too long", f"at most {LONGEST} letters"))
            letters += len(value)
        if depth > DEEPEST:
            raise NotValid(Fault("answers", "they are nested too deep", f"at most {DEEPEST} levels"))
        if values > MOST_VALUES or letters > LARGEST:
            right = f"at most {MOST_VALUES} values and {LARGEST} letters"
            raise NotValid(Fault("answers", "they are too many or too long", right))
