"""A text as what is said one after the other: sentences, and halves that words such as "also" begin."""

from __future__ import annotations

import re

ENDS = re.compile(r"[.!?;\n。！？；]+")
ALSO = re.compile(
    r"[,，]?\s*\b(?:and also|also|another thing|besides that|plus|on top of that|and while|y ademas|ademas|tambien|"
    r"otra cosa|y aparte|aparte de eso|de paso|y de paso)\b|另外|还有|顺便|再就是|同时|此外|并且|以及"
)
FEWEST_LETTERS = {True: 4, False: 12}  # of something that can be a need, in Chinese and otherwise
MOST = 12


def clauses_of(plain_text: str) -> list[str]:
    """What is said, one after the other, in a text that is plain already; without what is too short to be a need."""
    parts = (part.strip() for sentence in ENDS.split(plain_text) for part in ALSO.split(sentence))
    return [part for part in parts if len(part) >= FEWEST_LETTERS["\u3400" <= part[:1] <= "\u9fff"]][:MOST]
