"""Words that name danger are found, and everyday words that only sound like it are not: in three languages."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from onestop.domain.hazards.find_danger import DangerFinder
from onestop.domain.hazards.usual import ALWAYS, BY_LANGUAGE, CODES, MAY_BE_OVER, SPEECH, USUAL
from tests.unit.domain.hazards import chinese, english, spanish

FINDER = DangerFinder(USUAL, SPEECH, MAY_BE_OVER, ALWAYS)
LANGUAGES = {"en": english, "zh-Hans": chinese, "es": spanish}
DANGER = [(language, said) for language, words in LANGUAGES.items() for told in words.DANGER.values() for said in told]
HARMLESS = [said for words in LANGUAGES.values() for said in words.HARMLESS]
LETTERS = Path(__file__).parents[5] / "shared" / "data" / "text_classification" / "zh_messages_labelled.csv"


def test_danger_is_found_in_the_language_it_was_told_in() -> None:
    found = {said: (language, FINDER.find(said)) for language, said in DANGER}
    assert [said for said, (language, hit) in found.items() if hit is None or hit.language != language] == []


def test_what_only_sounds_like_danger_is_left_alone() -> None:
    assert [said for said in HARMLESS if FINDER.find(said)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_sentences_each_way_are_tried_in_every_language(language: str) -> None:
    words = LANGUAGES[language]
    assert len({said for told in words.DANGER.values() for said in told}) >= 60
    assert len(set(words.HARMLESS)) >= 60
    assert set(words.DANGER) == set(CODES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_hazards_are_told_apart(language: str) -> None:
    told = [(code, said) for code, sentences in LANGUAGES[language].DANGER.items() for said in sentences]
    right = [said for code, said in told if (found := FINDER.find(said)) and found.code == code]
    assert len(right) / len(told) > 0.9


@pytest.mark.parametrize("language", BY_LANGUAGE)
def test_every_language_has_words_for_every_hazard(language: str) -> None:
    assert set(BY_LANGUAGE[language]) == set(CODES)
    assert all(BY_LANGUAGE[language].values())


def test_danger_is_found_after_other_words_and_shouted() -> None:
    assert [said for _, said in DANGER if not FINDER.find(f"Hello.\n\n{said.upper()} !!! 🙏")] == []


def test_a_denial_counts_only_for_what_it_denies() -> None:
    assert FINDER.find("there is no fire, but I smell gas") is not None
    assert FINDER.find("there is no fire and no smoke") is None
    assert FINDER.find("no heat. he is not breathing") is not None


def test_danger_long_past_is_none_unless_it_lasts() -> None:
    assert FINDER.find("there was a gas leak here last year") is None
    assert FINDER.find("there was a gas leak here last year and I smell gas again") is not None


def test_a_long_letter_that_tells_of_much_is_no_alarm_but_its_beginning_is() -> None:
    filler = "The hedge along our street has grown and the bench needs paint. " * 30
    assert FINDER.find(f"{filler} A man was robbed by two men in the park. {filler}") is None
    assert FINDER.find(f"A man is being robbed in the park. {filler}") is not None
    assert FINDER.find(f"{filler} A man is being robbed in the park right now. {filler}") is not None


def test_the_rules_of_a_phrase_are_those_that_are_written_down() -> None:
    finder = DangerFinder({"ice": {"en": ("ice ... cracking|breaks", "thin ice")}}, {})
    assert finder.find("the ice on ponds is cracking") is not None  # three words between
    assert finder.find("the ice on the old town pond is cracking") is None
    assert finder.find("the ice. It is cracking") is None  # not beyond a sentence
    assert finder.find("thin ice") is not None
    assert finder.find("thin white ice") is None


@pytest.mark.skipif(not LETTERS.is_file(), reason="the real letters are not here")
def test_few_real_letters_to_a_mayor_are_taken_for_danger() -> None:
    with LETTERS.open(encoding="utf-8-sig", newline="") as file:
        letters = [f"{row['留言主题']}\n{row['留言详情']}" for row in csv.DictReader(file)]
    taken = [letter for letter in letters if FINDER.find(letter)]
    assert len(taken) <= 0.03 * len(letters)
