"""Times of day, written as 09:30: two of them are compared like numbers. The script of forms has the same two rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from onestop.domain.forms.wide_letters import narrow

if TYPE_CHECKING:
    from onestop.domain.forms.form import Field

WRITTEN = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
TYPED = re.compile("([0-9]{1,2}) ?[:.h] ?([0-9]{2})")  # 9:30, 9.30 and 9h30


def is_clock_time(value: Any) -> bool:
    return isinstance(value, str) and WRITTEN.fullmatch(value) is not None


def read_clock_time(text: str, _: Field | None = None) -> str:
    """Returns a time as it is kept, 09:30 for 9.30; what is none stays as it was typed, for the checks to refuse."""
    found = TYPED.fullmatch(narrow(text))
    time = f"{found[1]:0>2}:{found[2]}" if found else text
    return time if is_clock_time(time) else text
