"""Weights a figure as if cases of each kind had answered in proportion: post-stratification.

People who answer differ from those who do not: on the web more answer than on the telephone. The channel, language and
district of every case are known, so each answer counts for as many cases of its cell as it represents. It only corrects
for these three; the raw figure is shown next to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from onestop.domain.insights.normal_distribution import Z95
from onestop.domain.surveys.confidence_interval import Interval, mean_of, share_interval
from onestop.domain.surveys.results_as_data import LEAST

WeightingCell = tuple[str, str, str]  # channel, language, district: merged by their beginnings
WIDTHS = (3, 2, 1, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """The weighted figures of one question; `cells` is the number of cells kept apart: with one, they equal the raw
    figures."""

    cells: int
    mean: float
    mean_interval: Interval | None
    top_box: float
    top_box_interval: Interval
    top_two: float
    top_two_interval: Interval


@dataclass(slots=True)
class Joined:
    """Cells that are counted together: the number of their cases, and how often each score was given."""

    cases: int
    scores: Counter[int]


def weigh(cases: Mapping[WeightingCell, int], scores: Mapping[WeightingCell, Counter[int]]) -> Weighted:
    """Returns the figures of a question that somebody answered. The certainty of a share is that of the effective
    sample size (Kish)."""
    cells = join_cells(cases, scores)
    of = sum(cell.cases for cell in cells)
    shares = [cell.cases / of for cell in cells]
    as_many = 1 / sum(share**2 / cell.scores.total() for share, cell in zip(shares, cells, strict=True))
    mean = sum(share * mean_of(cell.scores) for share, cell in zip(shares, cells, strict=True))
    width = Z95 * sqrt(sum(share**2 * error_of(cell.scores) for share, cell in zip(shares, cells, strict=True)))
    top, two = (
        sum(share * share_of(best, cell.scores) for share, cell in zip(shares, cells, strict=True))
        for best in ((5,), (4, 5))
    )
    return Weighted(
        cells=len(cells),
        mean=mean,
        mean_interval=(mean - width, mean + width) if width else None,
        top_box=top,
        top_box_interval=share_interval(top * as_many, as_many),
        top_two=two,
        top_two_interval=share_interval(two * as_many, as_many),
    )


def join_cells(cases: Mapping[WeightingCell, int], scores: Mapping[WeightingCell, Counter[int]]) -> list[Joined]:
    """Returns the cells, each with enough answers. One with too few is merged with others of its channel and
    language that have too few, then with those of its channel, then with all that remain; if that is still too
    few, with the cell that has the fewest answers."""
    left = {cell: Joined(cases[cell], scores.get(cell, Counter())) for cell in sorted(cases)}
    found: list[Joined] = []
    for width in WIDTHS:
        together: dict[tuple[str, ...], list[WeightingCell]] = defaultdict(list)
        for cell in left:
            together[cell[:width]].append(cell)
        for members in together.values():
            joined = join_two([left[cell] for cell in members])
            if joined.scores.total() >= LEAST:
                found.append(joined)
                left = {cell: each for cell, each in left.items() if cell not in members}
    if not left:
        return found
    rest = join_two(list(left.values()))
    if not found:
        return [rest]
    fewest = min(range(len(found)), key=lambda place: found[place].scores.total())
    found[fewest] = join_two([found[fewest], rest])
    return found


def join_two(cells: list[Joined]) -> Joined:
    return Joined(sum(cell.cases for cell in cells), sum((cell.scores for cell in cells), Counter[int]()))


def error_of(scores: Counter[int]) -> float:
    """Returns the squared error of a cell's mean; one answer says nothing about it."""
    of, mean = scores.total(), mean_of(scores)
    if of < 2:
        return 0.0
    return sum(count * (score - mean) ** 2 for score, count in scores.items()) / (of - 1) / of


def share_of(best: tuple[int, ...], scores: Counter[int]) -> float:
    return sum(scores[score] for score in best) / scores.total()
