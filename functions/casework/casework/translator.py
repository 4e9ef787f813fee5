"""Machine translation: one port, and the adapter that this installation uses.

`TRANSLATOR` names it: `amazon` for Amazon Translate, or `none`. The jurisdiction must enable it too (`desk.translate`),
because residents' words leave the suite for it. Translations are not kept and never replace what somebody wrote.
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

MOST_TEXTS = 20  # texts of a case at once
MOST_BYTES = 9_000  # bytes a call; Amazon Translate accepts 10,000
# languages for which Amazon Translate's code is not the first part of the tag
# (https://docs.aws.amazon.com/translate/latest/dg/what-is-languages.html)
CALLED = {"zh-Hans": "zh", "zh-Hant": "zh-TW", "fr-CA": "fr-CA", "es-MX": "es-MX", "pt-PT": "pt-PT", "nb": "no"}
ENDS = re.compile(r"(?<=[\n.!?。！？])")  # ends of sentences, where a long text may be split


class NotTranslated(Exception):
    """The machine did not answer, or does not know this language.

    Not an OnestopError: the desk shows the text as it was written, and says so.
    """


class Translator(Protocol):
    """Translates a text into another language. Raises NotTranslated."""

    def __call__(self, text: str, source: str, target: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Translated:
    """Translations of several texts, by the text; `failed` says that some are missing."""

    said: Mapping[str, str] = field(default_factory=dict)
    failed: bool = False


def ask_amazon(text: str, source: str, target: str) -> str:
    """Asks Amazon Translate, in as many calls as a long text needs."""
    try:
        return "".join(ask_once(piece, called(source), called(target)) for piece in pieces(text))
    except (BotoCoreError, ClientError) as error:
        logger.warning("not translated", source=source, target=target, **error_fields(error))
        raise NotTranslated from error


def ask_once(piece: str, source: str, target: str) -> str:
    """Makes one call; the white space around a piece is kept, because it separates it from the next."""
    words = piece.strip()
    if not words:
        return piece
    said = client("translate").translate_text(Text=words, SourceLanguageCode=source, TargetLanguageCode=target)
    return piece.replace(words, said["TranslatedText"])


def called(language: str) -> str:
    return CALLED.get(language) or language.partition("-")[0]


def pieces(text: str, most: int = MOST_BYTES) -> Iterator[str]:
    """Yields a text in parts that are short enough, split after sentences if possible; joined, they are the text."""
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
    """Returns this installation's translator; None if there is none, or the jurisdiction has not enabled it."""
    wanted = (catalogue.jurisdiction.get("desk") or {}).get("translate", False)
    return TRANSLATORS.get(setting("TRANSLATOR", "none")) if wanted else None


def translate_all(translate: Translator, texts: Iterable[str], source: str, target: str) -> Translated:
    """Translates several texts, each once. After a failure the rest is not asked for: the reader has waited long
    enough."""
    said: dict[str, str] = {}
    for text in list(dict.fromkeys(text for text in texts if text.strip()))[:MOST_TEXTS]:
        try:
            said[text] = translate(text, source, target)
        except NotTranslated:
            count("TranslationsFailed")
            return Translated(said, failed=True)
        count("TextsTranslated")
    return Translated(said)
