"""How well held-out sentences are understood: by class, by language, and in other ways of writing."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from onestop.domain.understanding.meaning import OTHERS, understand_need
from onestop_cli.route.lines import TRIAGE, SampleLine
from onestop_cli.route.try_sentences import OutcomeCounts, TriedSentence
from onestop_cli.train.examples import Example
from onestop_cli.train.variants import VARIANTS

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier

VARIED = 4  # one of this many sentences is also tried in another way of writing


@dataclass
class TrainingScore:
    """The results for the held-out sentences."""

    tried: list[TriedSentence] = field(default_factory=list)
    # by variant and language: sentences written so, those that then found another service, or went to a person
    varied: Counter[tuple[str, str]] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)
    waited: Counter[tuple[str, str]] = field(default_factory=Counter)

    def counts(self) -> OutcomeCounts:
        return OutcomeCounts.of_tried(self.tried)

    def languages(self) -> dict[str, OutcomeCounts]:
        """The counts by the language in which examples were given."""
        groups: dict[str, list[TriedSentence]] = defaultdict(list)
        for each in self.tried:
            groups[each.language].append(each)
        return {language: OutcomeCounts.of_tried(groups[language]) for language in sorted(groups)}

    def gap(self) -> float:
        """The points between the language that is right most often and the one that is least."""
        shares = [100 * counts.right / counts.of for counts in self.languages().values()]
        return round(max(shares) - min(shares), 2) if shares else 0.0

    def varied_gap(self) -> float:
        """The most points by which a way of writing changes where the sentences of a language go."""
        shares = [100 * (self.changed[way] + self.waited[way]) / count for way, count in self.varied.items()]
        return round(max(shares, default=0.0), 2)

    def by_way(self) -> dict[str, dict[str, float]]:
        """For each way of writing, by language, the percent of sentences that go elsewhere for it."""
        ways: dict[str, dict[str, float]] = defaultdict(dict)
        for (name, language), count in sorted(self.varied.items()):
            gone = self.changed[name, language] + self.waited[name, language]
            ways[name][language] = round(100 * gone / count, 2)
        return dict(ways)

    def add(self, number: int, example: Example, catalogue: Catalogue, classifier: Classifier) -> None:
        """Tries a sentence, and some of them as others would write them."""
        expected = TRIAGE if example.label in OTHERS or ":" in example.label else example.label
        meaning = understand_need(example.text, catalogue, classifier)
        self.tried.append(TriedSentence(SampleLine(number, expected, example.text), example.language, meaning))
        if number % VARIED == 0 and meaning.service and example.language in ("en", "es", "zh-Hans"):
            for name, vary in VARIANTS.items():
                other = understand_need(
                    vary(example.text, example.language, random.Random(number)), catalogue, classifier
                )
                way = (name, example.language)
                self.varied[way] += 1
                self.waited[way] += other.service is None
                self.changed[way] += other.service not in (None, meaning.service)

    def as_json(self) -> dict[str, Any]:
        return {
            **self.counts().as_json(),
            "gap": self.gap(),
            "varied_gap": self.varied_gap(),
            "by_way": self.by_way(),
            "by_language": {name: counts.as_json() for name, counts in self.languages().items()},
        }


def by_class(tried: Sequence[TriedSentence]) -> dict[str, tuple[int, int, int]]:
    """For each expected code: how many found it, how many there are, and how many were sent there in all."""
    codes = sorted({each.line.expected for each in tried})
    return {
        code: (
            sum(each.got == code == each.line.expected for each in tried),
            sum(each.line.expected == code for each in tried),
            sum(each.got == code for each in tried),
        )
        for code in codes
    }
