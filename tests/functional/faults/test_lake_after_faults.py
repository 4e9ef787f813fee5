"""After a day on which acknowledgements were lost and writers died, the lake is exact: it is the table."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

duckdb = pytest.importorskip("duckdb")

from insights import handler as insights  # noqa: E402
from onestop.runtime.clients import client  # noqa: E402
from onestop.runtime.clock import now  # noqa: E402
from onestop.storage.lake.read_events import read_everything  # noqa: E402
from onestop_cli.insights.download_lake import bring_lake  # noqa: E402
from onestop_cli.insights.export import export_lake  # noqa: E402
from onestop_cli.insights.lake import compact_lake, open_lake  # noqa: E402
from onestop_cli.insights.reconcile import reconcile  # noqa: E402
from tests.aws_in_memory import Aws  # noqa: E402
from tests.functional.faults.faulty_aws import Died, Fault, FaultyAws  # noqa: E402
from tests.functional.faults.small_city import forget_connections  # noqa: E402
from tests.functional.faults.test_faults import run_city, seeded, undisturbed  # noqa: E402


def test_the_lake_is_exact_after_a_day_of_faults(aws: Aws, tmp_path: Path) -> None:
    chances = {Fault.LOST: 0.05, Fault.THROTTLED: 0.05, Fault.DIES_BEFORE: 0.02, Fault.DIES_AFTER: 0.02}
    city = run_city(aws, seeded(Random(5), chances), 12, again=0.3)
    assert city.faults.struck
    city.faults.plan = undisturbed
    city.unshelve()
    forget_connections()  # those of the city take the calls of a day, and reading all of a table is none
    exported = export_lake(read_everything(), tmp_path, now())
    assert (exported.gaps, exported.behind, exported.cases) == ([], [], len(city.references))
    with duckdb.connect() as database:
        open_lake(database, tmp_path)
        events, ids = database.execute("SELECT count(*), count(DISTINCT id) FROM events").fetchone() or (0, 1)
        assert events == ids == exported.events
        found = reconcile(database, tmp_path, read_everything())
        assert (found.agrees, found.same) == (True, exported.events)
        times = [row[0] for row in database.execute("SELECT time FROM events ORDER BY time").fetchall()]
    nights = [times[len(times) // 2].replace(tzinfo=UTC), times[-1].replace(tzinfo=UTC) + timedelta(milliseconds=1)]
    taken = take_whatever_happens(nights)
    assert taken["differences"] == taken["gaps"] == 0
    brought = tmp_path / "brought"
    bring_lake(client("s3"), "lake", brought)
    with duckdb.connect() as database:
        compact_lake(database, brought)
        found = reconcile(database, brought, read_everything())
        assert (found.agrees, found.same, found.later) == (True, exported.events, 0)


def take_whatever_happens(nights: list[datetime]) -> Counter[str]:
    """Takes the lake night by night by a function that dies every few calls, and is called again, as by a schedule."""
    chance, told = Random(11), Counter[str]()
    dying = {Fault.DIES_BEFORE: 0.06, Fault.DIES_AFTER: 0.06, Fault.LOST: 0.05}
    faults = FaultyAws(seeded(chance, dying))
    faults.stand_before(client("s3"))
    for until in nights:
        for _ in range(300):
            try:
                told += Counter(insights.handle({"lake": {"until": until.isoformat()}}, None))
                break
            except Died:
                continue
        else:
            raise AssertionError("it never came to an end")
    assert {Fault.DIES_BEFORE, Fault.DIES_AFTER, Fault.LOST} <= set(faults.struck)
    faults.plan = undisturbed
    last = insights.handle({"lake": {"until": nights[-1].isoformat(), "again": True}}, None)
    assert last == dict.fromkeys(last, 0) | {"same": last["same"], "parts": 16}
    return told
