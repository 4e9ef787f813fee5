"""What a message is by itself, regardless of what we asked: an order, a number, a reference, or words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from intake.sms.keywords import THANKS, keyword_in, opinion_in
from onestop.domain.cases.reference_finder import find_reference

NUMBER, WORDS, REFERENCE, OPINION = "number", "words", "reference", "opinion"
# a number of one or two digits, as "5", "(3)", "5/5" or "#2", the separator after it, and what follows
LEADING = re.compile(
    r"\s*[#(]?\s*(\d{1,2})(?:\s*/\s*\d{1,2})?(?!\d|[:.,/]\d)\s*([).,!:;–—\-。，！：；\n]*)\s*(.*)", re.DOTALL
)
YES_AND_NO = dict.fromkeys(("yes", "y", "yep", "sí", "si", "是", "有", "有用", "是的"), "yes")
YES_AND_NO |= dict.fromkeys(("no", "n", "nope", "不", "否", "没有", "不是", "没用", "没"), "no")
KEYCAP = "\u20e3\ufe0f"  # the characters that turn a digit into a keycap emoji


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageMeaning:
    """What a message is. A number may have words after it; only if `short` can the two together be an answer: "3 Elm
    Lane" is a place, "3, it took long" is a score."""

    kind: str
    language: str | None = None
    number: int | None = None
    rest: str = ""
    short: bool = False
    reference: str | None = None
    said: str | None = None  # yes or no, if the message says only that; for an opinion, its kind

    @property
    def is_need(self) -> bool:
        """Tells whether it is, by itself, a need: words that name no case and are not a short answer."""
        return bool(self.rest) if self.kind == NUMBER else self.kind == WORDS and self.reference is None


def understand_message(text: str) -> MessageMeaning:
    """Reads a message by itself; a message that fits nothing else is words."""
    keyword = keyword_in(text)
    if keyword:
        return MessageMeaning(kind=keyword.order, language=keyword.language)
    found = find_reference(text)
    if found:
        return MessageMeaning(kind=REFERENCE if found.alone else WORDS, reference=found.reference)
    if opinion := opinion_in(text):
        return MessageMeaning(kind=OPINION, said=opinion[0], rest=opinion[1])
    return read_number(text) or MessageMeaning(kind=WORDS, said=YES_AND_NO.get(text.strip(" .!。！").casefold()))


def read_number(text: str) -> MessageMeaning | None:
    """The number that a message begins with; the digits of any script count."""
    digits = "".join(digit_of(letter) for letter in text[:8] if letter not in KEYCAP)
    found = LEADING.fullmatch(digits + text[8:])
    if not found:
        return None
    number, parted, rest = int(found[1]), bool(found[2]), found[3].strip()
    keyword = keyword_in(rest)
    short = not rest or parted or bool(keyword and keyword.order == THANKS)
    return MessageMeaning(kind=NUMBER, number=number, rest=rest, short=short)


def digit_of(letter: str) -> str:
    value = None if letter.isascii() else unicodedata.digit(letter, None)
    return letter if value is None else str(value)
