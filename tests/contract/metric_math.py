"""As much of CloudWatch's metric math as the templates use; whatever else an expression holds is refused, not guessed.

A series is what a metric has to say by moment; a moment without a value is not in it. Arithmetic on two series has a
value only where both have one, a division by zero has none, and a comparison is 1 or 0, as CloudWatch says:
https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from statistics import fmean
from typing import Any

Series = dict[int, float]
Value = float | Series | list[Series]

ARITHMETIC: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.And: lambda one, other: bool(one) and bool(other),
    ast.Or: lambda one, other: bool(one) or bool(other),
}
TOGETHER: dict[str, Callable[[list[float]], float]] = {"SUM": sum, "MAX": max, "MIN": min, "AVG": fmean}


class NotUnderstood(Exception):
    """An expression holds what this does not evaluate."""


def evaluate(expression: str, named: Mapping[str, Value], metrics: Sequence[Series], moments: Sequence[int]) -> Value:
    """Returns the value of an expression: `named` are the ids that it may use, `metrics` the value of METRICS()."""
    spelled = re.sub(r"\bAND\b|&&", " and ", re.sub(r"\bOR\b|\|\|", " or ", expression))
    try:
        tree = ast.parse(spelled, mode="eval").body
    except SyntaxError as error:
        raise NotUnderstood(expression) from error
    return value_of(tree, named, metrics, moments)


def value_of(node: ast.AST, named: Mapping[str, Value], metrics: Sequence[Series], moments: Sequence[int]) -> Value:
    """The value of a part of an expression."""

    def value(part: ast.AST) -> Value:
        return value_of(part, named, metrics, moments)

    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name) if name in named:
            return named[name]
        case ast.List(elts=parts):
            return [as_series(value(part), moments) for part in parts]
        case ast.UnaryOp(op=ast.USub(), operand=part):
            return pointwise(operator.sub, 0.0, value(part), moments)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in ARITHMETIC:
            return pointwise(ARITHMETIC[type(sign)], value(left), value(right), moments)
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in ARITHMETIC:
            return pointwise(ARITHMETIC[type(sign)], value(left), value(right), moments)
        case ast.BoolOp(op=sign, values=[first, *others]):
            found = value(first)
            for other in others:
                found = pointwise(ARITHMETIC[type(sign)], found, value(other), moments)
            return found
        case ast.Call(func=ast.Name(id="METRICS"), args=[]):
            return list(metrics)
        case ast.Call(func=ast.Name(id=name), args=parts):
            return called(name, [value(part) for part in parts], moments)
    raise NotUnderstood(ast.unparse(node))


def pointwise(sign: Callable[[float, float], Any], one: Value, other: Value, moments: Sequence[int]) -> Value:
    """Two values put together moment by moment; two numbers are a number."""
    if isinstance(one, float) and isinstance(other, float):
        return float(sign(one, other))
    left, right = as_series(one, moments), as_series(other, moments)
    found: Series = {}
    for moment in left.keys() & right.keys():
        try:
            found[moment] = float(sign(left[moment], right[moment]))
        except ZeroDivisionError:
            continue
    return found


def as_series(value: Value, moments: Sequence[int]) -> Series:
    if isinstance(value, list):
        raise NotUnderstood("arithmetic on several series at once")
    return dict.fromkeys(moments, value) if isinstance(value, float) else value


def called(name: str, given: list[Value], moments: Sequence[int]) -> Value:
    """Returns the result of a function of metric math."""
    match name, given:
        case "FILL", [value, float() as filling]:
            series = as_series(value, moments)
            return {moment: series.get(moment, filling) for moment in moments}
        case "IF", [condition, then, otherwise]:
            tested, yes, no = (as_series(value, moments) for value in (condition, then, otherwise))
            chosen = {moment: (yes if tested[moment] else no).get(moment) for moment in tested}
            return {moment: found for moment, found in chosen.items() if found is not None}
        case _, [list() as several] if name in TOGETHER:
            there = {moment: [one[moment] for one in several if moment in one] for moment in moments}
            return {moment: float(TOGETHER[name](values)) for moment, values in there.items() if values}
        case _, [dict() as one] if name in TOGETHER:  # over all of its time: a number
            return float(TOGETHER[name](list(one.values()))) if one else {}
    raise NotUnderstood(f"{name} of {len(given)}")
