"""One survey, answered on each of the nine channels: the response that is kept is the same, and so is its price."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from intake.email.take_in import take_in_mail
from intake.scans.reading import BESIDE
from intake.scans.take_in import take_in_scan
from intake.voice import handler as voice
from onestop.domain.people.person import identity_of
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.incoming.talks import PendingQuestion, change_talk, find_talk, with_question_asked
from onestop.storage.surveys.responses import Response, find_response
from surveys.handler import handle as surveys
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, an_api_event
from tests.functional.desk.desking import signed_in
from tests.functional.dialogue import resolve, tell
from tests.functional.intake.scans.scanning import an_answer, column
from tests.functional.intake.sms.texting import NUMBER, an_sms, deliver
from tests.functional.intake.voice.test_voice import an_event as a_call
from tests.functional.portal import reading
from tests.functional.stories import PLACE, history, in_progress, invite
from tests.unit.intake.email.mails import a_mail, as_ses_keeps

ANA = "ana@resident.example"
Path = Callable[[Aws, str], Callable[[], Any]]  # what comes before, and then the answer itself
SCORE = {"satisfaction": 4}
APART = ("reference", "answered_at", "channel", "taken_by")


def asked_about() -> str:
    """A resolved case whose resident was asked how it went."""
    contact = {"email": ANA, "phone": NUMBER}
    reference = str(in_progress(service_code="pothole", place=PLACE, contact=contact)["reference"])
    resolve(reference)
    invite(reference)
    return reference


def by_page(view: str = "") -> Path:
    def begin(_aws: Aws, reference: str) -> Callable[[], Any]:
        secret, shown = links.secret_of(links.SURVEY, reference), {"view": view} if view else {}
        page = reading.get(f"/survey/{reference}", secret=secret, **shown)
        fields = {"secret": reading.value_of(page, "secret"), "answer-satisfaction": "4"}
        return lambda: reading.post(f"/survey/{reference}", fields, **shown)

    return begin


def by_tap(aws: Aws, reference: str) -> Callable[[], Any]:
    """The address that stands behind the 4 in the letter: opened by whoever looks at links, it keeps nothing."""
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    tell(reference, "survey.invited")
    letter = aws.emails()[-1].mail.get_body(("plain",)).get_content()
    (tapped,) = re.findall(r"https?://\S+score=4\S*", letter)
    query = dict(parse_qsl(urlsplit(tapped).query))
    before = len(history(reference))
    page = reading.get(f"/survey/{reference}", **query)
    assert re.search(r'<input[^>]* name="answer-satisfaction" value="4"[^>]* checked>', page["body"])
    assert (find_response(reference), len(history(reference))) == (None, before)
    form = page["body"][page["body"].index("<form method") :]
    fields = {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(.*?)" value="(.*?)"', form)}
    return lambda: reading.post(f"/survey/{reference}", {**fields, "answer-satisfaction": "4"})


def by_mail(_aws: Aws, reference: str) -> Callable[[], Any]:
    raw = a_mail("4\n", sender=ANA, subject=f"Re: How did we do? ({reference})", message_id="<4@resident.example>")
    return lambda: take_in_mail(as_ses_keeps(raw, "pass"), "mail/1", NOW)


def by_message(_aws: Aws, reference: str) -> Callable[[], Any]:
    asked = PendingQuestion(kind="survey", until=NOW + timedelta(days=9), reference=reference, choices=("standard",))
    change_talk(
        find_talk(identity_of(NUMBER, identity_key())), lambda known: with_question_asked(known, asked, NOW), NOW
    )
    return lambda: deliver(an_sms("4", number=NUMBER))


def by_keypad(_aws: Aws, reference: str) -> Callable[[], Any]:
    menu = voice.handle(a_call("lookup", caller=NUMBER, language="en"), None)
    assert menu["main_menu"].endswith("press 4.")
    assert "how happy are you" in menu["ask_score"]
    return lambda: voice.handle(a_call("score", caller=NUMBER, language="en", pressed="4"), None)


def by_paper(channel: str) -> Path:
    """The sheet is printed, written on, and read by a machine, which gives the lines back as they stand."""

    def begin(_aws: Aws, reference: str) -> Callable[[], Any]:
        page = reading.get(f"/survey/{reference}", secret=links.secret_of(links.SURVEY, reference), paper="yes")
        said = re.sub(r"<[^>]+>", "\n", page["body"][page["body"].index("<main") :])
        lines = [unescape(line).strip() for line in said.splitlines() if line.strip()]
        written = [line.replace("______", "4") if line.startswith("#1:") else line for line in lines]
        key = f"scans/{channel}/{reference}.png"
        client("s3").put_object(Bucket="mail", Key=key, Body=b"\x89PNG\r\n\x1a\n")
        answer = an_answer(column(written, top=0.01))
        client("s3").put_object(Bucket="mail", Key=key + BESIDE, Body=json.dumps(answer).encode())
        return lambda: take_in_scan(key, NOW)

    return begin


def by_desk(_aws: Aws, reference: str) -> Callable[[], Any]:
    clerk = signed_in(agency="contact-centre", role="reception")
    assert "how happy are you" in clerk.get("/desk/survey", reference=reference)["body"]
    fields = [("reference", reference), ("channel", "counter"), ("answer-satisfaction", "4")]
    return lambda: clerk.submit("/desk/survey", fields, seen="/desk/survey")


def by_program(_aws: Aws, reference: str) -> Callable[[], Any]:
    body = {"secret": links.secret_of(links.SURVEY, reference), "answers": SCORE, "channel": "mobile"}
    return lambda: surveys(an_api_event("POST", f"/api/surveys/{reference}", body=body), None)


NINE: Mapping[str, Path] = {
    "web": by_page(),
    "phone": by_keypad,
    "email": by_tap,
    "sms": by_message,
    "letter": by_paper("letter"),
    "fax": by_paper("fax"),
    "counter": by_desk,
    "kiosk": by_page("kiosk"),
    "television": by_page("tv"),
}
MORE: Mapping[str, Path] = {"mobile": by_program, "email": by_mail}


@pytest.mark.parametrize("paths", [NINE, MORE], ids=["nine", "more"])
def test_an_answer_is_the_same_on_every_channel_and_costs_one_transaction(
    aws: Aws, calls: Calls, paths: Mapping[str, Path]
) -> None:
    kept: dict[str, dict[str, Any]] = {}
    for channel, begin in paths.items():
        reference = asked_about()
        answer = begin(aws, reference)
        assert find_response(reference) is None
        calls.forget()
        answer()
        assert calls.names.count("TransactWriteItems") == 1, (channel, calls.names)
        response = find_response(reference)
        assert isinstance(response, Response), channel
        assert response.channel == channel
        assert (response.taken_by is not None) == (channel == "counter")
        kept[channel] = as_said(response)
        said = {"survey": "standard", "scores": [["satisfaction", 4]], "answer_channel": channel, "late": False}
        assert history(reference)[-1].data == said
    first, *others = kept.values()
    assert set(kept) == set(paths)
    assert all(each == first for each in others)
    assert first["scores"] == (("satisfaction", 4),)


def as_said(response: Response) -> dict[str, Any]:
    """A response but for which case it is about, when and on which channel it came, and who wrote it down."""
    return {name: value for name, value in asdict(response).items() if name not in APART}


def test_nobody_writes_down_what_is_said_of_the_work_of_their_own_agency(aws: Aws) -> None:
    reference = asked_about()
    own = signed_in(agency="streets", role="clerk")
    answer = own.get("/desk/survey", reference=reference)
    assert answer["statusCode"] == 403
    assert "Your agency worked on this case" in answer["body"]
    fields = [("reference", reference), ("channel", "counter"), ("answer-satisfaction", "5")]
    assert own.submit("/desk/survey", fields, seen="/desk/survey")["statusCode"] == 403
    assert find_response(reference) is None
