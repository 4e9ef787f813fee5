"""A machine that translates: one port, and what this installation has behind it.

`TRANSLATOR` names it: `amazon` for Amazon Translate, or `none`. A jurisdiction must want it too (`desk.translate`), for
the words of residents leave the suite for it. What comes back is kept nowhere and never put in the place of what
somebody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from botocore.exceptions import BotoCoreError, ClientError

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.runtime.settings import setting

MOST_TEXTS = 20  # of a case at once
MOST_BYTES = 9_000  # in a call; Amazon Translate takes 10,000
# how Amazon Translate calls the languages that it does not call by their first part
# (https://docs.aws.amazon.com/translate/latest/dg/what-is-languages.html)
CALLED = {"zh-Hans": "zh", "zh-Hant": "zh-TW", "fr-CA": "fr-CA", "es-MX": "es-MX", "pt-PT": "pt-PT", "nb": "no"}
ENDS = re.compile(r"(?<=[\n.!?。！？])")  # of a sentence: where a long text may be cut


class NotTranslated(Exception):
    """The machine did not answer, or cannot do this language.

    No OnestopError: the desk shows the text as it was written, and says so.
    """


class Translator(Protocol):
    """Says a text in another language. Raises NotTranslated."""

    def __call__(self, text: str, source: str, target: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Translated:
    """What a machine made of several texts, by the text; `failed` is that it did not get to the end."""

    said: Mapping[str, str] = field(default_factory=dict)
    failed: bool = False


def ask_amazon(text: str, source: str, target: str) -> str:
    """Asks Amazon Translate, in as many calls as a long text takes."""
    try:
        return "".join(ask_once(piece, called(source), called(target)) for piece in pieces(text))
    except (BotoCoreError, ClientError) as error:
        logger.warning("not translated", source=source, target=target, **error_fields(error))
        raise NotTranslated from error


def ask_once(piece: str, source: str, target: str) -> str:
    """One call; the white space around a piece is kept, for it parts it from the next."""
    words = piece.strip()
    if not words:
        return piece
    said = client("translate").translate_text(Text=words, SourceLanguageCode=source, TargetLanguageCode=target)
    return piece.replace(words, said["TranslatedText"])


def called(language: str) -> str:
    return CALLED.get(language) or language.partition("-")[0]


def pieces(text: str, most: int = MOST_BYTES) -> Iterator[str]:
    """A text in parts that are short enough, cut behind sentences where that can be; together they are the text."""
    part = ""
    for sentence in ENDS.split(text):
        if part and len((part + sentence).encode()) > most:
            yield part
            part = ""
        for letter in sentence if len(sentence.encode()) > most else (sentence,):
            if part and len((part + letter).encode()) > most:
                yield part
                part = ""
            part += letter
    if part:
        yield part


TRANSLATORS: Mapping[str, Translator] = {"amazon": ask_amazon}


def translator_of(catalogue: Catalogue) -> Translator | None:
    """The machine of this installation; None where there is none, or the jurisdiction does not want it."""
    wanted = (catalogue.jurisdiction.get("desk") or {}).get("translate", False)
    return TRANSLATORS.get(setting("TRANSLATOR", "none")) if wanted else None


def translate_all(translate: Translator, texts: Iterable[str], source: str, target: str) -> Translated:
    """Translates several texts, each once. Where the machine fails the rest is not asked for: whoever waits has waited
    long enough."""
    said: dict[str, str] = {}
    for text in list(dict.fromkeys(text for text in texts if text.strip()))[:MOST_TEXTS]:
        try:
            said[text] = translate(text, source, target)
        except NotTranslated:
            count("TranslationsFailed")
            return Translated(said, failed=True)
        count("TextsTranslated")
    return Translated(said)
