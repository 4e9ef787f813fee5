"""Where a signature begins: a farewell or dashes, and below it only who somebody is and how to reach them.

A sentence below "Thanks!" is no signature: people thank us first, and then say what is still wrong. In doubt a line is
kept; a name too many costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.email.quote_shapes import SIGNATURE_MARK
from intake.email.reply_words import DASHES, FAREWELL, SENT_FROM, SENT_FROM_NAMED

SIGNATURE_LINES = 8
SIGNATURE_WIDTH = 80
LONGEST = 400  # characters of a line that are read
# Below it a program has put a signature, whatever that says; people type "--" as a ruler between their own words
MARK = SIGNATURE_MARK
END = re.compile(r"[.!?…。！？؟।]\W{0,5}$")
CONTACT = re.compile(r"@|https?:|www\.|\d{5}|\d{3}[ .-]\d{3}")
CASELESS_WORDS, CASELESS_LETTERS = 4, 14  # a sentence in a script without capitals, such as Arabic
IDEOGRAPHS = re.compile("[぀-ヿ㐀-鿿]")
SENTENCE = 6  # ideographs: more than any name
MOST_GREETING = 3  # words of a greeting
FEW = 2  # words without a capital that a title may have: "Head of maintenance", "Leiter der Abteilung"


def begins_signature(lines: Sequence[str], at: int) -> bool:
    """Tells whether all lines below this one, a farewell or dashes, are a signature."""
    said = [line for line in lines[: at + 1] if line.strip()][-2:]  # the mark may stand above a ruler
    return begins_ending(lines, at) and (MARK in said or not any(map(is_sentence, lines[at + 1 :])))


def begins_ending(lines: Sequence[str], at: int) -> bool:
    """Tells whether a few short lines follow this one, a farewell or dashes: a signature, perhaps with a sentence."""
    rest = [line for line in lines[at + 1 :] if line.strip()]
    short = len(rest) <= SIGNATURE_LINES and all(len(line) <= SIGNATURE_WIDTH for line in rest)
    after_dashes = bool(DASHES.match(lines[at]))
    after_farewell = bool(FAREWELL.match(lines[at][:LONGEST])) and len(rest) <= SIGNATURE_LINES // 2
    return short and (after_dashes or after_farewell)


def may_be_cut(lines: Sequence[str], at: int, who: str) -> bool:
    """Tells whether enough is said above a farewell, or the lines below it name the writer, as far as we know who that
    is."""
    rest = [word for line in lines[at + 1 :] for word in re.findall(r"\w{2,}", line.casefold())]
    above = "\n".join(lines[:at])
    said = len(re.findall(r"[^\W\d_]+", above)) + len(IDEOGRAPHS.findall(above)) // 2
    farewell = FAREWELL.match(lines[at][:LONGEST])
    return not (farewell and who and rest) or said > MOST_GREETING or any(word in who for word in rest)


def is_marked_end(lines: Sequence[str], at: int) -> bool:
    """Tells whether a line is the mark below which a program puts the signature, and a person no more sentences."""
    return lines[at] == MARK or (lines[at].rstrip() == "--" and not any(map(is_sentence, lines[at + 1 :])))


def is_sentence(line: str) -> bool:
    """Tells whether a line says something, rather than who somebody is or how to reach them."""
    said = line.strip()[:LONGEST]
    if CONTACT.search(said) or is_advertisement(said):
        return False
    if len(IDEOGRAPHS.findall(said)) >= SENTENCE:
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", said)
    small = [word for word in words if word[0].islower()]
    caseless = [word for word in words if not word[0].islower() and not word[0].isupper()]
    if len(caseless) >= CASELESS_WORDS or sum(map(len, caseless)) >= CASELESS_LETTERS:
        return True
    if END.search(said) or said[:1].islower():
        return len(small) >= FEW and len(words) > FEW
    return len(small) > FEW and len(words) > FEW + 2


def is_advertisement(line: str) -> bool:
    """Tells whether a line is what a telephone or a program adds about itself."""
    return bool(SENT_FROM.match(line[:LONGEST]) or SENT_FROM_NAMED.match(line[:LONGEST]))
