"""A text without anything to see is an empty one, whatever letters it is made of."""

from __future__ import annotations

import unicodedata

import pytest

from onestop.domain.visible_words import shows_something

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2064"
    "\u2066\u2067\u2068\u2069\u2800\u3164\ufe0f\ufeff\uffa0\U000e0020\U000e0101"
)


@pytest.mark.parametrize("letter", ["", " ", "\n", "\t", "\u00a0", "\u3000", "\u2028", *UNSEEN], ids=ascii)
def test_letters_that_nobody_sees_show_nothing_however_many_there_are(letter: str) -> None:
    assert not shows_something(letter)
    assert not shows_something(f" {letter * 4000}\n{UNSEEN}")


SEEN = (
    "a", "?", "-", "坑", "مرحبا", "\u200fمرحبا\u200f", "👩\u200d🔧", "❤\ufe0f", "🏴\U000e0067\U000e007f", "\u200b.",
    "한", "\u0600",
)  # fmt: skip


@pytest.mark.parametrize("text", SEEN, ids=ascii)
def test_whatever_somebody_sees_is_something_also_beside_what_they_do_not(text: str) -> None:
    assert shows_something(text)


def test_every_letter_and_sign_of_every_script_shows_something_but_the_fillers() -> None:
    drawn = (chr(code) for code in range(0x110000) if unicodedata.category(chr(code))[0] in "LNPS")
    assert {letter for letter in drawn if not shows_something(letter)} == set("\u115f\u1160\u2800\u3164\uffa0")
