"""Training: first with held-out folds, to know how good and how overconfident it is; then again with everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onestop.domain.understanding.meaning import OTHERS
from onestop.domain.understanding.pieces import pieces_of, written_pieces_of_plain
from onestop.domain.understanding.plain_text import plain
from onestop_cli.train.calibrate import warmth_of
from onestop_cli.train.examples import Example
from onestop_cli.train.fit_classifier import Sample, TrainingSetup, fit_classifier
from onestop_cli.train.held_out import FOLDS, folds_of
from onestop_cli.train.measure_training import TrainingScore
from onestop_cli.train.worn_examples import NOTHING, said_beside, worn

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier

WORN_COUNTS = 0.5
BESIDE_COUNTS = 0.5
KEYWORD_COUNTS = 0.5  # as much as a sentence
READABLE_IN = 4  # examples that a word must be in to be told as a reason
RECIPE = TrainingSetup()


def train(
    examples: Sequence[Example], catalogue: Catalogue, about: dict[str, Any], told: Callable[[str], None]
) -> tuple[Classifier, TrainingScore]:
    """A classifier with what it is like on sentences that it has not seen."""
    classes = [*catalogue.services, *(label for label in OTHERS if any(each.label == label for each in examples))]
    places = {label: place for place, label in enumerate(classes)}
    folds = folds_of(examples)
    learners: list[Classifier] = []
    scored: list[tuple[list[float], int]] = []
    for fold in range(FOLDS):
        told(f"Learning without part {fold + 1} of {FOLDS}")
        rest = [each for each, own in zip(examples, folds, strict=True) if own != fold]
        learner = fit_classifier(samples_of(rest, catalogue), classes, RECIPE)
        learners.append(learner)
        for each, own in zip(examples, folds, strict=True):
            if own == fold and each.label in places:
                scored.append((learner.scores(*pieces_of(each.text)), places[each.label]))
    warmth = warmth_of(scored)
    told("Measuring")
    measured = TrainingScore()
    learners = [replace(learner, warmth=warmth) for learner in learners]
    for number, (each, own) in enumerate(zip(examples, folds, strict=True)):
        measured.add(number, each, catalogue, learners[own])
    told("Learning from everything")
    whole = fit_classifier(samples_of(examples, catalogue), classes, RECIPE)
    about |= {"readable": " ".join(readable_words(examples)), "held_out": measured.as_json()}
    about["confidence"] = dict(catalogue.jurisdiction.get("confidence") or {})
    return replace(whole, warmth=warmth, about=about), measured


def samples_of(examples: Sequence[Example], catalogue: Catalogue) -> list[Sample]:
    """Returns the training samples: the sentences that mean one thing, and the keywords."""
    single = [each for each in examples if ":" not in each.label]
    samples = [Sample(each.text, each.label) for each in single]
    samples += [Sample(each.text, each.label, WORN_COUNTS) for each in worn(single)]
    if any(each.label == NOTHING for each in single):
        languages = sorted({each.language for each in single})
        samples += [Sample(each.text, each.label, BESIDE_COUNTS) for each in said_beside(languages)]
    for code, service in catalogue.services.items():
        texts = [word for words in service["keywords"].values() for word in words]
        texts += [*service["name"].values(), *service["description"].values()]
        samples += [Sample(text, code, KEYWORD_COUNTS) for text in texts]
    return samples


def readable_words(examples: Sequence[Example]) -> list[str]:
    """Returns words and Chinese pairs that so many examples have that they reveal nothing about anybody."""
    counts = Counter(
        piece
        for each in examples
        for piece in written_pieces_of_plain(plain(each.text))[0]
        if " " not in piece and "~" not in piece and len(piece) > 1
    )
    return sorted(word for word, count in counts.items() if count >= READABLE_IN)
