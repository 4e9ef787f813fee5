"""Telephone numbers in one form, E.164 by the jurisdiction's country: one number is one person on every channel.

Google's rules for every country (phonenumberslite) are loaded for the first number that needs them: numbers from a
carrier have that form already. A number counts if it is *possible*; we cannot know whether it is in use.
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

# until 2019, Mexico required a 1 before mobile numbers; people and WhatsApp still write it
MEXICAN = re.compile(r"(?:\+|00)[\s().-]*52[\s().-]*1[\s().-]*((?:[0-9][\s().-]*){10})(;ext=[0-9]{1,7})?")
MEXICAN_NORMAL = re.compile(r"\+52([0-9]{10})")


def normal_phone(text: str, catalogue: Catalogue) -> str | None:
    """Returns a number as +19025550123, followed by `;ext=4` if it has an extension (RFC 3966); None for one that no
    exchange could connect from elsewhere. A number without a country code is taken as one of the jurisdiction's own
    country."""
    import phonenumbers  # late: 75 ms, and most contacts bring no number that must be normalised

    for number in readings(text, catalogue):
        if phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE:
            dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return f"{dialled}{EXTENSION}{number.extension}" if number.extension else dialled
    return None


def readings(text: str, catalogue: Catalogue) -> Iterator[Any]:
    """Yields what a number may mean by the rules of the jurisdiction's country."""
    import phonenumbers

    region = phonenumbers.region_code_for_country_code(country_code(catalogue))
    for spelled in spellings(plain_phone(text)):
        with suppress(phonenumbers.NumberParseException):
            yield phonenumbers.parse(spelled, region)


def country_code(catalogue: Catalogue) -> int:
    """Returns the country code of the jurisdiction's own number: 1 for +1 555 0100."""
    import phonenumbers

    return int(phonenumbers.parse(catalogue.jurisdiction["phone"]).country_code or 0)


def spellings(text: str) -> Iterator[str]:
    """Yields the number as it is, then with 00 read as the plus sign: the prefix for calls abroad differs between
    countries."""
    if any(map(str.isalpha, text.partition(EXTENSION)[0])):  # words, or a street and its number
        return
    yield text
    if text.startswith("00"):
        yield "+" + text[2:]
    if mexican := MEXICAN.fullmatch(text):
        yield f"+52{mexican[1]}{mexican[2] or ''}"


def dialled(phone: str) -> str | None:
    """Returns the number to send a text message to, without its extension; None for one without its country code, which
    would ring in another country."""
    number = phone.partition(";")[0]
    digits = "".join(filter(str.isdigit, number))
    return f"+{digits}" if number.startswith("+") and NORMAL.fullmatch(f"+{digits}") else None


def with_normal_phone(person: Person, catalogue: Catalogue) -> Person:
    """Returns somebody with their number in the normal form, which people stored before that form existed may lack;
    unchanged if there is no normal form."""
    if not person.phone or NORMAL.fullmatch(person.phone):
        return person
    return replace(person, phone=normal_phone(person.phone, catalogue) or person.phone)


def forms_of(phone: str, catalogue: Catalogue) -> Iterator[str]:
    """Yields the forms under which a number may have been stored: as it is, a Mexican one with and without its 1, and
    then the form from before there was a normal one, as it is dialled within the country."""
    yield phone
    if mexican := MEXICAN.fullmatch(phone):
        yield f"+52{mexican[1]}"
    elif mexican := MEXICAN_NORMAL.fullmatch(phone):
        yield f"+521{mexican[1]}"
    within = as_dialled_within(phone, catalogue) if NORMAL.fullmatch(phone) else None
    if within:
        yield within


def as_dialled_within(phone: str, catalogue: Catalogue) -> str | None:
    """Returns the digits of a number as it is written inside the jurisdiction's country; None for a number of another
    one."""
    import phonenumbers

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:  # of a country that does not exist
        return None
    if number.country_code != country_code(catalogue):
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return "".join(letter for letter in written.partition(" ext")[0] if letter.isdigit())
