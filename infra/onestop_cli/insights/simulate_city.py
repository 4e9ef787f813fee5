"""A city that never was, of any size, from a seed: residents, seasons, a storm, a slow department, and, if wanted,
somebody who is served worse.

Every number is a hash of the seed, the case and what it is for: the same seed is the same city on every machine and
with any number of threads. The table `events` is as the lake has it; `known` has what no event says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from onestop.contracts.lake import columns
from onestop_cli.insights.sql_text import text_sql
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SERVICES = 12
DISTRICTS = 10
LANGUAGES = ("en", "es", "zh-Hans")
SEGMENTS = 3  # of residents, wherever they live
YEAR = 365 * 86400
BEGAN = datetime(2025, 1, 1)  # noqa: DTZ001  (UTC, as all times of the lake)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """`unfair` is the district, language or segment (such as `district-3`) whose cases take `longer` than they would;
    `slow` is the service whose department is slow for everybody, which is not unfair."""

    cases: int
    seed: int = 1
    unfair: str | None = None
    longer: float = 0.0
    slow: int = 4
    storm: bool = True


def chance(what: int, city: City) -> str:
    """A number from 0 to 1 for each case, another one for each `what`."""
    return f"(hash(i * 64 + {what}, {city.seed}) % 1000000007 + 0.5) / 1000000007.0"


def simulate(database: DuckDBPyConnection, city: City) -> None:
    """Make the tables `events` and `known`. Raises CannotContinue if the group to be served worse does not exist
    there."""
    served = (*(f"district-{number}" for number in range(1, DISTRICTS + 1)), *LANGUAGES,
              *(f"segment-{number}" for number in range(1, SEGMENTS + 1)))  # fmt: skip
    if city.unfair is not None and city.unfair not in served:
        raise CannotContinue(f"There is no {city.unfair!r} in that city; there are {', '.join(served)}.")
    storm = f"WHEN {chance(1, city)} < 0.05 THEN {200 * 86400} + {chance(2, city)} * {3 * 86400}" if city.storm else ""
    longer = 1 + city.longer
    unfair = f"CASE WHEN {text_sql(city.unfair or '')} IN (district, language, segment) THEN {longer} ELSE 1.0 END"
    database.execute(
        f"""CREATE OR REPLACE TABLE simulated AS
        WITH numbered AS (SELECT range AS i FROM range({city.cases})),
        placed AS (SELECT i, 1 + CAST(floor(pow({chance(3, city)}, 1.3) * {DISTRICTS}) AS INTEGER) AS d,
        -- more in summer than in winter, and a storm of three days
        CASE {storm} ELSE {YEAR} * ({chance(4, city)} + 0.08 * sin(2 * pi() * {chance(4, city)})) END AS second
        FROM numbered),
        asked AS (SELECT i, second, 'district-' || d AS district,
        'segment-' || (1 + CAST(floor({chance(14, city)} * {SEGMENTS}) AS INTEGER)) AS segment,
        -- each district asks for a mix of services of its own: why services are compared with themselves
        1 + CAST(floor({chance(5, city)} * {SERVICES} + d * 0.4) AS INTEGER) % {SERVICES} AS s,
        CASE WHEN {chance(6, city)} < 0.7 + 0.02 * d THEN 'en' WHEN {chance(7, city)} < 0.6 THEN 'es' ELSE 'zh-Hans' END
        AS language,
        CASE WHEN {chance(8, city)} < 0.4 THEN 'phone' WHEN {chance(8, city)} < 0.65 THEN 'web'
        WHEN {chance(8, city)} < 0.85 THEN 'mobile' WHEN {chance(8, city)} < 0.95 THEN 'email' ELSE 'counter' END
        AS channel FROM placed),
        worked AS (SELECT *, -ln({chance(9, city)}) * 3600 * (8 + 6 * s) * CASE WHEN s = {city.slow} THEN 3 ELSE 1 END
        * {unfair} + 60 AS took, {chance(10, city)} < 0.06 AS handed, {chance(11, city)} < 0.04 AS again,
        {chance(12, city)} < 0.25 AS answers, 1 + CAST(floor({chance(13, city)} * 5) AS INTEGER) AS score FROM asked)
        SELECT *, TIMESTAMP {text_sql(str(BEGAN))} + to_microseconds(CAST(second * 1e6 AS BIGINT)) AS opened_at,
        'SIM-' || lpad(CAST(i AS VARCHAR), 9, '0') AS reference FROM worked"""  # noqa: S608
    )
    steps: tuple[tuple[str, str, str, dict[str, str]], ...] = (
        ("case.opened", "0", "true", {}),
        ("case.routed", "1", "true", {"district": "district", "agencies": "'[\"agency-' || s || '\"]'"}),
        ("task.opened", "1", "true", {"task": "'01'", "code": "'work'"}),
        ("task.transferred", "took * 0.3", "handed", {"task": "'01'", "code": "'work'", "from_agency": "'agency-' || s",
                                                      "looped": "false"}),
        ("task.completed", "took", "true", {"task": "'01'", "code": "'work'"}),
        ("case.resolved", "took", "true", {"survey": "'standard'", "missed": "'[]'"}),
        ("survey.invited", "took + 1", "true", {"survey": "'standard'"}),
        ("survey.answered", "took + 7200", "answers", {"survey": "'standard'", "satisfaction": "score"}),
        ("case.reopened", "took + 90000", "again", {"run": "2"}),
        ("case.closed", "took + 172800", "NOT again", {"because": "'answered'"}),
    )  # fmt: skip
    due = {"case.routed", "task.opened", "task.transferred"}
    parts = [step_sql(number, kind, after, when, own, has_due=kind in due) for number, (kind, after, when, own) in
             enumerate(steps, start=1)]  # fmt: skip
    database.execute(f"CREATE OR REPLACE TABLE events AS {' UNION ALL '.join(parts)}")
    database.execute("CREATE OR REPLACE TABLE known AS SELECT reference, language, segment FROM simulated")


def step_sql(number: int, kind: str, after: str, when: str, own: dict[str, str], *, has_due: bool) -> str:
    """One step of all cases that take it, as rows of the lake."""
    at = f"date_trunc('millisecond', opened_at + to_microseconds(CAST(({after}) * 1e6 AS BIGINT)))"
    told = {
        "id": f"reference || '.{number}'", "type": text_sql(kind), "time": at, "day": f"CAST({at} AS DATE)",
        "reference": "reference", "sequence": str(number), "actor": "'system'", "service": "'service-' || s",
        "agency": "'agency-' || s", "priority": "'normal'", "channel": "channel", **own,
    }  # fmt: skip
    if has_due:
        told["due_at"] = "opened_at + to_seconds(CAST(3600 * (16 + 12 * s) AS BIGINT))"
    cells = ", ".join(f"CAST({told.get(name, 'NULL')} AS {type_}) AS {name}" for name, type_ in columns().items())
    # what would happen after the year is over has not happened yet
    over = f"{at} < TIMESTAMP {text_sql(str(BEGAN))} + INTERVAL 366 DAY"
    return f"SELECT {cells} FROM simulated WHERE {when} AND {over}"  # noqa: S608
