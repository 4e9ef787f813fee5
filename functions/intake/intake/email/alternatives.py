"""Of several forms of one message the one to read: the plainest that says what the message says.

Some programs put a sentence in place of the plain text: that the message is in HTML, that another program is needed.
Such a sentence is known by its not standing in the HTML, whatever its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.email.hypertext import as_text
from intake.email.part import WORDS, MailPart

PLAIN, HYPERTEXT = "text/plain", "text/html"
LONGEST = 1500  # letters of a sentence that stands for a message
PIECE = 4  # letters that are compared at once, in any script
SHARED = 0.4  # of the pieces of a plain text stand in the HTML too, where both say the same
LINK = re.compile(r"<?\bhttps?://\S+|\[(?:cid|image|logo)[^\]]*\]", re.IGNORECASE)


def plainest(choices: list[list[MailPart]]) -> Iterator[MailPart]:
    """The alternative to read, with all files of the others: plain text before HTML, and either only if it speaks."""
    plain = next((parts for parts in choices if said_in(parts, PLAIN)), None)
    hypertext = next((parts for parts in choices if said_in(parts, HYPERTEXT)), None)
    chosen = plain or hypertext
    if plain and hypertext and stands_in(said_in(plain, PLAIN), as_text(said_in(hypertext, HYPERTEXT))):
        chosen = hypertext
    for parts in choices:
        yield from (part for part in parts if parts is chosen or chosen is None or part.kind not in WORDS)


def said_in(parts: list[MailPart], kind: str) -> str:
    return "\n".join(part.text for part in parts if part.kind == kind and not part.attached).strip()


def stands_in(plain: str, hypertext: str) -> bool:
    """Says whether a plain text only stands in place of a message that the HTML has."""
    if len(plain) > LONGEST or len(letters_of(hypertext)) < PIECE:
        return False
    pieces, others = pieces_of(plain), pieces_of(hypertext)
    return not pieces or len(pieces & others) < SHARED * len(pieces)


def pieces_of(text: str) -> set[str]:
    letters = letters_of(text)
    return {letters[at : at + PIECE] for at in range(len(letters) - PIECE + 1)}


def letters_of(text: str) -> str:
    return "".join(letter for letter in LINK.sub(" ", text) if letter.isalnum()).casefold()
