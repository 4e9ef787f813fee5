"""Odd values within the rows of a file, each with its count and words. SQL over `history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop_cli.insights.fields import MOMENTS
from onestop_cli.insights.history.agreement import EXAMPLES, ClassCount
from onestop_cli.insights.history.comparison import Class
from onestop_cli.insights.sql_text import first_row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FAULTS = {
    "unreadable": "`{}` holds something that is no moment as far as we can read; it counts as none.",
    "placeholder": "`{}` holds a filler such as 1900-01-01; it counts as none.",
    "skipped": "`{}` is a time that the clocks skipped when summer time began; it counts as an hour later.",
    "twice": "`{}` lies in the hour that came twice when summer time ended; it may be an hour off.",
}
OWN = (
    Class("no_opening", "There is no moment of opening: the row is in no measure of time.", "opened IS NULL"),
    Class(
        "closed_before_opened_same_day",
        "Closed before it was opened, on the same day, and of the closing only the day is known: no contradiction.",
        "closed < opened AND closed_day_only AND closed_local::DATE = opened_local::DATE",
    ),
    Class(
        "closed_before_opened",
        "Closed before it was opened: left out of times to close.",
        "closed < opened AND NOT (closed_day_only AND closed_local::DATE = opened_local::DATE)",
    ),
    Class("due_before_opened", "Due before it was opened.", "due < opened AND NOT due_day_only"),
    Class("opened_after_taken", "Opened after the file was taken.", "opened > taken_at"),
    Class("closed_after_taken", "Closed after the file was taken: planned, or wrong.", "closed > taken_at"),
    Class("id_twice", "Its id stands more than once in the file; each row counts.",
          "id IN (SELECT id FROM history WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1)"),
    Class("no_id", "It has no id.", "id IS NULL"),
    Class("own_parent", "It names itself as its parent.", "parent = id"),
    Class("parent_elsewhere", "The case that it repeats is not in this file.",
          "parent IS NOT NULL AND parent NOT IN (SELECT id FROM history WHERE id IS NOT NULL)"),
    Class("district_spellings", "Its district is written in several ways in this file, such as 'Ward 8', '08' and '8'.",
          "district IN (SELECT unnest(list(DISTINCT district)) FROM history WHERE district IS NOT NULL "
          "GROUP BY regexp_replace(lower(district), '^(ward|district|cd)?[ 0]*|[.]0$', '', 'g') "
          "HAVING count(DISTINCT district) > 1)"),
    Class("channel_unknown", "Its channel is a word that the map does not explain.",
          "channel IS NULL AND channel_word IS NOT NULL"),
    Class("status_unknown", "Its status is a word that the map does not explain.",
          "status IS NULL AND status_word IS NOT NULL"),
)  # fmt: skip


def oddities(database: DuckDBPyConnection) -> list[ClassCount]:
    """All that some row has."""
    faults = [
        Class(f"{one}_{fault}", words.format(one), f"{one}_fault = '{fault}'")
        for one in MOMENTS
        for fault, words in FAULTS.items()
    ]
    asked = [*OWN, *faults]
    counts = ", ".join(f"count(*) FILTER (WHERE {each.when})" for each in asked)
    row = first_row(database, f"SELECT {counts} FROM history, taken")  # noqa: S608
    found = []
    for each, rows in zip(asked, row, strict=True):
        if rows:
            first = database.execute(
                f"SELECT row_no, id FROM history, taken WHERE {each.when} ORDER BY row_no LIMIT {EXAMPLES}"  # noqa: S608
            ).fetchall()
            found.append(ClassCount(each.code, each.words, rows, tuple({"row": n, "id": case} for n, case in first)))
    return found
