"""The lake is the tables again: an event a row, none twice, none lost, and a difference is found to the row."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb")

from onestop.runtime.clock import now  # noqa: E402
from onestop.storage.exporting import read_everything  # noqa: E402
from onestop_cli.insights.export import export_lake  # noqa: E402
from onestop_cli.insights.lake import compact_lake, open_lake  # noqa: E402
from onestop_cli.insights.reconcile import reconcile  # noqa: E402
from tests.aws_in_memory import Aws  # noqa: E402
from tests.functional.stories import history, open_case, post_answers, resolved  # noqa: E402


def test_the_lake_is_rebuilt_from_the_tables_and_reconciled_to_the_row(aws: Aws, tmp_path: Path) -> None:
    done, fresh = resolved()["reference"], open_case()["reference"]
    post_answers(done, {"satisfaction": 4, "comment": "Canary words of a resident."})
    events = [event.id for reference in (done, fresh) for event in history(reference)]
    exported = export_lake(read_everything(), tmp_path, now())
    assert (exported.events, exported.cases, exported.gaps, exported.behind) == (len(events), 2, [], [])
    with duckdb.connect() as database:
        compact_lake(database, tmp_path)
        open_lake(database, tmp_path)
        assert sorted(row[0] for row in database.execute("SELECT id FROM events").fetchall()) == sorted(events)
        found = reconcile(database, tmp_path, read_everything())
        assert (found.agrees, found.same, found.later) == (True, len(events), 0)
        later = open_case()["reference"]
        found = reconcile(database, tmp_path, read_everything())
        assert (found.agrees, found.later) == (True, len(history(later)))
    for path in tmp_path.rglob("*.json.gz"):
        assert b"Canary" not in gzip.decompress(path.read_bytes())


def test_a_row_that_was_lost_or_changed_or_made_up_is_named(aws: Aws, tmp_path: Path) -> None:
    reference = resolved()["reference"]
    export_lake(read_everything(), tmp_path, now())
    path = max(tmp_path.rglob("day=*/*.json.gz"))
    rows = [json.loads(line) for line in gzip.decompress(path.read_bytes()).splitlines()]
    lost, changed = rows[0], rows[1]
    changed["channel"] = "fax"
    made_up = {**rows[2], "id": f"{reference}.999", "sequence": 999}
    with gzip.open(path, "wt") as file:
        file.write("\n".join(map(json.dumps, [*rows[1:], made_up])) + "\n")
    with duckdb.connect() as database:
        found = reconcile(database, tmp_path, read_everything())
    assert not found.agrees
    assert set(found.missing) == {lost["id"], changed["id"]}
    assert set(found.strange) == {changed["id"], made_up["id"]}
