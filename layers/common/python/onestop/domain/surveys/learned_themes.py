"""Recognises themes with a classifier trained on examples (`onestop surveys themes train`), and gives the words that
decided. It knows more expressions than the lists of `themes`, which are used together with it.

A text is split into sentences, and these at commas and "and", so it may have several themes. It has none if no theme is
likely enough. Only commands that count load this; no function does, and nothing is kept about a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from onestop.domain.surveys.themes import THEMES, themes_of
from onestop.domain.understanding.clauses import sentences_of
from onestop.domain.understanding.evidence import words_for
from onestop.domain.understanding.plain_text import plain

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

NONE = "none"  # the class of texts about no theme
CLASSES = (*THEMES, NONE)
THRESHOLD = "threshold"  # the name of the probability from which a theme counts, in the classifier's file
LISTS_SPEAK = 2.0  # factor by which a theme gets more likely if one of its listed words occurs, as with keywords
PARTS = re.compile(r"[,，、:：()]+|\b(?:and|but|y|e|pero|aunque|although)\b|但是|但|不过|而且|可是|只是")
SHORTEST = 2  # letters of a part that may mean something
MOST = 24  # sentences that are read

ThemeWords = Mapping[str, tuple[str, ...]]  # the words that decided, by theme
FindThemes = Callable[[str], ThemeWords]


def decide_themes(text: str, classifier: Classifier) -> dict[str, tuple[str, ...]]:
    """Returns the themes of a text, each with the words that decided."""
    found: dict[str, tuple[str, ...]] = {}
    for part, theme, likely in told_parts(text, classifier):
        if likely >= classifier.about[THRESHOLD]:
            found[theme] = tuple(dict.fromkeys((*found.get(theme, ()), *words_for(part, theme, classifier))))
    return found


def told_parts(text: str, classifier: Classifier) -> Iterator[tuple[str, str, float]]:
    """Yields the parts of a text that are about a theme, with the theme and its probability."""
    for part in parts_of(text):
        theme, likely = likeliest_theme(part, classifier)
        if theme != NONE:
            yield part, theme, likely


def parts_of(text: str) -> Iterator[str]:
    """Yields the sentences of a text, each followed by its parts between commas."""
    for sentence in sentences_of(plain(text))[:MOST]:
        yield sentence
        parts = [part for each in PARTS.split(sentence) if len(part := each.strip()) >= SHORTEST]
        if len(parts) > 1:
            yield from parts


def likeliest_theme(part: str, classifier: Classifier) -> tuple[str, float]:
    """Returns what a part is about, and how likely that is."""
    listed = themes_of(part)
    likely = classifier.likely_of_plain(part)
    odds = [(theme, share * (LISTS_SPEAK if theme in listed else 1)) for theme, share in likely]
    theme, most = max(odds, key=lambda each: each[1])
    return theme, most / sum(share for _, share in odds)


def decide_by_lists(text: str) -> ThemeWords:
    """Returns the themes by the lists alone, if no classifier was trained."""
    return dict.fromkeys(sorted(themes_of(text)), ())


def deciding_words(said: Iterable[tuple[str, str]], decide: FindThemes, least: int) -> dict[str, list[str]]:
    """Returns the words that decided on each theme in enough answers to identify nobody, the commonest first. They
    are words of the training examples, which we wrote: no other word of an answer is published."""
    counts: dict[str, Counter[str]] = {}
    for _, text in said:
        for theme, words in decide(text).items():
            counts.setdefault(theme, Counter()).update(words)
    return {
        theme: [word for word, count in sorted(words.items(), key=lambda each: (-each[1], each[0])) if count >= least]
        for theme, words in counts.items()
    }
