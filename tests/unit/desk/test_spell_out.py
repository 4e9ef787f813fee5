"""Letters and digits have a word each, another one for each, in every language that we ship."""

from __future__ import annotations

from functools import partial

import pytest

from casework.pages.counter.spell_out import ALPHABET, DIGITS, LETTERS, spell
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.translation import translate
from onestop.runtime.pages.page_texts import SHIPPED


@pytest.mark.parametrize("language", SHIPPED)
def test_every_letter_and_digit_has_a_word_of_its_own(language: str) -> None:
    words = [word for _, word in spell(LETTERS + DIGITS, partial(translate, language=language))[0]]
    assert len(set(words)) == len(words) == 36
    assert words[:26] == translate(ALPHABET, language).split()


@pytest.mark.parametrize(("language", "said"), [("en", "Kilo"), ("es", "Kilo"), ("fr", "Kilo")])
def test_a_reference_is_read_in_its_groups_and_an_unknown_language_in_english(language: str, said: str) -> None:
    read = spell("7K-b", partial(translate, language=language))
    assert [[letter for letter, _ in group] for group in read] == [["7", "K"], ["b"]]
    assert read[0][1] == ("K", said)


def test_a_city_spells_in_its_own_words_if_there_is_one_for_each_letter(catalogue: Catalogue) -> None:
    for words, bravo in ((" ".join(f"{letter}-word" for letter in LETTERS), "B-word"), ("too few", "Bravo")):
        own = Catalogue("v", {**catalogue.release, "words": {"fr": {ALPHABET: words}}})
        assert spell("b", own.saying("fr")) == [[("b", bravo)]]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_word_begins_with_its_letter(language: str) -> None:
    plain = {"Ú": "U"}
    assert [plain.get(word[0], word[0]) for word in translate(ALPHABET, language).split()] == list(LETTERS)
