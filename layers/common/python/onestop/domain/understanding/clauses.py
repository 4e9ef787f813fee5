"""Splits a text into what is said one after the other: sentences, and clauses that begin with words such as "also"
or "and"."""

from __future__ import annotations

import re

ENDS = re.compile(r"[.!?;\n。！？；]+")
ALSO = re.compile(
    r"\b(?:and also|also|another thing|besides that|plus|on top of that|and while|y ademas|ademas|tambien|"
    r"otra cosa|y aparte|aparte de eso|de paso|y de paso)\b|另外|还有|顺便|再就是|同时|此外|并且|以及"
)
AND = re.compile(r"[,，]+|\b(?:and|y|e|but|pero)\b|还|又|旁边")
FEWEST_LETTERS = {True: 4, False: 12}  # letters of something that can be a need, in Chinese and otherwise
MOST = 12


def sentences_of(plain_text: str) -> list[str]:
    """Returns the sentences of a text that is plain already, short ones too."""
    return [said for part in ENDS.split(plain_text) if (said := part.strip())]


def clauses_of(plain_text: str, *, small: bool = False) -> list[str]:
    """Returns the clauses of a text that is plain already, without those too short to be a need. With `small`, they
    end at each comma and "and"."""
    said = (part for sentence in ENDS.split(plain_text) for part in ALSO.split(sentence))
    parts = (part.strip(" ,，") for whole in said for part in (AND.split(whole) if small else (whole,)))
    return [part for part in parts if len(part) >= FEWEST_LETTERS["\u3400" <= part[:1] <= "\u9fff"]][:MOST]
