"""Examples as they are typed in a hurry: neighbouring letters, sounds instead of letters, shortened words.

These mistakes differ from those with which training measures their effect (`variants`).
"""

from __future__ import annotations

import random
from collections.abc import Mapping

EVERY = 5  # one of this many words is mistyped
SHORTEST = 4  # letters of a word that is
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = {letter: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in ROWS for at, letter in enumerate(row)}
SOUNDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("ck", "k"), ("ee", "ea"), ("ie", "ei"), ("ough", "uff"), ("tion", "shun"), ("ll", "l"), ("ss", "s"),
        ("ph", "f"), ("oo", "u"), ("ing", "in"), ("ight", "ite"), ("er", "re"), ("ou", "o"), ("tt", "t"),
    ),
    "es": (
        ("v", "b"), ("b", "v"), ("h", ""), ("ll", "y"), ("y", "ll"), ("z", "s"), ("c", "s"), ("qu", "k"), ("gu", "g"),
        ("rr", "r"), ("g", "j"), ("s", "z"), ("mp", "np"),
    ),
    "zh-Hans": (
        ("的", "得"), ("在", "再"), ("坐", "座"), ("做", "作"), ("已", "以"), ("那", "哪"), ("他", "它"), ("倒", "到"),
        ("帮", "邦"), ("灯", "登"), ("堵", "赌"), ("漏", "露"), ("坏", "怀"), ("停", "听"), ("路", "陆"), ("树", "数"),
        ("桶", "筒"), ("墙", "强"), ("吵", "炒"), ("收", "手"), ("修", "休"), ("拖", "托"), ("垃", "拉"), ("脏", "藏"),
    ),
}  # fmt: skip
SHORT: Mapping[str, Mapping[str, str]] = {
    "en": {
        "you": "u", "your": "ur", "are": "r", "please": "plz", "because": "bc", "through": "thru", "there": "ther",
        "their": "there", "people": "ppl", "with": "w", "and": "n", "to": "2", "for": "4", "before": "b4", "the": "teh",
    },
    "es": {
        "que": "q", "porque": "xq", "por": "x", "también": "tmb", "para": "pa", "está": "ta", "estoy": "toy",
        "de": "d", "mucho": "muxo", "favor": "fa", "nada": "na", "todo": "to", "con": "kn", "hace": "ase",
    },
}  # fmt: skip


def mistyped(text: str, language: str, dice: random.Random) -> str:
    """The text with a mistake in some of its words; always the same ones with the same dice."""
    if language not in SHORT:
        return sound_alike(text, language, dice)
    words = text.split()
    for at, word in enumerate(words):
        if dice.randrange(EVERY) == 0:
            words[at] = SHORT[language].get(word.lower()) or in_a_hurry(word, language, dice)
    return " ".join(words)


def in_a_hurry(word: str, language: str, dice: random.Random) -> str:
    """Returns a word as it sounds, with a neighbouring letter of the keyboard, or without a letter."""
    if len(word) < SHORTEST:
        return word
    heard = sound_alike(word, language, dice)
    if heard != word and dice.random() < 0.5:
        return heard
    at = dice.randrange(1, len(word) - 1)
    beside = BESIDE.get(word[at].lower(), "")
    return word[:at] + (dice.choice(beside) if beside and dice.random() < 0.5 else "") + word[at + 1 :]


def sound_alike(text: str, language: str, dice: random.Random) -> str:
    """The text with one sound written in another way, if it has one that can be."""
    heard = [(sound, other) for sound, other in SOUNDS.get(language, ()) if sound in text]
    return text.replace(*dice.choice(heard), 1) if heard else text
