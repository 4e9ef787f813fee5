"""References and codes spelled out: a word for each letter, as people say them on the telephone.

References have no I, L, O and U, but codes may have them, so the tables have all letters.
"""

from __future__ import annotations

from collections.abc import Callable

from onestop.domain.translation import NC_, OF_CONTEXT, Phrase

LETTERS, DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
# English: the alphabet of ICAO and NATO
# Translators: a word for each letter from A to Z, as people on the telephone say them: 26 words with blanks between.
ALPHABET: Phrase = NC_(
    "spelling",
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo "
    "Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu",
)
# Translators: the digits from 0 to 9, as people on the telephone say them: ten words with blanks between.
NUMERALS: Phrase = NC_("spelling", "zero one two three four five six seven eight nine")


def spell(text: str, say: Callable[[Phrase], str]) -> list[list[tuple[str, str]]]:
    """Returns each letter and digit with its word, in the groups between the hyphens; characters without a word as
    they are."""
    words = named(LETTERS, ALPHABET, say) | named(DIGITS, NUMERALS, say)
    return [[(letter, words.get(letter.upper(), letter)) for letter in group] for group in text.split("-")]


def named(characters: str, words: Phrase, say: Callable[[Phrase], str]) -> dict[str, str]:
    """Returns a word for each character; the English ones if a translation has too many or too few."""
    said = say(words).split()
    usual = words.rpartition(OF_CONTEXT)[2].split()
    return dict(zip(characters, said if len(said) == len(characters) else usual, strict=True))
