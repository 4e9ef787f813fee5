"""Guesses the charset of bytes if it is not declared, or declared wrongly.

A candidate is a charset that reads the bytes without an error. The best is the one that gives the most of what people
write: frequent ideographs, kana, hangul, letters in words. It is a guess; the original is kept.
"""

from __future__ import annotations

import re

HIGH = bytes(range(0x80, 0x100))
ENOUGH = 4000  # bytes that are read
# The order if two read the bytes equally well: a smaller charset would not fit by chance.
CANDIDATES = (
    *("cp949", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp1255", "cp1251", "koi8-r", "cp1253", "cp1256", "cp874"),
)
WESTERN = "cp1252"
# Patterns of text in each charset: a wrong reading mixes capitals into words.
LIKELY = {
    "cp932": "[\u3040-\u30ff]",
    "euc_jp": "[\u3040-\u30ff]",
    "cp1251": "(?<![A-Za-zа-яё])[А-ЯЁ]?[а-яё]{2,}(?![A-Za-z])",
    "koi8-r": "(?<![A-Za-zа-яё])[А-ЯЁ]?[а-яё]{2,}(?![A-Za-z])",
    "cp1253": "(?<![A-Za-zα-ω])[Α-Ω]?[α-ωάέήίόύώ]{2,}(?![A-Za-z])",
    "cp1255": "(?<![A-Za-z])[א-ת]{2,}(?![A-Za-z])",
    "cp1256": "(?<![A-Za-z])[\u0621-\u064a]{2,}(?![A-Za-z])",
    "cp874": "(?=[\u0e01-\u0e4e]*[\u0e30-\u0e4e])[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]{4,}",
    WESTERN: "(?<=[A-Za-z])[À-ÿ’](?=[a-z])|(?<=[A-Za-z])[À-ÿ](?![A-Za-zÀ-ÿ])|(?<![A-Za-zÀ-ÿ])[À-ÿ](?=[a-z ])|[“”–…€°]"
    "|(?<![a-zÀ-ÿ])[À-Þ](?=[A-Z])|(?<=[A-Z])[À-Þ](?![a-zÀ-ÿ])",
}
# Frequent ideographs: the first level of GB 2312, and the first of Big5, are sorted by use. Hangul beyond the
# standard's rows is rare too.
FREQUENT = {
    "cp949": ("euc_kr", b"\xb0\xa1", b"\xc8\xfe"),
    "gb18030": ("gb2312", b"\xb0\xa1", b"\xd7\xf9"),
    "big5hkscs": ("big5", b"\xa4\x40", b"\xc6\x7e"),
}
# When a name is not believed: programs that know no other call everything Latin-1 or Windows-1251
FEWEST = 5  # different bytes beyond ASCII: fewer prove nothing
NONSENSE, WRITING = 0.4, 0.9  # how much looks like writing in the charset that is named, and in the other one
FIRST_IDEOGRAPH, LAST_HANGUL = "\u3400", "\ud7a3"
CUT = 3  # bytes of a character that is cut at the end of a sample
KANA = 0.15  # the share of kana in Japanese: more than chance gives
BOTH = ("cp932", "euc_jp")  # Japanese mixes kana with ideographs


def guess(data: bytes) -> str:
    """The likeliest reading; Windows-1252 reads everything, with C1 controls where it has no letter."""
    return next((text for codec in likeliest(data[:ENOUGH]) if (text := read(data, codec)) is not None), "") or (
        data.decode("latin-1")
    )


def guess_codec(sample: bytes) -> str:
    """The charset that some bytes are most likely in."""
    return likeliest(sample[:ENOUGH])[0]


def likeliest(sample: bytes) -> list[str]:
    """All charsets, the likeliest first."""
    scored = [(score(sample, codec), codec) for codec in (WESTERN, *CANDIDATES)]
    return [codec for _, codec in sorted(scored, key=lambda each: -each[0])]


def read(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except ValueError:
        return None


def contradicts(data: bytes, named: str) -> str | None:
    """The text if the bytes are nonsense in the single-byte charset that is named, and all but certain in another."""
    sample = data[:ENOUGH]
    if named not in LIKELY or named in BOTH or len({*sample} & {*HIGH}) < FEWEST:
        return None
    if score(sample, named) > NONSENSE:
        return None
    codec = guess_codec(sample)
    return guess(data) if codec != named and score(sample, codec) >= WRITING else None


def score(sample: bytes, codec: str) -> float:
    """How much of what is not ASCII looks like writing: between 0 and 1, below 0 if it cannot be read."""
    text = sample.decode(codec, "ignore") if codec != WESTERN else sample.decode(codec, "replace")
    missing = len(sample) - len(text.encode(codec, "ignore"))
    if codec != WESTERN and missing > (CUT if codec in (*FREQUENT, *BOTH) else 0):
        return -1
    beyond = [letter for letter in text if ord(letter) > 127]
    if not beyond:
        return 0
    if codec in FREQUENT:
        if all(letter < FIRST_IDEOGRAPH or letter > LAST_HANGUL for letter in beyond):  # signs alone are no writing
            return 0
        return sum(is_frequent(letter, codec) for letter in beyond) / len(beyond)
    found = sum(map(len, re.findall(LIKELY[codec], text)))
    if codec in BOTH and found >= KANA * len(beyond):  # without kana it is not Japanese
        found += sum("\u4e00" <= letter <= "\u9fff" or "\u3000" <= letter <= "\u3003" for letter in beyond)
    return found / len(beyond)


def is_frequent(letter: str, codec: str) -> bool:
    if "\u3000" <= letter <= "\u3003" or "\uff01" <= letter <= "\uff5e":
        return True
    narrow, first, last = FREQUENT[codec]
    try:
        return first <= letter.encode(narrow) <= last
    except ValueError:
        return False
