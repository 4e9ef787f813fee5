"""The public name of a case: short enough for the phone, with a check character so that a misheard one is refused.

Twelve random characters of Crockford's base 32 (60 bits) and one ISO 7064 mod 37,36 check character,
written `7KQ2-M4TX-9BWD-D`. Letters that look like digits are never used and are read as the digit they look like.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# What programs and telephones write instead of our hyphen, also those with Chinese letters; and invisible characters,
# which come along when a reference is copied from a page or a letter
HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fc"
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u2060\u2066\u2067\u2068\u2069\ufeff"
BLANKS = " \u00a0\u2007\u2009\u202f\u3000"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", **dict.fromkeys("-" + HYPHENS + UNSEEN + BLANKS)})
AS_TYPED = str.maketrans({**dict.fromkeys(HYPHENS, "-"), **dict.fromkeys(UNSEEN)})
LENGTH = 12


def make_reference(random_bits: Callable[[int], int]) -> str:
    """Makes a new reference. `random_bits(n)` gives n random bits, such as `secrets.randbits`."""
    while True:
        bits = random_bits(5 * LENGTH)
        body = "".join(LETTERS[(bits >> 5 * place) & 31] for place in range(LENGTH))
        check = check_character(body)
        if check in LETTERS:  # a check character of I, L, O or U would be misread
            return written(body + check)


def read_reference(text: str) -> str | None:
    """Reads a reference as a person typed or spoke it; None if it cannot be one (wrong length, letter or check)."""
    plain = text.upper().translate(LOOKALIKES)
    if len(plain) != LENGTH + 1 or any(letter not in LETTERS for letter in plain):
        return None
    return written(plain) if check_character(plain[:-1]) == plain[-1] else None


def as_typed(text: str) -> str:
    """Returns text as a keyboard types it: in its usual width, with our hyphen for all similar ones, without invisible
    characters."""
    return unicodedata.normalize("NFKC", text.translate(AS_TYPED)).translate(AS_TYPED)


def check_character(body: str) -> str:
    """Computes the check character of ISO/IEC 7064 mod 37,36."""
    carry = 36
    for letter in body:
        carry = (carry + ALPHABET.index(letter)) % 36 or 36
        carry = carry * 2 % 37
    return ALPHABET[(37 - carry) % 36]


def written(plain: str) -> str:
    return "-".join((plain[0:4], plain[4:8], plain[8:12], plain[12]))
