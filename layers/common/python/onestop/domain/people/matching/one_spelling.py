"""Names and addresses in one spelling: without accents and capitals, and with Chinese characters as they are read.

`pinyin.txt` has a reading for each character in common use, simplified and traditional (from Unicode's Unihan): 王小明
and Wang Xiaoming may be one person. Surnames with a special reading are in a table.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

READINGS = Path(__file__).parent / "pinyin.txt"
HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[^\W_]+")
APART = re.compile(r"['’`´‘]")  # o'brien is obrien
NO_MARKS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i"})

SURNAMES_READ = {
    **{"单": "shan", "單": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "區": "ou", "查": "zha"},
    **{"任": "ren", "盖": "ge", "翟": "zhai", "尉": "wei", "朴": "piao", "繁": "po", "覃": "qin", "乐": "yue"},
}
TWO_CHARACTERS = (
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 司徒 夏侯 慕容 南宫 南宮 端木 百里 呼延"
)


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Returns a text in small letters, without accents, apostrophes and full-width letters."""
    if text.isascii():
        return APART.sub("", text.lower())
    low = APART.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(NO_MARKS)
    return "".join(each for each in unicodedata.normalize("NFKD", low) if not unicodedata.combining(each))


def words_of(text: str) -> tuple[str, ...]:
    """Returns the words of a text in plain spelling; Chinese characters stay as they are."""
    return tuple(WORD.findall(plain(text)))


def digits_of(text: str) -> str:
    return "".join(str(unicodedata.digit(each)) for each in text if each.isdigit() and unicodedata.digit(each, -1) >= 0)


@cache
def readings() -> dict[str, str]:
    lines = (line.split(" ", 1) for line in READINGS.read_text("utf-8").splitlines())
    return {character: sound for sound, characters in lines for character in characters}


def is_han(text: str) -> bool:
    return HAN.search(text) is not None


def read_aloud(text: str, surname: bool = False) -> str:
    """Returns a word with its Chinese characters in pinyin, without tones: 小明 is xiaoming."""
    if not is_han(text):
        return text
    known = readings()
    first = SURNAMES_READ.get(text[:1]) if surname else None
    return (first or known.get(text[:1], text[:1])) + "".join(known.get(each, each) for each in text[1:])


def split_han(name: str) -> tuple[str, str]:
    """Splits a name in Chinese characters into given name and surname: the surname comes first, and has one or two
    characters."""
    length = 2 if len(name) > 2 and name[:2] in TWO_CHARACTERS.split() else 1
    return name[length:], name[:length]
