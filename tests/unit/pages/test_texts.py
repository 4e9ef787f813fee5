"""Every page says the same in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from intake.web.case_act_texts import IMPOSSIBLE, OWN, PART, WORDS
from intake.web.report_texts import FAULTS, FORM, RECEIPT
from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.time.dates import say_date, say_moment
from onestop.runtime.page_texts import ERRORS, FRAME, LANGUAGE_NAMES
from portal.dialogue_texts import DONE
from portal.texts import CASE, FOLLOW, FRONT
from surveys.texts import MESSAGES, SURVEY

LANGUAGES = {"en", "zh-Hans", "es"}
SAME = {"Error: ", "No"}  # the same word in English and Spanish
TABLES: dict[str, Mapping[str, Texts]] = {
    "frame": FRAME,
    "front": FRONT,
    "follow": FOLLOW,
    "case": CASE,
    "form": FORM,
    "faults": FAULTS,
    "receipt": RECEIPT,
    "survey": SURVEY,
    "own": OWN,
    "part": PART,
    "done": DONE,
    **{f"words/{name}": texts for name, texts in WORDS.items()},
    **{f"impossible/{name}": texts for name, texts in IMPOSSIBLE.items()},
    **{f"errors/{name}": texts for name, texts in ERRORS.items()},
    **{f"messages/{name}": texts for name, texts in MESSAGES.items()},
}
TEXTS = [pytest.param(text, id=f"{table}/{name}") for table, texts in TABLES.items() for name, text in texts.items()]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_there_in_every_language_with_the_same_placeholders(text: Texts) -> None:
    assert set(text) == LANGUAGES == set(LANGUAGE_NAMES)
    assert all(words.strip() for words in text.values())
    assert len({tuple(sorted(re.findall(r"\{\w+\}", words))) for words in text.values()}) == 1
    assert text["en"] in SAME or len(set(text.values())) == 3


@pytest.mark.parametrize("text", TEXTS)
def test_a_chinese_text_is_chinese_and_uses_its_own_punctuation(text: Texts) -> None:
    assert re.search("[一-鿿]", text["zh-Hans"])
    assert not re.search("[一-鿿][,;:!?]", text["zh-Hans"])


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "23 November 2026", "23 November 2026, 12:05 am"),
        ("zh-Hans", "2026年11月23日", "2026年11月23日 00:05"),
        ("es", "23 de noviembre de 2026", "23 de noviembre de 2026, 0:05 h"),
    ],
)
def test_a_moment_is_said_in_the_time_of_the_jurisdiction(language: str, day: str, moment: str) -> None:
    at = datetime(2026, 11, 23, 4, 5, tzinfo=UTC)  # midnight and five in Halifax
    assert say_date(at, "America/Halifax", language) == day
    assert say_moment(at, "America/Halifax", language) == moment
