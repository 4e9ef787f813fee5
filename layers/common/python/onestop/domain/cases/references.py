"""The public name of a case: short enough for the phone, with a check character so that a misheard one is refused.

Twelve random characters of Crockford's base 32 (60 bits) and one ISO 7064 mod 37,36 check character,
written `7KQ2-M4TX-9BWD-D`. Letters that look like digits are never used and are read as the digit they look like.
"""

from __future__ import annotations

from collections.abc import Callable

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
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


def check_character(body: str) -> str:
    """Computes the check character of ISO/IEC 7064 mod 37,36."""
    carry = 36
    for letter in body:
        carry = (carry + ALPHABET.index(letter)) % 36 or 36
        carry = carry * 2 % 37
    return ALPHABET[(37 - carry) % 36]


def written(plain: str) -> str:
    return "-".join((plain[0:4], plain[4:8], plain[8:12], plain[12]))
