"""Fitting a classifier to sentences: logistic regression by scikit-learn, then rounded to whole numbers.

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
from onestop.domain.understanding.pieces import pieces_of
from onestop_cli.train.same_meaning import read_meanings

WHOLE, PARTS = 0, 1
UNIT = 0.5  # of importance, as it is kept in a byte


class Sample(NamedTuple):
    """A sentence with what it is, and how much it counts."""

    text: str
    label: str
    weight: float = 1.0


@dataclass(frozen=True)
class Recipe:
    """How a classifier is made: found by trying on sentences that were held out."""

    strength: tuple[float, ...] = (6.0,)  # C of the regressions whose mean is taken
    shared: float = 1.2  # how much a meaning counts beside a word
    part_scale: float = 0.6
    fewest: tuple[int, int] = (2, 3)  # sentences that a piece must be in
    rows: int = 30_000
    unknown: tuple[float, float] = (0.4, 0.1)  # importance of pieces never seen, beside that of the rarest
    rounds: int = 150


def fit(samples: Sequence[Sample], classes: Sequence[str], recipe: Recipe) -> Classifier:
    """A classifier that was fitted to sentences; how bold it is, is corrected later."""
    read = [pieces_of(sample.text) for sample in samples]
    words = Words.of(read, recipe)
    labels = [sample.label for sample in samples]
    weights = [sample.weight for sample in samples]
    matrix = words.matrix(read, recipe)
    coefficients, bias = regress(matrix, labels, weights, classes, recipe)
    if len(words.numbers) > recipe.rows:
        words = words.best(words.folded(coefficients, recipe), recipe.rows)
        coefficients, bias = regress(words.matrix(read, recipe), labels, weights, classes, recipe)
    return words.classifier(coefficients, bias, classes, recipe)


@dataclass(frozen=True)
class Words:
    """The pieces that are known: each with its kind and importance, and the meanings that it has."""

    numbers: list[int]  # sorted
    kinds: list[int]
    importance: list[int]  # in units
    meanings: list[frozenset[int]]

    @classmethod
    def of(cls, read: Sequence[tuple[list[int], list[int]]], recipe: Recipe) -> Words:
        """All pieces that are in enough sentences, and those that have a meaning."""
        meanings = read_meanings() if recipe.shared else []
        counts = (Counter(n for each in read for n in each[WHOLE]), Counter(n for each in read for n in each[PARTS]))
        meant = frozenset().union(*meanings)
        found: dict[int, tuple[int, int]] = {}
        for kind in (WHOLE, PARTS):
            for number, count in counts[kind].items():
                if count >= recipe.fewest[kind] or number in meant:
                    found[number] = (kind, count)
        for number in meant - found.keys():
            found[number] = (WHOLE, 1)
        numbers = sorted(found)
        importance = [
            max(1, min(255, round(((log((len(read) + 1) / (found[n][1] + 1)) + 1) ** 2) / UNIT))) for n in numbers
        ]
        return cls(numbers, [found[n][0] for n in numbers], importance, meanings)

    def unknown(self, recipe: Recipe) -> tuple[float, float]:
        rarest = max(self.importance) * UNIT
        return rarest * recipe.unknown[0], rarest * recipe.unknown[1]

    def matrix(self, read: Sequence[tuple[list[int], list[int]]], recipe: Recipe) -> Any:
        """The sentences as rows of a sparse matrix: pieces, then meanings."""
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
        pieces = sparse.csr_matrix((np.array(values), np.array(indices), np.array(ends)), shape=shape)
        return sparse.hstack([pieces, pieces @ self.sharing(recipe)]).tocsr() if self.meanings else pieces

    def sharing(self, recipe: Recipe) -> Any:
        """Which piece has which meaning."""
        sparse: Any = import_module("scipy.sparse")  # it has no types

        place = {number: at for at, number in enumerate(self.numbers)}
        pairs = [(place[n], column) for column, each in enumerate(self.meanings) for n in sorted(each) if n in place]
        rows, columns = zip(*pairs, strict=True)
        shape = (len(self.numbers), len(self.meanings))
        return sparse.csr_matrix(([recipe.shared] * len(pairs), (rows, columns)), shape=shape)

    def folded(self, coefficients: Any, recipe: Recipe) -> Any:
        """The weights of pieces, with those of their meanings."""
        import numpy as np

        count = len(self.numbers)
        weights = coefficients[:, :count].T
        if self.meanings:
            weights = weights + self.sharing(recipe) @ coefficients[:, count:].T
        return weights * np.sqrt(np.array(self.importance) * UNIT)[:, None]

    def best(self, weights: Any, most: int) -> Words:
        """The pieces that say most."""
        import numpy as np

        spread = weights.max(axis=1) - weights.min(axis=1)
        kept = np.sort(np.argsort(-spread, kind="stable")[:most]).tolist()
        return Words(
            [self.numbers[at] for at in kept],
            [self.kinds[at] for at in kept],
            [self.importance[at] for at in kept],
            self.meanings,
        )

    def classifier(self, coefficients: Any, bias: Any, classes: Sequence[str], recipe: Recipe) -> Classifier:
        """The same in whole numbers."""
        import numpy as np

        weights = self.folded(coefficients, recipe)
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


def regress(
    matrix: Any, labels: Sequence[str], weights: Sequence[float], classes: Sequence[str], recipe: Recipe
) -> tuple[Any, Any]:
    """The mean of logistic regressions of different strength: coefficients and bias for each class."""
    import warnings

    import numpy as np

    convergence: Any = import_module("sklearn.exceptions").ConvergenceWarning
    regression: Any = import_module("sklearn.linear_model").LogisticRegression

    numbers = {label: number for number, label in enumerate(classes)}
    wanted = np.array([numbers[label] for label in labels])
    coefficients, bias = np.zeros((len(classes), matrix.shape[1])), np.zeros(len(classes))
    for strength in recipe.strength:
        model = regression(C=strength, max_iter=recipe.rounds, class_weight="balanced", tol=1e-3)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", convergence)
            model.fit(matrix, wanted, sample_weight=np.array(weights))
        coefficients[model.classes_] += model.coef_ / len(recipe.strength)
        bias[model.classes_] += model.intercept_ / len(recipe.strength)
    return coefficients, bias
