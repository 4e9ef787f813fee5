"""After a day on which acknowledgements were lost and writers died, the lake is exact: it is the table."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

duckdb = pytest.importorskip("duckdb")

from onestop.runtime.clock import now  # noqa: E402
from onestop.storage.exporting import read_everything  # noqa: E402
from onestop_cli.insights.export import export_lake  # noqa: E402
from onestop_cli.insights.lake import open_lake  # noqa: E402
from onestop_cli.insights.reconcile import reconcile  # noqa: E402
from tests.aws_in_memory import Aws  # noqa: E402
from tests.functional.faults.faulty_aws import Fault  # noqa: E402
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
