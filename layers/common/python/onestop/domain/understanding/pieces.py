"""The pieces of a text by which it is recognised: words, neighbours, letters within words, Chinese characters.

Two kinds, each counted by itself: what is a word or several (WHOLE), and parts of words that survive a typing error or
another ending (PART). A piece is a number, the hash of what it is: no list of all of them is needed to read a text.
"""

from __future__ import annotations

from itertools import pairwise
from zlib import crc32

from onestop.domain.understanding.plain_text import is_chinese, plain, words_of

LONGEST_WORD = 24
SKIPPED = 3  # words over which two are still seen as a pair


def pieces_of(text: str) -> tuple[list[int], list[int]]:
    """The pieces of a text, each once: the whole ones, and the parts."""
    return pieces_of_plain(plain(text))


def pieces_of_plain(shown: str) -> tuple[list[int], list[int]]:
    """The same of a text that is plain already."""
    whole, parts = written_pieces_of_plain(shown)
    return [number_of_whole(piece) for piece in whole], [number_of_part(piece) for piece in parts]


def number_of_whole(piece: str) -> int:
    """The number of a word or of several."""
    return crc32(piece.encode("utf-8", "replace"))


def number_of_part(piece: str) -> int:
    """The number of a part: another one than that of the same letters as a word."""
    return crc32(piece.encode("utf-8", "replace"), 1)


def written_pieces_of_plain(shown: str) -> tuple[list[str], list[str]]:
    """The same, as they are written."""
    words = [word[:LONGEST_WORD] if not is_chinese(word) else word for word in words_of(shown)]
    whole: dict[str, None] = {}
    parts: dict[str, None] = {}
    for word in words:
        if is_chinese(word):
            add_characters(word, whole, parts)
        else:
            whole[word] = None
            add_letters(word, parts)
    for first, second in pairwise(words):
        whole[f"{first[-2:] if is_chinese(first) else first} {second[:2] if is_chinese(second) else second}"] = None
    for apart in range(2, SKIPPED + 1):
        for first, second in zip(words, words[apart:], strict=False):
            if not is_chinese(first) and not is_chinese(second):
                whole[f"{first}~{second}"] = None
    return list(whole), list(parts)


def add_characters(run: str, whole: dict[str, None], parts: dict[str, None]) -> None:
    """Of Chinese, pairs and threes stand for words, single characters and fours for parts."""
    for size in (2, 3):
        for start in range(len(run) - size + 1):
            whole[run[start : start + size]] = None
    for start in range(len(run)):
        parts[run[start]] = None
        if start + 4 <= len(run):
            parts[run[start : start + 4]] = None
    for apart in (2, 3):
        for start in range(len(run) - apart):
            parts[f"{run[start]}~{run[start + apart]}"] = None


def add_letters(word: str, parts: dict[str, None]) -> None:
    edged = f"<{word}>"
    for size in (3, 4, 5):
        for start in range(len(edged) - size + 1):
            parts[edged[start : start + size]] = None
