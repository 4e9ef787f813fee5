"""Erasure over the running suite: what two people left in every channel is erased by an operator, and then looked for
in every table, bucket, queue, log and run; once the suite has stopped, in all that its engine saved."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from onestop_cli.engine.bring_up import STACK
from onestop_cli.people.rights.dead_letter_traces import resting_in
from onestop_cli.ready import RunningSuite, write_ready_files
from tests.e2e.api_cases import code_to, resident_token
from tests.e2e.applying import carried, fill_in
from tests.e2e.leftovers import everywhere
from tests.e2e.test_channels import answers_to, call, send_mail, send_sms
from tests.e2e.town import PLACE, Town, wait_for
from tests.functional.intake.scans.scanning import an_answer, column
from tests.functional.intake.voice.test_voice import an_event as a_call
from tests.patience import patient
from tests.suites import ROOT, command, environment

pytestmark = pytest.mark.e2e
FIELDS = ("name", "street", "words", "place", "note", "message", "file", "comment", "mail", "subject", "sms", "letter")
FIELDS += ("scan", "event", "organiser", "praise", "dead")  # what the camera wrote is drawn away before
NEAR = {"lat": PLACE["lat"], "long": PLACE["long"], "within": 300}


@pytest.fixture(scope="module")
def town(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> Iterator[Town]:
    with Town(suite, suite_clients) as town:
        yield town


class Canary:
    """Somebody whose every word can be told from all others."""

    def __init__(self) -> None:
        self.mark = f"canary{uuid4().hex[:10]}"
        self.email = f"{self.mark}@resident.example"
        self.phone = f"+1902558{uuid4().int % 10_000:04d}"

    def word(self, field: str) -> str:
        return f"{self.mark}-{field}"

    @property
    def canaries(self) -> tuple[str, ...]:
        return (self.mark, self.phone, self.phone.removeprefix("+1"))


def prove(town: Town, address: str) -> httpx.Client:
    """A browser in which an address was proved."""
    browser = httpx.Client(base_url=town.suite.url, timeout=60, follow_redirects=True)
    browser.post("/my/code", data={"address": address}).raise_for_status()
    code = wait_for(lambda: code_to(town, address), bool)
    browser.post("/my/session", data={"code": code}).raise_for_status()
    return browser


def say_about_oneself(browser: httpx.Client) -> None:
    """What a person declares and agrees to, which lies under keyed hashes of their address."""
    for path, said in (
        ("/my/consents", {"purpose": "once-only", "given": "no"}),
        ("/my/suggestions", {"segment_own-business": "yes"}),
    ):
        browser.post(path, data=carried(browser.get(path)) | said).raise_for_status()


def bring_by_every_channel(town: Town, ana: Canary) -> None:
    """Cases by web, e-mail, text message, telephone and letter; a photo, a note, a survey, a draft, a dead letter."""
    contact = {"name": ana.word("name"), "email": ana.email, "phone": ana.phone}
    contact |= {"post": [ana.word("street"), "Port Ellery 04210"]}
    place = PLACE | {"address": f"12 {ana.word('place')} Street"}
    body = {"service_code": "pothole", "description": ana.word("words"), "place": place, "contact": contact}
    opened = town.open(body)
    town.wait_until(opened, "in_progress")
    town.act("streets", opened, "notes", text=ana.word("note"))
    town.tell(opened, "messages", text=ana.word("message"))
    bring_photo(town, opened, ana)
    town.complete("streets", opened)
    mails = wait_for(lambda: [each for each in answers_to(town, ana.email) if "/survey/" in each["body"]], bool)
    secret = re.search(r"/survey/\S+\?secret=([\w-]+)", mails[0]["body"])
    assert secret
    answers = {"secret": secret[1], "answers": {"satisfaction": 4, "comment": ana.word("comment")}}
    town.http.post(f"{town.suite.api}/surveys/{opened['reference']}", json=answers).raise_for_status()
    send_mail(town, ana.email, f"A pothole.\n{ana.word('mail')}\nAddress: 3 Elm Lane", Subject=ana.word("subject"))
    send_sms(town, ana.phone, f"The street light at 5 Oak Street is out {ana.word('sms')}")
    wait_for(lambda: answers_to(town, ana.phone), bool)
    assert call(town, a_call("open", caller=ana.phone, choice="1", language="en"))["outcome"] == "opened"
    bring_letter(town, ana)
    draft = {
        "name": ana.word("event"),
        "organiser": {"is": "person", "name": ana.word("organiser"), "email": ana.email},
    }
    fill_in(town, **draft)
    feedback = {"kind": "praise", "words": f"Thank you, {ana.email} {ana.word('praise')}"}
    town.http.post(f"{town.suite.api}/feedback", json=feedback).raise_for_status()


def bring_photo(town: Town, opened: dict[str, Any], ana: Canary) -> None:
    asked = {"secret": opened["secret"], "name": f"{ana.word('file')}.jpg"}
    offered = town.http.post(f"{town.suite.api}/cases/{opened['reference']}/attachments", json=asked).json()["upload"]
    picture, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = ana.word("camera")
    Image.new("RGB", (64, 48), "grey").save(picture, "JPEG", exif=exif)
    files = {"file": (f"{ana.word('file')}.jpg", picture.getvalue())}
    httpx.post(offered["url"], data=offered["fields"], files=files, timeout=patient(30)).raise_for_status()


def bring_letter(town: Town, ana: Canary) -> None:
    s3, bucket, picture = town.clients("s3"), town.suite.outputs["MailBucket"], io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(picture, "PNG")
    lines = ("There is a deep pothole in the road.", ana.word("letter"), "Place: 3 Elm Lane", f"E-mail: {ana.email}")
    key = f"scans/letter/{ana.word('scan')}.png"
    s3.put_object(Bucket=bucket, Key=f"{key}.textract.json", Body=json.dumps(an_answer(column(lines))).encode())
    s3.put_object(Bucket=bucket, Key=key, Body=picture.getvalue())


def dead_letter(town: Town, ana: Canary) -> None:
    """A message of theirs that failed again and again."""
    resting = resting_in(town.clients("cloudformation"), town.clients("sqs"), STACK)
    for url in resting.urls.values():
        body = json.dumps({"originationNumber": ana.phone, "messageBody": ana.word("dead")})
        town.clients("sqs").send_message(QueueUrl=url, MessageBody=body)


def take_all_back(town: Town, number: int, token: str) -> None:
    """Ends whatever is still worked on, as the resident does, once so many cases are there."""
    mine = {"Authorization": f"Bearer {token}"}
    own = f"{town.suite.api}/my/cases"
    cases = wait_for(lambda: town.http.get(own, headers=mine).json()["cases"], lambda found: len(found) >= number)
    for case in cases:
        if town.status(case)["status"] != "closed":
            town.tell(case, "withdrawal")
            town.wait_until(case, "closed")


def erase(suite: RunningSuite, address: str, folder: Path) -> dict[str, Any]:
    """The command of an operator, as it is."""
    ready = folder / "ready.json"
    write_ready_files(suite, [ready])
    told = command("people", "erase", address, "--yes", "--ready-file", str(ready))
    done = subprocess.run(told, env=environment(folder), capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr + done.stdout
    certificate: dict[str, Any] = json.loads(done.stdout)
    return certificate


def test_what_somebody_left_in_every_channel_is_gone_from_everywhere_after_it_was_erased(
    town: Town, forgotten: list[str], tmp_path: Path
) -> None:
    ana, ben = Canary(), Canary()
    bring_by_every_channel(town, ana)
    dead_letter(town, ana)
    with closing(prove(town, ana.email)) as browser:
        say_about_oneself(browser)
        take_all_back(town, 3, browser.cookies["my"])
    take_all_back(town, 2, resident_token(town, phone=ana.phone))
    with closing(prove(town, ben.email)) as without_case:  # Ben brought no case
        say_about_oneself(without_case)
    town.http.post(f"{town.suite.url}/api/subscriptions", json={"email": ben.email, **NEAR}).raise_for_status()
    before = everywhere(town)
    said = "\n".join(before.values())
    assert [field for field in FIELDS if ana.word(field) not in said] == []
    assert {word: word in said for word in (ana.phone, ben.email)} == {ana.phone: True, ben.email: True}
    for address in (ana.email, ana.phone, ben.email):  # by text message and telephone Ana said no other
        certificate = erase(town.suite, address, tmp_path)
        assert certificate["remaining"] == 0
    after = everywhere(town)
    words = (*ana.canaries, *ben.canaries)
    assert {(where, word) for where, said in after.items() for word in words if word in said} == set()
    forgotten += words
