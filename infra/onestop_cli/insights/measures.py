"""The measures: a file of SQL each, with its meaning, owner and target, which runs unchanged
in DuckDB here and in Athena on AWS."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.time.calendars import Calendar, working_periods
from onestop_cli.insights.lake import open_lake
from onestop_cli.insights.sql_text import first_row
from onestop_cli.problems import CannotContinue
from onestop_cli.release.jurisdiction import read_jurisdiction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VIEWS = ("cases", "tasks", "costs", "handling")
HEADER = re.compile(r"^-- (means|owner|target): (.+)$", re.MULTILINE)
ROUND = 900  # seconds: hours of work begin and end on quarters of an hour
BEGAN = datetime(2000, 1, 1)  # noqa: DTZ001  (UTC, as all times of the lake)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure: `means` is a sentence for the people who read its numbers."""

    name: str
    means: str
    owner: str
    target: str
    sql: str


def read_measures(folder: Path) -> list[Measure]:
    """Reads the measures of a folder. Raises CannotContinue for one whose header is incomplete."""
    return [read_measure(path) for path in sorted(folder.glob("*.sql"))]


def read_measure(path: Path) -> Measure:
    sql = path.read_text(encoding="utf-8")
    said = dict(HEADER.findall(sql))
    missing = [name for name in ("means", "owner", "target") if name not in said]
    if missing:
        raise CannotContinue(f"{path.name} does not say its {missing[0]}: a line `-- {missing[0]}: ...`.")
    return Measure(name=path.stem, sql=sql, **said)


def make_views(database: DuckDBPyConnection, folder: Path, as_of: datetime | None = None) -> None:
    """Makes the tables that measures read, once from `events`, because otherwise each measure would read all of
    them."""
    for name in VIEWS:
        sql = (folder / f"{name}.sql").read_text(encoding="utf-8")
        database.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")
    at = as_of or first_row(database, "SELECT coalesce(max(time), TIMESTAMP '2000-01-01 00:00:00') FROM events")[0]
    database.execute("CREATE OR REPLACE TABLE as_of AS SELECT ?::TIMESTAMP AS moment", [at])


def make_working_time(database: DuckDBPyConnection, calendar: Calendar) -> None:
    """Makes the table `working_time`: for each quarter of an hour whether the agencies work, and how many working hours
    are before it since the first case; so the hours between two moments are a difference."""
    first, last = first_row(
        database, "SELECT min(time)::DATE, greatest(max(time), (SELECT max(moment) FROM as_of))::DATE FROM events"
    )
    make_working_time_between(database, first or BEGAN.date(), last or BEGAN.date(), calendar)


def make_working_time_between(database: DuckDBPyConnection, first: date, last: date, calendar: Calendar) -> None:
    """The same for other days than those of the lake."""
    database.execute("CREATE OR REPLACE TABLE worked (began BIGINT, ended BIGINT)")
    rows = list(quarters(first, last, calendar))
    if rows:
        places = ", ".join(f"({began}, {ended})" for began, ended in rows)
        database.execute(f"INSERT INTO worked VALUES {places}")  # noqa: S608  (numbers only)
    low, high = number_of_day(first), number_of_day(last)
    database.execute(
        f"""CREATE OR REPLACE TABLE working_time AS
        WITH quarters AS (SELECT unnest(generate_series({low - 96}, {high + 192})) AS quarter),
        working AS (SELECT unnest(generate_series(began, ended - 1)) AS quarter FROM worked),
        known AS (SELECT quarters.quarter, CASE WHEN working.quarter IS NULL THEN 0 ELSE 1 END AS works
        FROM quarters LEFT JOIN (SELECT DISTINCT quarter FROM working) AS working USING (quarter))
        SELECT quarter, works, coalesce(sum(works) OVER (ORDER BY quarter ROWS BETWEEN UNBOUNDED PRECEDING
        AND 1 PRECEDING), 0) / 4.0 AS worked_before FROM known"""  # noqa: S608  (numbers only)
    )


def quarters(first: date, last: date, calendar: Calendar) -> Iterator[tuple[int, int]]:
    """The periods of work as numbers of quarters of an hour since 2000."""
    for begins, ends in working_periods(first, last, calendar):
        yield number_of(begins.replace(tzinfo=None)), number_of(ends.replace(tzinfo=None))


def number_of(moment: datetime) -> int:
    return round((moment - BEGAN).total_seconds() / ROUND)


def number_of_day(day: date) -> int:
    return (day - BEGAN.date()).days * 86400 // ROUND


def open_measured(database: DuckDBPyConnection, lake: Path, views: Path, jurisdiction: Path) -> None:
    """Opens the lake with all tables that measures read, in the working hours of most agencies of a jurisdiction."""
    open_lake(database, lake)
    make_views(database, views)
    make_working_time(database, usual_calendar(jurisdiction))


def usual_calendar(jurisdiction: Path) -> Calendar:
    """The calendar by which most agencies of a jurisdiction work."""
    release = read_jurisdiction(jurisdiction)
    names = Counter(agency["calendar"] for agency in release["agencies"])
    return Catalogue(version_of(release), release).calendars[names.most_common(1)[0][0]]


def run_measure(database: DuckDBPyConnection, measure: Measure) -> list[dict[str, Any]]:
    """The rows of a measure."""
    said = database.execute(measure.sql)
    names = [column[0] for column in said.description or ()]
    return [dict(zip(names, row, strict=True)) for row in said.fetchall()]
