"""How a text message is transmitted: in the characters of GSM 03.38, 160 to a message, or in UCS-2, 70 to a message; in
parts of 153 or 67 if it is longer. Each part costs money.

One typographic quote makes a whole message UCS-2. If plain signs instead save a part, they are sent instead; a
letter of a language is never changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")  # two septets each
PLAIN: Mapping[str, str] = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "…": "...", "•": "-",
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\ufeff": "",
}  # fmt: skip
ALONE = {"GSM-7": 160, "UCS-2": 70}
IN_PARTS = {"GSM-7": 153, "UCS-2": 67}


@dataclass(frozen=True, slots=True)
class Parts:
    """How a message is sent: its encoding, and in how many parts."""

    encoding: str
    parts: int


def parts_of(text: str) -> Parts:
    """Returns how a text is sent. A sign of two units is never divided between two parts."""
    encoding = "GSM-7" if all(sign in BASIC or sign in EXTENDED for sign in text) else "UCS-2"
    sizes = [size_of(sign, encoding) for sign in text]
    if sum(sizes) <= ALONE[encoding]:
        return Parts(encoding, 1)
    parts, left = 1, IN_PARTS[encoding]
    for size in sizes:
        if size > left:
            parts, left = parts + 1, IN_PARTS[encoding]
        left -= size
    return Parts(encoding, parts)


def size_of(sign: str, encoding: str) -> int:
    if encoding == "GSM-7":
        return 2 if sign in EXTENDED else 1
    return len(sign.encode("utf-16-be")) // 2


def cheaper(text: str) -> str:
    """Returns the text with plain signs for typographic ones if that saves a part; otherwise unchanged."""
    plain = "".join(PLAIN.get(sign, sign) for sign in text)
    return plain if parts_of(plain).parts < parts_of(text).parts else text
