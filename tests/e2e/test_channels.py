"""Every way in but HTTPS, deployed: what comes in becomes a case, and the answer leaves on the channel it came by."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from onestop_cli.ready import RunningSuite
from tests.e2e.town import Town, wait_for
from tests.functional.intake.scans.scanning import an_answer, column
from tests.functional.intake.voice.test_voice import an_event as a_call
from tests.patience import patient

REFERENCE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b")
pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def town(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> Iterator[Town]:
    with Town(suite, suite_clients) as town:
        yield town


def answers_to(town: Town, address: str) -> list[dict[str, Any]]:
    """What was sent to an address or number, the newest first."""
    messages = town.http.get(f"{town.suite.url}/outbox.json").json()["messages"]
    return [message for message in messages if message["to"] == address]


def send_mail(
    town: Town,
    sender: str,
    text: str,
    *,
    to: str = "onestop@port-ellery.example",
    authenticated: str = "pass",
    **fields: str,
) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, to
    mail["Message-ID"] = f"<{uuid4()}@resident.example>"
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    sent = town.http.post(
        f"{town.suite.url}/inbound/email",
        params={"authenticated": authenticated},
        content=mail.as_bytes(),
        headers={"Content-Type": "message/rfc822"},
    )
    assert sent.status_code == 202, sent.text


def send_sms(town: Town, number: str, text: str) -> None:
    told = {"originationNumber": number, "messageBody": text, "inboundMessageId": str(uuid4())}
    assert town.http.post(f"{town.suite.url}/inbound/sms", json=told).status_code == 202


def reference_in(message: dict[str, Any]) -> str:
    found = REFERENCE.search(f"{message['subject']} {message['body']}")
    assert found, message
    return found[0]


def secret_in(message: dict[str, Any]) -> str:
    found = re.search(r"secret=([\w-]+)", message["body"])
    assert found, message
    return found[1]


def test_an_email_becomes_a_case_and_the_answer_to_our_letter_a_message_on_it(town: Town) -> None:
    sender = f"ana-{uuid4().hex[:8]}@resident.example"
    send_mail(town, sender, "There is a deep pothole.\nAddress: 3 Elm Lane", Subject="Pothole")
    (letter,) = wait_for(lambda: answers_to(town, sender), bool)
    reference = reference_in(letter)
    opened = {"reference": reference, "secret": secret_in(letter)}
    task = town.wait_for_task("streets", reference, "repair")
    town.act("streets", opened, f"tasks/{task['task']}/question", question="How deep is it?")
    asked = wait_for(lambda: [each for each in answers_to(town, sender) if "How deep" in each["body"]], bool)[0]
    send_mail(town, sender, "Two hands.\n\n> How deep is it?", Subject=f"Re: {asked['subject']}")
    town.wait_for_task("streets", reference, "repair")  # it goes on: the answer has come
    texts = [each["text"] for each in town.status(opened)["contacts"]]
    assert texts == ["How deep is it?", "Two hands."]


def test_a_mail_that_somebody_else_sent_in_their_name_counts_only_once_the_resident_confirms_it(town: Town) -> None:
    sender = f"ana-{uuid4().hex[:8]}@resident.example"
    send_mail(town, sender, "There is a deep pothole.\nAddress: 3 Elm Lane", Subject="Pothole")
    (letter,) = wait_for(lambda: answers_to(town, sender), bool)
    opened = {"reference": reference_in(letter), "secret": secret_in(letter)}
    task = town.wait_for_task("streets", opened["reference"], "repair")
    town.act("streets", opened, f"tasks/{task['task']}/question", question="How deep is it?")
    send_mail(town, sender, "Two hands.", Subject=f"Re: {opened['reference']}", authenticated="fail")
    asked = wait_for(lambda: [each for each in answers_to(town, sender) if "/confirm/" in each["body"]], bool)[0]
    assert "Two hands." not in asked["body"]
    assert [each["text"] for each in town.status(opened)["contacts"]] == ["How deep is it?"]
    path, secret = re.search(r"(/confirm/\S+?)\?secret=([\w-]+)", asked["body"]).groups()  # type: ignore[union-attr]
    page = town.http.get(f"{town.suite.url}{path}", params={"secret": secret}, follow_redirects=True)
    assert "Two hands." in page.text
    assert town.status(opened)["asked"]
    assert town.http.post(f"{town.suite.url}{path}", data={"secret": secret}).status_code == 200
    assert not town.status(opened)["asked"]
    assert [each["text"] for each in town.status(opened)["contacts"]] == ["How deep is it?", "Two hands."]


def test_an_automatic_mail_is_recorded_and_never_answered(town: Town) -> None:
    sender = f"robot-{uuid4().hex[:8]}@resident.example"
    send_mail(town, sender, "I am away until Monday.", Subject="Out of office", Auto_Submitted="auto-replied")
    found = wait_for(lambda: town.staff("contact-centre", "GET", "arrivals?kind=automatic").json()["arrivals"], bool)
    assert {each["channel"] for each in found} == {"email"}
    assert answers_to(town, sender) == []


def test_a_text_message_becomes_a_case_is_answered_and_can_be_asked_after(town: Town) -> None:
    number = f"+1902555{uuid4().int % 10_000:04d}"
    send_sms(town, number, "The street light at 5 Oak Street is out")
    (first,) = wait_for(lambda: answers_to(town, number), bool)
    reference = reference_in(first)
    send_sms(town, number, reference.replace("-", " ").lower())
    told = wait_for(lambda: answers_to(town, number), lambda seen: len(seen) >= 2)
    assert any(reference in each["body"] for each in told[:-1])


def test_stop_is_obeyed_and_confirmed_once(town: Town) -> None:
    number = f"+1902556{uuid4().int % 10_000:04d}"
    send_sms(town, number, "STOP")
    (confirmed,) = wait_for(lambda: answers_to(town, number), bool)
    assert confirmed["kind"] == "sms"


def test_a_letter_becomes_a_case_with_its_scan_and_one_that_is_hard_to_read_waits_for_a_person(town: Town) -> None:
    s3, bucket = town.clients("s3"), town.suite.outputs["MailBucket"]
    picture = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(picture, "PNG")
    lines = ("There is a deep pothole in the road.", "Place: 3 Elm Lane")
    for name, confidence in (("clear", 98.0), ("poor", 41.0)):
        key = f"scans/letter/{name}-{uuid4().hex}.png"
        read = json.dumps(an_answer(column(lines), confidence=confidence)).encode()
        s3.put_object(Bucket=bucket, Key=f"{key}.textract.json", Body=read)
        s3.put_object(Bucket=bucket, Key=key, Body=picture.getvalue())
    clear = wait_for(lambda: listed(town, "streets", "letter"), bool)[0]
    assert clear["channel"] == "letter"
    poor = wait_for(lambda: listed(town, "contact-centre", "letter"), bool)[0]
    assert poor["status"] == "triage"
    seen = wait_for(
        lambda: town.view("streets", clear["reference"])["attachments"],
        lambda files: [file["status"] for file in files] == ["kept"],
    )
    assert seen[0]["name"].startswith("clear-")


def listed(town: Town, agency: str, channel: str) -> list[dict[str, Any]]:
    """The cases of a channel in an agency's inbox."""
    tasks = town.staff(agency, "GET", "tasks?limit=100").json()["tasks"]
    cases = [town.view(agency, task["reference"]) for task in tasks]
    return [case for case in cases if case["channel"] == channel]


