"""Sentences tried: what became of each, and how often it was right, in all and by language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onestop.domain.cases.reasons import explain
from onestop.domain.understanding.meaning import Meaning, understand_need
from onestop.domain.understanding.plain_text import language_of
from onestop_cli.route.lines import TRIAGE, SampleLine

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier

FIRST = 3


@dataclass(frozen=True, slots=True)
class TriedSentence:
    """The result for a sentence. `outcome` is right, wrong, or triage: a person must choose although it has a
    service."""

    line: SampleLine
    language: str
    meaning: Meaning

    @property
    def got(self) -> str:
        return self.meaning.service or TRIAGE

    @property
    def outcome(self) -> str:
        if self.got == self.line.expected:
            return "right"
        return "triage" if self.got == TRIAGE else "wrong"

    @property
    def in_first(self) -> bool:
        """Returns whether it was right, or the right one is among the first proposals to a person."""
        first = [proposal.service for proposal in self.meaning.proposals[:FIRST]]
        return self.outcome == "right" or self.line.expected in first


@dataclass(frozen=True, slots=True)
class OutcomeCounts:
    """How often each outcome occurred."""

    of: int
    right: int
    wrong: int
    triage: int
    first_three: int

    @classmethod
    def of_tried(cls, tried: Sequence[TriedSentence]) -> OutcomeCounts:
        outcomes = [each.outcome for each in tried]
        first = sum(each.in_first for each in tried)
        return cls(len(tried), outcomes.count("right"), outcomes.count("wrong"), outcomes.count("triage"), first)

    def as_json(self) -> dict[str, int]:
        return {
            "of": self.of,
            "right": self.right,
            "wrong": self.wrong,
            "triage": self.triage,
            "first_three": self.first_three,
        }


def try_lines(lines: Iterable[SampleLine], catalogue: Catalogue, classifier: Classifier | None) -> list[TriedSentence]:
    """Each sentence, understood as routing understands it."""
    return [
        TriedSentence(line, language_of(line.sentence), understand_need(line.sentence, catalogue, classifier))
        for line in lines
    ]


def by_language(tried: Sequence[TriedSentence]) -> dict[str, OutcomeCounts]:
    """The counts of each language that occurs."""
    groups: dict[str, list[TriedSentence]] = defaultdict(list)
    for each in tried:
        groups[each.language].append(each)
    return {language: OutcomeCounts.of_tried(groups[language]) for language in sorted(groups)}


def report_of(tried: Sequence[TriedSentence], catalogue: Catalogue) -> dict[str, Any]:
    """All of it for programs."""
    return {
        **OutcomeCounts.of_tried(tried).as_json(),
        "by_language": {language: counts.as_json() for language, counts in by_language(tried).items()},
        "misses": [miss_of(each, catalogue) for each in tried if each.outcome != "right"],
    }


def miss_of(tried: TriedSentence, catalogue: Catalogue) -> dict[str, Any]:
    """A sentence that did not find what was expected, with why."""
    language = catalogue.jurisdiction["default_language"]
    confidence = tried.meaning.confidence
    return {
        "line": tried.line.number,
        "language": tried.language,
        "sentence": tried.line.sentence,
        "expected": tried.line.expected,
        "got": tried.got,
        "outcome": tried.outcome,
        "first_three": tried.in_first,
        "confidence": None if confidence is None else round(confidence, 3),
        "proposals": [proposal.service for proposal in tried.meaning.proposals[:FIRST]],
        "why": [explain(reason, catalogue, language) for reason in tried.meaning.reasons],
    }
