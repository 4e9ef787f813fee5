"""How soon each step comes for a group, compared with the others of its strata: the log-rank test, counted by
DuckDB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.insights.paces import pace_of
from onestop_cli.insights.audit_comparison import GroupComparison

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def paces(
    database: DuckDBPyConnection, respect: str, column: str, shown: dict[str, frozenset[str]]
) -> list[GroupComparison]:
    """The stratified log-rank test of each group against the others, all groups of all dimensions in one pass each.

    How many of a group would be done at the common pace is the sum of the common cumulative hazard at the time of each
    of its cases; variance and third moment come from more such sums, because the square of how many are at risk is the
    sum of that many odd numbers, and so on. So nothing is counted again for each group.
    """
    dimensions = [each for each, groups in shown.items() if groups]
    if not dimensions:
        return []
    database.execute(
        f"""CREATE OR REPLACE TEMP TABLE timed AS
        SELECT stratum, {", ".join(dimensions)}, coalesce({column} IS NOT NULL, false) AS done,
        epoch(coalesce({column}, closed_at, moment)) - epoch(opened_at) AS took FROM audited
        WHERE coalesce({column}, closed_at, moment) >= opened_at"""  # noqa: S608
    )
    database.execute(
        """CREATE OR REPLACE TEMP TABLE hazards AS
        WITH at_times AS (SELECT stratum, took, count(*) AS there, CAST(count(*) FILTER (WHERE done) AS DOUBLE) AS d
        FROM timed GROUP BY stratum, took),
        at_risk AS (SELECT stratum, took, d, CAST(sum(there) OVER (PARTITION BY stratum ORDER BY took DESC) AS DOUBLE)
        AS n FROM at_times)
        SELECT stratum, took,
        sum(d / n) OVER times AS hazard,
        sum(CASE WHEN n > 1 THEN d * (n - d) / ((n - 1) * n) ELSE 0 END) OVER times AS once,
        sum(CASE WHEN n > 1 THEN d * (n - d) / ((n - 1) * n * n) ELSE 0 END) OVER times AS twice,
        sum(CASE WHEN n > 2 THEN lean / n ELSE 0 END) OVER times AS lean_once,
        sum(CASE WHEN n > 2 THEN lean / (n * n) ELSE 0 END) OVER times AS lean_twice,
        sum(CASE WHEN n > 2 THEN lean / (n * n * n) ELSE 0 END) OVER times AS lean_thrice
        FROM (SELECT *, d * (n - d) * (n - 2 * d) / ((n - 1) * (n - 2)) AS lean FROM at_risk)
        WINDOW times AS (PARTITION BY stratum ORDER BY took)"""
    )
    found = []
    for dimension in dimensions:
        rows = database.execute(
            f"""WITH ranked AS (SELECT {dimension} AS grouped, done, hazard, once, twice, lean_once,
            lean_twice, lean_thrice,
            row_number() OVER (PARTITION BY stratum, {dimension} ORDER BY took DESC) AS place
            FROM timed JOIN hazards USING (stratum, took) WHERE {dimension} IS NOT NULL)
            SELECT grouped, count(*), count(*) FILTER (WHERE done), sum(hazard),
            sum(once) - sum(twice * (2 * place - 1)),
            sum(lean_once) - 3 * sum(lean_twice * (2 * place - 1))
            + 2 * sum(lean_thrice * (3 * CAST(place AS DOUBLE) * place - 3 * place + 1))
            FROM ranked GROUP BY grouped ORDER BY grouped"""  # noqa: S608
        ).fetchall()
        for group, cases, done, expected, variance, leaning in rows:
            told = pace_of(done, expected, variance, leaning) if group in shown[dimension] else None
            if told:
                found.append(
                    GroupComparison(
                        dimension=dimension, group=group, respect=respect, kind="pace", cases=cases, effect=told.pace,
                        low=told.low, high=told.high, p=told.p, careful=told.careful,
                    )
                )  # fmt: skip
    return found
