"""One question about a file: what it says about its own cases, and what follows from their times.

Classes come in order: a row that differs, or that cannot be compared, belongs to the first whose condition holds. SQL
over the table `history` and `taken_at`.
"""

from __future__ import annotations

from dataclasses import dataclass

DAYS_APART = "(epoch(closed) - epoch(opened)) / 86400.0"
LOCAL_DAYS_APART = "(epoch(closed_local) - epoch(opened_local)) / 86400.0"
CLOCK_CHANGED = "(epoch(opened_local) - epoch(opened)) <> (epoch(closed_local) - epoch(closed))"


@dataclass(frozen=True, slots=True)
class Class:
    """Rows that have one thing in common; `words` says to a clerk what it is, `when` is a condition in SQL."""

    code: str
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class ColumnComparison:
    """`needs` are the columns without which it makes no sense; `apart` are classes of rows that cannot be compared."""

    code: str
    question: str
    needs: tuple[str, ...]
    theirs: str
    ours: str
    apart: tuple[Class, ...]
    differs: tuple[Class, ...]
    rest: str
    same: str = "theirs = ours"


def number_comparison(code: str, question: str, unit: float) -> ColumnComparison:
    """The time to close as the file counts it: equal within one of the last digit that it writes."""
    each = f"({DAYS_APART}) * {unit}"
    own = f"length(regexp_extract({code}_word, '[.]([0-9]+)', 1))"
    digits = f"(SELECT max({own}) FROM history)"  # noqa: S608
    # cut or rounded, both are usual; of numbers of seven digits the last one is noise: half a second
    last = (
        f"CASE WHEN {digits} > 0 THEN greatest(pow(10, -{digits}), least(pow(10, -{own}), 1e-4), 5e-6, "
        "1.2e-7 * abs(ours)) ELSE 1e-9 END"
    )
    return ColumnComparison(
        code,
        question,
        (code, "closed"),
        f"{code}",
        each,
        (
            Class("file_silent", "The file says no number.", f"{code}_word IS NULL"),
            Class("no_number", "What the file says is no number.", f"{code} IS NULL"),
            Class("not_closed", "The file says a number, but no moment of closing.", "closed IS NULL"),
            Class("no_opening", "The moment of opening cannot be read.", "opened IS NULL"),
        ),
        (
            Class(
                "clock_change",
                "The clocks changed between opening and closing; the file counts by the clock on the wall, we by time "
                "that passed.",
                f"abs(theirs - ({LOCAL_DAYS_APART}) * {unit}) <= {last} AND {CLOCK_CHANGED}",
            ),
            Class(
                "whole_days",
                "The file counts days of the calendar or whole ones; we count time.",
                f"theirs = floor(theirs) AND (abs(theirs - ours) <= {unit} OR theirs = "
                f"date_diff('day', opened_local::DATE, closed_local::DATE) * {unit})",
            ),
            Class(
                "seconds_cut",
                "Less than a minute apart: the file's moments are cut to minutes, its number is not.",
                f"abs(theirs - ours) <= {unit} / 1440.0",
            ),
            Class("not_negative", "Closed before it was opened: the file says 0.", "theirs = 0 AND ours < 0"),
        ),
        "The number of the file does not follow from its own moments.",
        f"abs(theirs - ours) <= {last}",
    )


def part_comparison(part: str, expression: str, column: str = "") -> ColumnComparison:
    """A part of the moment of opening that the file also writes as a column; `{m}` of the expression is the moment."""
    code = f"opened_{part}"
    theirs = column or code
    return ColumnComparison(
        code,
        f"Is the {part} of opening the one that the file says?",
        (code,),
        theirs,
        expression.format(m="opened_local"),
        (
            Class("file_silent", "The file says nothing.", f"{code}_word IS NULL"),
            Class("no_number", "What the file says is no number.", f"({theirs}) IS NULL"),
            Class("no_opening", "The moment of opening cannot be read.", "opened IS NULL"),
        ),
        (
            Class(
                "other_clock",
                "The file's column follows UTC, its moments the time zone of the map.",
                f"theirs = {expression.format(m='opened')}",
            ),
        ),
        f"The {part} is another one: the column follows another time zone, or another moment.",
    )
