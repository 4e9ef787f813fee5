"""While DynamoDB does not answer, a resident still gets a reference, and the case is there as soon as it answers."""

from __future__ import annotations

from typing import Any

import pytest

from intake.mailroom import handle as mailroom
from onestop.runtime import links
from onestop.storage.cases.read_case import load_file
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import Aws
from tests.builders import an_sqs_event, said
from tests.functional.stories import POTHOLE, history, open_case, post_case

KEYED = {"Content-Type": "application/json", "Idempotency-Key": "a-key-of-the-client-1"}


def told_of(aws: Aws) -> list[dict[str, Any]]:
    """What the bucket tells of what lies in it."""
    keys = sorted(aws.objects("mail"))
    return [{"Records": [{"s3": {"bucket": {"name": "mail"}, "object": {"key": key}}}]} for key in keys]


def test_a_need_is_put_aside_under_the_reference_that_it_keeps(aws: Aws) -> None:
    open_case()  # the process knows the catalogue
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        answer = post_case(POTHOLE)
    assert answer["statusCode"] == 201
    opened = said(answer)
    assert opened["secret"] == links.secret_of(links.TRACK, opened["reference"])
    assert mailroom(an_sqs_event(*told_of(aws)), None) == {"batchItemFailures": []}
    file = load_file(opened["reference"])
    assert (file.case.service, file.request.description) == ("pothole", "A deep hole.")
    assert load_person(file.case.person or "").email == "ana@resident.example"
    assert [event.type for event in history(opened["reference"])] == ["case.opened"]


def test_it_is_opened_once_however_often_it_is_told_and_sent(aws: Aws) -> None:
    open_case()
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        first, second = (said(post_case(POTHOLE, headers=KEYED)) for _ in range(2))
    assert first["reference"] == second["reference"]
    for _ in range(2):
        mailroom(an_sqs_event(*told_of(aws)), None)
    third = said(post_case(POTHOLE, headers=KEYED))
    assert third["reference"] == first["reference"]
    assert len(history(first["reference"])) == 1


def test_what_cannot_be_opened_yet_is_delivered_again(aws: Aws) -> None:
    open_case()
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        opened = said(post_case(POTHOLE))
        failed = mailroom(an_sqs_event(*told_of(aws)), None)
    assert failed == {"batchItemFailures": [{"itemIdentifier": "message-1"}]}
    assert mailroom(an_sqs_event(*told_of(aws)), None) == {"batchItemFailures": []}
    assert load_file(opened["reference"]).case.version == 1


def test_a_refusal_is_not_put_aside(aws: Aws) -> None:
    open_case()
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        assert post_case({"service_code": "no-such-service"})["statusCode"] == 400
    assert aws.objects("mail") == {}


def test_a_key_that_comes_back_after_its_marker_was_forgotten_is_the_same_command(aws: Aws) -> None:
    first = said(post_case(POTHOLE, headers=KEYED))
    forget_markers()
    assert said(post_case(POTHOLE, headers=KEYED))["reference"] == first["reference"]
    assert post_case(POTHOLE | {"description": "Another."}, headers=KEYED)["statusCode"] == 422


def forget_markers() -> None:
    """What DynamoDB does with once-markers after a week."""
    from moto.backends import get_backend

    from tests.aws_in_memory import ACCOUNT, REGION

    items = get_backend("dynamodb")[ACCOUNT][REGION].tables["CasesTable"].items
    for key in [key for key in items if str(key).startswith("ONCE#") or "ONCE#" in str(getattr(key, "value", key))]:
        del items[key]


@pytest.mark.parametrize("told", [{"Service": "Amazon S3", "Event": "s3:TestEvent"}, {"Records": []}])
def test_what_says_nothing_is_taken_without_fuss(aws: Aws, told: dict[str, Any]) -> None:
    assert mailroom(an_sqs_event(told), None) == {"batchItemFailures": []}


def test_the_log_says_what_happened_without_saying_who(aws: Aws, logged: Any) -> None:
    open_case()
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        post_case(POTHOLE | {"contact": {"name": "CANARY", "email": "canary@x.example"}})
    assert "put aside" in logged.getvalue()
    assert "canary" not in logged.getvalue().lower()
