"""Turns a text into search terms: stems and beginnings of words, pairs of characters in scripts without spaces or with
many endings, and ideas: words with the same meaning in any language, from a thesaurus.

Nothing here detects the language of a text: three words are not enough for that, and people mix languages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onestop.domain.understanding.plain_text import plain

# Chinese and Japanese, Korean (whose words end in many ways), Thai, Lao, Burmese, Khmer
BY_CHARACTER = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
RUNS = re.compile(rf"[{BY_CHARACTER}]+|[^\W\d_{BY_CHARACTER}]+")
HAS_CHARACTERS = re.compile(rf"[{BY_CHARACTER}]")
ROOT = 5  # letters at the beginning by which long words with different endings match
ROOT_FROM = 6  # letters from which a word has a root in addition to its stem
LONGEST_PHRASE, LONGEST_RUN = 5, 8  # words, and characters, of one phrase of the thesaurus
# stop words: they say nothing about the subject of a question
STOPPED_WORDS = """
    a about again all am an and any anyone are as at be been but by can could did do does doing for from get gets got
    had has have having he her here him his how i if in into is it its just know like me my need no not now of on or
    our out please s she should so some someone something t than that the their them there they this to up us want
    wants was way we were what whats when where which who whom why will with would yall you your yours im ive dont id
    al algo alguien aqui asi como con cual cuando de del desde donde e el ella ellos en era es esa ese eso esta estan
    este esto favor fue ha hace hacer hacen hasta hay la las le les lo los mas mi mis muy ni nos o para pero por
    porque puede pueden puedo que quien quiero quisiera se si sin sobre son soy su sus tambien te tengo tiene tienen
    todo tu un una unas unos y ya yo necesito debo hola gracias
"""
STOPPED = frozenset(STOPPED_WORDS.split())
STOPPED_CHARACTERS = """
    怎么 什么 可以 需要 我们 一个 请问 如何 是不 不是 有没 没有 能不 么办 我的 你们 想要 我想 要什 怎样 这个 那个
    的吗 了吗 是否
"""
STOPPED_PAIRS = frozenset(STOPPED_CHARACTERS.split())
ENDINGS = ("amiento", "imiento", "mente", "aciones", "acion", "iendo", "ando", "ings", "ing", "ados", "adas", "idos")
MORE_ENDINGS = ("ado", "ada", "ido", "ida", "ar", "er", "ir", "ed")


@dataclass(frozen=True, slots=True)
class Lookup:
    """A text taken apart: its terms in order, without stop words."""

    stems: Sequence[str]  # of every word, stop words too, because phrases are found among them
    words: Sequence[str]  # stems and pairs, without stop words
    roots: Sequence[str]
    runs: Sequence[str]  # sequences of characters without spaces


def look_up(text: str) -> Lookup:
    """Takes a text apart."""
    stems: list[str] = []
    words: list[str] = []
    roots: list[str] = []
    runs: list[str] = []
    for run in RUNS.findall(unicodedata.normalize("NFC", plain(text))):
        if HAS_CHARACTERS.match(run):
            runs.append(run)
            pairs = [run[at : at + 2] for at in range(len(run) - 1)] or [run]
            words += (pair for pair in pairs if pair not in STOPPED_PAIRS)
            stems.append("")  # phrases do not cross this gap
            continue
        stem = stem_of(run)
        stems.append(stem)
        if run not in STOPPED and len(run) > 1:
            words.append(stem)
            if len(run) >= ROOT_FROM:
                roots.append(root_of(run))
    return Lookup(stems, words, roots, runs)


def root_of(word: str) -> str:
    """Returns the beginning of a long word, marked so that it differs from a word."""
    return f"{word[:ROOT]}-"


def stem_of(word: str) -> str:
    """Returns a word without its English or Spanish ending: rough, but the same for questions and answers."""
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("ss", "us")):
        word = word[:-1]
    for ending in (*ENDINGS, *MORE_ENDINGS):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    while len(word) > 3 and word[-1] in "aeo":
        word = word[:-1]
    if len(word) > 3 and word[-1] == "y":
        word = word[:-1] + "i"
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def phrase_of(written: str) -> str:
    """Returns a phrase of the thesaurus as it is looked up: the stems of its words, or its characters."""
    taken = look_up(written)
    return "".join(taken.runs) if taken.runs else " ".join(taken.stems)


def phrases_in(taken: Lookup, known: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, Sequence[int]]]:
    """Yields the phrases of the thesaurus in a text, each with the numbers of its ideas."""
    for start in range(len(taken.stems)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(taken.stems)) + 1):
            phrase = " ".join(taken.stems[start:end])
            if ideas := known.get(phrase):
                yield phrase, ideas
    for run in taken.runs:
        for start in range(len(run)):
            for end in range(start + 1, min(start + LONGEST_RUN, len(run)) + 1):
                if ideas := known.get(run[start:end]):
                    yield run[start:end], ideas


def idea(number: int) -> str:
    """Returns an idea as a term of the index."""
    return f"@{number}"
