"""The cases of a lake as surveys see them, and what they are called in the jurisdiction."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.surveys.a11 import Names
from onestop.domain.surveys.results import SurveyedCase
from onestop_cli.insights.audited_cases import add_known
from onestop_cli.insights.lake import open_lake
from onestop_cli.insights.measures import make_views

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from onestop.domain.catalogue.release import Release

RESOLVED = """
SELECT cases.service, cases.agency, cases.channel, cases.district, cases.language,
    cases.first_resolved_at AS resolved_at, cases.invited, surveys.survey, surveys.scores, surveys.late,
    hired.contractor
FROM cases JOIN (
    SELECT reference,
        coalesce(max_by(survey, sequence) FILTER (WHERE type = 'survey.answered'),
            max_by(survey, sequence) FILTER (WHERE type = 'case.resolved')) AS survey,
        max_by(scores, sequence) FILTER (WHERE type = 'survey.answered') AS scores,
        coalesce(bool_or(late) FILTER (WHERE type = 'survey.answered'), false) AS late
    FROM marked GROUP BY reference
) AS surveys USING (reference) LEFT JOIN (
    SELECT tasks.reference, max_by(tasks.agency, tasks.completed_at) AS contractor
    FROM tasks JOIN cases USING (reference)
    WHERE list_contains($contractors, tasks.agency) AND tasks.completed_at <= cases.first_resolved_at
    GROUP BY tasks.reference
) AS hired USING (reference)
WHERE cases.first_resolved_at IS NOT NULL AND surveys.survey IS NOT NULL
ORDER BY reference
"""
MARKED = "CREATE OR REPLACE TEMP VIEW marked AS SELECT * FROM events"
UNMARKED = "CREATE OR REPLACE TEMP VIEW marked AS SELECT *, false AS late FROM events"  # a lake of an older export


def read_outcomes(database: DuckDBPyConnection, lake: Path, views: Path, release: Release) -> Iterator[SurveyedCase]:
    """The resolved cases of a lake that have a survey. A case counts in the quarter in which it was resolved first, as
    the clocks of the jurisdiction have it; so a quarter that is over stays as it was."""
    open_lake(database, lake)
    make_views(database, views)
    add_known(database, lake)
    return outcomes_in(database, release)


def outcomes_in(database: DuckDBPyConnection, release: Release) -> Iterator[SurveyedCase]:
    """Returns the same for an open lake, with what is known about its cases besides their events. The contractor of a
    case is the one that did the last part of the work."""
    zone = release["jurisdiction"]["time_zone"]
    contractors = [agency["code"] for agency in release["agencies"] if agency["kind"] == "contractor"]
    columns = {row[0] for row in database.execute("DESCRIBE cases").fetchall()}
    if "language" not in columns:  # a lake of an older export
        database.execute("CREATE OR REPLACE TABLE cases AS SELECT *, CAST(NULL AS VARCHAR) AS language FROM cases")
    known = {row[0] for row in database.execute("DESCRIBE events").fetchall()}
    database.execute(MARKED if "late" in known else UNMARKED)
    said = database.execute(RESOLVED, {"contractors": contractors})
    names = [column[0] for column in said.description or ()]
    local = ZoneInfo(zone)
    while rows := said.fetchmany(10_000):
        for row in rows:
            yield outcome_of(dict(zip(names, row, strict=True)), local)


def outcome_of(row: dict[str, Any], zone: ZoneInfo) -> SurveyedCase:
    """A row as an outcome."""
    scores = None if row["scores"] is None else tuple((str(code), int(score)) for code, score in load(row["scores"]))
    return SurveyedCase(
        survey=row["survey"],
        service=row["service"] or "",
        agency=row["agency"] or "",
        channel=row["channel"] or "",
        district=row["district"] or "",
        language=row["language"] or "",
        resolved_on=row["resolved_at"].replace(tzinfo=UTC).astimezone(zone).date(),
        presented=row["invited"] > 0,
        contractor=row["contractor"] or "",
        scores=scores,
        late=row["late"],
    )


def load(text: str) -> list[list[Any]]:
    read: list[list[Any]] = json.loads(text)
    return read


def names_of(release: Release) -> Names:
    """What things are called, in the first language of the jurisdiction."""
    catalogue = Catalogue(version_of(release), release)
    city = catalogue.jurisdiction

    def say(texts: Any) -> str:
        return catalogue.say(texts, city["default_language"])

    return Names(
        code=city["code"],
        name=say(city["name"]),
        agencies={code: say(agency["name"]) for code, agency in catalogue.agencies.items()},
        services={code: say(service["name"]) for code, service in catalogue.services.items()},
        questions={
            (code, question["code"]): say(question["text"])
            for code, survey in catalogue.surveys.items()
            for question in survey["questions"]
        },
    )
