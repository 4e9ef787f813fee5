"""Conditions in words, for people who write forms."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

BETWEEN: Mapping[str, str] = {
    "===": "is", "!==": "is not", "<": "is less than", "<=": "is at most", ">": "is more than", ">=": "is at least",
    "+": "plus", "-": "less", "*": "times", "and": "and", "or": "or", "in": "is among",
}  # fmt: skip
AROUND: Mapping[str, str] = {
    "!": "not ({0})",
    "!!": "{0} is answered",
    "count": "how many {0} there are",
    "total": "the sum of {1} over {0}",
    "round": "{0}, rounded to {1} places",
    "min": "the least of {all}",
    "max": "the most of {all}",
    "some": "for some of {0}: {1}",
    "none": "for none of {0}: {1}",
    "all": "for all of {0}: {1}",
    "filter": "those of {0} for which {1}",
    "plus_days": "{0} plus {1} days",
    "plus_months": "{0} plus {1} months",
    "days_between": "the days from {0} to {1}",
    "years_between": "the years from {0} to {1}",
}


def say_rule(rule: Any) -> str:
    """A rule in words: `kind is "market"`."""
    if isinstance(rule, list):
        return ", ".join(map(say_rule, rule))
    if not isinstance(rule, Mapping) or len(rule) != 1:
        return json.dumps(rule, ensure_ascii=False)
    ((name, given),) = rule.items()
    parts = given if isinstance(given, list) else [given]
    if name == "var":
        return str(parts[0]) or "it"
    said = [f"({say_rule(part)})" if is_nested(name, part) else say_rule(part) for part in parts]
    if name == "if":
        pairs = [f"{value} if {condition}" for condition, value in zip(said[:-1:2], said[1::2], strict=False)]
        return ", ".join(pairs) + (f", else {said[-1]}" if len(said) % 2 else "")
    if name in BETWEEN:
        return f" {BETWEEN[name]} ".join(said)
    return AROUND.get(name, f"{name} of {{all}}").format(*said, *("0", "0"), all=", ".join(said))


def is_nested(name: str, part: Any) -> bool:
    """Returns whether a part needs brackets, such as "and" inside "or"."""
    return name in ("and", "or") and isinstance(part, Mapping) and next(iter(part), "") in ("and", "or")
