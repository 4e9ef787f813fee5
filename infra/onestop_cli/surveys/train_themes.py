"""Learning themes from examples, by the trainer of the routing classifier: first with parts held out, to calibrate
it and to find how likely a theme must be; then again from everything."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from onestop.domain.surveys.learned_themes import CLASSES, NONE, THRESHOLD, told_parts
from onestop.domain.surveys.themes import THEMES
from onestop.domain.understanding.pieces import pieces_of, written_pieces_of_plain
from onestop.domain.understanding.plain_text import ENGLISH, SPANISH, plain
from onestop_cli.release.examples import THEME_EXAMPLES
from onestop_cli.release.faults import FileFault, RefusedJurisdiction
from onestop_cli.surveys.try_themes import LabelledText
from onestop_cli.train.calibrate import warmth_of
from onestop_cli.train.examples import Example, checked, keep_sentence
from onestop_cli.train.fit_classifier import Sample, TrainingSetup, fit_classifier
from onestop_cli.train.held_out import FOLDS, folds_of
from onestop_cli.train.quick_lists import read_lists

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

LISTED_COUNTS = 0.5  # weight of a word of the lists, relative to a sentence
# found by trying on what was held out
RECIPE = TrainingSetup(strength=0.5, part_scale=1.0, fewest=(1, 1), unknown=(0.1, 0.02))
MOST_THEMES = 3  # a word that more have in their examples says little
THRESHOLDS = tuple(round(0.2 + 0.05 * step, 2) for step in range(13))


def read_theme_examples(folder: Path, languages: tuple[str, ...]) -> list[Example]:
    """The examples of a jurisdiction, each sentence once; raises `RefusedJurisdiction` with what is wrong in them."""
    path = folder / THEME_EXAMPLES
    found: dict[str, tuple[Example, str]] = {}
    faults: list[FileFault] = []
    for label, given in read_lists(path.read_text(encoding="utf-8-sig")).items() if path.is_file() else ():
        if label not in CLASSES:
            faults.append(FileFault(THEME_EXAMPLES, label, "there is no such theme", f"one of: {', '.join(CLASSES)}"))
            continue
        for example in checked(given, label, THEME_EXAMPLES, languages, faults):
            keep_sentence(example, THEME_EXAMPLES, found, faults)
    if faults:
        raise RefusedJurisdiction(faults)
    return [example for example, _ in found.values()]


def missing_themes(examples: Sequence[Example]) -> list[str]:
    """The classes of which there are too few examples to hold some out."""
    counts = Counter(each.label for each in examples)
    return [label for label in CLASSES if counts[label] < FOLDS]


def learn_themes(examples: Sequence[Example], about: Mapping[str, str]) -> tuple[Classifier, float]:
    """A classifier of themes, and the share of texts held out of which it told exactly the right themes."""
    folds = folds_of(examples)
    places = {label: place for place, label in enumerate(CLASSES)}
    learners: list[Classifier] = []
    held_out: list[list[Example]] = []
    for fold in range(FOLDS):
        learners.append(fit_themes([each for each, own in zip(examples, folds, strict=True) if own != fold]))
        held_out.append([each for each, own in zip(examples, folds, strict=True) if own == fold])
    pairs = list(zip(learners, held_out, strict=True))
    scored = [(own.scores(*pieces_of(each.text)), places[each.label]) for own, rest in pairs for each in rest]
    warmth = warmth_of(scored)
    told = [
        (text.themes, [(theme, likely) for _, theme, likely in told_parts(text.text, learner)])
        for own, rest in pairs
        for learner in (replace(own, warmth=warmth),)
        for text in texts_of(rest)
    ]
    rights = {
        least: sum({theme for theme, likely in parts if likely >= least} == themes for themes, parts in told)
        for least in THRESHOLDS
    }
    best = max(THRESHOLDS, key=lambda least: (rights[least], least))
    share = rights[best] / len(told)
    known = {THRESHOLD: best, "readable": " ".join(sorted(telling_words(examples))), "held_out": round(share, 4)}
    return replace(fit_themes(examples), warmth=warmth, about={**about, **known}), share


def fit_themes(examples: Sequence[Example]) -> Classifier:
    """A classifier of the examples and of the words of the lists; its boldness and threshold are found later."""
    listed = [Sample(word, theme, LISTED_COUNTS) for theme, words in THEMES.items() for word in words]
    return fit_classifier([*(Sample(each.text, each.label) for each in examples), *listed], CLASSES, RECIPE)


def texts_of(examples: Sequence[Example]) -> list[LabelledText]:
    """Returns texts as people write them: each example by itself, and with the one that follows in the order of their
    names."""
    mixed = sorted(examples, key=lambda each: (each.language, hashlib.sha256(each.text.encode()).hexdigest()))
    pairs = [(one, two) for one, two in pairwise(mixed) if one.language == two.language]
    joined = [LabelledText(f"{one.text} {two.text}", frozenset({one.label, two.label} - {NONE})) for one, two in pairs]
    return [*(LabelledText(each.text, frozenset({each.label} - {NONE})) for each in examples), *joined]


def telling_words(examples: Sequence[Example]) -> set[str]:
    """Returns the words of the examples and lists that may be shown as what decided: without those that mean nothing by
    themselves, such as "and", or are in many themes. We wrote them all, so they reveal nothing about anybody."""
    themes: dict[str, set[str]] = defaultdict(set)
    listed = ((word, theme) for theme, words in THEMES.items() for word in words)
    for text, label in (*((each.text, each.label) for each in examples), *listed):
        for piece in written_pieces_of_plain(plain(text))[0]:
            if " " not in piece and "~" not in piece and len(piece) > 1:
                themes[piece].add(label)
    return {word for word, of in themes.items() if len(of) <= MOST_THEMES} - ENGLISH - SPANISH


def hash_of_theme_examples(folder: Path) -> str:
    """Names the examples by what they say: what was learned from others is out of date."""
    return hashlib.sha256((folder / THEME_EXAMPLES).read_bytes()).hexdigest()[:16]
