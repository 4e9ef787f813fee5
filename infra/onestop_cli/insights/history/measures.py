"""The measures of an export: how many of what, how long, which promises, open how long, handed on, repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onestop_cli.insights.fields import WORDS
from onestop_cli.insights.history.comparisons import KEPT

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIRST = 12
TIMED = "closed >= opened"
HOURS = "(epoch(closed) - epoch(opened)) / 3600.0"
AGES = (("under a week", 7), ("a week to a month", 30), ("one to three months", 91), ("three months to a year", 365))
IS_OPEN = "(CASE WHEN status IS NOT NULL THEN status = 'open' ELSE closed IS NULL END)"


def measures(database: DuckDBPyConnection) -> dict[str, Any]:
    """Returns all measures that the columns of the file allow, each with its number of cases."""
    return {
        "cases": one_row(
            database,
            f"""SELECT count(*) AS rows, count(DISTINCT id) AS ids,
            min(opened) AS first_opened, max(opened) AS last_opened,
            count(*) FILTER (WHERE {IS_OPEN}) AS open, count(*) FILTER (WHERE NOT {IS_OPEN}) AS ended,
            count(*) FILTER (WHERE status = 'cancelled') AS cancelled FROM history""",  # noqa: S608
        ),
        "promise": one_row(
            database,
            f"""WITH said AS (SELECT {KEPT} AS kept, closed FROM history, taken)
            SELECT count(kept) AS promised, count(*) FILTER (WHERE kept = 'kept' AND closed IS NOT NULL) AS kept,
            count(*) FILTER (WHERE kept = 'missed' AND closed IS NOT NULL) AS missed,
            count(*) FILTER (WHERE kept = 'kept' AND closed IS NULL) AS running,
            count(*) FILTER (WHERE kept = 'missed' AND closed IS NULL) AS overdue,
            round(100.0 * count(*) FILTER (WHERE kept = 'kept' AND closed IS NOT NULL)
                  / nullif(count(*) FILTER (WHERE kept IS NOT NULL AND closed IS NOT NULL), 0), 2) AS kept_percent
            FROM said""",  # noqa: S608
        ),
        "hours_to_close": one_row(database, f"SELECT {hours_sql()} FROM history WHERE {TIMED}"),  # noqa: S608
        "repeats": one_row(
            database,
            """SELECT
            count(*) FILTER (WHERE parent IS NOT NULL OR duplicate = 'yes' OR status = 'duplicate') AS repeats,
            count(DISTINCT parent) AS parents,
            count(DISTINCT parent) FILTER (WHERE parent IN (SELECT id FROM history)) AS parents_here FROM history""",
        ),
        "handed_on": one_row(
            database,
            "SELECT count(*) FILTER (WHERE received_by IS NOT NULL AND agency IS NOT NULL) AS of, "
            "count(*) FILTER (WHERE received_by <> agency) AS handed_on FROM history",
        ),
        "open_by_age": ages(database),
        **{f"by_{one}": by_word(database, one) for one in WORDS if one not in ("detail", "received_by")},
        "by_month": rows_of(
            database,
            """SELECT strftime(opened_local, '%Y-%m') AS month, count(*) AS cases FROM history WHERE opened IS NOT NULL
            GROUP BY month ORDER BY month""",
        ),
        "channel_by_year": rows_of(
            database,
            """SELECT year(opened_local) AS year, coalesce(channel, 'not said') AS channel, count(*) AS cases,
            round(100.0 * count(*) / sum(count(*)) OVER (PARTITION BY year(opened_local)), 2) AS percent
            FROM history WHERE opened IS NOT NULL GROUP BY year, coalesce(channel, 'not said')
            ORDER BY year, cases DESC, channel""",
        ),
    }


def hours_sql() -> str:
    quantiles = ", ".join(f"round(quantile_cont({HOURS}, {share}), 2) AS {name}" for name, share in
                          (("median", 0.5), ("p75", 0.75), ("p90", 0.9)))  # fmt: skip
    return f"count(*) AS of, {quantiles}, round(avg({HOURS}), 2) AS mean"


def by_word(database: DuckDBPyConnection, one: str) -> list[dict[str, Any]]:
    """The commonest words of a column, with the time that their cases took and the promises that were kept."""
    return rows_of(
        database,
        f"""WITH said AS (SELECT history.*, {KEPT} AS kept FROM history, taken),
        counted AS (SELECT {one} AS word, count(*) AS cases, count(*) FILTER (WHERE {IS_OPEN}) AS open,
        count(*) FILTER (WHERE {TIMED}) AS closed_of,
        round(quantile_cont({HOURS}, 0.5) FILTER (WHERE {TIMED}), 2) AS median_hours,
        count(kept) FILTER (WHERE closed IS NOT NULL) AS promised,
        round(100.0 * count(*) FILTER (WHERE kept = 'kept' AND closed IS NOT NULL)
              / nullif(count(kept) FILTER (WHERE closed IS NOT NULL), 0), 2) AS kept_percent
        FROM said GROUP BY {one})
        SELECT coalesce(word, 'not said') AS word, cases, open, closed_of, median_hours, promised, kept_percent
        FROM counted ORDER BY cases DESC, word LIMIT {FIRST}""",  # noqa: S608
    )


def ages(database: DuckDBPyConnection) -> dict[str, int]:
    """Returns how long open cases had been open when the file was made."""
    age = "(epoch(taken_at) - epoch(opened)) / 86400.0"
    parts, low = [], 0
    for name, days in AGES:
        parts.append(f'count(*) FILTER (WHERE {age} >= {low} AND {age} < {days}) AS "{name}"')
        low = days
    parts.append(f'count(*) FILTER (WHERE {age} >= {low}) AS "over a year"')
    return one_row(database, f"SELECT {', '.join(parts)} FROM history, taken WHERE {IS_OPEN}")  # noqa: S608


def one_row(database: DuckDBPyConnection, query: str) -> dict[str, Any]:
    return rows_of(database, query)[0]


def rows_of(database: DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    said = database.execute(query)
    names = [column[0] for column in said.description or ()]
    return [dict(zip(names, row, strict=True)) for row in said.fetchall()]
