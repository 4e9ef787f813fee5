"""What stands on a survey that came back on paper is an answer, or is refused: it never keeps the letter from us."""

from __future__ import annotations

import pytest

from onestop.domain.surveys.paper import MarkWords, read_choices, read_digit

CHOICES = {"kind": "choices", "choices": [{"code": "a"}, {"code": "b"}]}


@pytest.mark.parametrize("written", ["9" * 6000, "٣" * 6000, "4" * 10])
def test_a_number_longer_than_any_answer_is_left_as_it_was_written(written: str) -> None:
    assert read_digit(MarkWords(written), CHOICES) == written  # type: ignore[arg-type]
    assert read_choices(MarkWords(f"2, 1 {written}"), CHOICES) == ["b", "a"]  # type: ignore[arg-type]
