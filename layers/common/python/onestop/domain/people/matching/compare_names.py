"""How well two names agree: in any order, shortened, or nearly spelled alike."""

from __future__ import annotations

from functools import lru_cache

from onestop.domain.people.matching.agreement import SHORT, AgreementLevel, Comparers, is_near
from onestop.domain.people.matching.nicknames import same_name
from onestop.domain.people.matching.record import PersonRecord

ORDER = {AgreementLevel.SAME: 3, AgreementLevel.NEAR: 2, AgreementLevel.PART: 1, None: 0, AgreementLevel.OTHER: -2}


def compare_names(
    one: PersonRecord, other: PersonRecord, comparers: Comparers
) -> tuple[AgreementLevel | None, AgreementLevel | None, bool]:
    """Compares given name and surname, and says whether they are compared crosswise, because that fits better."""
    given = compare_words(one.given, other.given, comparers)
    surname = compare_words(one.surname, other.surname, comparers)
    if AgreementLevel.OTHER in (given, surname) or (given is None and surname is None):
        crossed = (
            compare_words(one.given, other.surname, comparers),
            compare_words(one.surname, other.given, comparers),
        )
        if min(ORDER[level] for level in crossed) >= 0 and max(ORDER[level] for level in crossed) > 0:
            straight = ORDER[given] + ORDER[surname]
            if sum(ORDER[level] for level in crossed) > straight:
                return crossed[0], crossed[1], True
        if AgreementLevel.OTHER in (given, surname) and same_in_another_order(one, other, comparers):
            return AgreementLevel.NEAR, AgreementLevel.NEAR, True
    if one.han and other.han and one.han != other.han:
        given = (
            AgreementLevel.NEAR if given is AgreementLevel.SAME else given
        )  # they sound alike, and are spelled differently
    return given, surname, False


def same_in_another_order(one: PersonRecord, other: PersonRecord, comparers: Comparers) -> bool:
    """Whether two names have the same words, divided or ordered differently: Wang Xiao Ming, Xiaoming Wang."""
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
def compare_words(mine: tuple[str, ...], theirs: tuple[str, ...], comparers: Comparers) -> AgreementLevel | None:
    """Compares two names of one or more words; a Spanish surname of two words agrees in part with its first one."""
    if not mine or not theirs:
        return None
    if mine == theirs:
        return AgreementLevel.SAME
    one, other = "".join(mine), "".join(theirs)
    if one == other:
        return AgreementLevel.SAME
    if is_near(one, other, comparers):
        return AgreementLevel.NEAR
    fewer, more = sorted((mine, theirs), key=len)
    if all(any(is_near(word, each, comparers) for each in more) for word in fewer):
        return AgreementLevel.PART
    if is_short_form(fewer[0], more[0]) or is_short_form(more[0], fewer[0]):
        return AgreementLevel.PART
    return AgreementLevel.OTHER


def is_short_form(short: str, whole: str) -> bool:
    """Whether it is an initial, the beginning of a name, or a name that friends use."""
    if len(short) == 1 or len(whole) == 1:
        return short[:1] == whole[:1]
    return (len(short) >= 3 and whole.startswith(short)) or same_name(short, whole)
