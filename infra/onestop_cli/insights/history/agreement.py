"""Row by row: where a file says something of its own cases, does it follow from its moments? Counts, and examples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onestop_cli.insights.history.comparison import Class, ColumnComparison, part_comparison
from onestop_cli.insights.history.comparisons import COMPARISONS, WEEKDAYS
from onestop_cli.insights.sql_text import first_row, text_sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many rows are in a class, and the first of them: their number in the file, what it says, what we say."""

    code: str
    words: str
    rows: int
    examples: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ColumnAgreement:
    """One comparison of a file: `rows` is always `agree` and the rows of all classes together."""

    code: str
    question: str
    rows: int
    agree: int
    apart: tuple[ClassCount, ...]
    differs: tuple[ClassCount, ...]

    @property
    def compared(self) -> int:
        return self.agree + sum(each.rows for each in self.differs)

    @property
    def unexplained(self) -> int:
        return sum(each.rows for each in self.differs if each.code == "unexplained")


def compare_columns(database: DuckDBPyConnection, columns: Iterable[str]) -> list[ColumnAgreement]:
    """Every comparison for which the file has the columns."""
    there = set(columns)
    asked = [each for each in COMPARISONS if set(each.needs) <= there]
    if "duplicate" in there:  # the mark says it; the status is another word for the same
        asked = [each for each in asked if each.code != "duplicate_status"]
    if "opened_weekday" in there:
        asked.append(weekday_comparison(database))
    told = [compare_one(database, each) for each in asked]
    return [each for each in told if each.code != "duplicate_status" or each.agree < each.rows]


def weekday_comparison(database: DuckDBPyConnection) -> ColumnComparison:
    """With the way to count the days of a week by which most rows of the file agree."""
    counts = ", ".join(
        f"count(*) FILTER (WHERE ({column or 'opened_weekday'}) = {ours.format(m='opened_local')})"
        for ours, column in WEEKDAYS.values()
    )
    row = first_row(database, f"SELECT {counts} FROM history")  # noqa: S608
    ways = list(WEEKDAYS.values())
    ours, column = ways[max(range(len(ways)), key=lambda place: row[place])]
    return part_comparison("weekday", ours, column)


def compare_one(database: DuckDBPyConnection, asked: ColumnComparison) -> ColumnAgreement:
    apart = cases_sql(asked.apart)
    differs = cases_sql(asked.differs)
    database.execute(
        f"""CREATE OR REPLACE TEMP TABLE compared AS
        WITH both_said AS (
        SELECT history.*, taken_at, {asked.theirs} AS theirs, {asked.ours} AS ours FROM history, taken)
        SELECT row_no, id, CAST(theirs AS VARCHAR) AS theirs, CAST(ours AS VARCHAR) AS ours,
        CASE {apart} WHEN theirs IS NULL OR ours IS NULL THEN 'silent' WHEN {asked.same} THEN 'agree'
        {differs} ELSE 'unexplained' END AS class FROM both_said"""  # noqa: S608
    )
    counts = dict(database.execute("SELECT class, count(*) FROM compared GROUP BY class").fetchall())
    silent = Class("silent", "One side says nothing.", "")
    rest = Class("unexplained", asked.rest, "")
    return ColumnAgreement(
        asked.code,
        asked.question,
        sum(counts.values()),
        counts.get("agree", 0),
        tuple(counted(database, counts, each) for each in (*asked.apart, silent) if counts.get(each.code)),
        tuple(counted(database, counts, each) for each in (*asked.differs, rest) if counts.get(each.code)),
    )


def cases_sql(classes: Iterable[Class]) -> str:
    return " ".join(f"WHEN {each.when} THEN {text_sql(each.code)}" for each in classes)


def counted(database: DuckDBPyConnection, counts: dict[str, int], each: Class) -> ClassCount:
    rows = database.execute(
        "SELECT row_no, id, theirs, ours FROM compared WHERE class = ? ORDER BY row_no LIMIT ?", [each.code, EXAMPLES]
    ).fetchall()
    examples = tuple({"row": row, "id": case, "file": theirs, "ours": ours} for row, case, theirs, ours in rows)
    return ClassCount(each.code, each.words, counts[each.code], examples)
