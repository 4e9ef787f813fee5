"""Splits a text into words for the search for danger: folded, and with the ends of clauses and sentences.

Case, accents, width, apostrophes, emoji and stretched letters ("fireeee") make no difference. Every Chinese character
is a word of its own, in simplified form if our tables have its traditional form.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from onestop.domain.hazards.traditional import SIMPLIFIED

CHINESE = "\u3400-\u9fff\uf900-\ufaff"
PIECES = re.compile(rf"[a-z0-9]+|[{CHINESE}]|[.!?;\n\u3002\uff61]+|[,:()\u3001]")
SENTENCE_ENDS = frozenset(".!?;\n\u3002\uff61")
UNWRITTEN = re.compile("['`\u00b4\u2018\u2019\u02bc]")
HELD_DOWN = re.compile(r"([^\W\d])\1{2,}")
LONGEST = 8000  # letters that are read


class Token(NamedTuple):
    """A word, with the number of its clause and of its sentence."""

    word: str
    clause: int = 0
    sentence: int = 0


def tokens_of(text: str) -> list[Token]:
    """Returns the words of a text."""
    found: list[Token] = []
    clause = sentence = 0
    for piece in PIECES.findall(fold_text(text[:LONGEST])):
        if piece[0].isalnum():
            found.append(Token(piece, clause, sentence))
        else:
            clause += 1
            sentence += not SENTENCE_ENDS.isdisjoint(piece)
    return found


def words_in(plain: str) -> tuple[str, ...]:
    """Returns only the words of a text that is folded already."""
    return tuple(piece for piece in PIECES.findall(plain) if piece[0].isalnum())


def fold_text(text: str) -> str:
    """Returns the text as it is compared."""
    written = UNWRITTEN.sub("", text.casefold())
    if written.isascii():  # most are: no need to decompose
        return HELD_DOWN.sub(r"\1", written)
    decomposed = unicodedata.normalize("NFKD", written)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return HELD_DOWN.sub(r"\1", plain).translate(SIMPLIFIED)


def is_chinese(word: str) -> bool:
    return "\u3400" <= word[0] <= "\ufaff"
