"""Chooses which of several forms of a message to read: the plainest one with the message's content.

Some programs put a sentence in place of the plain text: that the message is in HTML, that another program is needed.
Such a sentence is recognised, in any language, because the HTML does not contain it. Others cut the plain text short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.email.hypertext import as_text
from intake.email.part import WORDS, MailPart
from onestop.domain.visible_words import shows_something

PLAIN, HYPERTEXT = "text/plain", "text/html"
LONGEST = 1500  # characters of a sentence that takes the place of a message
LONGEST_CUT = 20_000  # characters of a plain text that is compared whole
UNFINISHED = re.compile(r"(?:[,:，：、]|\.\.\.|…)$")
PIECE = 4  # characters compared at once, in any script
SHARED = 0.4  # the share of a plain text's pieces that the HTML contains too, if both say the same
LINK = re.compile(r"<?\bhttps?://\S+|\[(?:cid|image|logo)[^\]]*\]", re.IGNORECASE)


def plainest(choices: list[list[MailPart]]) -> Iterator[MailPart]:
    """The alternative to read, with all files of the others: plain text before HTML, but only one that has the
    content."""
    plain = next((parts for parts in choices if said_in(parts, PLAIN)), None)
    hypertext = next((parts for parts in choices if said_in(parts, HYPERTEXT)), None)
    chosen = plain or hypertext
    if plain and hypertext:
        said, whole = said_in(plain, PLAIN), as_text(said_in(hypertext, HYPERTEXT))
        chosen = hypertext if stands_in(said, whole) or is_cut(said, whole) else plain
    for parts in choices:
        yield from (part for part in parts if parts is chosen or chosen is None or part.kind not in WORDS)


def said_in(parts: list[MailPart], kind: str) -> str:
    """What the parts of a kind say; nothing if nobody sees it, as in the plain text that some programs leave empty."""
    text = "\n".join(part.text for part in parts if part.kind == kind and not part.attached).strip()
    return text if shows_something(text) else ""


def stands_in(plain: str, hypertext: str) -> bool:
    """Tells whether a plain text only takes the place of a message that is in the HTML."""
    if len(plain) > LONGEST or len(letters_of(hypertext)) < PIECE:
        return False
    pieces, others = pieces_of(plain), pieces_of(hypertext)
    return not pieces or len(pieces & others) < SHARED * len(pieces)


def is_cut(plain: str, hypertext: str) -> bool:
    """Tells whether a plain text is only the beginning of the message, cut by a gateway: it ends in a comma, as after a
    greeting, or in the middle of a word. A page that says more after a whole sentence may have only a footer more."""
    if len(plain) > LONGEST_CUT:
        return False
    said, whole = (" ".join(text.split()) for text in (plain, hypertext))
    if UNFINISHED.search(said):
        return letters_of(whole).startswith(letters_of(said)) and len(letters_of(whole)) > len(letters_of(said))
    return whole.startswith(said) and said[-1:].isalpha() and whole[len(said) : len(said) + 1].isalpha()


def pieces_of(text: str) -> set[str]:
    letters = letters_of(text)
    return {letters[at : at + PIECE] for at in range(len(letters) - PIECE + 1)}


def letters_of(text: str) -> str:
    return "".join(letter for letter in LINK.sub(" ", text) if letter.isalnum()).casefold()
