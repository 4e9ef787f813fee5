"""How far two records agree, field by field: the same, nearly, in part, or not at all; None where one says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from onestop.domain.people.matching.nicknames import same_name
from onestop.domain.people.matching.record import Record


class Level(StrEnum):
    """How far two records agree in one field."""

    SAME = "same"
    NEAR = "near"
    PART = "part"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Comparers:
    """What compares two words; from libraries, which the domain does not know."""

    alike: Callable[[str, str], float]  # Jaro-Winkler, from 0 to 1
    edits: Callable[[str, str], int]  # letters put in, left out, changed or swapped
    sound: Callable[[str], str]  # how a word sounds, as a code


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two records agree, by field, and whether their given name and surname changed places."""

    levels: dict[str, Level]
    swapped: bool = False

    def of(self, name: str) -> Level | None:
        return self.levels.get(name)

    def same(self, *names: str) -> bool:
        return all(self.levels.get(name) is Level.SAME for name in names)


NEARLY, CLOSELY = 0.9, 0.84
SHORT = 4


def compare_person(one: Record, other: Record, comparers: Comparers) -> Agreement:
    """How far two records agree in what belongs to somebody alone."""
    given, surname, swapped = compare_names(one, other, comparers)
    found = (
        ("given", given),
        ("surname", surname),
        ("birth", compare_births(one.birth, other.birth, comparers)),
        ("email", compare_emails(one.email, other.email, comparers)),
        ("identifier", compare_identifiers(one, other, comparers)),
    )
    levels = {name: level for name, level in found if level is not None}
    if one.generation and other.generation and one.generation != other.generation:
        levels["generation"] = Level.OTHER
    return Agreement(levels, swapped)


def with_home(agreement: Agreement, one: Record, other: Record, comparers: Comparers) -> Agreement:
    """How far two records agree, with what all of a home share."""
    found = (
        ("phone", compare_phones(one.phones, other.phones, comparers)),
        ("number", compare_numbers(one.number, other.number)),
        ("street", compare_texts(one.street, other.street, comparers)),
        ("second", compare_texts(one.second, other.second, comparers)),
        ("city", compare_texts(one.city, other.city, comparers)),
        ("postcode", compare_codes(one.postcode, other.postcode, comparers)),
        ("state", compare_codes(one.state, other.state, comparers)),
    )
    levels = agreement.levels | {name: level for name, level in found if level is not None}
    return Agreement(levels, agreement.swapped)


def compare(one: Record, other: Record, comparers: Comparers) -> Agreement:
    """How far two records agree."""
    return with_home(compare_person(one, other, comparers), one, other, comparers)


ORDER = {Level.SAME: 3, Level.NEAR: 2, Level.PART: 1, None: 0, Level.OTHER: -2}


def compare_names(one: Record, other: Record, comparers: Comparers) -> tuple[Level | None, Level | None, bool]:
    """The given name, the surname, and whether they are compared crosswise, because that fits better."""
    given = compare_words(one.given, other.given, comparers)
    surname = compare_words(one.surname, other.surname, comparers)
    if Level.OTHER in (given, surname) or (given is None and surname is None):
        crossed = (
            compare_words(one.given, other.surname, comparers),
            compare_words(one.surname, other.given, comparers),
        )
        if min(ORDER[level] for level in crossed) >= 0 and max(ORDER[level] for level in crossed) > 0:
            straight = ORDER[given] + ORDER[surname]
            if sum(ORDER[level] for level in crossed) > straight:
                return crossed[0], crossed[1], True
        if Level.OTHER in (given, surname) and same_in_another_order(one, other, comparers):
            return Level.NEAR, Level.NEAR, True
    if one.han and other.han and one.han != other.han:
        given = Level.NEAR if given is Level.SAME else given  # they sound alike, and are written differently
    return given, surname, False


def same_in_another_order(one: Record, other: Record, comparers: Comparers) -> bool:
    """Whether two names have the same words, cut or put in another order: Wang Xiao Ming, Xiaoming Wang."""
    mine, theirs = (*one.given, *one.surname), (*other.given, *other.surname)
    if "".join(sorted("".join(mine))) == "".join(sorted("".join(theirs))):
        whole = "".join(mine)
        return len(whole) >= SHORT and "".join(theirs) in whole + whole
    fewer, more = sorted((mine, theirs), key=len)
    if len(fewer) < 2:
        return False
    rest = list(more)
    for word in fewer:
        match = next((each for each in rest if is_near(word, each, comparers)), None)
        if match is None:
            return False
        rest.remove(match)
    return True


