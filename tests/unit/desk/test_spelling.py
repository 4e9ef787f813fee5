"""Letters and digits have a word each, another one for each, in every language that we ship."""

from __future__ import annotations

import pytest

from casework.pages.spelling import DIGITS, LETTERS, WORDS, spell
from onestop.runtime.pages.page_texts import SHIPPED


@pytest.mark.parametrize("language", SHIPPED)
def test_every_letter_and_digit_has_a_word_of_its_own(language: str) -> None:
    tongue = language.partition("-")[0]
    words = [word for _, word in spell(LETTERS + "0123456789", language)[0]]
    assert len(set(words)) == len(words) == 36
    assert words == [*WORDS[tongue].split(), *DIGITS[tongue].split()]


def test_a_reference_is_read_in_its_groups_and_an_unknown_language_in_english() -> None:
    assert spell("7K-b", "fr") == [[("7", "seven"), ("K", "Kilo")], [("b", "Bravo")]]


@pytest.mark.parametrize("tongue", ["en", "es"])
def test_a_word_begins_with_its_letter(tongue: str) -> None:
    plain = {"Ú": "U"}
    assert [plain.get(word[0], word[0]) for word in WORDS[tongue].split()] == list(LETTERS)
