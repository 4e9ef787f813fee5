"""An app is told of what its owner chose, says nothing to whoever looks over their shoulder, and where it is gone the
letter goes the next way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from moto.backends import get_backend

from notifications.handler import hear
from notifications.sending.send_to_everybody import tell_all
from onestop.contracts.recorded import cloud_event
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import PUSH, Preferences, may_be_unwritten
from onestop.runtime.clients import client
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.people.contact_details import load_person, prefer
from tests.aws_in_memory import ACCOUNT, REGION, Aws
from tests.builders import said
from tests.functional.dialogue import ask, events_of
from tests.functional.portal.signing_in import call, deliver, last_code
from tests.functional.stories import CONTACT, PLACE, case_file, in_progress

TOKEN = "fcm-token-of-an-app-0123456789abcdef"
APP = {"platform": "google", "token": TOKEN}
SECRETS = (*CONTACT.values(), "Ana", "pothole", "Pothole", "lane", "secret", TOKEN)


@pytest.fixture
def app(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Aws]:
    """An installation that tells apps by Firebase."""
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    asked = {"PlatformCredential": "key", "PlatformPrincipal": ""}
    made = client("sns").create_platform_application(Name="city", Platform="GCM", Attributes=asked)
    monkeypatch.setenv("PUSH_GOOGLE", made["PlatformApplicationArn"])
    yield aws
    get_backend("sns")[ACCOUNT][REGION].platform_endpoints.clear()
    client("sns").delete_platform_application(PlatformApplicationArn=made["PlatformApplicationArn"])


def need(**contact: str) -> str:
    return str(in_progress(service_code="pothole", place=PLACE, contact=contact or CONTACT)["reference"])


def signed_in(aws: Aws, email: str = CONTACT["email"]) -> str:
    asked = call("POST", "codes", {"email": email})
    deliver(aws)
    token: str = said(call("POST", "sessions", {"ask": said(asked)["ask"], "code": last_code(aws)}))["token"]
    return token


def question(reference: str) -> dict[str, Any]:
    """Staff ask the resident something, as the topic tells it; that the case was opened is told before."""
    ask(reference, "Which lane?")
    opened, asked = (
        cloud_event(each, "/onestop/test") for each in events_of(reference, "case.opened", "resident.asked")
    )
    tell_all(opened, moment_of(opened))
    return asked


def moment_of(event: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(event["time"]) + timedelta(seconds=1)


def told_app() -> list[dict[str, Any]]:
    """What SNS was handed for apps."""
    endpoints = get_backend("sns")[ACCOUNT][REGION].platform_endpoints.values()
    return [json.loads(message) for each in endpoints for message in each.messages.values()]


def ways(reference: str) -> list[tuple[str, LetterState]]:
    return [(each.channel, each.status) for each in notifications_of(reference) if each.letter == "resident-asked"]


def test_a_registered_app_is_told_in_place_of_a_letter_and_of_nothing_but_the_reference(app: Aws) -> None:
    reference = need()
    token = signed_in(app)
    assert said(call("GET", "devices", token=token)) == {"registered": False, "platforms": ["google"]}
    for _ in range(2):  # an app registers each time that it begins
        assert said(call("POST", "devices", APP, token=token))["registered"] is True
    kept = load_person(case_file(reference).case.person or "")
    assert TOKEN not in repr(kept)
    assert said(call("POST", "preferences", {"language": "es", "channel": "push"}, token=token))["channel"] == "push"
    before, asked = len(app.emails()), question(reference)
    tell_all(asked, moment_of(asked))
    assert ways(reference) == [("push", LetterState.SENT)]
    assert len(app.emails()) == before + 1  # what the law has us send is no matter of an app
    (message,) = told_app()
    assert json.loads(message["GCM"])["data"] == {"reference": reference}
    assert reference in message["default"]
    assert "Necesitamos algo de usted" in message["APNS"]
    assert [word for word in SECRETS if word and word in json.dumps(message, ensure_ascii=False)] == []
    assert not may_be_unwritten("decision-refused")

    assert call("DELETE", "devices", token=token)["statusCode"] == 204
    assert said(call("GET", "devices", token=token))["registered"] is False
    assert client("sns").list_endpoints_by_platform_application(
        PlatformApplicationArn=application()
    )["Endpoints"] == []  # fmt: skip


def application() -> str:
    return str(client("sns").list_platform_applications()["PlatformApplications"][0]["PlatformApplicationArn"])


def with_app(reference: str, aws: Aws) -> str:
    """Their app is registered and chosen; gives what SNS calls it."""
    assert said(call("POST", "devices", APP, token=signed_in(aws)))["registered"] is True
    person = case_file(reference).case.person or ""
    prefer(person, "en", "push", Preferences())
    return load_person(person).device or ""


def test_an_app_that_is_switched_off_or_gone_leaves_its_letter_to_the_next_way(app: Aws) -> None:
    reference = need()
    device = with_app(reference, app)
    client("sns").set_endpoint_attributes(EndpointArn=device, Attributes={"Enabled": "false"})
    asked = question(reference)
    tell_all(asked, moment_of(asked))
    assert ways(reference) == [("push", LetterState.FAILED), ("email", LetterState.SENT)]
    assert with_app(reference, app) == device  # and is told again once it has registered anew
    assert client("sns").get_endpoint_attributes(EndpointArn=device)["Attributes"]["Enabled"] == "true"
    client("sns").delete_endpoint(EndpointArn=device)
    other = need()
    with_app(other, app)
    client("sns").delete_endpoint(EndpointArn=load_person(case_file(other).case.person or "").device)
    asked = question(other)
    tell_all(asked, moment_of(asked))
    assert ways(other) == [("push", LetterState.FAILED), ("email", LetterState.SENT)]


def test_whoever_signs_in_on_the_same_telephone_is_not_told_what_somebody_else_chose(app: Aws) -> None:
    reference, other = need(), need(email="li@resident.example")
    device = with_app(reference, app)
    assert said(call("POST", "devices", APP, token=signed_in(app, "li@resident.example")))["registered"] is True
    theirs = load_person(case_file(other).case.person or "").device
    assert theirs not in (None, device)
    asked = question(reference)
    tell_all(asked, moment_of(asked))
    assert ways(reference) == [("push", LetterState.FAILED), ("email", LetterState.SENT)]
    assert told_app() == []
    assert call("DELETE", "devices", token=signed_in(app))["statusCode"] == 204  # who had it before
    assert client("sns").get_endpoint_attributes(EndpointArn=theirs)["Attributes"]["Enabled"] == "true"


def test_what_sns_could_not_tell_an_app_after_all_goes_the_next_way_too_and_once(app: Aws) -> None:
    reference = need()
    with_app(reference, app)
    asked = question(reference)
    tell_all(asked, moment_of(asked))
    (letter,) = [each for each in notifications_of(reference) if each.channel == PUSH]
    at = moment_of(asked)
    failed = {
        "EventType": "DeliveryFailure",
        "FailureType": "InvalidPlatformToken",
        "MessageId": letter.provider_id,
        "Time": at.isoformat(),
    }
    for minutes in (1, 2):
        hear(failed, at + timedelta(minutes=minutes))
    assert ways(reference) == [("push", LetterState.FAILED), ("email", LetterState.SENT)]
    assert len(told_app()) == 1


def test_a_platform_that_is_not_connected_and_a_token_that_is_none_are_refused(app: Aws) -> None:
    need()
    token = signed_in(app)
    assert call("POST", "devices", APP | {"platform": "apple"}, token=token)["statusCode"] == 409
    assert call("POST", "devices", APP | {"token": "short"}, token=token)["statusCode"] == 400
    assert call("POST", "devices", APP)["statusCode"] == 401
