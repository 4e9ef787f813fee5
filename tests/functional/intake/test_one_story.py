"""Every channel, one story: the same need, however it is brought, ends in the same case."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any

import pytest

from intake.mailroom import take_in
from intake.voice.handler import STEPS
from intake.voice.phone_call import read_call
from onestop.contracts.api import NeedChannel
from onestop.domain.cases.case import CaseFile
from onestop.runtime.clients import client
from onestop.storage.cases.case_lists import cases_of
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.partners.partner_keys import partner_of
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_clerk, an_api_event
from tests.functional.intake.open311.georeport import KEY, a_partner
from tests.functional.intake.open311.georeport import post as post_open311
from tests.functional.intake.scans.scanning import an_answer, column
from tests.functional.intake.sms.texting import an_sms
from tests.functional.intake.voice.test_voice import an_event as a_call
from tests.functional.portal.reading import post as post_form
from tests.functional.stories import post_case, route

LINES = ("There is a deep pothole in the road.", "Address: 3 Elm Lane")
TEXT = "\n".join(LINES)
CLOCK = {"X-Clock": NOW.isoformat()}
JSON = {"Content-Type": "application/json"} | CLOCK


def by_door(channel: str) -> None:
    """Apps, kiosks, televisions, chats and partners come through the REST door and name their channel."""
    body = {"description": LINES[0], "place": {"address": "3 Elm Lane"}, "channel": channel}
    key = {"x-api-key": KEY} if channel == "partner" else {}
    assert post_case(body, headers=JSON | key)["statusCode"] == 201


def by_form() -> None:
    fields = {"key": "k", "service": "", "description": LINES[0], "address": "3 Elm Lane"}
    form = {"Content-Type": "application/x-www-form-urlencoded"} | CLOCK
    assert post_form("/report", fields, headers=form)["statusCode"] == 303


def by_open311() -> None:
    need = {"api_key": KEY, "service_code": "pothole", "description": LINES[0], "address_string": "3 Elm Lane"}
    assert post_open311("/open311/v2/requests.json", need, headers=CLOCK).status == 200


def by_email() -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Ana <ana@resident.example>", "city@port-ellery.example", "Pothole"
    mail["Message-ID"] = "<1@resident.example>"
    mail.set_content(TEXT)
    bring("mail/0001", mail.as_bytes())


def by_sms() -> None:
    take_in(an_sms(TEXT), NOW)


def by_telephone() -> None:
    call = read_call(a_call("open", choice="9", transcript=TEXT, language="en"))
    STEPS["open"](call, current(), NOW)


def by_paper(channel: str) -> None:
    client("s3").put_object(Bucket="mail", Key=f"scans/{channel}/1.png", Body=b"\x89PNG\r\n\x1a\n")
    bring(f"scans/{channel}/1.png.textract.json", json.dumps(an_answer(column(LINES))).encode())


def at_the_counter() -> None:
    from intake.handler import handle

    body = {"description": LINES[0], "place": {"address": "3 Elm Lane"}, "channel": "counter", "consent": "spoken"}
    event = an_api_event("POST", "/api/staff/entries", body=body, headers=JSON, claims=a_clerk(agency="contact-centre"))
    assert handle(event, None)["statusCode"] == 201


def bring(key: str, data: bytes) -> None:
    """Something lies in the mail bucket, and the bucket tells of it."""
    client("s3").put_object(Bucket="mail", Key=key, Body=data)
    take_in({"Records": [{"s3": {"object": {"key": key}}}]}, NOW)


# an attachment is noted once: which are there, and one more
PICTURE = ("Query", "PutItem")
CHANNELS: Mapping[str, Callable[[], None]] = {
    "web": by_form,
    "mobile": lambda: by_door("mobile"),
    "kiosk": lambda: by_door("kiosk"),
    "television": lambda: by_door("television"),
    "chat": lambda: by_door("chat"),
    "partner": lambda: by_door("partner"),
    "open311": by_open311,
    "email": by_email,
    "sms": by_sms,
    "phone": by_telephone,
    "letter": lambda: by_paper("letter"),
    "fax": lambda: by_paper("fax"),
    "counter": at_the_counter,
}


def story_of(file: CaseFile) -> Mapping[str, Any]:
    """What must be the same: nothing of it may depend on how somebody came."""
    assert file.request.place is not None
    return {
        "service": file.case.service,
        "place": file.request.place,
        "priority": file.case.priority,
        "plan": file.plan,
        "status": file.case.status,
        "due": file.case.due_at,
        "targets": dict(file.case.targets),
        "tasks": [(task.code, task.agency, task.due_at, task.status) for task in file.tasks],
    }


def test_the_same_need_ends_in_the_same_case_whatever_the_channel(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    a_partner()
    for bring_need in CHANNELS.values():
        bring_need()
    opened = {case.channel: case.reference for case in cases_of(NOW.date(), 50).items}
    assert opened.keys() == CHANNELS.keys()
    for reference in opened.values():
        route(reference)
    stories = {channel: story_of(load_file(reference)) for channel, reference in opened.items()}
    first = stories["web"]
    assert first["service"] == "pothole"
    assert first["status"] == "in_progress"
    assert first["due"] is not None
    assert {channel: story for channel, story in stories.items() if story != first} == {}


@pytest.mark.parametrize("channel", CHANNELS)
def test_opening_is_exactly_one_call_to_dynamodb_whatever_the_channel(aws: Aws, calls: Calls, channel: str) -> None:
    """A warm process knows the catalogue and the partner. A letter and a fax bring their picture, which comes after."""
    a_partner()
    assert current()
    assert partner_of(KEY)
    calls.forget()
    CHANNELS[channel]()
    assert calls.names == ["TransactWriteItems", *(PICTURE if channel in ("letter", "fax") else ())]


def test_no_channel_is_left_out() -> None:
    assert set(CHANNELS) == set(NeedChannel.__args__)
