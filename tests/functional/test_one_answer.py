"""Whoever asks, and however: the same question gets the same article, in the same version and the same words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.catalogue import releases
from onestop.storage.incoming.talks import find_talk
from onestop_cli.release.read_folder import read_learned
from tests.aws_in_memory import Aws
from tests.functional.desk.desking import signed_in
from tests.functional.desk.test_case_acts import page_of
from tests.functional.intake.email.test_take_in import arrives
from tests.functional.intake.sms.texting import NUMBER, replies, text
from tests.functional.intake.voice.telephone import Telephone
from tests.functional.portal.test_answers import ask
from tests.functional.stories import open_case, route
from tests.unit.intake.email.mails import a_mail

SAMPLE = Path(__file__).parents[2] / "infra" / "jurisdictions" / "port-ellery"
QUESTION = "When are the libraries open on Saturday?"
SHORT = "The libraries are open: Monday to Thursday 10:00 am-8:00 pm"
Told = tuple[str, str, str]  # the article, its version, and what was said


@pytest.fixture(autouse=True)
def published(aws: Aws, release: Any, answer_index: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")  # sessions of the desk begin and end by it
    releases.publish(release, read_learned(SAMPLE), answer_index)
    releases.forget()


def by_page() -> Told:
    found = ask("/search", query={"q": QUESTION, "lang": "en"})
    code = re.findall(r"/answers/([a-z-]+)\?", found["body"])[0]
    page = ask(f"/answers/{code}", query={"lang": "en"})["body"]
    return code, re.search(r'data-article="([0-9a-f]+)"', page)[1], page


def by_program() -> Told:
    first = json.loads(ask("/api/answers", query={"q": QUESTION, "lang": "en"})["body"])["answers"][0]
    return first["code"], first["version"], first["short"]


def by_text_message(aws: Aws) -> Told:
    text(QUESTION)
    code, version = find_talk(identity_of(NUMBER, identity_key())).asked[0].choices
    return code, version, replies(aws)[-1]


def by_telephone() -> Told:
    call = Telephone("+15550142001", ["1", "1", "9"], transcript=QUESTION).ring()
    return call.attributes["article"], call.attributes["article_version"], " ".join(call.heard)


def at_the_desk() -> Told:
    contact = {"name": "Ana", "email": "ana@resident.example", "language": "en"}
    opened = open_case(service_code="information", description=QUESTION, place=None, contact=contact)
    route(str(opened["reference"]))
    page = page_of(signed_in(agency="contact-centre"), str(opened["reference"]))["body"]
    code = re.search(r'name="macro" value="answer:([a-z-]+)"', page)[1]
    return code, re.search(r'data-article="([0-9a-f]+)"', page)[1], page


def test_five_channels_tell_the_same_article_in_the_same_version_and_words(aws: Aws) -> None:
    told = [by_page(), by_program(), by_text_message(aws), by_telephone(), at_the_desk()]
    assert {(code, version) for code, version, _ in told} == {told[0][:2]}
    assert told[0][0] == "library-hours"
    for _, _, said in told:
        assert SHORT in said


def test_an_e_mail_is_answered_at_once_and_once_with_the_words_that_a_clerk_would_have_sent() -> None:
    received = arrives(a_mail(message_id="<first@resident.example>", subject="Library", text=QUESTION))
    reference = received.reference or ""
    route(reference)
    route(reference)
    sent = [each.text or "" for each in load_whole(reference).contacts if each.direction == "out"]
    assert len(sent) == 1
    assert SHORT in sent[0]
    assert sent[0].endswith("If not, just write back: a person reads it.")
    assert load_whole(reference).file.open_tasks()  # a person sees what was told
    page = page_of(signed_in(agency="contact-centre"), reference)["body"]
    assert 'value="answer:library-hours"' not in page


def test_an_e_mail_that_wants_work_done_or_whose_article_a_person_sends_is_not_answered_by_itself() -> None:
    wanted = ("My garbage was not collected today.", "How do I ask to see records of the city?")
    for number, asked in enumerate(wanted, 2):
        mail = a_mail(message_id=f"<{number}@resident.example>", subject="Hello", text=asked)
        reference = arrives(mail, f"mail/{number}").reference or ""
        route(reference)
        assert not [each for each in load_whole(reference).contacts if each.direction == "out"]
