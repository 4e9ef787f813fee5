"""How the cases of a group end, compared with the others of its strata: the test of Cochran, Mantel and Haenszel."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onestop.domain.insights.shares import FourfoldTable, pool_strata
from onestop_cli.insights.audit_comparison import GroupComparison

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def shares(
    database: DuckDBPyConnection, respect: str, having: str, among: str, shown: dict[str, frozenset[str]], least: int
) -> list[GroupComparison]:
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
            told = pool_strata(table_of(each, totals) for each in by_group[group]) if cases >= least else None
            if told:
                found.append(
                    GroupComparison(
                        dimension=dimension, group=group, respect=respect, kind="share", cases=cases,
                        effect=told.odds_ratio, low=told.low, high=told.high, p=told.p, careful=told.careful,
                        points=told.points,
                    )
                )  # fmt: skip
    return found


def table_of(each: tuple[int, int, int], totals: dict[int, list[int]]) -> FourfoldTable:
    """Returns the counts of the group in a stratum, and of all others there."""
    stratum, with_it, there = each
    with_all, all_there = totals[stratum]
    return with_it, there - with_it, with_all - with_it, all_there - there - (with_all - with_it)
