"""E-mail addresses and telephone numbers as people write and paste them, without the marks that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

HYPHENS = re.compile(r"[\u2010-\u2015\u2212]")
SCHEME = re.compile(r"^(?:tel|mailto):\s*", re.IGNORECASE)


def plain_email(text: str) -> str:
    """An e-mail address without invisible letters and signs of width: with one of them no letter would ever leave."""
    return SCHEME.sub("", visible(text))


def plain_phone(text: str) -> str:
    """A telephone number with the digits and hyphens of a keyboard."""
    return SCHEME.sub("", HYPHENS.sub("-", visible(text)))


def visible(text: str) -> str:
    """Text in its usual width, without what is not seen (Unicode category Cf), in single spaces."""
    folded = unicodedata.normalize("NFKC", text)
    return " ".join("".join(letter for letter in folded if unicodedata.category(letter) != "Cf").split())


PLAIN: Mapping[str, Callable[[str], str]] = {"email": plain_email, "phone": plain_phone}
