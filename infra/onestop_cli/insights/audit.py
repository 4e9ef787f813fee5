"""Is treatment equal? Each group of a district, channel, language or segment is compared with all others who asked for
the same service in the same month: how soon each step came, and how the case ended.

DuckDB does the counting, a pass a question; what follows from the counts is `onestop.domain.insights`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onestop.domain.insights.many_comparisons import adjusted, groups_to_hide
from onestop_cli.insights.audit_comparison import RATE, GroupComparison
from onestop_cli.insights.audit_paces import paces
from onestop_cli.insights.audit_shares import shares
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
LEAST = 20  # of a group, that it is shown at all
# Groups of one dimension lean on one another, and curves are only near the truth: with this much to spare a city where
# all are treated alike is called unfair at most as often as is said, also in the thousand cities of the bench.
SPARE = 0.6


@dataclass(frozen=True, slots=True)
class Audit:
    """All comparisons, the clearest first; `kept_back` are groups that are too small to be shown."""

    comparisons: tuple[GroupComparison, ...]
    kept_back: dict[str, int]
    cases: int
    shown: dict[str, frozenset[str]]

    def findings(self, rate: float = RATE) -> list[GroupComparison]:
        return [each for each in self.comparisons if each.found(rate)]


def audit(database: DuckDBPyConnection, *, least: int = LEAST) -> Audit:
    """Audit the table `cases` (with `language` and `segment`, if there are any) at the moment of `as_of`."""
    columns = {row[0] for row in database.execute("DESCRIBE cases").fetchall()}
    dimensions = [each for each in DIMENSIONS if each in columns]
    number_strata(database, dimensions, "reached" if "reached" in columns else "CAST(NULL AS BOOLEAN) AS reached")
    comparisons: list[GroupComparison] = []
    kept_back: dict[str, int] = {}
    shown: dict[str, frozenset[str]] = {}
    for dimension in dimensions:
        counts = dict(
            database.execute(
                f"SELECT {dimension}, count(*) FROM audited WHERE {dimension} IS NOT NULL GROUP BY 1"  # noqa: S608
            ).fetchall()
        )
        small = groups_to_hide(counts, least)
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
