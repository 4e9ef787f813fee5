"""A fresh process while Secrets Manager does not answer: nothing is half done, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from intake.handler import handle as handle_entry
from intake.mailroom import handle as mailroom
from onestop.domain.hazards.first_words import first_words
from onestop.runtime.clients import client
from onestop.runtime.keys import cache_keys, forget_keys, identity_key
from onestop.storage.cases.case_lists import unfinished_cases
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import SETTINGS, Aws
from tests.builders import a_clerk, an_api_event, an_sqs_event, said
from tests.functional.intake.sms.texting import an_sms
from tests.functional.portal.reading import post
from tests.functional.stories import POTHOLE, post_case
from tests.unit.intake.email.mails import a_mail, as_ses_keeps

JSON = {"Content-Type": "application/json"}
KEYED = JSON | {"Idempotency-Key": "a-key-of-the-client-1"}
FORM = {"key": "a-key-of-the-form", "service": "pothole", "description": "A deep hole.", "address": "3 Elm Lane"}


@contextmanager
def without_keys(aws: Aws) -> Iterator[None]:
    """A process that has just begun, while nobody gives it keys."""
    current()
    forget_keys()
    with aws.failing("secretsmanager", "GetSecretValue", "InternalServiceError"):
        yield


def cases() -> list[str]:
    return [case.reference for case in unfinished_cases()]


@pytest.mark.parametrize("headers", [JSON, KEYED], ids=["without a key", "with a key"])
def test_a_request_is_refused_before_anything_is_done_and_goes_through_when_it_is_sent_again(
    aws: Aws, headers: dict[str, str]
) -> None:
    with without_keys(aws):
        for _ in range(3):
            answer = post_case(POTHOLE, headers=headers)
            assert (answer["statusCode"], answer["headers"]["Retry-After"]) == (503, "5")
    assert (cases(), aws.objects("mail")) == ([], {})
    opened = said(post_case(POTHOLE, headers=headers))
    assert cases() == [opened["reference"]]
    assert opened["secret"] in opened["link"]


def test_who_names_danger_reads_the_number_first_and_somebody_on_duty_hears_of_it(
    aws: Aws, capsys: pytest.CaptureFixture[str]
) -> None:
    with without_keys(aws):
        answer = post_case({"description": "Huele a gas en el pasillo"}, headers=JSON)
    assert answer["statusCode"] == 503
    detail = said(answer)["detail"]
    assert detail.startswith(first_words(current().hazards.number_of("gas"), "es", current().say))
    assert "DangerNamed" in capsys.readouterr().out
    assert cases() == []


def test_a_case_is_not_opened_where_only_its_link_could_not_be_made(aws: Aws) -> None:
    known = identity_key()
    with without_keys(aws):
        cache_keys(known, None)  # type: ignore[arg-type]  # the one key was read, the others not yet
        assert post_case(POTHOLE)["statusCode"] == 503
    assert cases() == []
    forget_keys()


def test_a_form_says_that_it_can_be_sent_again_and_then_opens_one_case(aws: Aws) -> None:
    with without_keys(aws):
        answer = post("/report", FORM)
        assert (answer["statusCode"], answer["headers"]["Retry-After"]) == (503, "5")
    assert cases() == []
    for _ in range(2):
        assert post("/report", FORM)["statusCode"] == 303
    assert len(cases()) == 1


def test_what_staff_take_down_is_refused_before_it_is_opened(aws: Aws) -> None:
    body = POTHOLE | {"channel": "counter", "consent": "spoken"}
    event = an_api_event("POST", "/api/staff/entries", body=body, headers=JSON, claims=a_clerk(agency="contact-centre"))
    with without_keys(aws):
        assert handle_entry(event, None)["statusCode"] == 503
    assert cases() == []
    assert handle_entry(event, None)["statusCode"] == 201


def told_of(key: str) -> dict[str, Any]:
    return {"Records": [{"s3": {"bucket": {"name": "mail"}, "object": {"key": key}}}]}


def test_mail_and_text_messages_come_again_and_each_is_one_case(aws: Aws) -> None:
    raw = as_ses_keeps(a_mail("There is a deep pothole.\nAddress: 3 Elm Lane"), "pass")
    client("s3").put_object(Bucket=SETTINGS["MAIL_BUCKET"], Key="mail/1", Body=raw)
    event = an_sqs_event(told_of("mail/1"), an_sms())
    with without_keys(aws):
        for _ in range(2):
            failed = mailroom(event, None)["batchItemFailures"]
            assert [each["itemIdentifier"] for each in failed] == ["message-1", "message-2"]
        assert cases() == []
    for _ in range(2):
        assert mailroom(event, None) == {"batchItemFailures": []}
    assert len(cases()) == 2
