"""E-mail addresses and telephone numbers as people write and paste them, cleaned of invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

HYPHENS = re.compile(r"[\u2010-\u2015\u2212]")
SCHEME = re.compile(r"^(?:tel|sms|smsto|callto|whatsapp|mailto):\s*", re.IGNORECASE)
# One word before a number or after it says whose it is or what rings: "Tel. 902...", "902... (cell)"
LABEL = re.compile(r"^[^\W\d_]{1,12}[.:]?\s?(?=[+(\d])|(?<=\d)\s(?:\([^\W\d_]{2,12}\)|[^\W\d_]{2,12})$")
# Characters that Unicode calls "default ignorable" outside the category Cf (DerivedCoreProperties): Hangul fillers,
# joiners and variation selectors; and the blank Braille pattern
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
)
EXTENSION = ";ext="  # as RFC 3966 writes it
# how people write an extension: "ext. 4", "x4", "#4", "extensión 4", "分机 4"
EXTENSION_WORDS = re.compile(
    r"[\s,;]*(?:;ext=|\b(?:extensi[oó]n|extn|ext|anexo|interno|int|poste)\b|(?<=[\s\d])x|#|分机号?|分機|转|轉)[\s.:：]*([0-9]{1,7})\s*$",
    re.IGNORECASE,
)


def plain_email(text: str) -> str:
    """Returns an e-mail address without invisible characters and wide letters: with one of them no mail would ever
    leave."""
    return SCHEME.sub("", visible(text))


def plain_phone(text: str) -> str:
    """Returns a telephone number with the digits and hyphens of a keyboard, and its extension as the standard writes
    it."""
    typed = "".join(digit_of(letter) for letter in HYPHENS.sub("-", visible(text)))
    return LABEL.sub("", EXTENSION_WORDS.sub(rf"{EXTENSION}\1", LABEL.sub("", SCHEME.sub("", typed))))


def digit_of(letter: str) -> str:
    """Returns a digit of any script as one of 0 to 9; any other character unchanged."""
    value = None if letter.isascii() else unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


def visible(text: str) -> str:
    """Returns text in its usual width, without invisible characters, with single spaces."""
    seen = UNSEEN.sub("", unicodedata.normalize("NFKC", UNSEEN.sub("", text)))
    return " ".join("".join(letter for letter in seen if unicodedata.category(letter) != "Cf").split())


PLAIN: Mapping[str, Callable[[str], str]] = {"email": plain_email, "phone": plain_phone}
