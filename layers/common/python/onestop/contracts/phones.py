"""Telephone numbers in one form, E.164 by the jurisdiction's country: one number is one person at every door.

Google's rules for every country (phonenumberslite) are loaded by the first number that needs them: what a carrier tells
us has that form already. A number counts if it is *possible*; whether it was ever given to anybody is not ours to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from onestop.contracts.addresses import EXTENSION, plain_phone
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import Person

NORMAL = re.compile(r"\+[1-9][0-9]{6,14}(?:;ext=[0-9]{1,7})?")

# Mexico asked for a 1 before the numbers of telephones that are carried, until 2019; people and WhatsApp write it still
MEXICAN = re.compile(r"(?:\+|00)[\s().-]*52[\s().-]*1[\s().-]*((?:[0-9][\s().-]*){10})(;ext=[0-9]{1,7})?")
MEXICAN_NORMAL = re.compile(r"\+52([0-9]{10})")


def normal_phone(text: str, catalogue: Catalogue) -> str | None:
    """A number as +19025550123, with `;ext=4` behind it where it has an extension (RFC 3966); None for what no exchange
    could connect from elsewhere. Without a country's code it is one of the jurisdiction's own country."""
    import phonenumbers  # late: 75 ms, and most contacts bring no number that has to be worked out

    for number in readings(text, catalogue):
        if phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE:
            dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return f"{dialled}{EXTENSION}{number.extension}" if number.extension else dialled
    return None


def can_be_phone(text: str, catalogue: Catalogue) -> bool:
    """Says whether a number can be one, if only for who dials it in the same town."""
    import phonenumbers

    return any(map(phonenumbers.is_possible_number, readings(text, catalogue)))


def readings(text: str, catalogue: Catalogue) -> Iterator[Any]:
    """What a number may be by the rules of the jurisdiction's country."""
    import phonenumbers

    region = phonenumbers.region_code_for_country_code(country_code(catalogue))
    for spelled in spellings(plain_phone(text)):
        with suppress(phonenumbers.NumberParseException):
            yield phonenumbers.parse(spelled, region)


def country_code(catalogue: Catalogue) -> int:
    """The country's code that the jurisdiction's own number begins with: 1 for +1 555 0100."""
    import phonenumbers

    return int(phonenumbers.parse(catalogue.jurisdiction["phone"]).country_code or 0)


def spellings(text: str) -> Iterator[str]:
    """The number as it is, then with 00 read as the plus sign: how one dials abroad differs from country to country."""
    if any(map(str.isalpha, text.partition(EXTENSION)[0])):  # words, or a street and its number
        return
    yield text
    if text.startswith("00"):
        yield "+" + text[2:]
    if mexican := MEXICAN.fullmatch(text):
        yield f"+52{mexican[1]}{mexican[2] or ''}"


def dialled(phone: str) -> str | None:
    """What a text message is sent to: the number without its extension; None for one without its country's code, which
    would ring in another country."""
    number = phone.partition(";")[0]
    digits = "".join(filter(str.isdigit, number))
    return f"+{digits}" if number.startswith("+") and NORMAL.fullmatch(f"+{digits}") else None


def with_normal_phone(person: Person, catalogue: Catalogue) -> Person:
    """Somebody with their number in the normal form, which those kept before there was one may lack; as it is where it
    has none."""
    if not person.phone or NORMAL.fullmatch(person.phone):
        return person
    return replace(person, phone=normal_phone(person.phone, catalogue) or person.phone)


def forms_of(phone: str, catalogue: Catalogue) -> Iterator[str]:
    """The forms under which a number may have been kept: as it is, a Mexican one with and without its 1, and then the
    one of before there was a normal form, as it is dialled within the country."""
    yield phone
    if mexican := MEXICAN.fullmatch(phone):
        yield f"+52{mexican[1]}"
    elif mexican := MEXICAN_NORMAL.fullmatch(phone):
        yield f"+521{mexican[1]}"
    within = as_dialled_within(phone, catalogue) if NORMAL.fullmatch(phone) else None
    if within:
        yield within


def as_dialled_within(phone: str, catalogue: Catalogue) -> str | None:
    """The digits of a number as it is written inside the jurisdiction's country; None for a number of another one."""
    import phonenumbers

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:  # of a country that there is not
        return None
    if number.country_code != country_code(catalogue):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return "".join(letter for letter in written.partition(" ext")[0] if letter.isdigit())
