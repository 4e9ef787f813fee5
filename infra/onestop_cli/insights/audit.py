"""Is treatment equal? Each group of a district, channel, language or segment held against all others who asked for the
same service in the same month: how soon each step came, and what became of it.

DuckDB does the counting, a pass a question; what follows from the counts is `onestop.domain.equality`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onestop.domain.insights.many_comparisons import adjusted, hidden
from onestop.domain.insights.paces import pace_of
from onestop.domain.insights.shares import Table, pool
from onestop_cli.insights.sql_text import first_row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DIMENSIONS = ("district", "channel", "language", "segment")
STEPS = {"routed": "routed_at", "first action": "first_action_at", "resolved": "first_resolved_at"}
# what is asked of each case, and of which cases
SHARES = {
    "promise kept": ("resolved_at <= due_at", "due_at IS NOT NULL AND (resolved_at IS NOT NULL OR due_at < moment)"),
    "opened again": ("reopened > 0", "first_resolved_at IS NOT NULL"),
    "handed on": ("transfers > 0", "transfers IS NOT NULL"),
    "ended without being resolved": ("first_resolved_at IS NULL", "closed_at IS NOT NULL AND merged_into IS NULL"),
    "answered the survey": ("answered > 0", "invited > 0"),
    "satisfied": ("satisfaction >= 4", "satisfaction IS NOT NULL"),
    "reached by letters": ("reached", "reached IS NOT NULL"),
}
LESS_IS_WORSE = frozenset({"promise kept", "answered the survey", "satisfied", "reached by letters"})
LEAST = 20  # of a group, that it is shown at all
RATE = 0.05
# Groups of one dimension lean on one another, and curves are only near the truth: with this much to spare a city where
# all are treated alike is called unfair at most as often as is said, also in the thousand cities of the bench.
SPARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One group of one dimension in one respect. `effect` is a pace or an odds ratio, 1 where it is like the others;
    `points` is the difference in points of a hundred, of shares only; `chance` counts all comparisons together."""

    dimension: str
    group: str
    respect: str
    kind: str
    cases: int
    effect: float
    low: float
    high: float
    p: float
    careful: float
    points: float | None = None
    chance: float = 1.0

    @property
    def worse(self) -> bool:
        """Whether it is to the disadvantage of the group."""
        less = self.effect < 1
        return less if self.kind == "pace" or self.respect in LESS_IS_WORSE else not less

    def found(self, rate: float = RATE) -> bool:
        return self.chance <= rate


@dataclass(frozen=True, slots=True)
class Audit:
    """All comparisons, the clearest first; `kept_back` are groups that are too small to be shown."""

    comparisons: tuple[Comparison, ...]
    kept_back: dict[str, int]
    cases: int
    shown: dict[str, frozenset[str]]

    def findings(self, rate: float = RATE) -> list[Comparison]:
        return [each for each in self.comparisons if each.found(rate)]


def audit(database: DuckDBPyConnection, *, least: int = LEAST) -> Audit:
    """Audit the table `cases` (with `language` and `segment`, if there are any) at the moment of `as_of`."""
    columns = {row[0] for row in database.execute("DESCRIBE cases").fetchall()}
    dimensions = [each for each in DIMENSIONS if each in columns]
    number_strata(database, dimensions, "reached" if "reached" in columns else "CAST(NULL AS BOOLEAN) AS reached")
    comparisons: list[Comparison] = []
    kept_back: dict[str, int] = {}
    shown: dict[str, frozenset[str]] = {}
    for dimension in dimensions:
        counts = dict(
            database.execute(
                f"SELECT {dimension}, count(*) FROM audited WHERE {dimension} IS NOT NULL GROUP BY 1"  # noqa: S608
            ).fetchall()
        )
        small = hidden(counts, least)
        kept_back |= {dimension: len(small)} if small else {}
        shown[dimension] = frozenset(counts) - small if len(counts) > 1 else frozenset()
    for respect, column in STEPS.items():
        comparisons += paces(database, respect, column, shown)
    for respect, (having, among) in SHARES.items():
        comparisons += shares(database, respect, having, among, shown, least)
    chances = adjusted([each.careful for each in comparisons])
    all_told = [
        replace(each, chance=min(1.0, chance / SPARE)) for each, chance in zip(comparisons, chances, strict=True)
    ]
    cases = first_row(database, "SELECT count(*) FROM audited")[0]
    return Audit(tuple(sorted(all_told, key=lambda each: (each.chance, each.p))), kept_back, cases, shown)


def number_strata(database: DuckDBPyConnection, dimensions: list[str], reached: str) -> None:
    """The cases that are compared, each in its stratum: the service that was asked for, in the month it came."""
    own = "".join(f"{each}, " for each in dimensions)
    database.execute(
        f"""CREATE OR REPLACE TEMP TABLE audited AS
        SELECT {own} dense_rank() OVER (ORDER BY coalesce(first_service, service), date_trunc('month', opened_at))
        AS stratum, opened_at, routed_at, first_action_at, first_resolved_at, resolved_at, closed_at, due_at, reopened,
        transfers, answered, invited, satisfaction, merged_into, {reached}, moment
        FROM cases CROSS JOIN as_of WHERE opened_at IS NOT NULL"""  # noqa: S608
    )


def paces(
    database: DuckDBPyConnection, respect: str, column: str, shown: dict[str, frozenset[str]]
) -> list[Comparison]:
    """The stratified log-rank test of each group against the others, all groups of all dimensions in one pass each.

    How many of a group would be done at the common pace is the sum of the common cumulative hazard at the time of each
    of its cases; variance and third moment come from more such sums, for the square of how many are at risk is the sum
    of so many odd numbers, and so on. So nothing is counted again for each group.
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
                    Comparison(
                        dimension=dimension, group=group, respect=respect, kind="pace", cases=cases, effect=told.pace,
                        low=told.low, high=told.high, p=told.p, careful=told.careful,
                    )
                )  # fmt: skip
    return found


def shares(
    database: DuckDBPyConnection, respect: str, having: str, among: str, shown: dict[str, frozenset[str]], least: int
) -> list[Comparison]:
    """The test of Cochran, Mantel and Haenszel for each group against the others of its strata."""
    found = []
    for dimension, groups in shown.items():
        if not groups:
            continue
        rows = database.execute(
            f"""SELECT stratum, {dimension}, count(*) FILTER (WHERE {having}), count(*) FROM audited
            WHERE {among} AND {dimension} IS NOT NULL GROUP BY stratum, {dimension}"""  # noqa: S608
        ).fetchall()
        totals: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        by_group: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for stratum, group, with_it, there in rows:
            totals[stratum][0] += with_it
            totals[stratum][1] += there
            by_group[group].append((stratum, with_it, there))
        for group in sorted(groups & by_group.keys()):
            cases = sum(there for _, _, there in by_group[group])
            told = pool(table_of(each, totals) for each in by_group[group]) if cases >= least else None
            if told:
                found.append(
                    Comparison(
                        dimension=dimension, group=group, respect=respect, kind="share", cases=cases,
                        effect=told.odds_ratio, low=told.low, high=told.high, p=told.p, careful=told.careful,
                        points=told.points,
                    )
                )  # fmt: skip
    return found


def table_of(each: tuple[int, int, int], totals: dict[int, list[int]]) -> Table:
    """The group in a stratum beside all others there."""
    stratum, with_it, there = each
    with_all, all_there = totals[stratum]
    return with_it, there - with_it, with_all - with_it, all_there - there - (with_all - with_it)
