"""Conditions of questions, in words for forms on paper: there nothing appears or disappears, so each conditional
question says "Only if your answer to 3.2 is “Yes”." (The words for makers of forms are in the command: these name
paths.)"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from onestop.domain.forms.form import Field
from onestop.domain.forms.logic import FormRule
from onestop.domain.forms.mistake_words import Say
from onestop.domain.forms.read_back import say_answer, say_in_one
from onestop.domain.languages import say_series
from onestop.domain.translation import N_, Phrase

ONLY_IF = N_("Only if {condition}.")
PERHAPS = N_("Only if this applies to you.")  # if the condition is too complex; a person checks the answer later
IS = N_("your answer to {number} is “{value}”")
IS_NOT = N_("your answer to {number} is not “{value}”")
AMONG = N_("your answer to {number} is one of these: {values}")
CHOSEN = N_("you chose “{value}” at {number}")
ANSWERED = N_("you answered {number}")
NOT = N_("this is not so: {condition}")
SOME = N_("one of your answers to {number} is “{value}”")
SOME_AMONG = N_("one of your answers to {number} is one of these: {values}")
SOME_NOT = N_("one of your answers to {number} is not “{value}”")
COMPARED: Mapping[str, Phrase] = {
    "<": N_("your answer to {number} is less than {value}"),
    "<=": N_("your answer to {number} is {value} or less"),
    ">": N_("your answer to {number} is more than {value}"),
    ">=": N_("your answer to {number} is {value} or more"),
}
# two days or times that were answered
EARLIER: Mapping[str, Phrase] = {
    "<": N_("your answer to {number} is earlier than the one to {other}"),
    "<=": N_("your answer to {number} is not later than the one to {other}"),
    ">": N_("your answer to {number} is later than the one to {other}"),
    ">=": N_("your answer to {number} is not earlier than the one to {other}"),
}
ENTRY = '{"var": ""}'  # the element of a list, in a condition on lists
AND, OR = N_("{one}, and {other}"), N_("{one}, or {other}")
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}  # 3 < answer is answer > 3
Numbers = Mapping[str, tuple[str, Field]]  # name of an answer in conditions -> its number on paper, its field


class _CannotBeSaid(Exception):
    """The condition is too complex for a short sentence.

    Not an OnestopError: a more general sentence is used instead.
    """


def say_only_if(rule: FormRule, numbers: Numbers, say: Say) -> str:
    """Returns the sentence printed at a question."""
    try:
        return say(ONLY_IF).format(condition=_Words(numbers, say).rule(rule))
    except _CannotBeSaid:
        return say(PERHAPS)


class _Words:
    """The words of one condition; all its parts share the numbers of the questions and the language."""

    def __init__(self, numbers: Numbers, say: Say) -> None:
        self._numbers, self._say = numbers, say

    def rule(self, rule: FormRule) -> str:
        """Returns a condition, or a part of one, in words."""
        name, parts = operation_of(rule)
        if name in ("and", "or"):
            return self._joined(AND if name == "and" else OR, parts)
        say = WORDS.get(name)
        if say is None:
            raise _CannotBeSaid
        return say(self, name, parts)

    def _joined(self, phrase: Phrase, parts: list[FormRule]) -> str:
        said = [self.rule(part) for part in parts]
        whole = said[0]
        for each in said[1:]:
            whole = self._say(phrase).format(one=whole, other=each)
        return whole

    def question(self, rule: FormRule) -> tuple[str, Field]:
        """Returns the question whose answer is compared."""
        name, parts = operation_of(rule)
        if name != "var" or str(parts[0]) not in self._numbers:
            raise _CannotBeSaid
        return self._numbers[str(parts[0])]

    def value(self, field: Field, value: Any) -> str:
        """Returns an answer as it is printed next to its box."""
        if isinstance(value, Mapping | list):
            raise _CannotBeSaid
        return say_answer(field, value, self._say)

    def values(self, field: Field, values: list[Any]) -> str:
        """Returns several answers."""
        quoted = [f"“{self.value(field, each)}”" for each in values]
        return say_in_one(field, self._say, lambda language: say_series(quoted, language))

    def equal(self, name: str, parts: list[FormRule]) -> str:
        """Handles `===` and `!==` of an answer and a value; `=== null` means left empty."""
        number, field = self.question(parts[0])
        if parts[1] is None:
            if name == "!==":
                return self._say(ANSWERED).format(number=number)
            raise _CannotBeSaid
        phrase = IS if name == "===" else IS_NOT
        return self._say(phrase).format(number=number, value=self.value(field, parts[1]))

    def compared(self, name: str, parts: list[FormRule]) -> str:
        """Compares an answer with a number, or two days or times with each other."""
        if len(parts) == 2 and all(operation_of(part)[0] == "var" for part in parts):
            (number, field), (other, second) = map(self.question, parts)
            if field.kind != second.kind or field.kind not in ("date", "time"):
                raise _CannotBeSaid
            return self._say(EARLIER[name]).format(number=number, other=other)
        if len(parts) == 2 and isinstance(parts[0], int | float):
            name, parts = TURNED[name], parts[::-1]
        if len(parts) != 2 or not isinstance(parts[1], int | float | str):
            raise _CannotBeSaid
        number, field = self.question(parts[0])
        return self._say(COMPARED[name]).format(number=number, value=self.value(field, parts[1]))

    def among(self, _: str, parts: list[FormRule]) -> str:
        """Handles an answer among values, or a value among the chosen answers."""
        if isinstance(parts[1], list):
            number, field = self.question(parts[0])
            return self._say(AMONG).format(number=number, values=self.values(field, parts[1]))
        number, field = self.question(parts[1])
        return self._say(CHOSEN).format(number=number, value=self.value(field, parts[0]))

    def answered(self, name: str, parts: list[FormRule]) -> str:
        """Handles an answer alone: of yes and no, that it is yes."""
        number, field = self.question(parts[0] if name == "!!" else {"var": parts[0]})
        if field.kind == "yesno" and name == "var":
            return self._say(IS).format(number=number, value=self.value(field, True))
        return self._say(ANSWERED).format(number=number)

    def turned(self, _: str, parts: list[FormRule]) -> str:
        """Handles a negation."""
        inner, of = operation_of(parts[0])
        if inner == "var":
            number, field = self.question(parts[0])
            if field.kind == "yesno":
                return self._say(IS).format(number=number, value=self.value(field, False))
            raise _CannotBeSaid
        if inner in ("===", "!=="):
            return self.equal("!==" if inner == "===" else "===", of)
        return self._say(NOT).format(condition=self.rule(parts[0]))

    def some(self, _: str, parts: list[FormRule]) -> str:
        """Handles one of several chosen answers."""
        number, field = self.question(parts[0])
        inner, of = operation_of(parts[1])
        if inner == "in" and json.dumps(of[0]) == ENTRY and isinstance(of[1], list):
            return self._say(SOME_AMONG).format(number=number, values=self.values(field, of[1]))
        if inner not in ("===", "!==") or json.dumps(of[0]) != ENTRY:
            raise _CannotBeSaid
        phrase = SOME if inner == "===" else SOME_NOT
        return self._say(phrase).format(number=number, value=self.value(field, of[1]))


def operation_of(rule: FormRule) -> tuple[str, list[FormRule]]:
    """Returns the operation and its parts; an empty name for a plain value."""
    if not isinstance(rule, Mapping) or len(rule) != 1:
        return "", [rule]
    ((name, given),) = rule.items()
    return name, list(given) if isinstance(given, list) else [given]


WORDS: Mapping[str, Callable[[_Words, str, list[FormRule]], str]] = {
    "===": _Words.equal,
    "!==": _Words.equal,
    **dict.fromkeys(COMPARED, _Words.compared),
    "in": _Words.among,
    "var": _Words.answered,
    "!!": _Words.answered,
    "!": _Words.turned,
    "some": _Words.some,
}
