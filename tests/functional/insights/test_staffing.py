"""Who is short of people next week is told so with the numbers that it follows from, and who is not is left alone."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

duckdb = pytest.importorskip("duckdb")

from onestop.domain.insights.lessons import DOES, SAYS  # noqa: E402
from onestop_cli.insights.forecast import forecast  # noqa: E402
from onestop_cli.insights.learning.lesson_words import say_lesson  # noqa: E402
from onestop_cli.insights.measures import usual_calendar  # noqa: E402
from onestop_cli.insights.staffing import hours_of_week, lessons_of_staffing, staffing, table_of  # noqa: E402
from onestop_cli.project import find_project  # noqa: E402

PORT_ELLERY = find_project().sample_jurisdiction
FIRST, DAYS = date(2025, 3, 3), 364
UNTIL = FIRST + timedelta(days=DAYS)  # a Monday
# tasks on a day of work; the share of those of the last four weeks that were done in them; and of those before
AGENCIES = {"streets": (20, 0.6, 1.0), "parks": (10, 1.0, 1.0), "water": (5, 4.0, 1.0), "buildings": (1, 1.0, 1.0)}


def tasks_of_a_year() -> list[tuple[str, str, str, str | None]]:
    """Rows of agency, task code, day it came, day it was done."""
    chance, rows = Random(7), []
    for agency, (a_day, lately, _) in AGENCIES.items():
        for day in range(DAYS):
            came = FIRST + timedelta(days=day)
            many = a_day if came.weekday() < 5 else 0
            fresh = day >= DAYS - 28
            for _ in range(many):
                done = came.isoformat() if not fresh or chance.random() < lately else None
                rows.append((agency, "repair", came.isoformat(), done))
        if lately > 1:  # they worked off what had waited since long ago
            before = (FIRST - timedelta(days=1)).isoformat()
            last = (UNTIL - timedelta(days=5)).isoformat()
            rows += [(agency, "repair", before, last)] * int(20 * a_day * (lately - 1))
    return rows


def test_who_is_short_and_who_has_time_to_spare_is_told_with_how_many_people() -> None:
    with duckdb.connect() as database:
        database.execute("CREATE TABLE tasks (agency VARCHAR, code VARCHAR, opened_at DATE, completed_at DATE)")
        columns = [list(column) for column in zip(*tasks_of_a_year(), strict=True)]
        database.execute("INSERT INTO tasks SELECT unnest(?), unnest(?), unnest(?)::DATE, unnest(?)::DATE", columns)
        database.execute(
            "CREATE OR REPLACE TABLE tasks AS SELECT *, completed_at AS ended_at, 'C' AS reference FROM tasks"
        )
        database.execute("CREATE TABLE cases AS SELECT 'C' AS reference, 'pothole' AS service")
        database.execute("CREATE TABLE handling AS SELECT '' AS code, 1.0 AS hours UNION ALL SELECT 'repair', 2.0")
        database.execute("CREATE TABLE as_of AS SELECT ?::TIMESTAMP AS moment", [UNTIL])
        plans = {each.of: each for each in staffing(database, "agency", PORT_ELLERY)}
        (together,) = staffing(database, "service", PORT_ELLERY)
        database.execute("DELETE FROM handling")  # a city that has not said how long its work takes
        assert staffing(database, "agency", PORT_ELLERY) == []
    assert {of: plan.suggests for of, plan in plans.items()} == {"streets": "short", "parks": "as_is", "water": "spare"}
    short = plans["streets"]
    week = hours_of_week(UNTIL, usual_calendar(PORT_ELLERY))
    assert short.tasks[1] <= 100 <= short.tasks[2]
    assert short.people == pytest.approx([2 * tasks / week for tasks in short.tasks])
    assert short.staffed == pytest.approx(2 * short.done / week)
    assert together.tasks[0] == pytest.approx(sum(AGENCIES[of][0] for of in AGENCIES) * 5, rel=0.1)
    lessons = lessons_of_staffing(list(plans.values()))
    assert [lesson["kind"] for lesson in lessons] == ["staffing_short", "staffing_spare"]
    assert [say_lesson(lesson)[0].partition(":")[0] for lesson in lessons] == ["streets", "water"]
    assert all(f"staffing_{what}" in table for what in ("short", "spare") for table in (SAYS, DOES))
    assert len(table_of(list(plans.values()))) == 3


def test_a_storm_that_has_passed_is_not_expected_again() -> None:
    chance = Random(3)
    usual = [max(0, round(chance.gauss(20, 4))) for _ in range(400)]
    struck = [*usual[:380], 120, 130, 110, *usual[383:]]
    calm, after = (forecast("trees", FIRST, counts) for counts in (usual, struck))
    assert calm is not None
    assert after is not None
    assert after.better
    assert after.week[0] < 1.25 * calm.week[0]
