"""The figures of the public page, worked out of a lake: whole months and services, small groups left out."""

from __future__ import annotations

from collections import Counter
from datetime import UTC
from typing import TYPE_CHECKING, Any

from onestop.domain.insights.lessons import Lesson
from onestop.domain.insights.many_comparisons import groups_to_hide
from onestop_cli.insights.audit import Audit
from onestop_cli.insights.measures import Measure, run_measure
from onestop_cli.insights.sql_text import first_row
from onestop_cli.insights.waiting_curve import waiting_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duckdb import DuckDBPyConnection

LEAST = 20
MONTHS, SERVICES = 13, 12
FIRST = 100  # rows of a measure at the desk: all are kept in one row of a table, which holds 400 KB


def figures(database: DuckDBPyConnection, measures: Mapping[str, Measure], told: Audit) -> dict[str, Any]:
    """Returns what the public page shows. Anybody may know everything in it."""
    at = first_row(database, "SELECT moment FROM as_of")[0].replace(tzinfo=UTC).isoformat()
    kept = run_measure(database, measures["promise_kept"])
    times = [row for row in run_measure(database, measures["time_to_each_step"]) if row["step"] == "resolved"]
    liked = run_measure(database, measures["satisfaction"])
    waits = waiting_of(database, {})[0]
    ways = Counter[str]()
    for row in run_measure(database, measures["channel_shift"]):
        ways[row["channel"]] += row["cases"]
    return {
        "at": at,
        "least": LEAST,
        "volumes": volumes(run_measure(database, measures["volumes"])),
        "promise_kept": of_services(kept, "judged", {"percent": "percent"}, "cases"),
        "time_to_resolve": of_services(times, "cases", {"hours": "median_hours"}, "cases"),
        "still_waiting": [
            {"days": days, "percent": waiting, "low": low, "high": high} for days, waiting, low, high in waits.points
        ]
        if waits.cases >= LEAST
        else [],
        "channels": [
            {"channel": way, "cases": count, "percent": 100 * count / ways.total()}
            for way, count in ways.most_common()
            if way not in groups_to_hide(ways, LEAST)
        ],
        "satisfaction": of_services(liked, "scored", {"percent": "percent_satisfied"}, "answers"),
        "comparisons": len(told.comparisons),
        "findings": [
            {
                **{"dimension": each.dimension, "group": each.group, "respect": each.respect, "worse": each.worse},
                **{"cases": each.cases, **each.bounds()},
            }
            for each in told.findings()
        ],
    }


def for_supervisors(
    database: DuckDBPyConnection,
    measures: Mapping[str, Measure],
    at: str,
    lessons: Sequence[Lesson],
    reached: list[dict[str, Any]],
    staffed: list[dict[str, Any]],
) -> dict[str, Any]:
    """Returns what the desk shows: lessons, and for each measure its meaning and first rows."""
    told = {
        name: {"means": each.means, "owner": each.owner, "target": each.target,
               "rows": run_measure(database, each)[:FIRST]}
        for name, each in measures.items()
    }  # fmt: skip
    told["message_reach"] = {
        "means": "of the letters that a provider was given, how many came, by the channel tried first and the district",
        "owner": "contact-centre", "target": "95 percent", "rows": reached[:FIRST],
    }  # fmt: skip
    told["staffing"] = {
        "means": "the tasks that each agency may expect next week, and how many people's work that is, with intervals",
        "owner": "supervisors", "target": "none", "rows": staffed[:FIRST],
    }  # fmt: skip
    return {"at": at, "lessons": list(lessons), "measures": told}


def volumes(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The last months, all services together."""
    months = Counter[str]()
    for row in rows:
        months[f"{row['month']:%Y-%m}"] += row["cases"]
    return [{"month": month, "cases": months[month]} for month in sorted(months)[-MONTHS:] if months[month] >= LEAST]


def of_services(rows: list[dict[str, Any]], counted: str, shown: dict[str, str], called: str) -> list[dict[str, Any]]:
    """The services with most cases, without those that are too small to be shown."""
    counts = {row["service"]: row[counted] for row in rows if row["service"] and row[counted]}
    away = groups_to_hide(counts, LEAST)
    found = [row for row in rows if row["service"] in counts and row["service"] not in away]
    found.sort(key=lambda row: (-row[counted], row["service"]))
    return [
        {"service": row["service"], called: row[counted], **{name: row[column] for name, column in shown.items()}}
        for row in found[:SERVICES]
        if all(row[column] is not None for column in shown.values())
    ]
