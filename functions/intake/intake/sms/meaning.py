"""What a message is by itself, regardless of what we asked: an order, a number, a reference, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.sms.keywords import keyword_in, opinion_in, plain, without_courtesy
from intake.sms.said_number import read_said_number
from onestop.domain.cases.reference_finder import find_reference

NUMBER, WORDS, REFERENCE, OPINION = "number", "words", "reference", "opinion"
YES_AND_NO = dict.fromkeys(("yes", "y", "yep", "yeah", "sí", "si", "是", "有", "有用", "是的", "👍"), "yes")
YES_AND_NO |= dict.fromkeys(("no", "n", "nope", "不", "否", "没有", "不是", "没用", "没", "👎"), "no")
FEW = 40  # characters
SKIN = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")  # which hand an emoji shows


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
    alone: str = ""  # words as `plain` leaves them, without courtesy, if they are few: they may name what we offered

    @property
    def is_need(self) -> bool:
        """Tells whether it is, by itself, a need: words that name no case and are not a short answer."""
        return bool(self.rest) if self.kind == NUMBER else self.kind == WORDS and self.reference is None


def understand_message(text: str) -> MessageMeaning:
    """Reads a message by itself; a message that fits nothing else is words."""
    keyword = keyword_in(text)
    if keyword:
        return MessageMeaning(kind=keyword.order, language=keyword.language, said=yes_or_no(text))
    found = find_reference(text)
    if found:
        return MessageMeaning(kind=REFERENCE if found.alone else WORDS, reference=found.reference)
    if opinion := opinion_in(text):
        return MessageMeaning(kind=OPINION, said=opinion[0], rest=opinion[1])
    if said := read_said_number(text):
        return MessageMeaning(kind=NUMBER, number=said.number, rest=said.rest, short=said.short)
    few = without_courtesy(plain(text)) if len(text) <= FEW else ""
    return MessageMeaning(kind=WORDS, said=yes_or_no(text), alone=few)


def yes_or_no(text: str) -> str | None:
    """Yes or no, if a message says only that, polite or not."""
    said = SKIN.sub("", text).strip(" .!。！").casefold()
    return YES_AND_NO.get(said) or YES_AND_NO.get(without_courtesy(plain(text)))
