"""A day that was answered is read back as people say it; what is no day is read back as it was typed."""

from __future__ import annotations

import pytest

from onestop.domain.forms.form import Field
from onestop.domain.forms.read_back import say_answer

FIELD = Field(path=("day",), kind="date", label={"en": "Day", "es": "Día", "zh-Hans": "日期"})
SAID = {"en": "5 June 2090", "es": "5 de junio de 2090", "zh-Hans": "2090年6月5日"}


@pytest.mark.parametrize("language", sorted(SAID))
def test_a_day_is_said_in_the_language_of_whoever_reads_it(language: str) -> None:
    assert say_answer(FIELD, "2090-06-05", lambda said: said[language]) == SAID[language]


@pytest.mark.parametrize("typed", ["tomorrow", "2090-02-30", "0000-02-29", "20900605", "2090-6-5", "٢٠٩٠-٠٦-٠٥"])
def test_what_is_no_day_stands_as_it_was_typed(typed: str) -> None:
    assert say_answer(FIELD, typed, lambda said: said["en"]) == typed
