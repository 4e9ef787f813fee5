"""Fitting a classifier to sentences: a linear support vector machine by scikit-learn, rounded to whole numbers.

Nothing of this runs in a function: numpy, scipy and scikit-learn are loaded here, by `onestop train` alone.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from math import log
from typing import Any, NamedTuple

from onestop.domain.understanding.classifier import MIDDLE, Classifier
from onestop.domain.understanding.classifier_file import PIECE_BYTES
from onestop.domain.understanding.pieces import pieces_of

WHOLE, PARTS = 0, 1
UNIT = 0.5  # step of importance, as it is kept in a byte
LARGEST = 12_000_000  # bytes of a classifier unpacked: what a function may hold, and what may be read


class Sample(NamedTuple):
    """A sentence with what it is, and how much it counts."""

    text: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True)
class TrainingSetup:
    """The settings of a classifier, chosen by results on held-out sentences."""

    strength: float = 0.5  # C of the machine
    part_scale: float = 0.6
    fewest: tuple[int, int] = (2, 3)  # sentences that a piece must be in
    rows: int = 80_000
    unknown: tuple[float, float] = (0.4, 0.1)  # importance of unseen pieces, relative to that of the rarest


def fit_classifier(samples: Sequence[Sample], classes: Sequence[str], recipe: TrainingSetup) -> Classifier:
    """A classifier that was fitted to sentences; how bold it is, is corrected later."""
    read = [pieces_of(sample.text) for sample in samples]
    words = Vocabulary.of(read, recipe)
    labels = [sample.label for sample in samples]
    weights = [sample.weight for sample in samples]
    matrix = words.matrix(read, recipe)
    coefficients, bias = separate(matrix, labels, weights, classes, recipe)
    rows = rows_for(len(classes), recipe)
    if len(words.numbers) > rows:
        words = words.best(words.folded(coefficients), rows)
        coefficients, bias = separate(words.matrix(read, recipe), labels, weights, classes, recipe)
    return words.classifier(coefficients, bias, classes, recipe)


def rows_for(classes: int, recipe: TrainingSetup) -> int:
    """Returns how many pieces are kept: fewer for hundreds of services, because each piece has a weight for each."""
    return min(recipe.rows, LARGEST // (classes + 1 + PIECE_BYTES))


@dataclass(frozen=True)
class Vocabulary:
    """The pieces that are known: each with its kind and importance."""

    numbers: list[int]  # sorted
    kinds: list[int]
    importance: list[int]  # in units

    @classmethod
    def of(cls, read: Sequence[tuple[list[int], list[int]]], recipe: TrainingSetup) -> Vocabulary:
        """All pieces that are in enough sentences."""
        counts = [Counter(number for each in read for number in set(each[kind])) for kind in (WHOLE, PARTS)]
        found: dict[int, tuple[int, int]] = {}
        for kind in (WHOLE, PARTS):
            for number, count in counts[kind].items():
                if count >= recipe.fewest[kind]:
                    found[number] = (kind, count)
        numbers = sorted(found)
        importance = [
            max(1, min(255, round(((log((len(read) + 1) / (found[n][1] + 1)) + 1) ** 2) / UNIT))) for n in numbers
        ]
        return cls(numbers, [found[n][0] for n in numbers], importance)

    def unknown(self, recipe: TrainingSetup) -> tuple[float, float]:
        rarest = max(self.importance) * UNIT
        return rarest * recipe.unknown[0], rarest * recipe.unknown[1]

    def matrix(self, read: Sequence[tuple[list[int], list[int]]], recipe: TrainingSetup) -> Any:
        """The sentences as rows of a sparse matrix of pieces."""
        import numpy as np

        sparse: Any = import_module("scipy.sparse")  # it has no types

        place = {number: at for at, number in enumerate(self.numbers)}
        unknown = self.unknown(recipe)
        indices: list[int] = []
        values: list[float] = []
        ends = [0]
        for each in read:
            for kind in (WHOLE, PARTS):
                known = [at for number in each[kind] if (at := place.get(number)) is not None]
                total = sum(self.importance[at] for at in known) * UNIT + unknown[kind] * (len(each[kind]) - len(known))
                scale = (recipe.part_scale if kind else 1.0) / total**0.5 if total else 0.0
                indices += known
                values += [(self.importance[at] * UNIT) ** 0.5 * scale for at in known]
            ends.append(len(indices))
        shape = (len(read), len(self.numbers))
        return sparse.csr_matrix((np.array(values), np.array(indices), np.array(ends)), shape=shape)

    def folded(self, coefficients: Any) -> Any:
        """The weights of pieces, with how important each is."""
        import numpy as np

        return coefficients.T * np.sqrt(np.array(self.importance) * UNIT)[:, None]

    def best(self, weights: Any, most: int) -> Vocabulary:
        """The pieces that say most."""
        import numpy as np

        spread = weights.max(axis=1) - weights.min(axis=1)
        kept = np.sort(np.argsort(-spread, kind="stable")[:most]).tolist()
        return Vocabulary(
            [self.numbers[at] for at in kept],
            [self.kinds[at] for at in kept],
            [self.importance[at] for at in kept],
        )

    def classifier(self, coefficients: Any, bias: Any, classes: Sequence[str], recipe: TrainingSetup) -> Classifier:
        """The same in whole numbers."""
        import numpy as np

        weights = self.folded(coefficients)
        kinds = np.array(self.kinds)
        scales = []
        rounded = np.zeros(weights.shape, dtype=np.uint8)
        for kind in (WHOLE, PARTS):
            own = weights[kinds == kind]
            top = float(np.quantile(np.abs(own), 0.9995)) if own.size else 1.0
            scale = (top or 1.0) / 127
            rounded[kinds == kind] = np.clip(np.round(own / scale), -127, 127).astype(int) + MIDDLE
            scales.append(round(scale * (recipe.part_scale if kind else 1.0), 9))
        rows = np.hstack([np.array(self.importance, dtype=np.uint8)[:, None], rounded])
        return Classifier(
            about={},
            classes=tuple(classes),
            numbers=array("I", self.numbers),
            rows=rows.tobytes(),
            bias=[round(float(each), 6) for each in bias],
            scales=(scales[0], scales[1]),
            importance_unit=UNIT,
            unknown_importance=self.unknown(recipe),
            warmth=1.0,
        )


def separate(
    matrix: Any, labels: Sequence[str], weights: Sequence[float], classes: Sequence[str], recipe: TrainingSetup
) -> tuple[Any, Any]:
    """A linear support vector machine, one class against all others: coefficients and bias for each class."""
    import numpy as np

    machine: Any = import_module("sklearn.svm").LinearSVC

    numbers = {label: number for number, label in enumerate(classes)}
    wanted = np.array([numbers[label] for label in labels])
    model = machine(C=recipe.strength, class_weight="balanced", random_state=1)
    model.fit(matrix, wanted, sample_weight=np.array(weights))
    coefficients, bias = np.zeros((len(classes), matrix.shape[1])), np.zeros(len(classes))
    coefficients[model.classes_], bias[model.classes_] = model.coef_, model.intercept_
    return coefficients, bias
