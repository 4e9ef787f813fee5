"""Survey results over many cases: how many were asked, how many answered, and what they said, by group.

Offered is every resolved case whose service has a survey; presented, those whose resident was invited; answered, those
who answered, invited or not (the page of a case lets anybody answer). The response rate counts only the invited. No
number from 1 to `LEAST - 1` is shown, nor one from which such a number could be computed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from onestop.domain.surveys.confidence_interval import Interval, mean_interval, mean_of, share_interval
from onestop.domain.surveys.suppression import GroupKey, hidden_groups
from onestop.domain.surveys.weighting import Weighted, WeightingCell, weigh

TOP = 5  # the best score; the two best are 4 and 5
UNKNOWN = "unknown"
VOLUMES = ("offered", "presented", "answered", "late", "returned")
OUR_OWN = "none"  # the group of cases without a contractor


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedCase:
    """One resolved case as surveys see it. `scores` are None if nobody answered; a `late` answer is counted, but is
    in no figure."""

    survey: str
    service: str
    agency: str
    channel: str
    district: str
    language: str
    resolved_on: date
    presented: bool
    contractor: str = ""  # the contractor that did a part of the work; empty if our own people did it all
    scores: tuple[tuple[str, int], ...] | None = None
    late: bool = False


@dataclass(slots=True)
class SurveyTally:
    """The counts of a group. `returned` are the invited who answered; `scores` are, by question, how often each
    score was given. `cells` and `scores_in` are the offered and the scores by the cells used for weighting."""

    offered: int = 0
    presented: int = 0
    answered: int = 0
    returned: int = 0
    late: int = 0
    scores: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    cells: Counter[WeightingCell] = field(default_factory=Counter)
    scores_in: dict[str, dict[WeightingCell, Counter[int]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, outcome: SurveyedCase) -> None:
        """Counts one more case."""
        answered = outcome.scores is not None and not outcome.late
        self.offered += 1
        self.presented += outcome.presented
        self.answered += answered
        self.returned += answered and outcome.presented
        self.late += outcome.late
        cell = (outcome.channel, outcome.language, outcome.district)
        self.cells[cell] += 1
        if not answered:
            return
        for question, score in outcome.scores or ():
            self.scores[question][score] += 1
            self.scores_in[question].setdefault(cell, Counter())[score] += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionResult:
    """A group's answers to one question: the mean, how many gave the best score, and one of the two best; and the
    same weighted for non-response."""

    question: str
    answers: int
    mean: float
    mean_interval: Interval | None
    top_box: float
    top_box_interval: Interval
    top_two: float
    top_two_interval: Interval
    weighted: Weighted


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupResult:
    """The public results of a group; None is a number that is suppressed; suppressed questions are left out."""

    dimension: str
    group: str
    offered: int | None
    presented: int | None
    answered: int | None
    late: int | None
    response_rate: float | None
    response_rate_interval: Interval | None
    questions: tuple[QuestionResult, ...]


def quarter_of(day: date) -> str:
    """Returns the quarter of the year of a day: 2026Q4."""
    return f"{day.year}Q{(day.month + 2) // 3}"


DIMENSIONS: Mapping[str, Callable[[SurveyedCase], str]] = {
    "all": lambda _: "all",
    "service": lambda outcome: outcome.service,
    "agency": lambda outcome: outcome.agency,
    "contractor": lambda outcome: outcome.contractor or OUR_OWN,
    "channel": lambda outcome: outcome.channel,
    "district": lambda outcome: outcome.district,
    "language": lambda outcome: outcome.language,
    "quarter": lambda outcome: quarter_of(outcome.resolved_on),
}


def work_out_results(outcomes: Iterable[SurveyedCase]) -> list[GroupResult]:
    """Computes the results of each group in each dimension, in order of their names."""
    tallies: dict[str, dict[str, SurveyTally]] = {dimension: defaultdict(SurveyTally) for dimension in DIMENSIONS}
    counts: dict[str, Counter[GroupKey]] = defaultdict(Counter)
    for outcome in outcomes:
        key = tuple(group_of(outcome) or UNKNOWN for group_of in DIMENSIONS.values())
        for name in counted(outcome):
            counts[name][key] += 1
        for dimension, group in zip(DIMENSIONS, key, strict=True):
            tallies[dimension][group].add(outcome)
    away = {name: hidden_groups(each, tuple(DIMENSIONS)) for name, each in counts.items()}
    return [
        result
        for dimension, groups in tallies.items()
        for result in results_of(
            groups, dimension, {name: each[dimension] for name, each in away.items() if each[dimension]}
        )
    ]


def counted(outcome: SurveyedCase) -> Iterator[str]:
    """Yields the numbers in which a case counts as one: those of `SurveyTally`, and one for each question."""
    answered = outcome.scores is not None and not outcome.late
    yield "offered"
    if outcome.presented:
        yield "presented"
    if outcome.late:
        yield "late"
    if answered:
        yield "answered"
        yield from (f"question {question}" for question, _ in outcome.scores or ())
    if answered and outcome.presented:
        yield "returned"


def results_of(
    groups: Mapping[str, SurveyTally], dimension: str, away: Mapping[str, frozenset[str]]
) -> Iterator[GroupResult]:
    """Yields the results of the groups of one dimension, without the numbers in `away`."""
    none: frozenset[str] = frozenset()
    offered, presented, answered, late, returned = (away.get(each, none) for each in VOLUMES)
    questions = sorted({question for tally in groups.values() for question in tally.scores})
    for name, tally in sorted(groups.items()):
        rated = tally.presented and name not in presented | returned | answered
        yield GroupResult(
            dimension=dimension,
            group=name,
            offered=None if name in offered else tally.offered,
            presented=None if name in presented else tally.presented,
            answered=None if name in answered else tally.answered,
            late=None if name in late else tally.late,
            response_rate=tally.returned / tally.presented if rated else None,
            response_rate_interval=share_interval(tally.returned, tally.presented) if rated else None,
            questions=tuple(
                question_result(question, tally)
                for question in questions
                if tally.scores[question] and name not in away.get(f"question {question}", none) | answered
            ),
        )


def question_result(question: str, tally: SurveyTally) -> QuestionResult:
    """Returns a group's answers to one question."""
    counts = tally.scores[question]
    of, top = counts.total(), counts[TOP]
    two = top + counts[TOP - 1]
    return QuestionResult(
        question=question,
        answers=of,
        mean=mean_of(counts),
        mean_interval=mean_interval(counts),
        top_box=top / of,
        top_box_interval=share_interval(top, of),
        top_two=two / of,
        top_two_interval=share_interval(two, of),
        weighted=weigh(tally.cells, tally.scores_in[question]),
    )
