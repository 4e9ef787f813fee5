"""The second version of the survey of OMB Circular A-11 as the GSA's Touchpoints exports it: a row for each answer,
with trust, what drove it, and words.

A driver is 1 where it was chosen, 0 where it was offered and not chosen, and empty where it was not offered: whoever
trusts is asked what went well, the others what did not. A row names nobody: its id is not the case's, and words come in
without personal data. Fewer than `LEAST` rows are told of no one: who wrote which would be guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onestop.domain.surveys.results_as_data import LEAST

DRIVERS = ("effectiveness", "ease", "efficiency", "transparency", "humanity", "employee", "other")
SIDES = ("positive", "negative")  # the questions for drivers, as our surveys call them
TRUST, COMMENT = "trust", "comment"
COLUMNS = ("external_id", "question_1", *(f"{side}_{driver}" for side in SIDES for driver in DRIVERS), "question_4")
CsvCell = str | int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustAnswer:
    """What somebody answered: their trust from 1 to 5; for the side that they were asked of, the drivers that they were
    offered and those they chose; and words, struck of personal data."""

    id: str
    trust: int
    offered: Mapping[str, frozenset[str]]
    chosen: Mapping[str, frozenset[str]]
    words: str = ""


def answer_rows(answers: Iterable[TrustAnswer]) -> Iterator[tuple[CsvCell, ...]]:
    """The rows in the order of `COLUMNS`, by their ids, which follow no time; none where there are too few."""
    told = sorted(answers, key=lambda each: each.id)
    for answer in told if len(told) >= LEAST else ():
        drivers = (driver_cell(answer, side, driver) for side in SIDES for driver in DRIVERS)
        yield (answer.id, answer.trust, *drivers, answer.words or None)


def driver_cell(answer: TrustAnswer, side: str, driver: str) -> int | None:
    if driver not in answer.offered.get(side, frozenset()):
        return None
    return int(driver in answer.chosen.get(side, frozenset()))
