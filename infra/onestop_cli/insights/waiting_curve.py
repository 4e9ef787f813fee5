"""How many still wait after a number of days: of all cases, and of each group that an audit shows.

Cases that are still open count as long as they have waited; leaving them out would make the slow look fast.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onestop.domain.insights.paces import CurvePoint, curve, time_until

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAYS = (1, 3, 7, 14, 30, 60, 90, 180, 365)
HOURS = 24
ALL = ""  # the group of all cases


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCurve:
    """The curve of one group: `points` are (days, percent that still wait, low, high) as far as anybody waited so long;
    `median_days` is when half were done, None where they are not yet; `still_open` wait today."""

    dimension: str
    group: str
    cases: int
    still_open: int
    median_days: float | None
    points: tuple[tuple[int, float, float, float], ...]


def waiting_of(database: DuckDBPyConnection, shown: dict[str, frozenset[str]]) -> list[WaitingCurve]:
    """Returns the curves of the cases that an audit looked at: all together, then each group. Times are in whole
    hours."""
    told = [curve_of("all", ALL, rows) for rows in counted(database, f"'{ALL}'").values()]
    for dimension, groups in shown.items():
        if groups:
            rows_by_group = counted(database, dimension)
            told += [curve_of(dimension, group, rows_by_group[group]) for group in sorted(groups)]
    return told


def counted(database: DuckDBPyConnection, by: str) -> dict[str, list[tuple[int, int, int, int]]]:
    """Returns for each group: (hours, number done then, number ended differently or waiting since then, number
    waiting)."""
    rows = database.execute(
        f"""SELECT {by} AS grouped, CAST(ceil((epoch(coalesce(first_resolved_at, closed_at, moment)) - epoch(opened_at))
        / 3600) AS BIGINT) AS hours, count(first_resolved_at), count(*) - count(first_resolved_at),
        count(*) - count(coalesce(first_resolved_at, closed_at)) FROM audited
        WHERE {by} IS NOT NULL AND coalesce(first_resolved_at, closed_at, moment) >= opened_at
        GROUP BY ALL ORDER BY grouped, hours"""  # noqa: S608
    ).fetchall()
    found: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    for group, hours, done, left, waits in rows:
        found[group].append((hours, done, left, waits))
    return found


def curve_of(dimension: str, group: str, rows: list[tuple[int, int, int, int]]) -> WaitingCurve:
    points = curve((float(hours), done, left) for hours, done, left, _ in rows)
    median, longest = time_until(points), rows[-1][0]
    return WaitingCurve(
        dimension=dimension,
        group=group,
        cases=sum(done + left for _, done, left, _ in rows),
        still_open=sum(waits for *_, waits in rows),
        median_days=None if median is None else median / HOURS,
        points=tuple((days, *percent_at(points, days * HOURS)) for days in DAYS if days * HOURS <= longest),
    )


def percent_at(points: Iterable[CurvePoint], hours: float) -> tuple[float, float, float]:
    """Of a hundred, how many still wait after so long, with the interval."""
    last = CurvePoint(0.0, 1.0, 1.0, 1.0)
    for point in points:
        if point.time > hours:
            break
        last = point
    return 100 * last.waiting, 100 * last.low, 100 * last.high
