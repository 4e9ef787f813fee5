"""How well two records agree, field by field: the same, nearly, in part, or not at all; None if a record lacks the
field."""

from __future__ import annotations

from onestop.domain.people.matching.agreement import SHORT, AgreementLevel, Comparers, RecordAgreement, is_near
from onestop.domain.people.matching.compare_names import compare_names
from onestop.domain.people.matching.record import PersonRecord


def compare_person(one: PersonRecord, other: PersonRecord, comparers: Comparers) -> RecordAgreement:
    """Compares what belongs to one person alone."""
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
        levels["generation"] = AgreementLevel.OTHER
    return RecordAgreement(levels, swapped)


def with_home(
    agreement: RecordAgreement, one: PersonRecord, other: PersonRecord, comparers: Comparers
) -> RecordAgreement:
    """Adds to the comparison what everybody in a home shares."""
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
    return RecordAgreement(levels, agreement.swapped)


def compare_records(one: PersonRecord, other: PersonRecord, comparers: Comparers) -> RecordAgreement:
    """Compares two records completely."""
    return with_home(compare_person(one, other, comparers), one, other, comparers)


def compare_births(one: str, other: str, comparers: Comparers) -> AgreementLevel | None:
    """Compares two dates. Near: one digit wrong, two swapped, or day and month swapped. In part: two of year, month and
    day."""
    if not one or not other:
        return None
    if one == other:
        return AgreementLevel.SAME
    if one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]:
        return AgreementLevel.NEAR
    if comparers.edits(one, other) == 1:
        return AgreementLevel.NEAR
    shared = (one[:4] == other[:4]) + (one[4:6] == other[4:6]) + (one[6:] == other[6:])
    return AgreementLevel.PART if shared == 2 or comparers.edits(one, other) == 2 else AgreementLevel.OTHER


def compare_emails(one: str, other: str, comparers: Comparers) -> AgreementLevel | None:
    if not one or not other:
        return None
    if one == other:
        return AgreementLevel.SAME
    mine, theirs = one.partition("@")[0], other.partition("@")[0]
    if mine == theirs:
        return AgreementLevel.NEAR
    if letters_of(mine) == letters_of(theirs):  # ana12 and ana21: two people of one name, told apart by a number
        return AgreementLevel.OTHER
    return AgreementLevel.NEAR if len(one) > 8 and comparers.edits(one, other) <= 2 else AgreementLevel.OTHER


def letters_of(text: str) -> str:
    return "".join(letter for letter in text if not letter.isdigit())


def compare_phones(mine: tuple[str, ...], theirs: tuple[str, ...], comparers: Comparers) -> AgreementLevel | None:
    """Compares telephone numbers. The same: one ends in the other, because one may include its country code."""
    if not mine or not theirs:
        return None
    pairs = [(one, other) for one in mine for other in theirs]
    if any(one.endswith(other) or other.endswith(one) for one, other in pairs):
        return AgreementLevel.SAME
    return (
        AgreementLevel.NEAR
        if any(comparers.edits(one[-9:], other[-9:]) == 1 for one, other in pairs)
        else AgreementLevel.OTHER
    )


def compare_identifiers(one: PersonRecord, other: PersonRecord, comparers: Comparers) -> AgreementLevel | None:
    """Compares the numbers that an authority gave, each with its own kind; one that is the same outweighs one that is
    not."""
    shared = one.identifiers.keys() & other.identifiers.keys()
    levels = {compare_codes(one.identifiers[kind], other.identifiers[kind], comparers) for kind in shared}
    return next(
        (level for level in (AgreementLevel.SAME, AgreementLevel.NEAR, AgreementLevel.OTHER) if level in levels), None
    )


def compare_codes(one: str, other: str, comparers: Comparers) -> AgreementLevel | None:
    if not one or not other:
        return None
    if one == other:
        return AgreementLevel.SAME
    return (
        AgreementLevel.NEAR
        if min(len(one), len(other)) >= SHORT and comparers.edits(one, other) == 1
        else AgreementLevel.OTHER
    )


def compare_numbers(one: str, other: str) -> AgreementLevel | None:
    """Compares the numbers of two houses: 12 and 21 are two houses, but agree in part, because digits get swapped."""
    if not one or not other:
        return None
    if one == other:
        return AgreementLevel.SAME
    if sorted(one) == sorted(other) or (min(len(one), len(other)) >= 2 and (one in other or other in one)):
        return AgreementLevel.NEAR
    return AgreementLevel.OTHER


def compare_texts(one: str, other: str, comparers: Comparers) -> AgreementLevel | None:
    if not one or not other:
        return None
    if one == other:
        return AgreementLevel.SAME
    mine, theirs = one.replace(" ", ""), other.replace(" ", "")
    if mine == theirs:
        return AgreementLevel.SAME
    return AgreementLevel.NEAR if is_near(mine, theirs, comparers) else AgreementLevel.OTHER
