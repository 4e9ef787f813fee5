"""Themes as a classifier tells them that learned from examples (`onestop surveys themes train`), with the words that
decided. It knows more ways to say a thing than the lists of `themes`, which speak beside it.

A text is looked at by sentences, and by what a comma or an "and" parts: so it may have several themes. Where none is
likely enough it has none. Only the commands that count load this; no function does, and nothing is kept of a person.
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

NONE = "none"  # the class of what is about no theme
CLASSES = (*THEMES, NONE)
THRESHOLD = "threshold"  # under which name a classifier tells how likely a theme must be
LISTS_SPEAK = 2.0  # so many times likelier is a theme one of whose listed words stands there, as with keywords
PARTS = re.compile(r"[,，、:：()]+|\b(?:and|but|y|e|pero|aunque|although)\b|但是|但|不过|而且|可是|只是")
SHORTEST = 2  # letters of a part that may say something
MOST = 24  # sentences that are looked at

ThemeWords = Mapping[str, tuple[str, ...]]  # the words that decided, by theme
FindThemes = Callable[[str], ThemeWords]


def decide_themes(text: str, classifier: Classifier) -> dict[str, tuple[str, ...]]:
    """The themes of a text, each with the words that decided."""
    found: dict[str, tuple[str, ...]] = {}
    for part, theme, likely in told_parts(text, classifier):
        if likely >= classifier.about[THRESHOLD]:
            found[theme] = tuple(dict.fromkeys((*found.get(theme, ()), *words_for(part, theme, classifier))))
    return found


def told_parts(text: str, classifier: Classifier) -> Iterator[tuple[str, str, float]]:
    """The parts of a text that are about a theme rather than none, with it and how likely it is."""
    for part in parts_of(text):
        theme, likely = likeliest_theme(part, classifier)
        if theme != NONE:
            yield part, theme, likely


def parts_of(text: str) -> Iterator[str]:
    """The sentences of a text, each followed by what stands between its commas."""
    for sentence in sentences_of(plain(text))[:MOST]:
        yield sentence
        parts = [part for each in PARTS.split(sentence) if len(part := each.strip()) >= SHORTEST]
        if len(parts) > 1:
            yield from parts


def likeliest_theme(part: str, classifier: Classifier) -> tuple[str, float]:
    """What a part is about, and how likely that is."""
    listed = themes_of(part)
    likely = classifier.likely_of_plain(part)
    odds = [(theme, share * (LISTS_SPEAK if theme in listed else 1)) for theme, share in likely]
    theme, most = max(odds, key=lambda each: each[1])
    return theme, most / sum(share for _, share in odds)


def decide_by_lists(text: str) -> ThemeWords:
    """The themes that the lists alone tell, where nothing was learned."""
    return dict.fromkeys(sorted(themes_of(text)), ())


def deciding_words(said: Iterable[tuple[str, str]], decide: FindThemes, least: int) -> dict[str, list[str]]:
    """The words that decided on each theme in so many answers that they tell of nobody, the commonest first. They are
    words of the examples, which we wrote: no other word of an answer is told."""
    counts: dict[str, Counter[str]] = {}
    for _, text in said:
        for theme, words in decide(text).items():
            counts.setdefault(theme, Counter()).update(words)
    return {
        theme: [word for word, count in sorted(words.items(), key=lambda each: (-each[1], each[0])) if count >= least]
        for theme, words in counts.items()
    }
