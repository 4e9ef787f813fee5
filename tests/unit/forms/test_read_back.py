"""Answers are read back as people of a language write them; what is no day is read back as it was typed."""

from __future__ import annotations

import pytest

from onestop.domain.forms.form import Field
from onestop.domain.forms.read_back import say_answer

FIELD = Field(path=("day",), kind="date", label={"en": "Day", "es": "Día", "zh-Hans": "日期"})
SAID = {"en": "5 June 2090", "es": "5 de junio de 2090", "zh-Hans": "2090年6月5日"}


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_day_is_said_in_the_language_of_whoever_reads_it(language: str) -> None:
    assert say_answer(FIELD, "2090-06-05", lambda said: said[language]) == SAID[language]


FEE = Field(path=("fee",), kind="money", label=FIELD.label)
PETS = Field(
    path=("pets",),
    kind="choices",
    label=FIELD.label,
    choices=(
        ("cat", {"en": "cat", "es": "gato", "zh-Hans": "猫"}),
        ("dog", {"en": "dog", "es": "perro", "zh-Hans": "狗"}),
    ),
)
READ = {"en": ("1,234.50", "cat, dog"), "es": ("1.234,50", "gato, perro"), "zh-Hans": ("1,234.50", "猫、狗")}


@pytest.mark.parametrize("language", sorted(READ))
def test_amounts_and_several_choices_are_read_back_as_the_language_writes_them(language: str) -> None:
    said = tuple(say_answer(*each, lambda said: said[language]) for each in ((FEE, 1234.5), (PETS, ["cat", "dog"])))
    assert said == READ[language]


@pytest.mark.parametrize("typed", ["tomorrow", "2090-02-30", "0000-02-29", "20900605", "2090-6-5", "٢٠٩٠-٠٦-٠٥"])
def test_what_is_no_day_stands_as_it_was_typed(typed: str) -> None:
    assert say_answer(FIELD, typed, lambda said: said["en"]) == typed
