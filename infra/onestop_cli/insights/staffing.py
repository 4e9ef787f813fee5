"""How many people next week needs: the expected tasks, multiplied by the hours of work that one takes.

Plain arithmetic, because the work may wait an hour: no queue is modelled. The expected number is forecast from the
tasks of each day and has the interval of that forecast; the hours of a task are the city's own figures
(`views/handling.sql`); an hour of a person is an hour in which the agency works.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.insights.lessons import Lesson
from onestop.domain.time.calendars import Calendar, working_periods
from onestop_cli.insights.forecast import WEEK, Forecast, forecast
from onestop_cli.insights.measures import usual_calendar
from onestop_cli.release.jurisdiction import read_jurisdiction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BY = {"agency": "tasks.agency", "service": "cases.service"}
LATELY = 4  # weeks that the plan is compared with
LEAST = 10  # tasks a week: of fewer no plan is made


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """The next week of an agency or service. `tasks` and `people` are (expected, low, high), meant to hold 80 weeks of
    100; `done` is how many tasks a week were done lately, `staffed` how many people's work that was; `open` wait."""

    of: str
    tasks: tuple[float, float, float]
    people: tuple[float, float, float]
    hours: float
    done: float
    staffed: float
    open: int
    trusted: bool

    @property
    def suggests(self) -> str:
        """`short` where even a quiet week brings more than was done lately, `spare` where even a busy one brings less
        and nothing waits for longer than a week; else `as_is`."""
        if self.tasks[1] > self.done:
            return "short"
        return "spare" if self.tasks[2] < self.done and self.open < self.done else "as_is"


def staffing(database: DuckDBPyConnection, by: str, jurisdiction: Path) -> list[Staffing]:
    """Returns the plan of each agency (or service) that has a year of days to forecast from, those with most tasks
    first; none if it is not known how long its tasks take."""
    until = database.execute("SELECT CAST(moment AS DATE) FROM as_of").fetchone()
    if until is None or until[0] is None:
        return []
    calendars, usual = calendars_of(jurisdiction)
    found = []
    for of, first, counts, hours, done, waiting in rows_of(database, BY[by], until[0]):
        told = forecast(of, first, counts) if hours else None
        calendar = calendars.get(of, usual)
        if told and hours and not told.ended and max(told.week[0], done) >= LEAST:
            found.append(plan(told, hours, done, waiting, hours_of_week(until[0], calendar)))
    return sorted(found, key=lambda each: (-each.tasks[0], each.of))


def plan(told: Forecast, hours: float, done: float, waiting: int, week: float) -> Staffing:
    a_person = week / hours  # tasks that one does in the week
    expected, low, high = told.week
    return Staffing(
        of=told.service,
        tasks=told.week,
        people=(expected / a_person, low / a_person, high / a_person),
        hours=hours,
        done=done,
        staffed=done / a_person,
        open=waiting,
        trusted=told.better,
    )


def calendars_of(jurisdiction: Path) -> tuple[Mapping[str, Calendar], Calendar]:
    """The calendar of each agency, and that of most."""
    release = read_jurisdiction(jurisdiction)
    known = Catalogue(version_of(release), release).calendars
    return {each["code"]: known[each["calendar"]] for each in release["agencies"]}, usual_calendar(jurisdiction)


def hours_of_week(first: date, calendar: Calendar) -> float:
    """In how many hours of the seven days somebody works there. A week of holidays counts as one hour, not as none."""
    periods = working_periods(first, first + timedelta(days=WEEK - 1), calendar)
    return max(1.0, sum((ends - begins).total_seconds() for begins, ends in periods) / 3600)


def rows_of(
    database: DuckDBPyConnection, column: str, until: date
) -> list[tuple[str, date, list[int], float | None, float, int]]:
    """Of each: its first day, the tasks that came on each day before `until`, the hours that one takes, how many were
    done a week lately, and how many are open."""
    rows = database.execute(
        f"""WITH known AS (SELECT {column} AS of, CAST(tasks.opened_at AS DATE) AS day, completed_at, ended_at,
        coalesce(handling.hours, (SELECT max(hours) FROM handling WHERE code = '')) AS hours
        FROM tasks JOIN cases USING (reference) LEFT JOIN handling ON handling.code = tasks.code
        WHERE {column} IS NOT NULL AND CAST(tasks.opened_at AS DATE) < $1),
        named AS (SELECT of, min(day) AS first, avg(hours) AS hours,
        count(CASE WHEN completed_at >= $1 - INTERVAL {LATELY * WEEK} DAY AND completed_at < $1 THEN 1 END) / {LATELY}e0
        AS done, count(*) - count(ended_at) AS waiting FROM known GROUP BY of),
        days AS (SELECT of, unnest(generate_series(CAST(first AS TIMESTAMP), CAST($1 - INTERVAL 1 DAY AS TIMESTAMP),
        INTERVAL 1 DAY)) AS day FROM named),
        came AS (SELECT of, day, count(*) AS tasks FROM known GROUP BY of, day)
        SELECT named.of, any_value(first), list(coalesce(came.tasks, 0) ORDER BY days.day), any_value(hours),
        any_value(done), any_value(waiting)
        FROM named JOIN days USING (of) LEFT JOIN came ON came.of = days.of AND came.day = days.day
        GROUP BY named.of ORDER BY named.of""",  # noqa: S608  (columns are ours)
        [until],
    ).fetchall()
    return [(of, first, counts, hours, done, waiting) for of, first, counts, hours, done, waiting in rows]


def lessons_of_staffing(plans: Sequence[Staffing]) -> list[Lesson]:
    """Returns what the plans of agencies suggest; nothing if no change is needed."""
    return [
        Lesson(
            kind=f"staffing_{each.suggests}",
            values={"agency": each.of, "tasks": each.tasks[0], "low": each.tasks[1], "high": each.tasks[2],
                    "people": each.people[0], "fewest": each.people[1], "most": each.people[2], "done": each.done,
                    "apart": abs(each.people[0] - each.staffed)},
            chance=None,
        )
        for each in plans
        if each.suggests != "as_is"
    ]  # fmt: skip


def table_of(plans: Sequence[Staffing]) -> list[dict[str, object]]:
    """The plans as rows."""
    return [
        {"agency": each.of, "tasks": each.tasks[0], "tasks_low": each.tasks[1], "tasks_high": each.tasks[2],
         "hours_of_a_task": each.hours, "people": each.people[0], "people_low": each.people[1],
         "people_high": each.people[2], "done_a_week": each.done, "people_now": each.staffed, "open": each.open,
         "suggests": each.suggests}
        for each in plans
    ]  # fmt: skip


def show_staffing(plans: Sequence[Staffing], say: Callable[[str], None]) -> None:
    if not plans:
        say("There is less than a year of days, or there are too few tasks: nothing can be planned by it.")
    for each in plans:
        (tasks, low, high), (people, fewest, most) = each.tasks, each.people
        does = {
            "short": f"plan for {people - each.staffed:.1f} people more",
            "spare": f"lend {each.staffed - people:.1f} people's time to others",
            "as_is": "leave it as it is",
        }[each.suggests]
        say(
            f"{each.of}: next week {tasks:.0f} tasks ({low:.0f} to {high:.0f}) of {each.hours:.1f} hours, the work of "
            f"{people:.1f} people ({fewest:.1f} to {most:.1f}); lately {each.done:.0f} a week were done, the work of "
            f"{each.staffed:.1f}; {each.open} are open: {does}"
            + ("" if each.trusted else " (forecast by last week, which did no worse)")
        )
