"""The features of a text by which it is classified: words, pairs of words, letters within words, Chinese characters.

There are two kinds, each counted separately: words or several words (WHOLE), and parts of words that survive a typing
error or another ending (PART). A piece is a number, its hash: no list of all pieces is needed to read a text. What a
text repeats counts two or three times: a long letter is about what it repeats.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import log
from zlib import crc32

from onestop.domain.understanding.plain_text import is_chinese, plain, words_of

LONGEST_WORD = 24
SKIPPED = 3  # words that may come between the two words of a pair


def pieces_of(text: str) -> tuple[list[int], list[int]]:
    """Returns the pieces of a text, each as often as it counts: the whole ones, and the parts."""
    return pieces_of_plain(plain(text))


def pieces_of_plain(shown: str) -> tuple[list[int], list[int]]:
    """Returns the same for a text that is plain already."""
    whole, parts = written_pieces_of_plain(shown)
    return [number_of_whole(piece) for piece in whole], [number_of_part(piece) for piece in parts]


def as_they_count(pieces: list[str]) -> list[str]:
    """Returns each piece once; twice from the second occurrence, three times from the fifth: by the logarithm."""
    counts = Counter(pieces)
    if len(counts) == len(pieces):
        return pieces
    again = (piece for piece, times in counts.items() if times > 1 for _ in range(round(log(times))))
    return [*counts, *again]


def number_of_whole(piece: str) -> int:
    """Returns the number of a word or of several."""
    return crc32(piece.encode("utf-8", "replace"))


def number_of_part(piece: str) -> int:
    """Returns the number of a part, which differs from that of the same letters as a word."""
    return crc32(piece.encode("utf-8", "replace"), 1)


def written_pieces_of_plain(shown: str) -> tuple[list[str], list[str]]:
    """Returns the same as text."""
    words = [word[:LONGEST_WORD] if not is_chinese(word) else word for word in words_of(shown)]
    whole: list[str] = []
    parts: list[str] = []
    for word in words:
        if is_chinese(word):
            add_characters(word, whole, parts)
        else:
            whole.append(word)
            add_letters(word, parts)
    for first, second in pairwise(words):
        whole.append(f"{first[-2:] if is_chinese(first) else first} {second[:2] if is_chinese(second) else second}")
    for apart in range(2, SKIPPED + 1):
        for first, second in zip(words, words[apart:], strict=False):
            if not is_chinese(first) and not is_chinese(second):
                whole.append(f"{first}~{second}")
    return as_they_count(whole), as_they_count(parts)


def add_characters(run: str, whole: list[str], parts: list[str]) -> None:
    """Adds pieces of Chinese: pairs and triples in place of words, single characters as parts. Fours and characters
    further apart were tried: they only made results worse."""
    for size in (2, 3):
        whole += [run[start : start + size] for start in range(len(run) - size + 1)]
    parts += run


def add_letters(word: str, parts: list[str]) -> None:
    edged = f"<{word}>"
    for size in (3, 4, 5):
        for start in range(len(edged) - size + 1):
            parts.append(edged[start : start + size])
