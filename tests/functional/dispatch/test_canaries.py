"""What residents say of themselves stays with their case: it is in no message of the topic, no queue, no dead letter,
no webhook, no log line and no metric, whatever goes wrong on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dispatch.call_webhooks import call_webhooks
from dispatch.handler import handle as dispatch
from notifications.handler import handle as notify
from onestop.contracts.recorded import cloud_event
from onestop.domain.webhooks.webhook import Webhook
from onestop.runtime.clients import client
from onestop.runtime.outside.call_outside import ServerAnswer
from onestop.storage.partners.webhooks import forget_webhooks, keep_webhook
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_stream_event, an_image, an_sqs_event
from tests.functional.dialogue import ask, resolve
from tests.functional.stories import history, in_progress

PERSONAL = {
    "name": "Canaria Vogel",
    "email": "canary.mail@resident.example",
    "phone": "+15550142991",
    "words": "canary-words in the yard",
    "address": "7 Canary Lane",
    "question": "canary-question of a clerk?",
}
SIGNS = ("canar", "vogel", "0142991")
HOOK = Webhook(id="all-1", url="https://agency.example/hook")


def a_story() -> str:
    """A case in which every personal field is said, and words go to and fro."""
    reference = str(
        in_progress(
            service_code="pothole",
            description=PERSONAL["words"],
            place={"lat": 44.62, "long": -63.62, "address": PERSONAL["address"]},
            contact={each: PERSONAL[each] for each in ("name", "email", "phone")},
        )["reference"]
    )
    ask(reference, PERSONAL["question"])
    return reference


def found_in(*texts: Any) -> list[str]:
    return [sign for sign in SIGNS for text in texts if sign in str(text).casefold()]


@pytest.mark.parametrize("broken", ["nothing", "topic", "mail"])
def test_no_personal_field_leaves_its_case(aws: Aws, capsys: pytest.CaptureFixture[str], broken: str) -> None:
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    keep_webhook(HOOK)
    forget_webhooks()
    reference = a_story()
    events = history(reference)
    if broken == "topic":
        with aws.failing("sns", "PublishBatch", "InternalError"):
            dispatch(a_stream_event(*map(an_image, events)), None)
    dispatch(a_stream_event(*map(an_image, events)), None)
    told = [cloud_event(each, "/onestop/test") for each in events]
    if broken == "mail":
        with aws.failing("ses", "SendRawEmail", "Throttling"):
            notify(an_sqs_event(*told), None)
    notify(an_sqs_event(*told), None)
    bodies: list[str] = []

    def post(_url: str, body: bytes, headers: Any) -> ServerAnswer:
        bodies.append(f"{body.decode()} {dict(headers)}")
        return ServerAnswer(200, b"")

    call_webhooks(post, lambda: NOW.replace(year=2100))
    queued = [aws.drain(url) for url in aws.queues.values()]
    heard = [message for queue in queued for message in queue]
    assert bodies
    assert heard
    assert aws.emails() if broken != "mail" else True
    assert found_in(*bodies) == []
    assert found_in(json.dumps(heard)) == []
    written = capsys.readouterr()
    assert "CasesOpened" in written.out
    assert found_in(written.out, written.err) == []


def test_the_canaries_would_be_found(aws: Aws) -> None:
    """The letter itself has them: they are there to be found, and this test would find them."""
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    reference = a_story()
    resolve(reference)
    notify(an_sqs_event(*(cloud_event(each, "/onestop/test") for each in history(reference))), None)
    assert found_in(*(mail.raw.decode() for mail in aws.emails()))
