"""Whether a text shows anything: one of spaces and invisible letters says as little as an empty one.

Such letters are copied along from other pages, and keyboards and programs leave them behind. They stay where they
belong, inside emoji and beside words that are written from right to left: what shows something is kept as written.
"""

from __future__ import annotations

import re

# Spaces; what Unicode calls Default_Ignorable_Code_Point, which is nowhere drawn; and the braille cell without dots.
# form-page.js has the same rule
UNSEEN = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]*"
)


def shows_something(text: str) -> bool:
    """Says whether anything of a text can be seen; an emoji can."""
    return UNSEEN.fullmatch(text) is None
