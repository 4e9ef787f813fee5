"""What is planted is learned, and where nothing is, nothing is learned more often than is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest

duckdb = pytest.importorskip("duckdb")

from onestop.domain.insights.lessons import DOES, SAYS  # noqa: E402
from onestop_cli.insights.lake import keep_as_lake  # noqa: E402
from onestop_cli.insights.learning.baskets import at_least, pairs  # noqa: E402
from onestop_cli.insights.learning.draw_map import Way, draw_map  # noqa: E402
from onestop_cli.insights.learning.find_lessons import centres_of, lessons_of, ways_of  # noqa: E402
from onestop_cli.insights.learning.lesson_words import say_lesson  # noqa: E402
from onestop_cli.insights.learning.lessons import hot_spots, under_reporting  # noqa: E402
from onestop_cli.insights.learning.scan import find_hottest_cylinder, zones_of  # noqa: E402
from onestop_cli.insights.learning.topics import topics  # noqa: E402
from onestop_cli.insights.measures import make_views  # noqa: E402
from onestop_cli.insights.process_logs import write_ocel, write_xes  # noqa: E402
from onestop_cli.insights.simulate_city import City, simulate  # noqa: E402
from onestop_cli.problems import CannotContinue  # noqa: E402
from onestop_cli.project import find_project  # noqa: E402

PORT_ELLERY = find_project().sample_jurisdiction
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROW = [(f"d{number}", (0.0, float(number))) for number in range(8)]  # eight districts side by side
CENTRES = dict(ROW)


def noise(chance: Random, cases: int = 400) -> list[tuple[str, int]]:
    """Busy districts, busy weeks, and nothing that the two have to do with each other."""
    days = [age for age in range(91) for _ in range(3 if 20 <= age < 30 else 1)]
    return [(f"d{int(8 * chance.random() ** 1.5)}", chance.choice(days)) for _ in range(cases)]


def test_a_planted_cluster_is_found_with_its_districts_and_days() -> None:
    chance = Random(1)
    cases = noise(chance) + [(chance.choice(("d5", "d6")), chance.randrange(5)) for _ in range(18)]
    found = find_hottest_cylinder(cases, CENTRES, chance)
    assert found is not None
    assert (found.zone, found.days) == (("d5", "d6"), 5)
    assert found.p == 1 / 1000
    assert found.cases > 2 * found.expected


def test_in_noise_a_cluster_is_found_as_often_as_is_said() -> None:
    """Of 100 cities in which nothing is going on, five are expected at 5 %; 12 or more come by chance once in 200."""
    chance = Random(2)
    called = sum(
        (found := find_hottest_cylinder(noise(chance, 150), CENTRES, chance, dealt=99)) is not None and found.p <= 0.05
        for _ in range(100)
    )
    assert called < 12


def test_circles_hold_at_most_half_of_all_cases() -> None:
    counts = dict.fromkeys(CENTRES, 10)
    zones = zones_of(counts, CENTRES)
    assert ("d0", "d1", "d2", "d3") in zones
    assert max(len(zone) for zone in zones) == 4
    assert zones_of(counts, {}) == [(district,) for district in counts]


def reported(paces: dict[str, float], seed: int = 1) -> Any:
    """Cases of two services in districts that repeat what lies there so many times a day."""
    chance, rows = Random(seed), []
    for number in range(1500):
        district, service = chance.choice(sorted(paces)), chance.choice(("pothole", "noise"))
        lies = chance.expovariate(1 / 10)
        opened = AT - timedelta(days=chance.uniform(30, 300))
        rows.append((f"C{number}", service, district, opened, opened + timedelta(days=lies), None))
        pace = paces[district] * (1 if service == "pothole" else 3) * chance.choice((0.2, 1.8))  # some hardly seen
        at = chance.expovariate(pace)
        while at < lies:
            again = opened + timedelta(days=at)
            rows.append((f"C{number}-{len(rows)}", service, district, again, again, f"C{number}"))
            at += chance.expovariate(pace)
    return cases_of(rows)


def cases_of(rows: list[tuple[str, str, str, datetime, datetime | None, str | None]]) -> Any:
    """A database with these cases: reference, service, district, opened, ended, joined with."""
    database = duckdb.connect()
    database.execute("SET TimeZone = 'UTC'")
    columns = [[each and str(each) for each in column] for column in zip(*rows, strict=True)]
    database.execute(
        """CREATE TABLE cases AS SELECT reference, service, service AS first_service, district,
        CAST(CAST(opened AS TIMESTAMPTZ) AS TIMESTAMP) AS opened_at, CAST(CAST(ended AS TIMESTAMPTZ) AS TIMESTAMP)
        AS closed_at, CASE WHEN merged_into IS NULL THEN closed_at END AS first_resolved_at, merged_into
        FROM (SELECT unnest(?::VARCHAR[]) AS reference, unnest(?::VARCHAR[]) AS service, unnest(?::VARCHAR[])
        AS district, unnest(?::VARCHAR[]) AS opened, unnest(?::VARCHAR[]) AS ended, unnest(?::VARCHAR[])
        AS merged_into)""",
        columns,
    )
    database.execute("CREATE TABLE as_of AS SELECT TIMESTAMP '2026-03-02 09:00:00' AS moment")
    return database


def test_a_district_that_reports_half_as_fast_is_named_with_about_how_much() -> None:
    paces = {f"d{number}": 0.05 for number in range(6)} | {"d2": 0.025}
    (lesson,) = under_reporting(reported(paces))
    assert lesson["values"]["district"] == "d2"
    assert 1.5 < lesson["values"]["times"] < 2.7
    assert lesson["values"]["low"] < 2 < lesson["values"]["high"]


def test_districts_that_report_alike_are_not_named() -> None:
    alike = {f"d{number}": 0.05 for number in range(6)}
    assert [under_reporting(reported(alike, seed)) for seed in range(3)] == [[]] * 3


def test_services_that_belong_together_are_told_by_support_and_lift_and_others_are_not() -> None:
    chance, asked = Random(4), []
    for number in range(1500):
        person = f"P{number}"
        for service in ("pothole", "noise", "rodents"):
            if chance.random() < 0.2:
                asked.append((person, service, AT + timedelta(days=chance.randrange(80))))
        if chance.random() < 0.1:
            asked.append((person, "water-leak", AT))
            if chance.random() < 0.8:
                asked.append((person, "tap-water", AT + timedelta(days=3)))
    found = [each for each in pairs(asked) if each.chance < 0.05]
    assert {(each.first, each.then, each.ordered) for each in found} == {
        ("tap-water", "water-leak", False),
        ("water-leak", "tap-water", True),
    }
    people = {person for person, _, _ in asked}
    both = {p for p, s, _ in asked if s == "tap-water"}
    leaks = {p for p, s, _ in asked if s == "water-leak"}
    assert found[0].people == len(both)
    assert found[0].support == len(both) / len(people)
    assert found[0].lift == pytest.approx(len(both) * len(people) / (len(both) * len(leaks)))
    assert pairs([(f"P{n}", s, AT) for n in range(19) for s in ("a", "b")]) == []  # too few to be told


def test_the_chance_of_a_pair_is_that_of_fishers_test() -> None:
    stats = pytest.importorskip("scipy.stats")
    for both, one, other, people in ((5, 20, 30, 200), (12, 40, 15, 100), (0, 5, 5, 50)):
        table = [[both, one - both], [other - both, people - one - other + both]]
        theirs = stats.fisher_exact(table, alternative="greater").pvalue
        assert at_least(both, one, other, people) == pytest.approx(theirs, rel=1e-6)


def test_words_that_come_up_are_told_and_those_that_always_stand_there_are_not() -> None:
    chance = Random(5)
    usual = ["a hole in the street", "the light is broken", "rubbish on the sidewalk", "路灯坏了"]
    cases = [(chance.choice(usual), "pothole", False) for _ in range(900)]
    cases += [(chance.choice(usual), "pothole", True) for _ in range(70)]
    cases += [(f"brown tap water at number {n}", "tap-water", True) for n in range(14)]
    found = [each for each in topics(cases) if each.chance < 0.05]
    assert {"brown", "brown tap", "tap water"} <= {each.words for each in found}
    assert {each.service for each in found} == {"tap-water"}
    assert all(each.cases == 14 for each in found)
    assert not [each for each in topics(cases[:970]) if each.chance < 0.05]


def test_a_city_that_never_was_teaches_what_is_in_it_with_something_to_do_about_it(tmp_path: Path) -> None:
    with duckdb.connect() as database:
        simulate(database, City(cases=10_000, unfair="district-3", longer=0.4))
        keep_as_lake(database, tmp_path / "lake")
    with duckdb.connect() as database:
        told = lessons_of(database, tmp_path / "lake", None, PORT_ELLERY)
        with pytest.raises(CannotContinue, match="leave it out"):
            lessons_of(database, tmp_path / "lake", Path("boston"), PORT_ELLERY)
    kinds = {lesson["kind"] for lesson in told}
    assert {"waiting", "unequal"} <= kinds
    assert "hot_spot" not in kinds
    assert {lesson["values"]["group"] for lesson in told if lesson["kind"] == "unequal"} == {"district-3"}
    for lesson in json.loads(json.dumps(told)):  # it can be published
        says, does = say_lesson(lesson)
        assert "{" not in says + does
    assert SAYS.keys() == DOES.keys()


def test_a_hot_spot_of_a_lake_lies_where_its_districts_do() -> None:
    chance = Random(6)
    cases = noise(chance) + [("d4", chance.randrange(3)) for _ in range(18)]
    database = cases_of(
        [
            (f"C{n}", "rodents", where, AT - timedelta(days=age, hours=1), None, None)
            for n, (where, age) in enumerate(cases)
        ]
    )
    (lesson,) = hot_spots(database, CENTRES)
    assert (lesson["values"]["service"], lesson["values"]["zone"]) == ("rodents", ["d4"])
    assert hot_spots(database, CENTRES) == [lesson]  # the same each time
    assert len(centres_of(PORT_ELLERY)) >= 4


def test_the_map_of_a_process_shows_every_way_and_is_well_formed(tmp_path: Path) -> None:
    with duckdb.connect() as database:
        simulate(database, City(cases=400))
        keep_as_lake(database, tmp_path / "lake")
    with duckdb.connect() as database:
        ways = ways_of(database, tmp_path / "lake", None)
    ways.append(Way("case.reopened", "case.routed", 30, 30, 5.0))
    drawn = ElementTree.fromstring(draw_map(ways, "All <services>"))
    paths = [each for each in drawn.iter("{http://www.w3.org/2000/svg}path") if each.get("marker-end")]
    assert len(paths) == len(ways)
    assert [each.get("stroke-dasharray") is not None for each in paths] == [False] * (len(ways) - 1) + [True]


OPENED = """import json, sys, pm4py
log, objects = pm4py.read_xes(sys.argv[1]), pm4py.read_ocel2_json(sys.argv[2])
ways, begins, ends = pm4py.discover_dfg(log)
print(json.dumps([len(log), log["case:concept:name"].nunique(), sorted(begins), len(objects.events),
    sorted(objects.objects["ocel:type"].unique()), sum(ways.values())]))
