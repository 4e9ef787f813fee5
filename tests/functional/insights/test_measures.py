"""Each measure says what it means, runs in DuckDB, is SQL of Athena as it stands, and counts what a person would."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.etree import ElementTree

import pytest

duckdb = pytest.importorskip("duckdb")
sqlglot = pytest.importorskip("sqlglot")
exp = sqlglot.exp

from onestop.contracts.lake import column_of, columns, lake_row  # noqa: E402
from onestop.domain.time.calendars import Calendar  # noqa: E402
from onestop_cli.insights.athena import statements  # noqa: E402
from onestop_cli.insights.lake import compact_lake, keep_as_lake, open_lake  # noqa: E402
from onestop_cli.insights.measures import (  # noqa: E402
    make_views,
    make_working_time,
    read_measures,
    run_measure,
)
from onestop_cli.insights.process_logs import write_ocel, write_xes  # noqa: E402
from onestop_cli.insights.simulate_city import City, simulate  # noqa: E402
from onestop_cli.problems import CannotContinue  # noqa: E402
from onestop_cli.project import find_project  # noqa: E402

INSIGHTS = find_project().root / "infra" / "insights"
MEASURES = {measure.name: measure for measure in read_measures(INSIGHTS / "measures")}
WEEK = Calendar(zone="America/Halifax", hours=dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ("08:30-16:30",)))
MONDAY = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)  # nine o'clock in Halifax


def event(reference: str, sequence: int, kind: str, hours: float = 0, **data: Any) -> dict[str, Any]:
    own = {"by": "system", "service": "pothole", "agency": "streets", "priority": "normal", "channel": "web", **data}
    at = (MONDAY + timedelta(hours=hours)).isoformat()
    return {
        **{"id": f"{reference}.{sequence}", "type": kind, "subject": reference, "time": at},
        **{"sequence": f"{sequence:06d}", "data": {"reference": reference, **own}},
    }


def due(hours: float) -> str:
    return (MONDAY + timedelta(hours=hours)).isoformat()


def story() -> list[dict[str, Any]]:
    """A: as it should be. B: handed on, late, opened again. C: open and overdue. D: decided by a person, running."""
    task = {"task": "01", "code": "repair"}
    by_phone = {"channel": "phone"}
    return [
        event("A", 1, "case.opened"),
        event("A", 2, "case.routed", 1, agencies=["streets"], due_at=due(24), reasons=[], district="old-town"),
        event("A", 3, "task.opened", 1, **task, due_at=due(24)),
        event("A", 4, "task.completed", 24, **task),
        event("A", 5, "case.resolved", 24, survey="standard", missed=[]),
        event("A", 6, "survey.invited", 24, survey="standard"),
        event("A", 7, "survey.answered", 26, survey="standard", scores=[["ease", 1], ["satisfaction", 5]]),
        event("A", 8, "case.closed", 26, because="answered"),
        event("B", 1, "case.opened", **by_phone),
        event("B", 2, "case.routed", 0, agencies=["parks"], due_at=due(10), reasons=[], **by_phone),
        event("B", 3, "task.opened", 0, **task, agency="parks", due_at=due(10), **by_phone),
        event(
            "B", 4, "task.transferred", 2, **task, from_agency="parks", due_at=due(10), looped=False, channel="phone"
        ),
        event("B", 5, "task.completed", 24, **task, **by_phone),
        event("B", 6, "case.resolved", 24, survey="standard", missed=["resolve"], **by_phone),
        event("B", 7, "survey.invited", 24, survey="standard", **by_phone),
        event("B", 8, "case.reopened", 30, run=2, **by_phone),
        event("C", 1, "case.opened"),
        event("C", 2, "case.routed", 0, agencies=["streets"], due_at=due(10), reasons=[]),
        event("D", 1, "case.opened", service=None),
        event("D", 2, "case.triaged", 0, reasons=[], proposals=[], service=None),
        event("D", 3, "case.routed", 2, agencies=["streets"], due_at=due(99), reasons=[]),
    ]


def write_lake(folder: Path, events: list[dict[str, Any]], name: str = "first") -> None:
    days: dict[str, list[str]] = {}
    for each in events:
        row = lake_row(each)
        days.setdefault(row["day"], []).append(json.dumps(row))
    for day, lines in days.items():
        path = folder / "events" / f"day={day}" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def told(tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    write_lake(tmp_path, story())
    return measured(tmp_path)


def measured(lake: Path) -> dict[str, list[dict[str, Any]]]:
    with duckdb.connect() as database:
        open_lake(database, lake)
        make_views(database, INSIGHTS / "views")
        make_working_time(database, WEEK)
        return {name: run_measure(database, measure) for name, measure in MEASURES.items()}


def test_measures_count_what_a_person_would(told: dict[str, list[dict[str, Any]]]) -> None:
    (volume,) = told["volumes"]
    assert (volume["cases"], volume["still_open"]) == (4, 2)
    (right,) = told["first_time_right"]
    assert (right["routed"], right["right_first"]) == (4, 2)
    (promise,) = told["promise_kept"]
    counts = {name: promise[name] for name in ("judged", "kept", "late", "overdue", "still_running")}
    assert counts == {"judged": 3, "kept": 1, "late": 1, "overdue": 1, "still_running": 1}
    (age,) = told["open_by_age"]
    assert (age["still_open"], age["under_a_week"]) == (3, 3)
    (again,) = told["reopened"]
    assert (again["resolved"], again["reopened"]) == (2, 1)
    (moved,) = told["transfers"]
    assert (moved["from_agency"], moved["to_agency"], moved["transfers"]) == ("parks", "streets", 1)
    (liked,) = told["satisfaction"]
    assert (liked["asked"], liked["answered"], liked["mean"]) == (2, 1, 5.0)
    assert [(each["channel"], each["asked"], each["answered"]) for each in told["response_rates"]] == [
        ("phone", 1, 0),
        ("web", 1, 1),
    ]
    assert {each["channel"]: each["percent"] for each in told["channel_shift"]} == {"web": 75.0, "phone": 25.0}
    (score,) = told["contractor_scorecard"]
    assert (score["tasks"], score["done"], score["in_time"], score["late"], score["transfers"]) == (2, 2, 1, 1, 1)


def test_an_answer_that_came_late_is_in_no_figure(tmp_path: Path) -> None:
    late = event("B", 9, "survey.answered", 30, survey="standard", scores=[["satisfaction", 1]], late=True)
    write_lake(tmp_path, [*story(), {**late, "channel": "phone"}])
    told = measured(tmp_path)
    (liked,) = told["satisfaction"]
    assert (liked["asked"], liked["answered"], liked["mean"]) == (2, 1, 5.0)
    assert sum(each["answered"] for each in told["response_rates"]) == 1


def test_what_comes_again_and_lies_between_agencies_is_counted_and_has_its_price() -> None:
    task = {"task": "01", "code": "repair"}
    events = [
        event("A", 1, "case.opened", channel="phone"),
        event("A", 2, "task.transferred", 1, **task, from_agency="parks", looped=False),
        event("A", 3, "task.transferred", 5, **task, from_agency="streets", looped=True, agency="parks"),
        event("A", 4, "task.completed", 9, **task, agency="parks"),
        event("B", 1, "case.opened"),
    ]
    with duckdb.connect() as database, TemporaryDirectory() as folder:
        write_lake(Path(folder), events)
        open_lake(database, Path(folder))
        make_views(database, INSIGHTS / "views")
        (rework,) = run_measure(database, MEASURES["rework"])
        (between,) = run_measure(database, MEASURES["between_departments"])
        (cost,) = run_measure(database, MEASURES["cost_per_case"])
        prices = dict(database.execute("SELECT what, price FROM costs").fetchall())
    assert (rework["step"], rework["cases_again"], rework["percent"]) == ("task.transferred", 1, 50.0)
    assert (between["from_agency"], between["to_agency"], between["mean_hours"]) == ("streets", "parks", 4.0)
    assert cost["cost"] == prices["phone"] + 2 * prices["handing on"] + prices["task"] + prices["web"]
    assert (cost["cases"], cost["things"], cost["cost_per_case"]) == (2, 5, cost["cost"] / 2)


def test_time_is_counted_in_hours_of_work(told: dict[str, list[dict[str, Any]]]) -> None:
    steps = {each["step"]: each for each in told["time_to_each_step"]}
    assert steps["resolved"]["median_hours"] == 8.0  # Monday nine to Tuesday nine
    assert steps["closed"] == {
        "service": "pothole", "step": "closed", "cases": 1, "median_hours": 10.0, "p90_hours": 10.0
    }  # fmt: skip
    assert steps["routed"]["cases"] == 4


def test_repeated_and_late_events_change_nothing(tmp_path: Path) -> None:
    whole, events = tmp_path / "whole", story()
    write_lake(whole, events)
    parts = tmp_path / "parts"
    write_lake(parts, events[4:] + events[6:9])
    with duckdb.connect() as database:
        assert compact_lake(database, parts) == ["2026-03-02", "2026-03-03"]
        write_lake(parts, events[:9], name="late")
        assert measured(parts) == measured(whole)
        assert compact_lake(database, parts) == ["2026-03-02", "2026-03-03"]
        assert compact_lake(database, parts) == []
    assert measured(parts) == measured(whole)


def test_days_of_an_older_contract_are_read_with_those_of_a_newer(tmp_path: Path) -> None:
    write_lake(tmp_path, story())
    with duckdb.connect() as database:
        compact_lake(database, tmp_path)
        old = tmp_path / "compact" / "day=2026-03-02" / "events.parquet"
        database.execute(f"CREATE TABLE kept AS SELECT * EXCLUDE (satisfaction, looped) FROM read_parquet('{old}')")
        database.execute(f"COPY kept TO '{old}' (FORMAT parquet)")
    assert measured(tmp_path)["volumes"][0]["cases"] == 4


FILES = [path for folder in ("measures", "views") for path in sorted((INSIGHTS / folder).glob("*.sql"))]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_file_is_sql_of_athena_as_it_stands(path: Path) -> None:
    """Read as either dialect it is the same tree, but for what is equal here: a number such as 1e2 makes a division one
    of doubles in both, and no time of the lake is compared by less than a second."""
    sql = path.read_text(encoding="utf-8")
    here, there = (sqlglot.parse_one(sql, read=dialect) for dialect in ("duckdb", "athena"))
    written = sqlglot.parse_one(here.sql("athena"), read="athena")
    assert plain_sql(written) == plain_sql(there)
    assert not [number for number in there.find_all(exp.Literal) if not number.is_string and "." in number.name]
    assert {unknown.name.lower() for unknown in there.find_all(exp.Anonymous)} <= {"max_by", "min_by"}


def plain_sql(tree: Any) -> str:
    for _ in range(4):  # what stands inside of what was taken away is looked at the next time
        tree = tree.transform(without_casts)
    return str(tree.sql("athena", comments=False)).replace("TIMESTAMP(0)", "TIMESTAMP")


def without_casts(node: Any) -> Any:
    """The node without what sqlglot adds because DuckDB divides and counts seconds by rules of its own."""
    if isinstance(node, exp.Cast) and node.to.is_type("double"):
        return node.this
    if isinstance(node, exp.TimestampTrunc | exp.DateTrunc) and str(node.args["unit"]).upper().strip("'") == "SECOND":
        return node.this
    return node


def test_athena_is_told_of_the_same_columns_and_views() -> None:
    table, *views = statements("a-lake", INSIGHTS / "views")
    told = sqlglot.parse_one(table, read="hive")
    assert [each.name for each in told.this.expressions] == [name for name in columns() if name != "day"]
    assert "'s3://a-lake/events/${day}/'" in table
    names = [sqlglot.parse_one(view, read="athena").this.name for view in views]
    assert names == ["cases", "tasks", "costs", "handling", "as_of"]


def test_every_field_that_the_contract_may_get_is_a_column_in_both_dialects() -> None:
    listed = ", ".join(columns())
    with duckdb.connect() as database:
        database.execute(f"CREATE TABLE t ({', '.join(f'{name} {kind}' for name, kind in columns().items())})")
        database.execute(f"SELECT {listed} FROM t")
    tree = sqlglot.parse_one(f"SELECT {listed} FROM t", read="athena")
    assert [each.name for each in tree.expressions] == list(columns())
    assert column_of("table") == "of_table"


def test_the_lake_holds_the_fields_of_the_contract_and_nothing_else() -> None:
    canary = "Ana Canary, ana@resident.example"
    told = event("A", 1, "contact.received", contact="000001", proof="claimed", name=canary, words=canary)
    row = lake_row({**told, "note": canary})
    assert canary not in json.dumps(row)
    assert row["proof"] == "claimed"
    assert set(row) <= set(columns())
    staff = lake_row(event("A", 2, "task.assigned", task="01", code="x", assignee=canary))
    assert canary not in json.dumps(staff)
    assert lake_row(event("A", 3, "of.tomorrow", fresh=canary)).keys() <= set(columns())


def test_a_lake_that_cannot_be_written_or_is_damaged_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with duckdb.connect() as database:
        with pytest.raises(CannotContinue, match="'nobody' in that city; there are district-1, "):
            simulate(database, City(cases=30, unfair="nobody"))
        simulate(database, City(cases=30))
        with pytest.raises(CannotContinue, match="Name a folder"):
            keep_as_lake(database, tmp_path / "file")
        keep_as_lake(database, tmp_path / "lake")
        next((tmp_path / "lake" / "compact").rglob("*.parquet")).write_bytes(b"no Parquet")
        with pytest.raises(CannotContinue, match=r"a file that is damaged: .*parquet"):
            open_lake(database, tmp_path / "lake")


def test_the_notebook_runs_from_its_first_cell_to_its_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with duckdb.connect() as database:
        simulate(database, City(cases=300))
        keep_as_lake(database, tmp_path / "lake")
    monkeypatch.setenv("LAKE", str(tmp_path / "lake"))
    told = json.loads((INSIGHTS / "asking.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    for cell in told["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
            assert cell["outputs"] == []  # what somebody saw is not kept with the code
    assert 0 < names["half"] < 1000
    names["database"].close()


def test_logs_are_written_for_process_mining(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake", story())
    with duckdb.connect() as database:
        open_lake(database, tmp_path / "lake")
        make_views(database, INSIGHTS / "views")
        assert write_xes(database, tmp_path / "log.xes") == 4
        assert write_ocel(database, tmp_path / "log.json", "pothole") == 4 + 2 + 2
        for write, file in ((write_xes, "log.xes"), (write_ocel, "log.json")):  # what is there is not lost by a typo
            with pytest.raises(CannotContinue):
                write(database, tmp_path / file, "unicorns")
    names = {"x": "http://www.xes-standard.org/"}
    traces = ElementTree.parse(tmp_path / "log.xes").getroot().findall("x:trace", names)
    assert [len(trace.findall("x:event", names)) for trace in traces] == [8, 8, 2, 3]
    told = json.loads((tmp_path / "log.json").read_text())
    known = {each["id"] for each in told["objects"]}
    assert {link["objectId"] for each in told["events"] for link in each["relationships"]} == known
    assert len(told["events"]) == len(story())
