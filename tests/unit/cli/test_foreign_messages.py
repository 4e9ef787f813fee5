"""The recipe on messages of somebody else's: letters to a Chinese government, by its own seven classes.

Nothing of it is kept or learned from; whoever has neither the messages nor scikit-learn skips it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.train.fit_classifier import Sample, TrainingSetup, fit_classifier
from tests.depth import tries

MESSAGES = Path(__file__).parents[4] / "shared" / "data" / "text_classification" / "zh_messages_labelled.csv"
Texts = Sequence[str]
Guess = Callable[[Texts, Texts, Texts], Sequence[str]]


@pytest.mark.skipif(not MESSAGES.is_file(), reason="the messages are not here")
def test_letters_to_another_government_are_told_apart_as_well_as_by_a_larger_machine() -> None:
    pytest.importorskip("sklearn")
    texts, labels = read_messages()
    memory: dict[str, int] = {}

    def usual(learned: Texts, right: Texts, asked: Texts) -> Sequence[str]:
        vectors: Any = import_module("sklearn.feature_extraction.text").TfidfVectorizer(
            analyzer="char", ngram_range=(1, 2), sublinear_tf=True
        )
        machine: Any = import_module("sklearn.svm").LinearSVC(class_weight="balanced", random_state=1)
        machine.fit(vectors.fit_transform(learned), right)
        memory["usual"] = machine.coef_.nbytes + vectors.idf_.nbytes  # and the words themselves beside
        return list(machine.predict(vectors.transform(asked)))

    def ours(learned: Texts, right: Texts, asked: Texts) -> Sequence[str]:
        samples = [Sample(text, label) for text, label in zip(learned, right, strict=True)]
        classifier = fit_classifier(samples, sorted(set(right)), TrainingSetup())
        memory["ours"] = len(classifier.rows) + classifier.numbers.itemsize * len(classifier.numbers)
        return [classifier.likely(text)[0][0] for text in asked]

    assert macro_f1(ours, texts, labels) >= macro_f1(usual, texts, labels) - 0.01
    assert 10 * memory["ours"] <= memory["usual"]


def read_messages() -> tuple[list[str], list[str]]:
    with MESSAGES.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [f"{row['留言主题']}。{' '.join(row['留言详情'].split())}" for row in rows], [
        row["一级分类"] for row in rows
    ]


def macro_f1(guess: Guess, texts: Texts, labels: Texts) -> float:
    """Twice in CI, else once, a fifth is asked of who learned the rest."""
    parts: Any = import_module("sklearn.model_selection").StratifiedKFold(5, shuffle=True, random_state=1)
    asked: list[str] = []
    guessed: list[str] = []
    for rest, part in islice(parts.split(texts, labels), tries(2)):
        learned, right = [texts[at] for at in rest], [labels[at] for at in rest]
        asked += [labels[at] for at in part]
        guessed += guess(learned, right, [texts[at] for at in part])
    return float(import_module("sklearn.metrics").f1_score(asked, guessed, average="macro"))
