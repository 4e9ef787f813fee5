"""A service that stays under its target has one improvement case a quarter, with its evidence and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from onestop.domain.surveys.shortfall import Scored, find_shortfalls
from onestop.storage.catalogue import current
from onestop.storage.files import load_file
from onestop.storage.responses import Response, response_row
from onestop_cli.surveys.improving import open_improvement, scored
from onestop_cli.surveys.texts import read_responses
from tests.aws_in_memory import Aws

SUNDAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
MONDAYS = [date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]
TEXT = "Still not fixed, ring me on +1 555 010 0199, Ana Vidal, ana@example.org"


def answers(scores: dict[date, list[int]], service: str = "pothole") -> list[Scored]:
    return [Scored(service=service, on=day, score=score) for day, given in scores.items() for score in given]


@pytest.mark.parametrize(
    ("scores", "short"),
    [
        ([[3, 3, 3]] * 4, True),
        ([[3, 3, 3], [3, 3, 3], [3, 3, 3], [5, 5, 5]], False),  # the last week was good
        ([[3, 3, 3], [], [3, 3, 3, 3], [3, 3, 3]], False),  # nobody answered in one
        ([[3, 3], [3, 3], [3, 3], [3]], False),  # too few to say
        ([[4, 4, 4]] * 4, False),  # on its target is not under it
    ],
)
def test_a_service_is_short_if_each_of_four_whole_weeks_was_under_its_target(
    scores: list[list[int]], short: bool
) -> None:
    given = answers(dict(zip(MONDAYS, scores, strict=True)))
    now = [Scored(service="pothole", on=SUNDAY, score=5)] * 9  # this week is not over
    before = [Scored(service="pothole", on=MONDAYS[0] - timedelta(days=1), score=5)] * 9
    found = list(find_shortfalls([*given, *now, *before], SUNDAY, 4.0))
    assert [each.service for each in found] == ["pothole"] * short


def responses() -> Iterator[Response]:
    for number in range(40):
        monday = MONDAYS[number % 4]
        yield Response(
            reference=f"CASE-{number}",
            survey="standard",
            language="en",
            answered_at=datetime(monday.year, monday.month, monday.day, 18, tzinfo=UTC),
            scores=(("satisfaction", 2),),
            words=(("comment", TEXT),),
        )


def test_the_case_has_the_evidence_is_opened_once_and_names_nobody(aws: Aws) -> None:
    for response in responses():
        response_row(response).save()
    catalogue = current()
    services = {f"CASE-{number}": "pothole" for number in range(40)}
    given = scored(read_responses(), services, "satisfaction", catalogue.jurisdiction["time_zone"])
    (short,) = find_shortfalls(given, SUNDAY, 4.0)
    reference, new = open_improvement(short, 4.0, catalogue, NOW)
    again = open_improvement(short, 4.0, catalogue, NOW + timedelta(days=7))
    assert (new, again) == (True, (reference, False))
    file = load_file(reference)
    assert (file.case.service, file.case.person) == (None, None)
    words = file.request.description
    assert [
        part for part in ("Pothole", "Given: 2", "by 40 answers", "It is not solved (40)") if part not in words
    ] == []
    assert words.count("– Still not fixed") == 5
    assert not [datum for datum in ("555", "Vidal", "example.org", "CASE-") if datum in words]
    assert [reason.code for reason in file.request.doubts] == ["under_target"]  # so a person looks first
    assert open_improvement(short, 4.0, catalogue, NOW + timedelta(days=60))[1]  # the next quarter has its own
