"""How long the cases of an export took in working hours: by the week and the holidays of a jurisdiction, and by the
clock of the export."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onestop.domain.time.calendars import Calendar
from onestop_cli.insights.history.measures import FIRST, TIMED, rows_of
from onestop_cli.insights.measures import make_working_time_between
from onestop_cli.insights.sql_text import first_row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def working_hours(database: DuckDBPyConnection, calendar: Calendar, timezone: str) -> dict[str, Any]:
    """The hours of work from opening to closing, of all and of the commonest services; nothing if no case has both."""
    days = first_row(database, f"SELECT min(opened)::DATE, max(closed)::DATE FROM history WHERE {TIMED}")  # noqa: S608
    if days[0] is None:
        return {}
    make_working_time_between(database, days[0], days[1], replace(calendar, zone=timezone))
    database.execute(
        f"""CREATE OR REPLACE TEMP TABLE worked_on AS WITH numbered AS (SELECT coalesce(service, 'not said') AS word,
        epoch(opened) - epoch(TIMESTAMP '2000-01-01') AS began, epoch(closed) - epoch(TIMESTAMP '2000-01-01') AS done
        FROM history WHERE {TIMED})
        SELECT word, ended.worked_before - started.worked_before + ended.works * (done - 900.0 * ended.quarter) / 3600.0
        - started.works * (began - 900.0 * started.quarter) / 3600.0 AS hours FROM numbered
        JOIN working_time AS started ON started.quarter = CAST(floor(began / 900.0) AS BIGINT)
        JOIN working_time AS ended ON ended.quarter = CAST(floor(done / 900.0) AS BIGINT)"""  # noqa: S608
    )
    told = "count(*) AS of, round(quantile_cont(hours, 0.5), 2) AS median, round(quantile_cont(hours, 0.9), 2) AS p90"
    by_service = rows_of(
        database,
        f"SELECT word, {told} FROM worked_on GROUP BY word ORDER BY count(*) DESC, word LIMIT {FIRST}",  # noqa: S608
    )
    (everything,) = rows_of(database, f"SELECT {told} FROM worked_on")  # noqa: S608
    return {"working_hours_to_close": everything, "by_service_in_working_hours": by_service}
