"""All lessons of a lake or of an export, each with what it suggests: what `onestop insights lessons` prints, and
`publish` puts before supervisors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from random import Random
from typing import TYPE_CHECKING, Any

from onestop.domain.insights.lessons import Lesson
from onestop.domain.insights.many_comparisons import adjusted, groups_to_hide
from onestop_cli.insights.audit import Audit
from onestop_cli.insights.learning.baskets import ServicePair
from onestop_cli.insights.learning.scan import Centres, find_hottest_cylinder
from onestop_cli.insights.learning.topics import WordTopic
from onestop_cli.insights.learning.underreporting import Stratum, pace
from onestop_cli.insights.measures import Measure, run_measure

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

RATE = 0.05  # share of cities without any real effect in which something is reported by chance
LEAST = 20  # cases that a lesson needs to be reported
LOOKED_BACK = 91  # days, by which it is known what is usual
LONGEST = 100  # days that a thing counts as lying there
MOST = 5  # lessons of a kind that has no test: those of most hours
SEED = 20050401  # dealing is by chance, and yet the same lake teaches the same thing each time


def hot_spots(database: DuckDBPyConnection, centres: Centres, rate: float = RATE) -> list[Lesson]:
    """Services that a place needs more than usual, now. Repeats of one thing are one case."""
    rows = database.execute(
        """SELECT service, district, date_diff('day', opened_at, moment) AS age FROM cases CROSS JOIN as_of
        WHERE opened_at > moment - to_days(?) AND opened_at <= moment AND merged_into IS NULL
        AND service IS NOT NULL AND district IS NOT NULL ORDER BY service, reference""",
        [LOOKED_BACK],
    ).fetchall()
    by_service: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for service, district, age in rows:
        by_service[service].append((district, age))
    chance = Random(SEED)
    found = [
        (service, spot)
        for service, cases in sorted(by_service.items())
        if len(cases) >= LEAST and (spot := find_hottest_cylinder(cases, centres, chance))
    ]
    chances = adjusted([spot.p for _, spot in found])
    return [
        Lesson(
            kind="hot_spot",
            values={"service": service, "zone": list(spot.zone), "days": spot.days, "cases": spot.cases,
                    "expected": spot.expected},
            chance=chance_of_all,
        )
        for (service, spot), chance_of_all in zip(found, chances, strict=True)
        if chance_of_all <= rate
    ]  # fmt: skip


def under_reporting(database: DuckDBPyConnection, rate: float = RATE) -> list[Lesson]:
    """Districts in which it takes longer until a second resident reports the same thing."""
    rows = database.execute(
        """WITH things AS (SELECT reference, coalesce(first_service, service) AS service, district, opened_at,
        least(coalesce(first_resolved_at, closed_at, moment), moment, opened_at + to_days(?)) AS ended
        FROM cases CROSS JOIN as_of WHERE merged_into IS NULL AND opened_at IS NOT NULL AND district IS NOT NULL),
        repeats AS (SELECT merged_into AS reference, opened_at FROM cases WHERE merged_into IS NOT NULL),
        counted AS (SELECT things.reference, any_value(things.service) AS service, any_value(district) AS district,
        any_value(epoch(ended) - epoch(things.opened_at)) / 86400e0 AS days,
        count(CASE WHEN repeats.opened_at > things.opened_at AND repeats.opened_at <= ended THEN 1 END) AS repeats
        FROM things LEFT JOIN repeats USING (reference) WHERE ended > things.opened_at GROUP BY things.reference),
        paced AS (SELECT *, sum(repeats) OVER (PARTITION BY service) / sum(days) OVER (PARTITION BY service) AS pace
        FROM counted)
        SELECT service, district, count(*), sum(repeats), sum(days), sum(pow(repeats - pace * days, 2)) FROM paced
        GROUP BY service, district""",
        [LONGEST],
    ).fetchall()
    things: dict[str, int] = defaultdict(int)
    totals: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    own: dict[str, dict[str, tuple[float, float, float]]] = defaultdict(dict)
    for service, district, count, *told in rows:
        things[district] += count
        own[district][service] = (told[0], told[1], told[2])
        totals[service] = [one + other for one, other in zip(totals[service], told, strict=True)]
    shown = sorted(own.keys() - groups_to_hide(things, LEAST))
    paces = [
        (district, found)
        for district in shown
        if (found := pace(stratum_of(each, totals[service]) for service, each in own[district].items()))
    ]
    chances = adjusted([found.p for _, found in paces])
    return [
        Lesson(kind="under_reporting", values={"district": district, "times": 1 / found.ratio, "low": 1 / found.high,
                                               "high": 1 / found.low}, chance=chance)
        for (district, found), chance in zip(paces, chances, strict=True)
        if chance <= rate and found.ratio < 1
    ]  # fmt: skip


def stratum_of(own: tuple[float, float, float], total: list[float]) -> Stratum:
    return Stratum(*own, *(whole - part for whole, part in zip(total, own, strict=True)))


def ways(database: DuckDBPyConnection, measures: Mapping[str, Measure]) -> list[Lesson]:
    """Returns where cases wait, between steps and between agencies, and where they go back. These have no p-value: it
    is everything that happened, most hours first."""
    waits = [row for row in run_measure(database, measures["bottlenecks"]) if row["cases"] >= LEAST]
    waits.sort(key=lambda row: (-row["times"] * row["mean_hours"], row["service"], row["from_step"], row["to_step"]))
    between = [row for row in run_measure(database, measures["between_departments"]) if row["cases"] >= LEAST]
    between.sort(key=lambda row: (-row["cases"] * row["mean_hours"], row["from_agency"], row["to_agency"]))
    back = [row for row in run_measure(database, measures["rework"]) if row["cases_again"] >= LEAST]
    back.sort(key=lambda row: (-row["percent"], row["service"], row["step"]))
    return [
        *(
            a_way("waiting", row, "service", "from_step", "to_step", "cases", hours="mean_hours")
            for row in waits[:MOST]
        ),
        *(a_way("between", row, "from_agency", "to_agency", "cases", hours="mean_hours") for row in between[:MOST]),
        *(a_way("rework", row, "service", "step", "percent") for row in back[:MOST]),
    ]


def a_way(kind: str, row: dict[str, Any], *columns: str, **renamed: str) -> Lesson:
    values = {name: row[name] for name in columns} | {name: row[column] for name, column in renamed.items()}
    return Lesson(kind=kind, values=values, chance=None)


def of_pairs(found: Iterable[ServicePair], rate: float = RATE) -> list[Lesson]:
    return [
        Lesson(
            kind="next" if each.ordered else "together",
            values={"first": each.first, "then": each.then, "lift": each.lift, "people": each.people,
                    "support": each.support, "confidence": each.confidence},
            chance=each.chance,
        )
        for each in found
        if each.chance <= rate
    ]  # fmt: skip


def of_topics(found: Iterable[WordTopic], rate: float = RATE) -> list[Lesson]:
    return [
        Lesson(
            kind="topic",
            values={"words": each.words, "cases": each.cases, "expected": each.expected, "service": each.service},
            chance=each.chance,
        )
        for each in found
        if each.chance <= rate
    ]


def of_audit(told: Audit, rate: float = RATE) -> list[Lesson]:
    return [
        Lesson(
            kind="unequal",
            values={"dimension": each.dimension, "group": each.group, "respect": each.respect, "cases": each.cases,
                    "effect": each.effect, "low": each.low, "high": each.high},
            chance=each.chance,
        )
        for each in told.findings(rate)
        if each.worse
    ]  # fmt: skip
