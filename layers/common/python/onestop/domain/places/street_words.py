"""Normalises the words of addresses in three languages: Street, St and Calle are one word, so are Fifth and 5ta.

These are tables, so that a person who knows a city can add a line without reading the code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

LONGEST_TEXT = 4000  # letters that are read: an address comes at the beginning, and a long text costs time
TAG = re.compile(r"<[^<>]{0,200}>")
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
WORD = re.compile(
    r"大道|大街|胡同|第[一二三四五六七八九十\d]{1,3}|[^\W\d_\u3400-\u9fff]+|\d+[^\W\d_\u3400-\u9fff]*|[\u3400-\u9fff]"
)
BREAK = frozenset(",.;:!?\n()，。；：！？、&/@+")
ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|ra|da|ta|va|na|ma|ro|do|to|vo|no|mo|er)")
FRACTION = re.compile(r"[¼-¾⅐-⅞]|(?<=\d)[ -]1/[234](?!\d)")  # 12 ½ Main Street is at 12, not at 2
RAISED = re.compile(r"(?<=\d)[ªº]")  # 5ª: letters that would otherwise be lost


def each_of(words: str) -> frozenset[str]:
    """Returns words as a set: written as one line, because a table of words is read as a whole."""
    return frozenset(words.split())


ARTICLES = each_of("de del la las los el the of")
# kind of street -> how people write it
TYPES = {
    "st": "street str st calle c cl cll 街 大街",
    "ave": "avenue ave av aven avenida avda avd 大道",
    "blvd": "boulevard blvd boul bulevar blvr",
    "rd": "road rd camino carretera ctra 路",
    "ln": "lane ln callejon 巷 弄 胡同",
    "dr": "drive dr doctor",
    "ct": "court ct",
    "pl": "place pl",
    "sq": "square sq plaza pza plz 广场",
    "ter": "terrace ter terr",
    "pkwy": "parkway pkwy pky pkway",
    "hwy": "highway hwy autopista",
    "cir": "circle cir circ",
    "way": "way wy via",
    "row": "row",
    "park": "park pk parque",
    "aly": "alley aly",
    "pass": "passage pasaje psge",
    "walk": "walk paseo",
    "quay": "quay muelle",
    "crt": "crescent cres",
    "expy": "expressway expy",
    "trl": "trail trl",
    "wharf": "wharf whf",
    "path": "path",
    "bridge": "bridge puente 桥",
    "ext": "extension ext",
}
DIRECTIONS = {
    "n": "north n norte",
    "s": "south s sur",
    "e": "east e este",
    "w": "west w oeste",
    "ne": "northeast ne noreste",
    "nw": "northwest nw noroeste",
    "se": "southeast se sureste",
    "sw": "southwest sw suroeste",
}
OTHERS = {"st": "saint san santa", "mt": "mount", "ft": "fort", "and": "and y con at with x 与 和 跟"}
ORDINALS = (
    "first primera primero",
    "second segunda segundo",
    "third tercera tercero",
    "fourth cuarta cuarto",
    "fifth quinta quinto",
    "sixth sexta sexto",
    "seventh septima septimo",
    "eighth octava octavo",
    "ninth novena noveno",
    "tenth decima decimo",
    "eleventh",
    "twelfth",
)
CHINESE = "一二三四五六七八九十"
CHINESE_DIGITS = "〇一二三四五六七八九"
HOUSE_IN_WORDS = re.compile(r"(?<!第)[零〇一二三四五六七八九十百]{1,6}(?=[号號弄])")
# words for kinds of landmarks of which a town has few
KINDS = {
    "town-hall": ("town hall", "city hall", "ayuntamiento", "市政厅"),
    "library": ("library", "biblioteca", "图书馆"),
    "hospital": ("hospital", "医院"),
    "school": ("school", "escuela", "colegio", "学校"),
    "station": ("station", "estacion", "车站"),
    "fire-station": ("fire station", "firehouse", "estacion de bomberos", "消防站"),
    "police": ("police station", "comisaria", "警察局", "派出所"),
    "market": ("market", "mercado", "市场"),
    "museum": ("museum", "museo", "博物馆"),
    "pool": ("swimming pool", "pool", "piscina", "游泳池"),
    "church": ("church", "iglesia", "教堂"),
    "monument": ("monument", "monumento", "纪念碑"),
}
ONE_FORM = {
    word: form for table in (OTHERS, TYPES, DIRECTIONS) for form, words in table.items() for word in words.split()
} | {word: f"#{number}" for number, words in enumerate(ORDINALS, 1) for word in words.split()}


class StreetWord(NamedTuple):
    """One word of a text in normalised form, and what is between it and the word before."""

    form: str
    gap: str


def words_of(text: str) -> list[StreetWord]:
    """Returns the words of a text, Chinese by characters. HTML, and what is neither letter nor digit, counts as a
    gap."""
    raised = RAISED.sub("ta", FRACTION.sub(" ", text[:LONGEST_TEXT]))
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", raised).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = HOUSE_IN_WORDS.sub(lambda found: in_digits(found[0]), plain)
    plain = APOSTROPHE.sub("", TAG.sub(" ", plain))
    words, end = [], 0
    for found in WORD.finditer(plain):
        words.append(StreetWord(form_of(found[0]), plain[end : found.start()]))
        end = found.end()
    return words


def in_digits(said: str) -> str:
    """Returns a Chinese number in digits: 十二 is 12, 一百零三 is 103, 二〇五 is 205."""
    if not {*said} & {"十", "百"}:
        return "".join(str(CHINESE_DIGITS.index(letter)) for letter in said.replace("零", "〇"))
    whole, digit = 0, 0
    for letter in said.replace("零", "").replace("〇", ""):
        if letter in "十百":
            whole, digit = whole + (digit or 1) * (10 if letter == "十" else 100), 0
        else:
            digit = CHINESE_DIGITS.index(letter)
    return str(whole + digit)


def form_of(word: str) -> str:
    """Returns the normalised form of a word: `#5` for fifth, 5th, quinta, 5ta and 第五."""
    ordinal = ORDINAL.fullmatch(word)
    if ordinal:
        return f"#{int(ordinal[1])}"
    if word[0] == "第":
        return f"#{word[1:] if word[1:].isdigit() else CHINESE.find(word[-1]) + 1}"
    return ONE_FORM.get(word, word)


def is_broken(words: Sequence[StreetWord], at: int, end: int) -> bool:
    return any(breaks(word.gap) for word in words[at + 1 : end])


def breaks(gap: str, comma: bool = True) -> bool:
    """Says whether a gap separates two words. `comma` says that a comma does; the dot of "St." does not."""
    told = gap.replace(".", "") if gap.strip() == "." else gap
    return any(mark in BREAK and (comma or mark not in ",，") for mark in told)
