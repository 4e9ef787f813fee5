"""Insights at scale: all measures of ten million events, an audit of a million cases, a thousand fair
cities, and every real export in the folder next to the project.

Next to the seconds by the clock is half the CPU time of both cores: what the clock would say on a machine that
nobody else uses."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.figures import Figure

EVENTS, CASES = 10_000_000, 1_400_000  # a case has a little more than seven events
AUDITED = 1_000_000
FAIR_WORLDS = int(os.environ.get("FAIR_WORLDS", "1000"))
RATE = 0.05
NOT_THERE = ("rework", "between_departments")  # in the simulated city each case is with one agency and continues there
REAL = Path(__file__).parents[3] / "shared" / "data" / "requests_311"
SELF = "from tests.bench.insights import {name}; {name}({argument!r})"


def measure(**_: object) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="onestop-bench-") as folder:
        events = str(Path(folder) / "events.parquet")
        child("make_events", events)
        measured = child("measure_all", events)
        pandas = child("measure_with_pandas", events)
        yield from timed("all measures of 10 million events", measured, 30)
        yield Figure(
            name="memory for that", value=measured.memory / 1e6, unit="MB", baseline=4000, ratio=measured.memory / 4e9,
            goal=1,
        )  # fmt: skip
        yield Figure(
            name="CPU of two of them by pandas", value=pandas.cpu, unit="s", baseline=measured.cpu,
            ratio=pandas.cpu / measured.cpu,
        )  # fmt: skip
        yield Figure(name="memory for these two", value=pandas.memory / 1e6, unit="MB")
    audited = child("audit_many", "")
    yield from timed("audit of a million cases", audited, 10)
    yield Figure(name="memory for that", value=audited.memory / 1e6, unit="MB")
    share = child("play_fair_worlds", str(FAIR_WORLDS)).value
    low, high = wilson(share, FAIR_WORLDS)
    yield Figure(
        name=f"of {FAIR_WORLDS} fair cities called unfair ({100 * low:.1f} to {100 * high:.1f})", value=100 * share,
        unit="%", baseline=100 * RATE, ratio=share / RATE, goal=1,
    )  # fmt: skip
    if REAL.is_dir():
        files, unexplained = check_real()
        yield Figure(name=f"differences without a reason in {files} real exports", value=unexplained, unit="rows")


@dataclass(frozen=True)
class Told:
    """The result of a process of its own: a number, the seconds of CPU that it took, and its peak memory in bytes."""

    value: float
    cpu: float
    memory: float


def timed(name: str, told: Told, goal: float) -> Iterator[Figure]:
    yield Figure(name=name, value=told.value, unit="s", baseline=goal, ratio=told.value / goal, goal=1)
    yield Figure(name="CPU of that, halved", value=told.cpu / 2, unit="s", baseline=goal, ratio=told.cpu / 2 / goal)


def child(name: str, argument: str) -> Told:
    code = SELF.format(name=name, argument=argument)
    paths = os.pathsep.join(sys.path)
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths},
        check=True,
        capture_output=True,
        text=True,
    )
    return Told(*map(float, told.stdout.split()[-3:]))


def cpu() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def tell(value: float, spent: float = 0.0) -> None:
    import resource

    print(value, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def wilson(share: float, of: int) -> tuple[float, float]:
    """The interval that holds the true share 95 times of 100."""
    z = 1.959964
    middle, wide = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - wide) / (1 + z * z / of), (middle + wide) / (1 + z * z / of)


def quiet(memory: str, threads: int = 2):  # type: ignore[no-untyped-def]
    import duckdb

    config = {"memory_limit": memory, "threads": threads, "preserve_insertion_order": False}
    database = duckdb.connect(config=config)
    database.execute("SET enable_progress_bar = false")
    return database


def make_events(path: str) -> None:
    from onestop_cli.insights.simulate_city import City, simulate

    with quiet("5GB") as database:
        simulate(database, City(cases=CASES))
        database.execute(f"COPY events TO '{path}' (FORMAT parquet)")
        row = database.execute("SELECT count(*) FROM events").fetchone()
    assert row is not None
    assert row[0] >= EVENTS
    tell(row[0])


def measure_all(path: str) -> None:
    from onestop.domain.catalogue.catalogue import Catalogue, version_of
    from onestop_cli.insights.measures import make_views, make_working_time, read_measures, run_measure
    from onestop_cli.project import find_project
    from onestop_cli.release.jurisdiction import read_jurisdiction

    folder = find_project().root / "infra" / "insights"
    release = read_jurisdiction(find_project().sample_jurisdiction)
    calendar = next(iter(Catalogue(version_of(release), release).calendars.values()))
    begun, spent = time.perf_counter(), cpu()
    with quiet("3GB") as database:
        database.execute(f"CREATE VIEW events AS SELECT * FROM read_parquet('{path}')")
        make_views(database, folder / "views")
        make_working_time(database, calendar)
        for each in read_measures(folder / "measures"):
            assert run_measure(database, each) or each.name in NOT_THERE
    tell(time.perf_counter() - begun, cpu() - spent)


def measure_with_pandas(path: str) -> None:
    """Volumes and promises alone, of the few columns that these need."""
    import pandas

    begun, spent = time.perf_counter(), cpu()
    columns = ["reference", "type", "time", "service", "due_at"]
    events = pandas.read_parquet(path, columns=columns) if has_arrow() else read_by_duckdb(path, columns)
    opened = events[events.type == "case.opened"].groupby("reference").agg(opened=("time", "min"))
    routed = (
        events[events.type == "case.routed"]
        .groupby("reference")
        .agg(service=("service", "last"), due=("due_at", "last"))
    )
    resolved = events[events.type == "case.resolved"].groupby("reference").agg(resolved=("time", "max"))
    cases = opened.join(routed).join(resolved)
    cases.groupby([cases.opened.dt.to_period("M"), "service"]).size()
    cases.assign(kept=cases.resolved <= cases.due).groupby("service").kept.mean()
    tell(time.perf_counter() - begun, cpu() - spent)


def has_arrow() -> bool:
    from importlib.util import find_spec

    return find_spec("pyarrow") is not None


def read_by_duckdb(path: str, columns: list[str]):  # type: ignore[no-untyped-def]
    import duckdb

    return duckdb.sql(f"SELECT {', '.join(columns)} FROM read_parquet('{path}')").df()


def audit_many(_: str) -> None:
    from onestop_cli.insights.audit import audit

    with quiet("3GB") as database:
        a_city(database, AUDITED, 1)
        begun, spent = time.perf_counter(), cpu()
        assert audit(database).comparisons
        tell(time.perf_counter() - begun, cpu() - spent)


def play_fair_worlds(many: str) -> None:
    from onestop_cli.insights.audit import audit

    accused = 0  # a city is small: one thread each is least work
    for seed in range(int(many)):
        with quiet("3GB", threads=1) as database:
            a_city(database, 6_000, 1000 + seed)
            accused += bool(audit(database).findings(RATE))
    tell(accused / int(many))


def a_city(database, cases: int, seed: int) -> None:  # type: ignore[no-untyped-def]
    from onestop_cli.insights.measures import make_views
    from onestop_cli.insights.simulate_city import City, simulate
    from onestop_cli.project import find_project

    simulate(database, City(cases=cases, seed=seed))
    make_views(database, find_project().root / "infra" / "insights" / "views")
    database.execute("CREATE OR REPLACE TABLE cases AS SELECT * FROM cases LEFT JOIN known USING (reference)")


def check_real() -> tuple[int, int]:
    """Counts the exports that were read, and their differences that no class explains."""
    from datetime import UTC, datetime

    import duckdb

    from onestop_cli.insights.history.check import check_history
    from onestop_cli.project import find_project

    maps = find_project().root / "infra" / "insights" / "maps"
    files = [path for path in sorted(REAL.iterdir()) if path.suffix in (".csv", ".json")]
    unexplained = 0
    for path in files:
        with duckdb.connect() as database:
            told = check_history(database, path, None, maps, datetime.now(UTC))
            unexplained += sum(each.unexplained for each in told.agreements)
    return len(files), unexplained
