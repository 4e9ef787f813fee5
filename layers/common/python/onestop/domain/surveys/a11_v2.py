"""The second version of the survey of OMB Circular A-11 as the GSA's Touchpoints exports it: a row for each answer,
with trust, its drivers, and comments.

A driver is 1 if it was chosen, 0 if it was offered and not chosen, and empty if it was not offered: those who trust are
asked what went well, the others what did not. A row names nobody: its id is not the case's, and comments are redacted.
Fewer than `LEAST` rows are not published at all, because one could guess who wrote which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onestop.domain.surveys.results_as_data import LEAST

DRIVERS = ("effectiveness", "ease", "efficiency", "transparency", "humanity", "employee", "other")
SIDES = ("positive", "negative")  # the questions for drivers, by our codes
TRUST, COMMENT = "trust", "comment"
COLUMNS = ("external_id", "question_1", *(f"{side}_{driver}" for side in SIDES for driver in DRIVERS), "question_4")
CsvCell = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustAnswer:
    """One answer: trust from 1 to 5; for the side that was asked, the drivers offered and those chosen; and redacted
    comments."""

    id: str
    trust: int
    offered: Mapping[str, frozenset[str]]
    chosen: Mapping[str, frozenset[str]]
    words: str = ""


def answer_rows(answers: Iterable[TrustAnswer]) -> Iterator[tuple[CsvCell, ...]]:
    """Yields the rows in the order of `COLUMNS`, sorted by ids, which do not follow time; none if there are too few."""
    told = sorted(answers, key=lambda each: each.id)
    for answer in told if len(told) >= LEAST else ():
        drivers = (driver_cell(answer, side, driver) for side in SIDES for driver in DRIVERS)
        yield (answer.id, answer.trust, *drivers, answer.words or None)


def driver_cell(answer: TrustAnswer, side: str, driver: str) -> int | None:
    if driver not in answer.offered.get(side, frozenset()):
        return None
    return int(driver in answer.chosen.get(side, frozenset()))