def test_a_caller_opens_a_case_and_hears_how_it_stands(town: Town) -> None:
    number = f"+1902557{uuid4().int % 10_000:04d}"
    opened = call(town, a_call("open", caller=number, choice="1", language="en"))
    assert opened["outcome"] == "opened"
    known = wait_for(
        lambda: call(town, a_call("lookup", caller=number, language="en")), lambda said: said["outcome"] == "known"
    )
    assert known["newest_reference"] == opened["reference"]


def call(town: Town, event: dict[str, Any]) -> dict[str, str]:
    """What Amazon Connect does with a step of its contact flow."""
    functions = town.clients("lambda")
    pages = functions.get_paginator("list_functions").paginate()
    names = [each["FunctionName"] for page in pages for each in page["Functions"]]
    (voice,) = [name for name in names if "VoiceFunction" in name]
    answer = functions.invoke(FunctionName=voice, Payload=json.dumps(event).encode())
    said: dict[str, str] = json.loads(answer["Payload"].read())
    return said


def test_a_photo_is_uploaded_by_a_signed_form_and_loses_what_the_camera_wrote(town: Town) -> None:
    opened = town.open({"service_code": "pothole", "description": "A hole.", "place": {"address": "3 Elm Lane"}})
    offered = town.http.post(
        f"{town.suite.api}/cases/{opened['reference']}/attachments",
        json={"secret": opened["secret"], "name": "hole.jpg"},
    )
    assert offered.status_code == 201, offered.text
    upload = offered.json()["upload"]
    picture, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "CANARY-MAKER"
    Image.new("RGB", (64, 48), "grey").save(picture, "JPEG", exif=exif)
    assert b"CANARY" in picture.getvalue()
    files = {"file": ("hole.jpg", picture.getvalue())}
    sent = httpx.post(upload["url"], data=upload["fields"], files=files, timeout=patient(30))
    assert sent.status_code in (200, 201, 204, 303), sent.text
    kept = wait_for(lambda: kept_files(town, opened), bool)[0]
    address = f"{town.suite.api}/cases/{opened['reference']}/attachments/{kept['id']}"
    led = town.http.get(address, params={"secret": opened["secret"]}, follow_redirects=False)
    assert led.status_code == 302
    data = httpx.get(led.headers["location"], timeout=patient(30)).content
    assert data[:2] == b"\xff\xd8"
    assert b"CANARY" not in data


