"""Demand by service and day, out of exports: counted without gaps, forecast, and told with how good that was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from onestop_cli.insights.forecast import Forecast, forecast
from onestop_cli.insights.history.check import load_history
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Daily = Mapping[str, tuple[date, list[int]]]


BY = {
    "service": "coalesce(service, 'not said')",
    "district": "coalesce(district, 'not said')",
    "both": "coalesce(service, 'not said') || ', ' || coalesce(district, 'not said')",
}


def daily_counts(
    database: DuckDBPyConnection,
    files: Sequence[Path],
    named: Path | None,
    maps: Path,
    now: datetime,
    by: str = "service",
) -> Daily:
    """Counts the cases of each service (or district, or both) on each day, from the very first day to the last. A case
    that came after its file was taken is left out: its date is mistyped, and the years up to it would be empty days."""
    database.execute("CREATE TABLE came (id VARCHAR, service VARCHAR, day DATE)")
    for file in files:
        load_history(database, file, named, maps, now)
        database.execute(
            f"INSERT INTO came SELECT id, {BY[by]}, opened_local::DATE FROM history, taken WHERE opened <= taken_at"  # noqa: S608
        )
    rows = database.execute(
        """WITH once AS (SELECT id, any_value(service) AS service, min(day) AS day FROM came GROUP BY id),
        days AS (SELECT unnest(generate_series((SELECT min(day) FROM once), (SELECT max(day) FROM once),
        INTERVAL 1 DAY))::DATE AS day),
        kinds AS (SELECT DISTINCT service FROM once)
        SELECT service, days.day, count(once.id) FROM kinds CROSS JOIN days
        LEFT JOIN once USING (service, day) GROUP BY service, days.day ORDER BY service, days.day"""
    ).fetchall()
    if not rows:
        raise CannotContinue("No case of these files says when it came.")
    counts: dict[str, tuple[date, list[int]]] = {}
    for service, day, count in rows:
        counts.setdefault(service, (day, []))[1].append(count)
    return counts


def forecast_all(counts: Daily, first: int) -> list[Forecast]:
    """Those with most cases, as far as there is enough to try a forecast on."""
    ordered = sorted(counts, key=lambda service: (-sum(counts[service][1]), service))[:first]
    told = [forecast(service, *counts[service]) for service in ordered]
    return [each for each in told if each]


def show_forecasts(told: Sequence[Forecast], say: Callable[[str], None]) -> None:
    if not told:
        say("There is less than a year of days: too little to try a forecast on.")
        return
    better = sum(each.better for each in told)
    say(f"{better} of {len(told)} are forecast better than by the same day of last week.")
    for each in told:
        expected = sum(day[1] for day in each.days[:7])
        how = "better" if each.better else "NOT better, so last week is the forecast"
        say(
            f"{each.service}: {each.error:.2f} cases a day off where last week is {each.naive_error:.2f} off ({how}); "
            f"{100 * each.covered:.0f} of 100 days within the interval; "
            + (f"not asked for since {each.ended}" if each.ended else f"next 7 days {expected:.0f} cases")
        )
