"""Languages that nobody speaks, to test pages: does a longer word still fit, does a page work from right to left, was a
sentence not marked for translation?

The codes are those of CLDR and Android: en-XA is English with accents and 40 % longer, ar-XB English written from right
to left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

KEPT = re.compile(r"(\{[^{}]*\}|\(\([^()]*\)\)|https?://\S+)")  # placeholders and addresses stay as they are
ACCENTS = str.maketrans("aceinouyACEINOUYdgstz", "áçéíñóúýÁÇÉÍÑÓÚÝđğšťž")
LONGER = 40  # filler letters for each hundred: German and Finnish are about a third longer than English, sometimes more
FILLER = ["~~~~"]
RIGHT_TO_LEFT, AS_BEFORE = "\u202e", "\u202c"


def accented(text: str) -> str:
    """Returns English with accents, in brackets, 40 % longer."""
    parts = KEPT.split(text)
    said = "".join(part if at % 2 else part.translate(ACCENTS) for at, part in enumerate(parts))
    letters = sum(len(part) for part in parts[::2])
    filling = " ".join(FILLER * (letters * LONGER // 100 // len(FILLER[0])))
    return f"[{said} {filling}]" if filling else f"[{said}]"


def mirrored(text: str) -> str:
    """Returns English whose letters run from right to left (Unicode's override), as Arabic and Hebrew do."""
    parts = KEPT.split(text)
    return "".join(part if at % 2 or not part else f"{RIGHT_TO_LEFT}{part}{AS_BEFORE}" for at, part in enumerate(parts))


PSEUDO_LANGUAGES: Mapping[str, Callable[[str], str]] = {"en-XA": accented, "ar-XB": mirrored}
