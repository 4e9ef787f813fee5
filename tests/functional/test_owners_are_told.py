"""A week that is otherwise than usual is found, and whoever owns the service is told by one case; no other is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

duckdb = pytest.importorskip("duckdb")

from onestop.storage.cases.read_case import load_file  # noqa: E402
from onestop.storage.catalogue.releases import current  # noqa: E402
from onestop_cli.insights.learning.anomalies import anomalies  # noqa: E402
from onestop_cli.insights.learning.owners import tell_owner  # noqa: E402
from onestop_cli.insights.measures import make_views  # noqa: E402
from onestop_cli.insights.simulate_city import City, simulate  # noqa: E402
from onestop_cli.project import find_project  # noqa: E402
from tests.aws_in_memory import Aws  # noqa: E402
from tests.depth import tries  # noqa: E402

VIEWS = find_project().root / "infra" / "insights" / "views"
NOW, UNTIL = datetime(2026, 3, 2, 13, tzinfo=UTC), date(2026, 3, 2)


def found_in(city: City, *changes: str):  # type: ignore[no-untyped-def]
    with duckdb.connect() as database:
        simulate(database, city)
        make_views(database, VIEWS)
        for change in changes:
            database.execute(change)
        return anomalies(database)


def test_weeks_in_which_nothing_happens_are_left_alone() -> None:
    """Four of the forty in which nothing was found; these are fixed: nothing here is by chance."""
    assert [found_in(City(cases=40_000, seed=seed)) for seed in range(tries(4))] == [[]] * tries(4)


def test_a_bad_week_is_found_and_its_owner_told_once(aws: Aws) -> None:
    late = "date_diff('day', CAST({moment} AS DATE), (SELECT CAST(moment AS DATE) FROM as_of)) BETWEEN 1 AND 7"
    handed, reopened = (late.format(moment=moment) for moment in ("first_resolved_at", "opened_at"))
    found = found_in(
        City(cases=40_000),
        "UPDATE cases SET service = 'pothole', agency = 'streets' WHERE service = 'service-3'",
        f"UPDATE cases SET transfers = 1 WHERE service = 'pothole' AND {handed} AND hash(reference) % 3 = 0",
        f"INSERT INTO cases SELECT * FROM cases WHERE service = 'service-5' AND {reopened}",
        f"INSERT INTO cases SELECT * FROM cases WHERE service = 'service-5' AND {reopened}",
    )
    assert {(each["kind"], each["values"]["service"]) for each in found} == {
        ("anomaly", "pothole"),
        ("anomaly_volume", "service-5"),
    }
    lesson = next(each for each in found if each["kind"] == "anomaly")
    assert (lesson["values"]["watched"], lesson["values"]["agency"]) == ("handed_on", "streets")
    reference, new = tell_owner(lesson, UNTIL, current(), NOW)
    again = tell_owner(lesson, UNTIL, current(), NOW)
    assert (new, again) == (True, (reference, False))
    file = load_file(reference)
    assert file.case.service is None  # so the triage desk sees it
    assert [reason.code for reason in file.request.doubts] == ["stands_out"]
    says, does = (file.request.description or "").split("\n")
    assert says.startswith("Pothole, handed on to another agency: last week ")
    assert does.startswith("Streets and Traffic: read the cases")