"""


def test_others_open_what_is_written_for_process_mining(tmp_path: Path) -> None:
    """By Rust4PM, which anybody may use; by pm4py too, in an interpreter of its own that PM4PY_PYTHON names, for its
    licence is another one than ours."""
    r4pm = pytest.importorskip("r4pm")
    with duckdb.connect() as database:
        simulate(database, City(cases=60))
        make_views(database, find_project().root / "infra" / "insights" / "views")
        write_xes(database, tmp_path / "log.xes")
        objects = write_ocel(database, tmp_path / "log.json")
        counted = dict(database.execute("SELECT type, count(*) FROM events GROUP BY type").fetchall())
    events, cases = sum(counted.values()), counted["case.opened"]
    files = [str(tmp_path / name) for name in ("log.xes", "log.json")]
    ways = r4pm.bindings.discover_dfg(r4pm.import_item("EventLog", files[0]))
    assert ways["activities"] == counted
    assert sum(many for _, many in ways["directly_follows_relations"]) == events - cases
    linked = r4pm.bindings.slim_link_ocel(ocel=r4pm.import_item("OCEL", files[1]))
    assert (r4pm.bindings.num_events(ocel=linked), r4pm.bindings.num_objects(ocel=linked)) == (events, objects)
    if python := os.environ.get("PM4PY_PYTHON") or (sys.executable if find_spec("pm4py") else None):
        env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        told = subprocess.run([python, "-c", OPENED, *files], check=True, capture_output=True, text=True, env=env)
        opened = json.loads(told.stdout.splitlines()[-1])
        assert opened == [events, cases, ["case.opened"], events, ["agency", "case", "task"], events - cases]
