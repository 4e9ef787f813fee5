"""The code in a letter on paper. Whoever tells it to us has the letter, and so gets their post there.

It is not stored: it is computed again from the recipient of the letter, the lines on its envelope and the month, so it
is useless to another person in the same home, and after the address has changed. It has 48 random-looking bits, and
anyone who tries it has proven an e-mail address or number before: nobody can guess it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import datetime

from onestop.domain.letters.postal_address import post_identity
from onestop.domain.people.person import Person

LETTERS = "23456789BCDFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another, and no vowels: it spells no words
LONG, GROUP = 10, 5
MONTHS = 3  # the month of the letter and the two after it
PER_YEAR = 12


def letter_code(person: Person, at: datetime, key: bytes) -> str:
    """Returns the code of a letter to somebody's postal address, as it is printed."""
    return f"{(code := code_of(person, month_of(at), key))[:GROUP]}-{code[GROUP:]}"


def is_code_for(person: Person, typed: str, at: datetime, key: bytes) -> bool:
    """Whether this is the code of a letter to somebody's present address, however it was typed."""
    said = "".join(filter(str.isalnum, typed)).upper().encode()
    rights = [code_of(person, month, key).encode() for month in months_before(month_of(at))]
    return bool(person.post) and any(hmac.compare_digest(said, right) for right in rights)


def code_of(person: Person, month: int, key: bytes) -> str:
    said = f"letter:{person.id}:{post_identity(person.post, key)}:{month}"
    number = int.from_bytes(hmac.new(key, said.encode(), hashlib.sha256).digest())
    letters = []
    for _ in range(LONG):
        number, letter = divmod(number, len(LETTERS))
        letters.append(LETTERS[letter])
    return "".join(letters)


def month_of(at: datetime) -> int:
    """Returns the number of months since the year 0."""
    return at.year * PER_YEAR + at.month


def months_before(month: int) -> Iterator[int]:
    return iter(range(month - MONTHS + 1, month + 1))
