"""Each letter, in each language, on each channel: to the right address, with the right link, and nothing left blank."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from notifications.handler import handle
from notifications.words.letter import fill_placeholders
from onestop.domain.time.dates import say_date
from onestop.runtime import links
from tests.aws_in_memory import PUBLIC_URL, Aws
from tests.builders import an_sqs_event
from tests.functional.stories import PLACE, in_progress, open_case, resolved

TYPES = {"case.opened": links.TRACK, "case.resolved": links.TRACK, "survey.invited": links.SURVEY}
SUBJECTS = {
    ("case.opened", "en"): "We have your request {}",
    ("case.opened", "es"): "Recibimos su solicitud {}",
    ("case.opened", "zh-Hans"): "您的诉求已受理，编号 {}",
    ("case.resolved", "en"): "Your request {} is done",
    ("case.resolved", "es"): "Su solicitud {} está terminada",
    ("case.resolved", "zh-Hans"): "您的诉求已办结，编号 {}",
    ("survey.invited", "en"): "How did we do? {}",
    ("survey.invited", "es"): "¿Cómo lo hicimos? {}",
    ("survey.invited", "zh-Hans"): "请您评价我们的服务，编号 {}",
}
SERVICE = {"en": "Pothole", "es": "Bache en la calle", "zh-Hans": "道路坑洼"}
CITY = {"en": "City of Port Ellery", "es": "Ciudad de Puerto Ellery", "zh-Hans": "埃勒里港市"}
NAMES = {"en": "Ana O'Brien", "es": "Íñigo Núñez", "zh-Hans": "李秀英"}


def a_need(language: str, channel: str) -> dict[str, Any]:
    contact = {"name": NAMES[language], "email": "r@resident.example", "phone": "+1 (555) 0142-777", "prefer": channel}
    return {"service_code": "pothole", "place": PLACE, "language": language, "contact": contact}


def notify(reference: str, type: str, number: int = 1) -> Any:
    return handle(an_sqs_event({"type": type, "subject": reference, "id": f"{reference}.{number}"}), None)


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
@pytest.mark.parametrize("type", TYPES)
def test_an_email(post: Aws, type: str, language: str) -> None:
    reference = resolved(**a_need(language, "email"))["reference"]
    assert notify(reference, type) == {"batchItemFailures": []}
    (email,) = post.emails()
    assert post.text_messages() == []
    assert email.source == "onestop@port-ellery.example"
    assert email.destinations == {"ToAddresses": ["r@resident.example"]}
    assert email.subject == SUBJECTS[type, language].format(reference)
    assert links.link_to(TYPES[type], reference, language) in email.body
    assert [word for word in (NAMES, SERVICE, CITY) if word[language] not in email.body] == []
    assert "((" not in email.body + email.subject


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
@pytest.mark.parametrize("type", TYPES)
def test_an_sms(post: Aws, type: str, language: str) -> None:
    reference = resolved(**a_need(language, "sms"))["reference"]
    assert notify(reference, type) == {"batchItemFailures": []}
    ((number, words),) = post.text_messages()
    assert post.emails() == []
    assert number == "+15550142777"
    assert words.startswith(CITY[language]) or CITY[language] in words
    assert reference in words
    assert links.link_to(TYPES[type], reference, language) in words
    assert "((" not in words
    assert NAMES[language] not in words  # a telephone may be shared


def test_the_link_of_a_survey_does_not_open_the_case_nor_the_other_way_round(post: Aws) -> None:
    reference = resolved(**a_need("en", "email"))["reference"]
    for number, type in enumerate(("case.resolved", "survey.invited")):
        notify(reference, type, number)
    found = [re.search(rf"{PUBLIC_URL}/(\w+)/{reference}\?secret=([\w-]+)", email.body) for email in post.emails()]
    (track, secret), (survey, other) = (match.groups() for match in found if match)
    assert (track, survey) == ("track", "survey")
    assert links.opens(links.TRACK, reference, secret)
    assert links.opens(links.SURVEY, reference, other)
    assert not links.opens(links.TRACK, reference, other)
    assert not links.opens(links.SURVEY, reference, secret)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "neighbour"), ("es", "vecina o vecino"), ("zh-Hans", "市民朋友")],
)
def test_who_did_not_give_a_name_is_greeted_all_the_same(post: Aws, language: str, said: str) -> None:
    need = {"description": "?", "language": language, "contact": {"email": "r@resident.example"}}
    notify(in_progress(**need)["reference"], "case.opened")
    (email,) = post.emails()
    assert said in email.body
    assert "None" not in email.body


def test_before_it_is_routed_a_letter_promises_no_date_and_names_no_service(post: Aws) -> None:
    notify(open_case(description="?", contact={"email": "r@resident.example"})["reference"], "case.opened")
    (email,) = post.emails()
    assert "your request" in email.body
    assert "we tell you as soon as we know" in email.body


@pytest.mark.parametrize("name", ["((link))", "((reference)) ((due))", "{name}", "%s", "\\1"])
def test_what_a_resident_calls_themselves_is_not_read_as_a_letter(post: Aws, name: str) -> None:
    need = a_need("en", "email")
    reference = in_progress(**(need | {"contact": need["contact"] | {"name": name}}))["reference"]
    notify(reference, "case.opened")
    assert f"Hello {name}," in post.emails()[0].body


def test_a_name_does_not_make_a_header(post: Aws) -> None:
    assert fill_placeholders("((a))", {"a": "x\nBcc: y"}) == "x\nBcc: y"  # a subject never holds what a resident wrote
    need = a_need("en", "email")
    notify(in_progress(**(need | {"contact": need["contact"] | {"name": "x\nBcc: y"}}))["reference"], "case.opened")
    assert "\n" not in post.emails()[0].subject


@pytest.mark.parametrize(
    ("language", "said"), [("en", "3 December 2026"), ("es", "3 de diciembre de 2026"), ("zh-Hans", "2026年12月3日")]
)
def test_a_day_is_said_as_a_person_would_say_it(language: str, said: str) -> None:
    assert say_date(datetime(2026, 12, 4, 3, 30, tzinfo=UTC), "America/Halifax", language) == said


def test_events_that_owe_nobody_a_letter_send_none(post: Aws) -> None:
    reference = in_progress(**a_need("en", "email"))["reference"]
    for type in ("case.routed", "task.opened", "task.completed", "task.waiting", "contact.received", "something.new"):
        assert notify(reference, type) == {"batchItemFailures": []}
    assert post.emails() == []


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", "Call 911 now if anybody is in danger."),
        ("zh-Hans", "如有人处于危险之中，请立即拨打911。"),
        ("es", "Si alguien está en peligro, llame ahora al 911."),
    ],
)
def test_who_named_danger_reads_the_emergency_number_first(post: Aws, language: str, first: str) -> None:
    event = {"id": "1", "type": "case.opened", "data": {"hazard": "gas"}}
    reference = open_case(**a_need(language, "email"))["reference"]
    handle(an_sqs_event({**event, "subject": reference}), None)
    (sent,) = post.emails()
    assert sent.body.startswith(first)
    assert "911" in sent.subject.partition(reference)[0]


def test_danger_named_later_is_answered_by_a_letter_of_its_own(post: Aws) -> None:
    reference = open_case(**a_need("es", "email"))["reference"]
    event = {"id": "2", "type": "case.endangered", "subject": reference, "data": {"hazard": "gas"}}
    handle(an_sqs_event(event), None)
    (sent,) = post.emails()
    assert sent.body.startswith("Si alguien está en peligro, llame ahora al 911.")
    assert reference in sent.body
