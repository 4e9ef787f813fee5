"""The words of a message: a letter of the catalogue with its ((placeholders)) filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from onestop.domain.catalogue import Catalogue, Texts

PLACEHOLDER = re.compile(r"\(\((\w+)\)\)")
NAMELESS: Texts = {"en": "neighbour", "zh-Hans": "市民朋友", "es": "vecina o vecino"}
NO_SERVICE: Texts = {"en": "your request", "zh-Hans": "您的诉求", "es": "su solicitud"}
NO_DATE: Texts = {
    "en": "we tell you as soon as we know",
    "zh-Hans": "确定后会尽快告知您",
    "es": "le avisaremos en cuanto lo sepamos",
}
DATE: Texts = {"en": "{day} {month} {year}", "zh-Hans": "{year}年{number}月{day}日", "es": "{day} de {month} de {year}"}
MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to be sent; an SMS has no subject."""

    subject: str
    body: str


def write(code: str, channel: str, language: str, words: Mapping[str, str], catalogue: Catalogue) -> Message:
    """Writes a letter for a channel, email or sms, in a language."""
    letter = catalogue.letters[code]
    if channel == "sms":
        return Message("", fill(catalogue.say(letter["sms"], language), words))
    email = letter["email"]
    subject = fill(catalogue.say(email["subject"], language), words)
    return Message(" ".join(subject.split()), fill(catalogue.say(email["body"], language), words))


def fill(text: str, words: Mapping[str, str]) -> str:
    """Puts words in place of placeholders, once: what a resident called themselves is not read for placeholders."""
    return PLACEHOLDER.sub(lambda found: words[found[1]], text)


def say_date(at: datetime, zone: str, language: str) -> str:
    """A day as a person would say it, in the jurisdiction's time."""
    local = at.astimezone(ZoneInfo(zone))
    month = MONTHS.get(language, MONTHS["en"])[local.month - 1]
    return DATE.get(language, DATE["en"]).format(day=local.day, month=month, number=local.month, year=local.year)
