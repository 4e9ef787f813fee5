"""What a file says about its own cases, and what follows from its times: every comparison, as a table.

The last words of a comparison are for rows that no class explains.
"""

from __future__ import annotations

from onestop_cli.insights.history.comparison import (
    CLOCK_CHANGED,
    Class,
    ColumnComparison,
    number_comparison,
    part_comparison,
)

# a promise of which only the day is known holds until that day is over; seven hours of clocks change nothing of that
DUE_END = "CASE WHEN due_day_only THEN due + INTERVAL 86399 SECOND ELSE due END"
KEPT = (
    f"CASE WHEN due IS NULL THEN NULL WHEN closed IS NOT NULL AND closed <= {DUE_END} THEN 'kept' "
    f"WHEN closed IS NOT NULL THEN 'missed' WHEN taken_at <= {DUE_END} THEN 'kept' ELSE 'missed' END"
)
# how files count the days of a week, and how Friday the 1st looks in each
WEEKDAYS = {
    "Sunday is 1": ("isodow({m}) % 7 + 1", ""),
    "Sunday is 0": ("isodow({m}) % 7", ""),
    "Monday is 1": ("isodow({m})", ""),
    "Monday is 0": ("isodow({m}) - 1", ""),
    "names": ("lower(left(dayname({m}), 3))", "lower(left(opened_weekday_word, 3))"),
}
COMPARISONS = (
    ColumnComparison(
        "closed",
        "Is a case closed? By its status, and by its moment of closing.",
        ("status", "closed"),
        "CASE WHEN status IN ('closed', 'cancelled', 'duplicate') THEN 'closed' ELSE status END",
        "CASE WHEN closed IS NOT NULL THEN 'closed' ELSE 'open' END",
        (
            Class("file_silent", "The file says no status.", "status_word IS NULL"),
            Class("word_unknown", "The status is a word that the map does not explain.", "status IS NULL"),
        ),
        (
            Class(
                "placeholder",
                "The moment of closing is a filler such as 1900-01-01, which we read as none.",
                "closed_fault = 'placeholder'",
            ),
            Class(
                "closing_unreadable",
                "There is something in the column of closing that is no moment.",
                "closed_fault = 'unreadable'",
            ),
            Class(
                "closed_without_moment",
                "The status says closed (or cancelled), but the file gives no moment of closing.",
                "theirs = 'closed' AND closed IS NULL",
            ),
            Class(
                "open_with_moment_before",
                "The status says open, but there is a moment of closing, before that of opening.",
                "theirs = 'open' AND closed < opened",
            ),
            Class(
                "open_with_moment",
                "The status says open, but there is a moment of closing: it was opened again, the closing is "
                "planned, or the status was not kept up.",
                "theirs = 'open' AND closed IS NOT NULL",
            ),
        ),
        "Status and moment of closing disagree in another way.",
    ),
    ColumnComparison(
        "on_time",
        "Was the promise kept? By the file's column, and by closing (or the taking of the file) beside the due moment.",
        ("on_time", "due"),
        "on_time",
        KEPT,
        (
            Class("file_silent", "The file does not say.", "on_time_word IS NULL"),
            Class("word_unknown", "The file says a word that the map does not explain.", "on_time IS NULL"),
            Class(
                "nothing_promised_kept",
                "No due moment, so nothing was promised; the file counts it as kept, we count it as neither.",
                "due IS NULL AND due_fault IS NULL AND on_time = 'kept'",
            ),
            Class(
                "nothing_promised_missed",
                "No due moment, and yet the file says missed: the promise is not in the file.",
                "due IS NULL AND due_fault IS NULL",
            ),
            Class("due_unreadable", "The due moment is a filler, or none that we can read.", "due IS NULL"),
        ),
        (
            Class(
                "closing_unreadable",
                "There is a moment of closing, but it cannot be read.",
                "closed_fault IN ('unreadable', 'placeholder')",
            ),
            Class("closed_in_same_minute", "Closed and due within one minute: the file's moments are cut.",
                  "abs(epoch(closed) - epoch(due)) < 60"),
            Class(
                "clock_hour",
                "Closed within an hour of being due, and the clocks changed meanwhile or the hour came twice.",
                f"abs(epoch(closed) - epoch(due)) <= 3600 AND ({CLOCK_CHANGED} OR due_fault IN ('twice', 'skipped') OR "
                "closed_fault IN ('twice', 'skipped'))",
            ),
            Class(
                "same_day",
                "Closed on the day on which it was due, but later: the file counts by days.",
                "closed_local::DATE = due_local::DATE AND theirs = 'kept'",
            ),
            Class(
                "taken_later",
                "Still open and due after the last moment of anything in the file: the file was taken later "
                "(`taken_at` in the map says when).",
                "closed IS NULL AND theirs = 'missed'",
            ),
            Class(
                "open_and_not_marked",
                "Still open after it was due, and the file does not say missed yet: it says so only when a case ends.",
                "closed IS NULL",
            ),
            Class("cancelled", "Cancelled or a repeat: the file does not hold it against the promise.",
                  "status IN ('cancelled', 'duplicate')"),
            Class("due_before_opened", "Due before it was opened: one of the two moments is wrong.", "due < opened"),
            Class("closed_before_opened", "Closed before it was opened: one of the two moments is wrong.",
                  "closed < opened"),
            Class(
                "late_but_kept",
                "Closed after it was due, but the file says kept: its clock stood still for a while, or it was given "
                "more time, which the file does not show.",
                "theirs = 'kept'",
            ),
            Class(
                "in_time_but_missed",
                "Closed before it was due, but the file says missed: it was opened again, or its due moment was moved.",
                "theirs = 'missed'",
            ),
        ),
        "Promise and moments disagree in another way.",
    ),
    ColumnComparison(
        "duplicate",
        "Does it repeat another case? By the file's mark, and by the parent that it names.",
        ("duplicate", "parent"),
        "duplicate",
        "CASE WHEN parent IS NOT NULL THEN 'yes' ELSE 'no' END",
        (
            Class("file_silent", "The file has no mark.", "duplicate_word IS NULL"),
            Class("word_unknown", "The mark is a word that the map does not explain.", "duplicate IS NULL"),
        ),
        (
            Class("marked_without_parent", "Marked as a repeat, but of which case is not said.", "theirs = 'yes'"),
            Class("parent_without_mark", "It names a parent, but is not marked as a repeat.", "theirs = 'no'"),
        ),
        "Mark and parent disagree in another way.",
    ),
    ColumnComparison(
        "duplicate_status",
        "Does its status call it a repeat exactly where it names a parent?",
        ("status", "parent"),
        "CASE WHEN status = 'duplicate' THEN 'yes' ELSE 'no' END",
        "CASE WHEN parent IS NOT NULL THEN 'yes' ELSE 'no' END",
        (
            Class("file_silent", "The file says no status.", "status_word IS NULL"),
            Class("word_unknown", "The status is a word that the map does not explain.", "status IS NULL"),
        ),
        (
            Class("status_without_parent", "The status calls it a repeat, but no parent is named.", "theirs = 'yes'"),
            Class("parent_other_status", "It names a parent, but its status says only that it ended or is open.",
                  "theirs = 'no'"),
        ),
        "Status and parent disagree in another way.",
    ),
    number_comparison("days_to_close", "How many days did it take? As the file counts, and by its moments.", 1.0),
    number_comparison("hours_to_close", "How many hours did it take? As the file counts, and by its moments.", 24.0),
    part_comparison("hour", "extract(hour FROM {m})"),
    part_comparison("month", "extract(month FROM {m})"),
    part_comparison("year", "extract(year FROM {m})"),
)  # fmt: skip
