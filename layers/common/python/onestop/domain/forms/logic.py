"""The expression language of forms: the part of JsonLogic that means the same on both sides.

A browser evaluates with json-logic-js, from which the script of forms removes whatever is not in this table; this is
the same for Lambda. Arithmetic is decimal (`amounts`), dates are ISO (`days`), times of day are 09:30 (`clock_times`),
and types are never converted: a number and a word are never equal. A missing answer is null, and comparing it is false.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from onestop.domain.forms import amounts, days
from onestop.domain.forms.clock_times import is_clock_time
from onestop.domain.forms.paths import Path, get

FormRule = Any  # JSON: an object with one operation, or a plain value
FormFacts = Mapping[str, Any]


def condition_is_true(rule: FormRule | None, facts: FormFacts) -> bool:
    """Says whether a condition is true; a missing condition is."""
    return rule is None or is_true(evaluate(rule, facts))


def is_true(value: Any) -> bool:
    """Returns the truth value as JsonLogic defines it: an empty list is false, an object is true."""
    return True if isinstance(value, Mapping) else bool(value)


def evaluate(rule: FormRule, facts: Any) -> Any:
    """Returns the value of an expression."""
    if isinstance(rule, list):
        return [evaluate(each, facts) for each in rule]
    if not isinstance(rule, Mapping) or len(rule) != 1:
        return rule
    ((name, given),) = rule.items()
    parts = given if isinstance(given, list) else [given]
    if name in LAZY:
        return LAZY[name](parts, facts)
    return PLAIN[name](*(evaluate(part, facts) for part in parts))


def names_of(path: str) -> Path:
    """Splits `children.0.name` as JsonLogic does: a number is a position in a list."""
    return tuple(int(step) if step.isdecimal() else step for step in path.split("."))


def _var(parts: Sequence[FormRule], facts: Any) -> Any:
    name = evaluate(parts[0], facts) if parts else ""
    default = evaluate(parts[1], facts) if len(parts) > 1 else None
    found = facts if name in ("", None) else get(facts, names_of(str(name)))
    return default if found is None else found


def _if(parts: Sequence[FormRule], facts: Any) -> Any:
    for condition, value in zip(parts[:-1:2], parts[1::2], strict=False):
        if is_true(evaluate(condition, facts)):
            return evaluate(value, facts)
    return evaluate(parts[-1], facts) if len(parts) % 2 else None


def _and(parts: Sequence[FormRule], facts: Any) -> Any:
    value = None
    for part in parts:
        value = evaluate(part, facts)
        if not is_true(value):
            break
    return value


def _or(parts: Sequence[FormRule], facts: Any) -> Any:
    value = None
    for part in parts:
        value = evaluate(part, facts)
        if is_true(value):
            break
    return value


def _over(parts: Sequence[FormRule], facts: Any) -> list[bool]:
    entries = evaluate(parts[0], facts)
    return [is_true(evaluate(parts[1], entry)) for entry in entries] if isinstance(entries, list) else []


def _all(parts: Sequence[FormRule], facts: Any) -> bool:
    found = _over(parts, facts)
    return bool(found) and all(found)


def _filter(parts: Sequence[FormRule], facts: Any) -> list[Any]:
    entries = evaluate(parts[0], facts)
    if not isinstance(entries, list):
        return []
    return [entry for entry in entries if is_true(evaluate(parts[1], entry))]


def same(one: Any, other: Any) -> bool:
    """Says whether two values are strictly equal: true is not 1, and lists and objects are never equal to another."""
    if isinstance(one, list | Mapping) or isinstance(other, list | Mapping):
        return False
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def _ordered(*values: Any) -> bool:
    return any(all(map(is_one, values)) for is_one in (amounts.is_number, days.is_day, is_clock_time))


def _chain(compare: Callable[[Any, Any], bool]) -> Callable[..., bool]:
    def chained(*values: Any) -> bool:
        return len(values) > 1 and _ordered(*values) and all(compare(one, other) for one, other in pairwise(values))

    return chained


LAZY: dict[str, Callable[[Sequence[FormRule], Any], Any]] = {
    "var": _var,
    "if": _if,
    "and": _and,
    "or": _or,
    "some": lambda parts, facts: any(_over(parts, facts)),
    "none": lambda parts, facts: not any(_over(parts, facts)),
    "all": _all,
    "filter": _filter,
}
PLAIN: dict[str, Callable[..., Any]] = {
    "===": same,
    "!==": lambda one, other: not same(one, other),
    "!": lambda value: not is_true(value),
    "!!": is_true,
    "in": lambda value, many: isinstance(many, list) and any(same(value, each) for each in many),
    "<": _chain(lambda one, other: one < other),
    "<=": _chain(lambda one, other: one <= other),
    ">": _chain(lambda one, other: one > other),
    ">=": _chain(lambda one, other: one >= other),
    "+": amounts.add,
    "-": amounts.subtract,
    "*": amounts.multiply,
    "round": amounts.round_to,
    "min": amounts.least,
    "max": amounts.most,
    "total": amounts.total,
    "count": lambda many: len(many) if isinstance(many, list) else 0,
    "plus_days": days.plus_days,
    "plus_months": days.plus_months,
    "days_between": days.days_between,
    "years_between": days.years_between,
}
OPERATIONS = frozenset(LAZY) | frozenset(PLAIN)
