"""Whether the new classifier is worse than the present one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

TOLERATED = 1.0  # points: as much as the choice of held-out sentences alone may make


def worse_than(before: Mapping[str, Any], now: Mapping[str, Any], *, same_confidence: bool = True) -> Iterator[str]:
    """Returns in which ways; nothing if nothing was measured before. Another confidence than before means more right or
    fewer wrong answers in any case: then only the first three can be compared."""
    if not before or not before.get("of") or not now.get("of"):
        return
    compared = (("right", 1), ("wrong", -1), ("first_three", 1)) if same_confidence else (("first_three", 1),)
    for name, better in compared:
        was, is_now = (100 * each[name] / each["of"] for each in (before, now))
        if (is_now - was) * better < -TOLERATED:
            yield f"{name.replace('_', ' ')}: {was:.1f} % before, {is_now:.1f} % now"
    if not same_confidence:
        return
    for name, words in (("gap", "between languages"), ("varied_gap", "between ways of writing")):
        if now[name] > before[name] + TOLERATED:
            yield f"points {words}: {before[name]:.1f} before, {now[name]:.1f} now"
