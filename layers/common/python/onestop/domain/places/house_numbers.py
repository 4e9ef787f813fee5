"""Recognises the house number before or after the name of a street, and numbers that are not house numbers."""

from __future__ import annotations

from collections.abc import Sequence

from onestop.domain.places.gazetteer import Gazetteer
from onestop.domain.places.named_places import BEFORE_A_PLACE, starts_an_area
from onestop.domain.places.street_words import StreetWord, breaks, each_of

LONGEST_RANGE = 40  # between the first and the last number of a building
HOUSE = ("号", "號")
NUMBER_MARKS = each_of("no num numero number nr")


def number_beside(
    first: int, last: int, words: Sequence[StreetWord], gazetteer: Gazetteer, *, led: bool, bare: bool
) -> tuple[int | None, int, int]:
    """Returns the house number before or after a street, and the words that the mention then spans."""
    before = house_number(words[first - 1].form) if first else None
    if before is not None and not breaks(words[first].gap, comma=False):
        if first >= 2 and "-" in words[first - 1].gap and (lower := house_number(words[first - 2].form)) is not None:
            return lower if is_range(lower, before) else before, first - 2, last  # 12-14: the first of the two
        if not bare or ends_here(last, words, gazetteer):
            return before, first - 1, last
    after, marked = last, False
    if after < len(words) and words[after].form in NUMBER_MARKS:
        after, marked = after + 1, True
    if after < len(words) and (number := house_number(words[after].form)) is not None:
        chinese = is_numbered_in_chinese(after, words)
        whole = after + 1 == len(words) or breaks(words[after + 1].gap)
        marked = marked or "#" in words[after].gap
        if words[after].form not in gazetteer.areas and (chinese or led or marked or whole):
            return number, first, after + 1 + chinese
    return None, first, last


def is_range(lower: int, upper: int) -> bool:
    """Says whether two numbers with a hyphen are houses of one side of a street. 3-12 is unit 3 of number 12, as
    Canadians write it."""
    return 0 < upper - lower <= LONGEST_RANGE and (upper - lower) % 2 == 0


def is_numbered_in_chinese(at: int, words: Sequence[StreetWord]) -> bool:
    """Says whether a number is one of a house: 12号, or 12弄3号, the third house of lane 12."""
    following = [word.form for word in words[at + 1 : at + 4]]
    lane = len(following) > 2 and following[0] == "ln" and following[1].isdecimal() and following[2] in HOUSE
    return lane or following[:1] in ([each] for each in HOUSE)


def house_number(form: str) -> int | None:
    """Returns the number of a house: 12, 12a; None for 5th, a telephone number or 0."""
    digits = form[:-1] if form[-1:].isalpha() else form
    return (int(digits) or None) if digits.isascii() and digits.isdigit() and len(digits) <= 5 else None


def ends_here(at: int, words: Sequence[StreetWord], gazetteer: Gazetteer) -> bool:
    """Says whether a name of one word is at the end of a phrase, so that "2 main problems" is not a house."""
    if at >= len(words) or breaks(words[at].gap):
        return True
    return words[at].form in BEFORE_A_PLACE | NUMBER_MARKS | {"apt", "unit", "suite"} or starts_an_area(
        at, words, gazetteer
    )
