"""The capacity of a text message: 160 letters of the GSM alphabet, else 70 of any."""

from __future__ import annotations

import unicodedata

ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWICE = frozenset("^{}\\[~]|€")  # letters that count as two
OTHERWISE = str.maketrans(
    {"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "\u00a0": " ", "\u202f": " "}
)
ONE_MESSAGE, ANY_LETTERS = 160, 70
OF_SEVERAL, ANY_OF_SEVERAL = 153, 67


def as_message(text: str) -> str:
    """Replaces letters that GSM lacks with similar ones (á, í, ó, ú lose their accent); returns the text unchanged
    if that would not be enough, as for Chinese."""
    plain = text.translate(OTHERWISE)
    written = "".join(letter if is_known(letter) else without_accent(letter) for letter in plain)
    return written if all(map(is_known, written)) else text


def is_known(letter: str) -> bool:
    return letter in ALPHABET or letter in TWICE


def without_accent(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


def messages_of(text: str) -> int:
    """Returns how many messages a text takes, as networks count."""
    if all(map(is_known, text)):
        length, one, several = sum(2 if letter in TWICE else 1 for letter in text), ONE_MESSAGE, OF_SEVERAL
    else:
        length, one, several = len(text.encode("utf-16-le")) // 2, ANY_LETTERS, ANY_OF_SEVERAL
    return 1 if length <= one else -(-length // several)
