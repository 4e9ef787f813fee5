"""From a lake, an export or the tables to lessons."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onestop.domain.insights.lessons import Lesson
from onestop_cli.insights.audit import audit
from onestop_cli.insights.audited_cases import add_known, open_audited
from onestop_cli.insights.lake import open_lake
from onestop_cli.insights.learning.anomalies import anomalies
from onestop_cli.insights.learning.baskets import pairs
from onestop_cli.insights.learning.draw_map import Way
from onestop_cli.insights.learning.lessons import hot_spots, of_audit, of_pairs, of_topics, under_reporting, ways
from onestop_cli.insights.learning.people import read_asked, read_said
from onestop_cli.insights.learning.scan import Centres
from onestop_cli.insights.learning.topics import topics
from onestop_cli.insights.measures import make_views, open_measured, read_measures
from onestop_cli.insights.staffing import lessons_of_staffing, staffing
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def lessons_of(database: DuckDBPyConnection, source: Path, named: Path | None, jurisdiction: Path) -> list[Lesson]:
    """All lessons of the cases of a lake or an export, the surest first within each kind."""
    folder = find_project().root / "infra" / "insights"
    if not source.is_dir():
        open_audited(database, source, named, folder, datetime.now(UTC))
        return [*hot_spots(database, {}), *under_reporting(database), *of_audit(audit(database))]
    if named:
        raise CannotContinue("--map says what the columns of an export mean; a lake needs none: leave it out.")
    open_measured(database, source, folder / "views", jurisdiction)
    add_known(database, source)
    return lessons_of_measured(database, jurisdiction)


def lessons_of_measured(database: DuckDBPyConnection, jurisdiction: Path) -> list[Lesson]:
    """Returns the lessons of a lake that is open with all the tables of the measures."""
    measures = {each.name: each for each in read_measures(find_project().root / "infra" / "insights" / "measures")}
    return [
        *hot_spots(database, centres_of(jurisdiction)),
        *under_reporting(database),
        *anomalies(database),
        *ways(database, measures),
        *of_audit(audit(database)),
        *lessons_of_staffing(staffing(database, "agency", jurisdiction)),
    ]


def lessons_of_people(now: datetime) -> list[Lesson]:
    """Returns lessons from data that only the tables have: people and their words leave this function only as
    counts."""
    asked = {each.reference: each for each in read_asked()}
    known = [(each.person, each.service, each.opened_at) for each in asked.values() if each.person and each.service]
    return [*of_pairs(pairs(known)), *of_topics(topics(read_said(asked, now)))]


def ways_of(database: DuckDBPyConnection, lake: Path, service: str | None) -> list[Way]:
    """The ways of the cases of a service, or of all; those that hardly any case takes are left out."""
    folder = find_project().root / "infra" / "insights"
    open_lake(database, lake)
    make_views(database, folder / "views")
    (measure,) = [each for each in read_measures(folder / "measures") if each.name == "bottlenecks"]
    rows = database.execute(
        f"""SELECT from_step, to_step, sum(times), sum(cases), sum(times * mean_hours) / sum(times)
        FROM ({measure.sql.replace("LIMIT 200", "")}) WHERE ? IS NULL OR service = ?
        GROUP BY ALL ORDER BY sum(times) DESC, from_step, to_step""",  # noqa: S608  (a file of ours)
        [service, service],
    ).fetchall()
    if not rows:
        raise CannotContinue(f"There is no case of {service}." if service else "There is no case in this lake.")
    least = rows[0][2] / 200
    return [
        Way(start, end, int(times), int(cases), hours) for start, end, times, cases, hours in rows if times >= least
    ]


def centres_of(jurisdiction: Path) -> Centres:
    """Returns roughly where each district is: the middle of its corners."""
    try:
        told: dict[str, Any] = json.loads((jurisdiction / "boundaries.geojson").read_text(encoding="utf-8"))
    except OSError:
        return {}
    found = {}
    for feature in told["features"]:
        corners = list(corners_of(feature["geometry"]["coordinates"]))
        found[feature["properties"]["code"]] = (
            sum(lat for _, lat in corners) / len(corners), sum(long for long, _ in corners) / len(corners),
        )  # fmt: skip
    return found


def corners_of(coordinates: Any) -> list[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        return [(coordinates[0], coordinates[1])]
    return [corner for part in coordinates for corner in corners_of(part)]
