"""A service that stays under its target has one improvement case a quarter, with its evidence and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.surveys.shortfall import Scored, SurveyTarget, find_shortfalls, targets_of
from onestop.domain.surveys.steps import TaskTime, slow_steps
from onestop.storage.cases.case_rows import case_row
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.surveys.responses import Response, response_row
from onestop_cli.surveys.ended import ended_tasks, improvements_told
from onestop_cli.surveys.improvement_case import open_improvement, scored
from onestop_cli.surveys.texts import read_responses
from tests.aws_in_memory import Aws
from tests.functional.stories import end_stage, in_progress, resolved, route, take_step

SUNDAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)
MONDAYS = [date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 16)]
TARGETS = {"pothole": SurveyTarget("satisfaction", 4.0)}
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
    found = list(find_shortfalls([*given, *now, *before], SUNDAY, TARGETS))
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


def tasks() -> Iterator[TaskTime]:
    """Of the stage of the plan, ten that took three days, two thirds of a day longer than they should."""
    for number in range(10):
        ended = datetime(2026, 11, 2 + number, 12, tzinfo=UTC)
        late = timedelta(hours=16) if number < 5 else timedelta(hours=-1)
        yield TaskTime(code="repair", opened_at=ended - timedelta(days=3), ended_at=ended, due_at=ended - late)


def test_the_case_has_the_evidence_is_opened_once_and_names_nobody_and_everybody_reads_what_came_of_it(
    aws: Aws,
) -> None:
    for response in responses():
        response_row(response).save()
    catalogue = current()
    services = {f"CASE-{number}": "pothole" for number in range(40)}
    zone = catalogue.jurisdiction["time_zone"]
    targets = targets_of(catalogue.services)
    assert targets["pothole"] == SurveyTarget("satisfaction", 4.0)  # the city's own
    (short,) = find_shortfalls(scored(read_responses(), services, targets, zone), SUNDAY, targets)
    steps = slow_steps(tasks(), MONDAYS[0], SUNDAY, zone)
    reference, new = open_improvement(short, steps, catalogue, NOW)
    again = open_improvement(short, steps, catalogue, NOW + timedelta(days=7))
    assert (new, again) == (True, (reference, False))
    file = load_file(reference)
    assert (file.case.service, file.case.person) == (None, None)
    words = file.request.description
    said = (
        "Pothole",
        "Given: 2",
        "by 40 answers",
        "It is not solved (40)",
        "half of them within 72 hours, 50 % too late",
    )
    assert [part for part in said if part not in words] == []
    assert words.count("– Still not fixed") == 5
    assert not [datum for datum in ("555", "Vidal", "example.org", "CASE-") if datum in words]
    assert [reason.code for reason in file.request.doubts] == ["under_target"]  # so a person looks first
    assert open_improvement(short, steps, catalogue, NOW + timedelta(days=60))[1]  # the next quarter has its own

    second, first = improvements_told(read_responses(), services, zone)
    assert (second["quarter"], first["quarter"]) == ("2027Q1", "2026Q4")
    assert (first["mean"], first["target"], first["state"], first["mean_since"]) == (2.0, 4.0, "at_work", None)
    route(reference)
    take_step("advance", reference)
    end_stage(reference, note="We fill holes with hot asphalt now.")
    take_step("advance", reference)
    assert load_file(reference).case.status is Status.RESOLVED
    resolved_at = load_file(reference).case.updated_at
    noted = replace(load_file(reference).case, updated_at=resolved_at + timedelta(days=30))
    case_row(noted).save()  # what is said there later does not move the day on which the work was done
    later = resolved_at + timedelta(days=2)
    for number in range(13):  # told ten by ten
        better = {"scores": (("satisfaction", 5),), "words": (), "answered_at": later}
        response_row(replace(next(responses()), reference=f"CASE-{number}", **better)).save()
    told = improvements_told(read_responses(), services, zone)[1]
    assert (told["state"], told["mean_since"], told["answers_since"]) == ("done", 5.0, 10)
    assert told["done_on"] == resolved_at.astimezone(ZoneInfo(zone)).date().isoformat()
    assert reference not in repr(told)
    assert "asphalt" not in repr(told)
    case_row(replace(noted, status=Status.CLOSED, because=CloseReason.WITHDRAWN)).save()
    assert improvements_told(read_responses(), services, zone)[1]["state"] == "at_work"  # it ended, and not done


def test_the_steps_of_a_service_are_those_of_its_tasks_that_ended(aws: Aws) -> None:
    reference = resolved()["reference"]
    in_progress()  # its task is open still
    (task,) = load_file(reference).tasks
    (found,) = ended_tasks()
    ended = TaskTime(code="repair", opened_at=task.opened_at, ended_at=task.ended_at or NOW, due_at=task.due_at)
    assert found == ("pothole", ended)