@lru_cache(maxsize=100_000)
def compare_words(mine: tuple[str, ...], theirs: tuple[str, ...], comparers: Comparers) -> Level | None:
    """Two names of one or more words; a Spanish surname of two words agrees in part with its first one."""
    if not mine or not theirs:
        return None
    if mine == theirs:
        return Level.SAME
    one, other = "".join(mine), "".join(theirs)
    if one == other:
        return Level.SAME
    if is_near(one, other, comparers):
        return Level.NEAR
    fewer, more = sorted((mine, theirs), key=len)
    if all(any(is_near(word, each, comparers) for each in more) for word in fewer):
        return Level.PART
    if is_short_form(fewer[0], more[0]) or is_short_form(more[0], fewer[0]):
        return Level.PART
    return Level.OTHER


def is_short_form(short: str, whole: str) -> bool:
    """An initial, the beginning of a name, or a name that friends use."""
    if len(short) == 1 or len(whole) == 1:
        return short[:1] == whole[:1]
    return (len(short) >= 3 and whole.startswith(short)) or same_name(short, whole)


def is_near(one: str, other: str, comparers: Comparers) -> bool:
    """Whether two words are one that was mistyped or misheard."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < 3 or abs(len(one) - len(other)) > 4:
        return False
    edits = comparers.edits(one, other)
    if edits <= (1 if shorter < 6 else 2) and shorter >= SHORT:
        return True
    if shorter == 3 and edits == 1 and one[0] == other[0]:
        return True
    alike = comparers.alike(one, other)
    return (alike >= NEARLY and shorter >= 5) or (alike >= CLOSELY and comparers.sound(one) == comparers.sound(other))


def compare_births(one: str, other: str, comparers: Comparers) -> Level | None:
    """Near: one digit wrong, two that changed places, or day and month changed. In part: two of year, month and day."""
    if not one or not other:
        return None
    if one == other:
        return Level.SAME
    if one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]:
        return Level.NEAR
    if comparers.edits(one, other) == 1:
        return Level.NEAR
    shared = (one[:4] == other[:4]) + (one[4:6] == other[4:6]) + (one[6:] == other[6:])
    return Level.PART if shared == 2 or comparers.edits(one, other) == 2 else Level.OTHER


def compare_emails(one: str, other: str, comparers: Comparers) -> Level | None:
    if not one or not other:
        return None
    if one == other:
        return Level.SAME
    mine, theirs = one.partition("@")[0], other.partition("@")[0]
    if mine == theirs:
        return Level.NEAR
    if letters_of(mine) == letters_of(theirs):  # ana12 and ana21: whoever is called so, in the order in which they came
        return Level.OTHER
    return Level.NEAR if len(one) > 8 and comparers.edits(one, other) <= 2 else Level.OTHER


def letters_of(text: str) -> str:
    return "".join(letter for letter in text if not letter.isdigit())


def compare_phones(mine: tuple[str, ...], theirs: tuple[str, ...], comparers: Comparers) -> Level | None:
    """The same: one number ends in the other, for one may have its country's code."""
    if not mine or not theirs:
        return None
    pairs = [(one, other) for one in mine for other in theirs]
    if any(one.endswith(other) or other.endswith(one) for one, other in pairs):
        return Level.SAME
    return Level.NEAR if any(comparers.edits(one[-9:], other[-9:]) == 1 for one, other in pairs) else Level.OTHER


def compare_identifiers(one: Record, other: Record, comparers: Comparers) -> Level | None:
    """The numbers that an authority gave, each with its own kind; one that is the same counts more than one that is
    not."""
    shared = one.identifiers.keys() & other.identifiers.keys()
    levels = {compare_codes(one.identifiers[kind], other.identifiers[kind], comparers) for kind in shared}
    return next((level for level in (Level.SAME, Level.NEAR, Level.OTHER) if level in levels), None)


def compare_codes(one: str, other: str, comparers: Comparers) -> Level | None:
    if not one or not other:
        return None
    if one == other:
        return Level.SAME
    return Level.NEAR if min(len(one), len(other)) >= SHORT and comparers.edits(one, other) == 1 else Level.OTHER


def compare_numbers(one: str, other: str) -> Level | None:
    """The numbers of two houses: 12 and 21 are two houses, and in part one, for digits change places."""
    if not one or not other:
        return None
    if one == other:
        return Level.SAME
    if sorted(one) == sorted(other) or (min(len(one), len(other)) >= 2 and (one in other or other in one)):
        return Level.NEAR
    return Level.OTHER


def compare_texts(one: str, other: str, comparers: Comparers) -> Level | None:
    if not one or not other:
        return None
    if one == other:
        return Level.SAME
    mine, theirs = one.replace(" ", ""), other.replace(" ", "")
    if mine == theirs:
        return Level.SAME
    return Level.NEAR if is_near(mine, theirs, comparers) else Level.OTHER
