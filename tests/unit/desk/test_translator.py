"""A text is cut so that the translator takes it, and put together again as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casework.translator import MOST_TEXTS, NotTranslated, called, pieces, translate_all

WORDS = st.text(alphabet="ab .。!\n新é", max_size=300)


@given(WORDS, st.integers(4, 60))
def test_the_pieces_of_a_text_are_the_text_and_short_enough(text: str, most: int) -> None:
    found = list(pieces(text, most))
    assert "".join(found) == text
    assert all(len(piece.encode()) <= most for piece in found)


def test_a_text_is_cut_behind_a_sentence_where_that_can_be() -> None:
    assert list(pieces("One. Two. Three.", 11)) == ["One. Two.", " Three."]


def test_languages_are_called_as_the_translator_calls_them() -> None:
    assert [called(each) for each in ("zh-Hans", "zh-Hant", "es", "pt-BR", "en-CA")] == [
        "zh",
        "zh-TW",
        "es",
        "pt",
        "en",
    ]


def test_each_text_is_asked_for_once_and_no_more_than_so_many() -> None:
    asked: list[str] = []

    def shout(text: str, source: str, target: str) -> str:
        asked.append(text)
        return text.upper()

    done = translate_all(shout, ["a", "a", " ", "", *(f"text {number}" for number in range(40))], "es", "en")
    assert len(asked) == len(set(asked)) == MOST_TEXTS
    assert done.said["a"] == "A"
    assert not done.failed


def test_when_the_translator_fails_the_rest_is_not_asked_for() -> None:
    asked: list[str] = []

    def fail_second(text: str, source: str, target: str) -> str:
        asked.append(text)
        if len(asked) == 2:
            raise NotTranslated
        return text.upper()

    done = translate_all(fail_second, ["a", "b", "c"], "es", "en")
    assert (done.said, done.failed, asked) == ({"a": "A"}, True, ["a", "b"])