def kept_files(town: Town, opened: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for each in town.status(opened).get("attachments", []) if each["status"] == "kept"]


def test_what_a_partner_brings_over_open311_is_in_the_list_at_once(town: Town) -> None:
    base = f"{town.suite.url}/open311/v2"
    need = {"service_code": "pothole", "lat": "44.65", "long": "-63.58", "description": "A hole."}
    assert town.http.post(f"{base}/requests.json", data=need).status_code == 403
    answer = town.http.post(f"{base}/requests.json", data=need | {"api_key": town.suite.api_key})
    assert answer.status_code == 200, answer.text
    (made,) = answer.json()
    (listed_one,) = [
        each for each in town.http.get(f"{base}/requests.json").json()
        if each["service_request_id"] == made["service_request_id"]
    ]  # fmt: skip
    assert (listed_one["status"], listed_one["service_code"]) == ("open", "pothole")


def test_somebody_at_the_counter_is_helped_by_a_clerk(town: Town) -> None:
    body = {"service_code": "pothole", "place": {"address": "3 Elm Lane"}, "channel": "counter", "consent": "spoken"}
    answer = town.staff("contact-centre", "POST", "entries", json=body)
    assert answer.status_code == 201, answer.text
    assert town.wait_for_task("streets", answer.json()["reference"], "repair")


def test_a_letter_goes_by_post_and_staff_see_what_the_print_house_says_of_it(town: Town) -> None:
    s3, bucket = town.clients("s3"), town.suite.outputs["PaperBucket"]
    contact = {"name": "Ana Rivas", "post": ["12 Elm Street", "Port Ellery 04210"]}
    place = {"lat": 44.62, "long": -63.62}
    opened = town.open({"service_code": "pothole", "place": place, "contact": contact, "channel": "partner"})
    task = town.wait_for_task("streets", opened["reference"], "repair")
    town.act("streets", opened, f"tasks/{task['task']}/question", question="How deep is it?")

    def on_paper() -> list[str]:
        letters = town.view("streets", opened["reference"])["letters"]
        return [each["status"] for each in letters if each["channel"] == "letter"]

    wait_for(on_paper, lambda states: states == ["sending"])
    found = s3.list_objects_v2(Bucket=bucket, Prefix="to-print/letters/")["Contents"]
    assert s3.get_object(Bucket=bucket, Key=found[0]["Key"])["Body"].read(5) == b"%PDF-"
    names = [each["Key"].rpartition("/")[2].removesuffix(".pdf") for each in found]
    lines = "".join(f"{name},posted,2026-12-01T09:30:00-04:00\n" for name in names)
    s3.put_object(Bucket=bucket, Key=f"said/{uuid4().hex}.csv", Body=f"name,said,at\n{lines}".encode())
    wait_for(on_paper, lambda states: states == ["sent"])
