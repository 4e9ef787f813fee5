"""A number that a message begins with, as digits, a word or stars, and what is said after it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from intake.sms.judgements import is_judgement
from intake.sms.keywords import STARS

# a number of one or two digits, as "5", "(3)", "5/5" or "#2", the separator after it, and what follows
LEADING = re.compile(
    r"\s*[#(]?\s*(\d{1,2})(?:\s*/\s*(\d{1,2}))?(?!\d|[:.,/]\d)\s*([).,!:;–—\-。，！：；\n]*)\s*(.*)", re.DOTALL
)
KEYCAP = "\u20e3\ufe0f"  # the characters that turn a digit into a keycap emoji
SCALE = 5
TEN = 10  # a score "of 10" is none on our scale; of any other number it counts something else
PART = re.compile(r"\s*\(\s*\d{1,2}\s*/\s*\d{1,2}\s*\)\s*\w")  # "(1/3) The lamp": a long message comes in parts
# What people write before a score
BEFORE = re.compile(
    r"\s*(?:(?:my\s+)?(?:score|rating|answer|puntuaci[oó]n|calificaci[oó]n|nota|评分|打分)(?:\s+is|\s+es|是)?\s*[:：=]?"
    r"|i(?:['’]d|\s+would)?\s+(?:give|rate|say)(?:\s+(?:it|you|this))?(?:\s+an?)?|it(?:['’]s|\s+is|\s+was)\s+an?"
    r"|(?:le|les)\s+(?:doy|pongo)\s+un|我?(?:给|打))\s*(?=\d)",
    re.IGNORECASE,
)
OF = re.compile(r"(?:out\s+of|of|de|sobre)\s*(\d{1,2}|five|cinco)\b\s*([).,!:;–—\-。，！：；\n]*)\s*", re.IGNORECASE)
UNIT = re.compile(
    r"-?(?:stars?\b|points?\b|estrellas?\b|puntos?\b|颗?星|分(?![钟店之公支]))[\s).,!:;–—\-。，！：；]*", re.IGNORECASE
)
SHOWN = re.compile(rf"\s*((?:[{STARS}]\ufe0f?\s*)+)[☆\s]*(.*)", re.DOTALL)
SPELLED = {
    word: number
    for words in ("one two three four five", "uno dos tres cuatro cinco", "一 二 三 四 五")
    for number, word in enumerate(words.split(), start=1)
}
SPELLED_ALONE = re.compile(
    rf"\W*({'|'.join(SPELLED)})\s*(?:(?:out\s+of|of|de|sobre)\s+(?:five|cinco)|{UNIT.pattern})?\W*", re.IGNORECASE
)
DIGITS_ONLY, MOST_DIGITS = re.compile(r"[\s\d.,:/+\-–()#%*]+"), 6


class SaidNumber(NamedTuple):
    """A number, and the words after it; only if `short` can the two together be an answer. It is None for what chooses
    nothing: "4.5", "8/10", or words that only say how it was."""

    number: int | None
    rest: str
    short: bool


def read_said_number(text: str) -> SaidNumber | None:
    """The number that a message begins with; the digits of any script count."""
    text = text.strip()
    alone = SPELLED_ALONE.fullmatch(text)
    spelled = SPELLED.get(alone[1].lower()) if alone else None  # none for letters that only look like others
    if spelled:
        return SaidNumber(spelled, "", short=True)
    if shown := SHOWN.fullmatch(text):
        return SaidNumber(sum(sign in STARS for sign in shown[1]), shown[2].strip(), short=True)
    if is_judgement(text):
        return SaidNumber(None, text, short=True)
    said = in_digits(text)
    before = BEFORE.match(said)
    said = said[before.end() :] if before else said
    found = LEADING.fullmatch(said)
    if is_of_digits(said) and not (found and not found[4]):
        return SaidNumber(None, "", short=True)
    if not found:
        return None
    number, most, parted, rest = int(found[1]), found[2], bool(found[3]), found[4].strip()
    if of := OF.match(rest):
        most, parted, rest = of[1], bool(of[2]), rest[of.end() :]
    elif unit := UNIT.match(rest):
        parted, rest = True, rest[unit.end() :]
    rest = rest if any(map(str.isalnum, rest)) else ""  # signs and emoji say nothing that the number does not
    top = SCALE if most is None else SPELLED.get(most.lower()) or int(most)
    counts = PART.match(text) or top not in (SCALE, TEN)
    short = not rest or (not counts and (parted or is_judgement(rest)))
    return SaidNumber(number if top == SCALE else None, rest, short=short)


def in_digits(text: str) -> str:
    """A text in which digits of other scripts, and keycaps, at its beginning are plain digits."""
    return "".join(digit_of(letter) for letter in text[:8] if letter not in KEYCAP) + text[8:]


def digit_of(letter: str) -> str:
    value = None if letter.isascii() else unicodedata.digit(letter, None)
    return letter if value is None else str(value)


def is_of_digits(said: str) -> bool:
    """Tells whether a text is nothing but a few digits; more of them are a telephone number or a file."""
    return DIGITS_ONLY.fullmatch(said) is not None and 0 < sum(map(str.isdigit, said)) <= MOST_DIGITS
