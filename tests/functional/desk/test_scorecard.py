"""A contractor's month: on time, late, declined, reopened, what residents said, what it owes, with its cases."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from casework import handler as casework
from onestop.storage.surveys.responses import Response, response_row
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, an_administrator, an_api_event
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.stories import case_file, in_progress, invite, post_answers, post_completion, take_step

CONTRACTOR = "greenhaul"
CHIEF = a_clerk(role="supervisor", sub="chief-1")
PATH = f"/desk/supervisor/contractors/{CONTRACTOR}"


@pytest.fixture
def chief(aws: Aws) -> Browser:
    return signed_in(role="supervisor", sub="chief-1")


def act(path: str, body: Any, claims: dict[str, str] = CHIEF) -> None:
    headers = {"Content-Type": "application/json", "X-Clock": NOW.isoformat()}
    event = an_api_event("POST", f"/api/staff/cases/{path}", body=body, headers=headers, claims=claims)
    answer = casework.handle(event, None)
    assert answer["statusCode"] == 200, answer["body"]


def ended_by_contractor(at: datetime, outcome: str = "done") -> str:
    """A case whose task a contractor took over and ended at a moment."""
    reference = str(in_progress()["reference"])
    act(f"{reference}/tasks/01/transfer", {"agency": CONTRACTOR, "reason": "Too much."})
    claims = a_clerk(agency=CONTRACTOR, role="contractor", sub="crew-1")
    headers = {"X-Clock": at.isoformat()}
    more = {"note": "Not ours."} if outcome == "declined" else {}
    answer = post_completion(reference, "01", claims=claims, headers=headers, outcome=outcome, **more)
    assert answer["statusCode"] == 200, answer["body"]
    return reference


def figures(page: str) -> str:
    return " ".join(page.partition('<dl class="counts">')[2].partition("</dl>")[0].split())


def test_each_figure_of_a_month_has_the_cases_behind_it(aws: Aws, calls: Calls, chief: Browser) -> None:
    in_time = ended_by_contractor(NOW)
    due = case_file(in_time).tasks[0].due_at
    late_at = due + timedelta(hours=20)
    late = ended_by_contractor(late_at)
    declined = ended_by_contractor(NOW, "declined")
    calls.forget()
    page = chief.get(PATH, month=f"{NOW:%Y-%m}")["body"]
    assert calls.names == ["GetItem", "Query", "BatchGetItem", "BatchGetItem"]
    assert in_time in figures(page)
    assert declined in figures(page)
    assert "Not known yet: nobody has answered." in figures(page)
    in_table = chief.get(PATH, month=f"{late_at:%Y-%m}")["body"].partition('<h2 id="late">')[2]
    assert late in in_table
    assert "CAD" in in_table
    assert in_time not in in_table


def test_what_residents_answered_and_had_reopened_counts(aws: Aws, chief: Browser) -> None:
    reference = ended_by_contractor(NOW)
    while take_step("advance", reference)["next"] == "tasks":
        for task in case_file(reference).open_tasks():
            post_completion(reference, task.id, claims=a_clerk(agency=task.agency))
    invite(reference)
    answers = {"satisfaction": 4}
    answer = post_answers(reference, answers)
    assert answer["statusCode"] in (200, 201), answer["body"]
    said = figures(chief.get(PATH)["body"])
    assert "4.0" in said
    assert "1 answer" in said
    act(f"{reference}/reopening", {"reason": "It is there again."}, an_administrator())
    assert "<dt>Reopened afterwards</dt><dd>1</dd>" in figures(chief.get(PATH)["body"])


def test_an_answer_that_came_late_is_in_no_figure(aws: Aws, chief: Browser) -> None:
    reference = ended_by_contractor(NOW)
    scores = (("satisfaction", 1),)
    for late, shown in ((True, "nobody has answered"), (False, "1 answer")):
        answer = Response(
            reference=reference, survey="standard", language="en", answered_at=NOW, scores=scores, late=late
        )
        response_row(answer).save()
        assert shown in figures(chief.get(PATH)["body"])


def test_who_is_no_contractor_has_no_scorecard_and_no_other_month_is_a_month(aws: Aws, chief: Browser) -> None:
    assert chief.get("/desk/supervisor/contractors/streets")["statusCode"] == 404
    assert chief.get(PATH, month="November")["statusCode"] == 400
