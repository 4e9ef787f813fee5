"""What was worse last week than usual, service by service; the agency that does most of the
work of the service is named, because it should know first.

Last week is compared with the half year before it. Weeks differ by more than chance in every city, because of holidays
and weather: their usual variation is measured in those weeks, and only weeks that exceed it are reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING

from onestop.domain.insights.lessons import Lesson
from onestop.domain.insights.many_comparisons import adjusted
from onestop.domain.insights.normal_distribution import careful

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RATE = 0.05
WEEKS, LEAST_WEEKS = 26, 8
LEAST = 20  # cases of the last week
MAD = 1.4826  # from the median of distances to the deviation of a normal curve
# what is asked of the cases of a week, of which cases, and by which moment a case belongs to a week
SHARES: Mapping[str, tuple[str, str, str]] = {
    "promise_kept": ("coalesce(resolved_at <= due_at, false)", "merged_into IS NULL", "due_at"),
    "reopened": ("reopened > 0", "true", "first_resolved_at"),
    "handed_on": ("transfers > 0", "true", "first_resolved_at"),
    "right_first": ("first_service = service AND triaged = 0 AND declined = 0", "true", "routed_at"),
    "satisfied": ("satisfaction >= 4", "satisfaction IS NOT NULL", "resolved_at"),
    "not_resolved": ("first_resolved_at IS NULL", "merged_into IS NULL", "closed_at"),
}
LESS_IS_WORSE = frozenset({"promise_kept", "right_first", "satisfied"})
VOLUME = "volume"
Week = tuple[int, int]  # how many have it, of how many


@dataclass(frozen=True, slots=True, kw_only=True)
class Anomaly:
    """A service in one respect: what was usual and what came last week, as shares or as numbers of cases."""

    service: str
    watched: str
    now: float
    usual: float
    cases: int
    p: float

    @property
    def worse(self) -> bool:
        return self.now < self.usual if self.watched in LESS_IS_WORSE else self.now > self.usual


def anomalies(database: DuckDBPyConnection, rate: float = RATE) -> list[Lesson]:
    """Returns what was unusual last week. `chance` is corrected for everything that was tested."""
    looked_at: list[Anomaly] = []
    for watched, (having, among, moment) in SHARES.items():
        for service, weeks in weeks_of(database, having, among, moment).items():
            looked_at += of_share(service, watched, weeks)
    for service, weeks in weeks_of(database, "true", "true", "opened_at").items():
        looked_at += of_volume(service, weeks)
    chances = adjusted([each.p for each in looked_at])
    found = [(each, chance) for each, chance in zip(looked_at, chances, strict=True) if chance <= rate and each.worse]
    owners = owners_of(database)
    return [lesson_of(each, chance, owners.get(each.service, "")) for each, chance in sorted(found, key=order)]


def order(each: tuple[Anomaly, float]) -> tuple[float, str, str]:
    return each[1], each[0].service, each[0].watched


def lesson_of(each: Anomaly, chance: float, agency: str) -> Lesson:
    values = {"service": each.service, "agency": agency or each.service, "usual": each.usual, "cases": each.cases}
    if each.watched == VOLUME:
        return Lesson(kind="anomaly_volume", values=values, chance=chance)
    return Lesson(kind="anomaly", values={**values, "watched": each.watched, "percent": each.now}, chance=chance)


def weeks_of(database: DuckDBPyConnection, having: str, among: str, moment: str) -> dict[str, dict[int, Week]]:
    """For each service the weeks by their number: 0 is the last that is over, 1 the one before it."""
    rows = database.execute(
        f"""SELECT service,
        CAST(floor((date_diff('day', CAST({moment} AS DATE), CAST(moment AS DATE)) - 1) / 7) AS INTEGER) AS week,
        count(*) FILTER (WHERE {having}), count(*)
        FROM cases CROSS JOIN as_of
        WHERE service IS NOT NULL AND {among} AND CAST({moment} AS DATE) < CAST(moment AS DATE)
        AND {moment} >= CAST(moment AS DATE) - to_days({7 * (WEEKS + 1)}) GROUP BY ALL ORDER BY ALL"""  # noqa: S608
    ).fetchall()
    found: dict[str, dict[int, Week]] = defaultdict(dict)
    for service, week, have, there in rows:
        found[service][week] = (have, there)
    return found


def of_share(service: str, watched: str, weeks: Mapping[int, Week]) -> Sequence[Anomaly]:
    before = [weeks[week] for week in range(1, WEEKS + 1) if week in weeks]
    have, there = weeks.get(0, (0, 0))
    whole = sum(each for _, each in before)
    share = sum(each for each, _ in before) / whole if whole else 0.0
    if there < LEAST or len(before) < LEAST_WEEKS or not 0 < share < 1:
        return []
    varies = share * (1 - share)
    more = max(1.0, sum((have_it - of * share) ** 2 / (of * varies) for have_it, of in before) / (len(before) - 1))
    z = (have - there * share) / sqrt(there * varies * more * (1 + there / whole))
    p = careful(z, (1 - 2 * share) / sqrt(there * varies))
    return [Anomaly(service=service, watched=watched, now=100 * have / there, usual=100 * share, cases=there, p=p)]


def of_volume(service: str, weeks: Mapping[int, Week]) -> Sequence[Anomaly]:
    if len(weeks) < LEAST_WEEKS + 1:
        return []
    before = [weeks.get(week, (0, 0))[1] for week in range(1, max(weeks) + 1)]
    # by medians: the week of a storm, half a year ago, says nothing of what is usual
    now, usual = weeks.get(0, (0, 0))[1], float(median(before))
    if min(now, usual) < LEAST:
        return []
    apart = MAD * median(abs(each - usual) for each in before)
    more = max(1.0, apart * apart / usual)
    z = (now - usual) / sqrt(usual * more * (1 + 1 / len(before)))
    return [Anomaly(service=service, watched=VOLUME, now=now, usual=usual, cases=now, p=careful(z, sqrt(more / usual)))]


def owners_of(database: DuckDBPyConnection) -> dict[str, str]:
    """The agency that has most of the cases of each service."""
    rows = database.execute(
        """SELECT service, agency FROM cases WHERE service IS NOT NULL AND agency IS NOT NULL
        GROUP BY service, agency QUALIFY row_number() OVER (PARTITION BY service ORDER BY count(*) DESC, agency) = 1"""
    ).fetchall()
    return dict(rows)
