"""What was decided is told with its reasons and the way to object; an objection is a case that another one decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from applications import handler as applications
from intake.applications.open_appeal import contact_of
from onestop.domain.cases.lifecycle import Status
from onestop.runtime import links
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws
from tests.builders import a_clerk, an_api_event
from tests.functional.applications.sent import FUNCTION, intake_answers
from tests.functional.decisions.test_decided_by_rule import applied, do, publish
from tests.functional.portal.reading import FORM, get
from tests.functional.portal.test_large_view import links_out_of
from tests.functional.stories import post_completion, route, take_step


@pytest.fixture(autouse=True)
def intake(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("INTAKE_FUNCTION", FUNCTION)
    with intake_answers():
        yield


def refused(aws: Aws, release: dict[str, Any]) -> str:
    """A case that a clerk, Ana, refused."""
    publish(aws, release)
    reference = applied(100)
    do(reference)
    words = {"outcome": "refuse", "reason": "The street is closed then."}
    done = post_completion(reference, "01", claims=a_clerk(agency="licensing", sub="ana"), results=words)
    assert done["statusCode"] == 200, done["body"]
    take_step("advance", reference)
    return reference


def object_to(reference: str, reason: str = "It is not closed.", **view: str) -> dict[str, Any]:
    body = urlencode({"secret": links.secret_of(links.TRACK, reference), "reason": reason})
    path = f"/apply/appeal/{reference}"
    event = an_api_event("POST", path, query=view, headers=FORM, body=body)
    event |= {"resource": "/apply/{proxy+}", "pathParameters": {"proxy": path.removeprefix("/apply/")}}
    event["requestContext"] |= {"resourcePath": "/apply/{proxy+}"}
    answer: dict[str, Any] = applications.handle(event, None)
    return answer


def case_page(reference: str, **view: str) -> str:
    body: str = get(f"/track/{reference}", secret=links.secret_of(links.TRACK, reference), **view)["body"]
    return body


def test_who_left_a_number_that_is_refused_today_may_object_all_the_same(aws: Aws, release: dict[str, Any]) -> None:
    publish(aws, release)
    reference = applied(100, contact={"name": "Ana Rivas", "phone": "555-0142"})  # by chat, where nobody corrects it
    contact = contact_of(load_file(reference), current())
    assert contact is not None
    assert (contact.name, contact.phone) == ("Ana Rivas", None)


def test_an_objection_is_a_linked_case_that_whoever_decided_before_cannot_end(
    aws: Aws, release: dict[str, Any]
) -> None:
    reference = refused(aws, release)
    answer = object_to(reference)
    assert answer["statusCode"] == 303
    (appeal,) = re.findall(r"/track/([0-9A-Z-]+)\?", answer["headers"]["Location"])
    assert object_to(reference)["headers"]["Location"] == answer["headers"]["Location"]  # the same one again
    first, second = load_file(reference), load_file(appeal)
    assert [(link.reference, link.kind) for link in first.case.links] == [(appeal, "appeal")]
    assert [(link.reference, link.kind) for link in second.case.links] == [(reference, "appealed")]
    assert (second.request.appeals, second.request.decided_by) == (reference, ("staff:ana",))
    route(appeal)
    [task] = load_file(appeal).open_tasks()
    assert task.code == "decide-appeal"
    results = {"results": {"outcome": "changed"}}
    ana, li = a_clerk(agency="licensing", sub="ana"), a_clerk(agency="licensing", sub="li")
    assert post_completion(appeal, task.id, claims=ana, **results)["statusCode"] == 403
    assert post_completion(appeal, task.id, claims=li, **results)["statusCode"] == 200
    take_step("advance", appeal)
    assert load_file(appeal).case.status is Status.RESOLVED


def test_the_page_of_the_case_says_why_and_offers_the_objection_while_there_is_time(
    aws: Aws, release: dict[str, Any]
) -> None:
    reference = refused(aws, release)
    body = case_page(reference)
    assert "Your application is refused" in body
    assert "The street is closed then." in body
    assert f"/apply/appeal/{reference}" in body
    object_to(reference)
    assert f"/apply/appeal/{reference}" not in case_page(reference)


def test_on_a_kiosk_an_objection_stays_in_the_view_that_forgets_it(aws: Aws, release: dict[str, Any]) -> None:
    reference = refused(aws, release)
    there = object_to(reference, view="kiosk")["headers"]["Location"]
    assert "/track/" in there
    assert "view=kiosk" in there
    assert links_out_of({"body": case_page(reference, view="kiosk")}, "kiosk") == []


def test_nothing_is_objected_to_without_a_reason_or_before_there_is_a_decision(
    aws: Aws, release: dict[str, Any]
) -> None:
    publish(aws, release)
    reference = applied(100)
    assert object_to(reference, " ")["statusCode"] == 400
    assert object_to(reference)["statusCode"] == 409
