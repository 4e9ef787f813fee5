"""Which examples are held out when: by what they say, so that the same examples are always held out together."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from onestop_cli.train.examples import Example

FOLDS = 3


def folds_of(examples: Sequence[Example], folds: int = FOLDS) -> list[int]:
    """The fold of each example: every fold has its part of each label in each language."""
    groups: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for number, example in enumerate(examples):
        name = hashlib.sha256(example.text.encode()).hexdigest()
        groups[example.language, example.label.partition(":")[0]].append((name, number))
    fold = [0] * len(examples)
    for group in groups.values():
        for place, (_, number) in enumerate(sorted(group)):
            fold[number] = place % folds
    return fold
