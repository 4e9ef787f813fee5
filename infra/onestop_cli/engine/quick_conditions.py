"""The engine's conditions on rows, read once instead of once for each row. What holds for a row is the same.

A query looks at each row of its partition, and a quarter of the engine's time went into reading its condition again
and again. What is rare, or wrong, is left to the engine itself, which knows the words for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ministack.services import dynamodb

from onestop_cli.engine.quick_comparisons import (
    LeftToTheEngineError,
    RowAttributes,
    RowCondition,
    all_of,
    any_of,
    begins,
    between,
    compared,
    exists,
    none_of,
)

ConditionToken = tuple[str, str]

ENGINE: Any = dynamodb
EVALUATE, TOKENIZE = ENGINE._evaluate_condition, ENGINE._tokenize


def quicken_conditions() -> None:
    """Let the engine read each condition once."""
    ENGINE._tokenize = tokens_of
    ENGINE._evaluate_condition = evaluate


def tokens_of(asked: str) -> list[ConditionToken]:
    """The words of a condition, or of an update."""
    found: list[ConditionToken] = list(known_tokens(asked)) if type(asked) is str else TOKENIZE(asked)
    return found


@lru_cache(maxsize=4096)
def known_tokens(asked: str) -> tuple[ConditionToken, ...]:
    return tuple(TOKENIZE(asked))


def evaluate(
    asked: str, row: RowAttributes, values: dict[str, Any], names: dict[str, str], slot: str = "ConditionExpression"
) -> Any:
    """Whether a condition holds for a row; refused as the engine refuses it."""
    condition = read(asked, slot) if type(asked) is str else None
    if condition:
        try:
            return condition(row, values, names)
        except Exception:
            return EVALUATE(asked, row, values, names, slot=slot)
    return EVALUATE(asked, row, values, names, slot=slot)


@lru_cache(maxsize=4096)
def read(asked: str, slot: str) -> RowCondition | None:
    """Read a condition, unless it is refused or rare."""
    if not asked.strip():
        return None
    tokens = list(known_tokens(asked))
    refused = (
        ENGINE._check_redundant_parens(tokens, slot)
        or ENGINE._check_reserved_keyword_usage(tokens)
        or ENGINE._condition_syntax_error(asked, slot)
    )
    if refused:
        return None
    reading = ConditionReading(tokens)
    try:
        condition = reading.either()
        reading.expect("EOF")
    except LeftToTheEngineError:
        return None
    return condition


class ConditionReading:
    """Reads what a condition says from its words. As in the engine, both sides of an AND are looked at, always: what
    is wrong in the second is refused even if the first does not hold."""

    def __init__(self, tokens: list[ConditionToken]) -> None:
        self.tokens = tokens
        self.at = 0

    def expect(self, *kinds: str) -> str:
        kind, text = self.tokens[self.at]
        if kind not in kinds:
            raise LeftToTheEngineError
        self.at += 1
        return text

    def says(self, *words: str) -> bool:
        """Whether these words are next; they are passed over if so."""
        found = [self.word(place) for place in range(self.at, self.at + len(words))]
        if found == list(words):
            self.at += len(words)
        return found == list(words)

    def word(self, place: int) -> str:
        return self.tokens[place][1].lower() if place < len(self.tokens) else ""

    def either(self) -> RowCondition:
        found = self.both()
        while self.says("or"):
            found = any_of(found, self.both())
        return found

    def both(self) -> RowCondition:
        found = self.one()
        while self.says("and"):
            found = all_of(found, self.one())
        return found

    def one(self) -> RowCondition:
        if self.says("not"):
            return none_of(self.one())
        if self.says("("):
            inside = self.either()
            self.expect("RPAREN")
            return inside
        for word, wanted in (("attribute_exists", True), ("attribute_not_exists", False)):
            if self.says(word, "("):
                return exists(self.name(), wanted)
        if self.says("begins_with", "("):
            field = self.name("COMMA")
            return begins(field, self.value("RPAREN"))
        field = self.name("")
        if self.says("between"):
            low = self.value("")
            if not self.says("and"):
                raise LeftToTheEngineError
            return between(field, low, self.value(""))
        return compared(field, self.expect("EQ", "NE", "LT", "GT", "LE", "GE"), self.value(""))

    def name(self, end: str = "RPAREN") -> str:
        """A field of the row itself, none inside of another."""
        field = self.expect("NAME_REF", "IDENT")
        if self.tokens[self.at][0] in ("DOT", "LBRACKET", "LPAREN"):
            raise LeftToTheEngineError
        if end:
            self.expect(end)
        return field

    def value(self, end: str) -> str:
        found = self.expect("VALUE_REF")
        if end:
            self.expect(end)
        return found
