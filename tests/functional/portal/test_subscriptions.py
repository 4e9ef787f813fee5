"""Being told: nothing before it is confirmed, once a day, nothing of anybody, and stopped by one press."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from botocore.exceptions import ClientError

from notifications.handler import hear
from notifications.news.send_news import spread_news
from onestop.domain.cases.case import URGENT
from onestop.domain.letters.subscriptions import CONFIRMED_WITHIN, MOST, id_of
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.runtime.subscription_links import manage_link, stop_link
from onestop.storage.cases.case_rows import case_row
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.subscriptions import keep_subscription, subscriptions_of
from portal import handler as portal
from tests.aws_in_memory import Aws, Calls, SentEmail
from tests.builders import NOW, a_reference, an_api_event, said
from tests.functional.portal.reading import language_of, value_of, wrong_in
from tests.functional.portal.signing_in import Resident, call, deliver, last_code, signed_in
from tests.functional.stories import CONTACT, case_file, in_progress, open_case, resolved

BOB = "bob@neighbour.example"
HERE = {"lat": "44.62", "long": "-63.62", "within": "300"}
MORNING = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)  # the day after, 8:30 in Port Ellery
WORDS = "A deep hole."


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def work_off(aws: Aws, at: datetime = NOW, *kinds: str) -> None:
    """Notifications handles what waits in its queue that is no event of a case."""
    for each in aws.drain(aws.queues["Notifications"]):
        if each["body"]["type"] in (kinds or ("subscription.asked", "news.due", "code.asked")):
            hear(each["body"], at)


def ask_for(email: str = BOB, at: datetime = NOW, **topic: str) -> dict[str, Any]:
    """Sends the form that stands at the address of a topic."""
    browser = Resident(at)
    query = {**(topic or HERE), "lang": "en"}
    return browser.ask("POST", "/subscribe", query, urlencode({"email": email}))


def mails_to(aws: Aws, address: str = BOB) -> list[SentEmail]:
    return [mail for mail in aws.emails() if mail.destinations["ToAddresses"] == [address]]


def link_in(mail: SentEmail, part: str) -> str:
    """The path and query of a link in a letter."""
    found = re.search(rf"https://port-ellery\.example(/subscriptions/\S*{part}\S*)", mail.body)
    assert found, mail.body
    return found[1]


def press(path: str, at: datetime = NOW, **fields: str) -> dict[str, Any]:
    """Opens a link and presses the button of the page."""
    page = Resident(at).get(path)
    parts = urlsplit(path)
    return Resident(at).ask(
        "POST", parts.path, {"lang": "en"}, urlencode({"secret": value_of(page, "secret")} | fields)
    )


def subscribed(aws: Aws, email: str = BOB, **topic: str) -> None:
    """Somebody who asked and confirmed."""
    assert ask_for(email, **topic)["statusCode"] == 303
    work_off(aws)
    assert press(link_in(mails_to(aws, email)[-1], "confirm"))["statusCode"] == 200


def happens(kind: str, reference: str, at: datetime = NOW, **data: Any) -> None:
    hear({"type": kind, "id": f"{reference}.{kind}", "subject": reference, "time": at.isoformat(), "data": data}, at)


def tell_in_the_morning(aws: Aws, at: datetime = MORNING) -> int:
    asked = spread_news(at)
    work_off(aws, at)
    return asked


def news_to(aws: Aws, address: str = BOB) -> list[SentEmail]:
    return [mail for mail in mails_to(aws, address) if "List-Unsubscribe" in mail.mail]


def test_nothing_is_sent_but_one_letter_before_somebody_confirms_by_a_button(aws: Aws) -> None:
    ask_for()
    work_off(aws)
    (asked,) = mails_to(aws)
    path = link_in(asked, "confirm")
    assert Resident().get(path)["statusCode"] == 200  # a program that follows links, as mail scanners do
    happens("case.routed", in_progress()["reference"])
    assert tell_in_the_morning(aws) == 0
    assert press(path)["statusCode"] == 200
    assert tell_in_the_morning(aws) == 0  # the day before was over: nobody was subscribed then
    assert len(mails_to(aws)) == 1


def test_who_subscribed_to_a_place_is_told_once_of_what_was_opened_and_ended_there(aws: Aws) -> None:
    subscribed(aws, **HERE)
    reference = resolved()["reference"]
    for _ in range(2):  # the queue says everything twice
        for kind in ("case.opened", "case.routed", "case.resolved"):
            happens(kind, reference)
    happens("case.closed", reference, because="resolved")
    for hour in range(3):
        tell_in_the_morning(aws, MORNING + timedelta(hours=hour))
    (letter,) = news_to(aws)
    assert letter.body.count(reference) == 2
    assert letter.body.index("Pothole: reported on") < letter.body.index("Pothole: ended on")
    assert [word in letter.body for word in (WORDS, "Ana", CONTACT["email"], "Elm", "secret=" + "x")] == [False] * 5
    assert "((" not in letter.body + letter.subject


@pytest.mark.parametrize(
    ("topic", "told"),
    [
        (HERE, True),
        ({**HERE, "lat": "44.6235"}, False),  # 390 metres away, in the same tile
        ({**HERE, "lat": "44.6235", "within": "500"}, True),
        ({**HERE, "service": "pothole"}, True),
        ({**HERE, "service": "graffiti"}, False),
        ({"service": "pothole"}, True),
        ({"service": "graffiti"}, False),
    ],
)
def test_only_what_concerns_a_subscription_is_told(aws: Aws, topic: dict[str, str], told: bool) -> None:
    subscribed(aws, **topic)
    happens("case.routed", in_progress()["reference"])
    tell_in_the_morning(aws)
    assert len(news_to(aws)) == int(told)


def test_a_district_and_a_case_can_be_subscribed_to(aws: Aws) -> None:
    place = {"lat": 44.6301, "long": -63.5702}
    reference = in_progress(service_code="pothole", description="?", place=place, contact=CONTACT)["reference"]
    district = case_file(reference).case.district
    subscribed(aws, district=district or "")
    subscribed(aws, "carol@neighbour.example", reference=reference)
    happens("case.resolved", reference)
    assert tell_in_the_morning(aws) == 2
    assert [reference in news_to(aws, each)[0].body for each in (BOB, "carol@neighbour.example")] == [True, True]


def test_what_no_public_list_shows_is_told_to_nobody(aws: Aws, release: dict[str, Any]) -> None:
    subscribed(aws, **HERE)
    reference = in_progress()["reference"]
    services = [{**each, "public": each["code"] != "pothole"} for each in release["services"]]
    aws.publish(release | {"services": services})
    assert current().services["pothole"]["public"] is False
    happens("case.routed", reference)
    assert tell_in_the_morning(aws) == 0
    assert ask_for(service="pothole")["statusCode"] == 400
    assert Resident().ask("GET", "/subscribe", {"reference": reference, "lang": "en"})["body"].count("<form") == 0


def test_a_case_that_goes_on_in_another_one_has_not_ended(aws: Aws) -> None:
    subscribed(aws, **HERE)
    happens("case.closed", in_progress()["reference"], because="merged")
    assert tell_in_the_morning(aws) == 0


def test_somebody_with_many_subscriptions_gets_one_letter_a_day(aws: Aws) -> None:
    subscribed(aws, **HERE)
    subscribed(aws, service="pothole")
    happens("case.routed", in_progress()["reference"])
    happens("case.routed", in_progress()["reference"])
    assert tell_in_the_morning(aws) == 1
    assert len(news_to(aws)) == 1
    second = MORNING + timedelta(days=1)
    happens("case.resolved", resolved()["reference"], MORNING)
    assert tell_in_the_morning(aws, second) == 1
    assert len(news_to(aws)) == 2


def test_by_night_nobody_is_told_and_a_day_that_was_missed_is_made_good(aws: Aws, release: dict[str, Any]) -> None:
    subscribed(aws, **HERE)
    happens("case.routed", in_progress()["reference"])
    aws.publish(release)  # with its night
    assert spread_news(datetime(2026, 11, 24, 6, 0, tzinfo=UTC)) == 0  # two in the morning
    assert spread_news(MORNING + timedelta(days=1)) == 1


def test_keeping_news_and_telling_it_cost_the_same_however_many_subscribe(aws: Aws, calls: Calls) -> None:
    reference = in_progress()["reference"]
    other = in_progress()["reference"]
    seen = []
    for number, each in ((1, reference), (5, other)):
        for person in range(number):
            subscribed(aws, f"r{number}{person}@neighbour.example", **HERE)
        calls.forget()
        happens("case.routed", each)
        seen.append(list(calls.names))
    assert seen == [["Query", "TransactWriteItems"]] * 2
    calls.forget()
    assert spread_news(MORNING) == 6
    # the two days before; by tile, district and service, and for each of the two cases
    assert sorted(set(calls.names)) == ["PutItem", "Query"]
    assert calls.names.count("Query") == 2 + 5
    assert calls.names.count("PutItem") == 5  # that it is done
    assert len(aws.drain(aws.queues["Notifications"])) >= 2  # five subscribers a message
    assert "Scan" not in calls.names


def test_a_letter_has_a_link_and_a_button_that_stop_it_at_once(aws: Aws) -> None:
    subscribed(aws, **HERE)
    happens("case.routed", in_progress()["reference"])
    tell_in_the_morning(aws)
    (letter,) = news_to(aws)
    assert letter.mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<https://port-ellery\.example(/\S+)>", letter.mail["List-Unsubscribe"])
    assert address
    parts = urlsplit(address[1])
    event = an_api_event(
        "POST",
        parts.path,
        query=dict(parse_qsl(parts.query)),
        body="List-Unsubscribe=One-Click",
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )
    for _ in range(2):  # mail programs repeat themselves
        assert portal.handle(event, None)["statusCode"] == 200  # RFC 8058: it is not led on
    happens("case.resolved", resolved()["reference"], MORNING)
    assert tell_in_the_morning(aws, MORNING + timedelta(days=1)) == 0
    assert len(news_to(aws)) == 1


def test_a_mail_program_that_opens_the_address_in_a_browser_shows_what_can_be_stopped(aws: Aws) -> None:
    """As all do that do not know RFC 8058. Scanners follow links too, so nothing is stopped by that."""
    subscribed(aws, **HERE)
    page = Resident().get(stop_link(identity_of(BOB, identity_key())).removeprefix("https://port-ellery.example"))
    assert page["statusCode"] == 200
    assert "Within 300 m of " in page["body"]
    fields = {"id": value_of(page, "id"), "secret": value_of(page, "secret")}
    answer = Resident().ask("POST", f"{urlsplit(link_in_manage()).path}/stop", {"lang": "en"}, urlencode(fields))
    assert "It is stopped" in Resident().get(answer["headers"]["Location"])["body"]


def test_a_mail_program_that_sends_many_parts_is_understood_too(aws: Aws) -> None:
    subscribed(aws, **HERE)
    path = link_in_manage()
    parts = urlsplit(path)
    event = an_api_event(
        "POST",
        f"{parts.path}/stop",
        query=dict(parse_qsl(parts.query)),
        body="--x\r\n...",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert portal.handle(event, None)["statusCode"] == 200
    assert [each.live for each in subscriptions_of(identity_of(BOB, identity_key()))] == [False]


def link_in_manage() -> str:
    return manage_link(identity_of(BOB, identity_key()), "en").removeprefix("https://port-ellery.example")


def test_the_page_of_a_link_shows_all_and_stops_one(aws: Aws) -> None:
    subscribed(aws, **HERE)
    subscribed(aws, service="pothole")
    path = link_in_manage()
    page = Resident().get(path)
    assert "Pothole, everywhere" in page["body"]
    assert BOB not in page["body"]
    name = next(each.id for each in subscriptions_of(identity_of(BOB, identity_key())) if each.topic.code)
    answer = Resident().ask(
        "POST",
        f"{urlsplit(path).path}/stop",
        {"lang": "en"},
        urlencode({"id": name, "secret": value_of(page, "secret")}),
    )
    assert answer["statusCode"] == 303
    rest = Resident().get(answer["headers"]["Location"])["body"]
    assert "It is stopped" in rest
    assert "Pothole, everywhere" not in rest
    assert "Within 300 m of " in rest


@pytest.mark.parametrize("wrong", ["", "wrong", "x" * 24])
def test_no_link_but_ours_opens_confirms_or_stops_anything(aws: Aws, wrong: str) -> None:
    subscribed(aws, **HERE)
    (subscription,) = subscriptions_of(identity_of(BOB, identity_key()))
    path = urlsplit(link_in_manage()).path
    assert Resident().ask("GET", path, {"secret": wrong})["statusCode"] == 404
    assert Resident().ask("POST", f"{path}/stop", {"secret": wrong}, f"id=all&secret={wrong}")["statusCode"] == 404
    confirm = f"{path}/{subscription.id}/confirm"
    assert Resident().ask("GET", confirm, {"secret": wrong})["statusCode"] == 404
    assert Resident().ask("POST", confirm, {}, f"secret={wrong}")["statusCode"] == 404
    assert [each.live for each in subscriptions_of(identity_of(BOB, identity_key()))] == [True]


def test_a_link_to_confirm_is_good_for_a_day(aws: Aws) -> None:
    ask_for()
    work_off(aws)
    path = link_in(mails_to(aws)[0], "confirm")
    assert press(path, NOW + CONFIRMED_WITHIN)["statusCode"] == 404
    ask_for(at=NOW + CONFIRMED_WITHIN)
    assert press(path, NOW + CONFIRMED_WITHIN)["statusCode"] == 200


def test_who_asks_hears_the_same_whether_the_address_is_subscribed_already_and_no_second_letter_leaves(
    aws: Aws, calls: Calls
) -> None:
    seen = []
    for _ in range(2):
        calls.forget()
        answer = ask_for()
        seen.append((answer["statusCode"], answer["headers"]["Location"], sorted(calls.names)))
        work_off(aws)
        if len(mails_to(aws)) == 1 and not any(
            each.live for each in subscriptions_of(identity_of(BOB, identity_key()))
        ):
            press(link_in(mails_to(aws)[0], "confirm"))
    assert seen[0] == seen[1]
    assert len(mails_to(aws)) == 1


def test_one_address_has_so_many_subscriptions_and_asks_for_so_many_letters(aws: Aws) -> None:
    subscribed(aws, **HERE)
    identity = identity_of(BOB, identity_key())
    (first,) = subscriptions_of(identity)
    for number in range(MOST - 1):
        topic = replace(first.topic, lat=44.5 + number / 1000)
        keep_subscription(identity, replace(first, id=id_of(topic), topic=topic))
    ask_for(service="pothole")
    work_off(aws)
    assert press(link_in(mails_to(aws)[-1], "confirm"))["statusCode"] == 409
    answers = [ask_for(service="graffiti")["statusCode"] for _ in range(4)]
    assert answers[-1] == 429


def test_who_is_signed_in_sees_and_stops_their_subscriptions(aws: Aws) -> None:
    subscribed(aws, **HERE)
    browser = signed_in(aws, BOB)
    page = browser.get("/my/subscriptions?lang=en")
    assert "Within 300 m of " in page["body"]
    identity = identity_of(BOB, identity_key())
    fields = {"id": "all", "mine": "yes", "secret": value_of(page, "secret")}
    answer = browser.post(f"/subscriptions/{identity}/stop", **fields)
    assert answer["headers"]["Location"].startswith("/my/subscriptions?")
    assert "You get no news yet" in browser.get(answer["headers"]["Location"])["body"]


def test_a_topic_is_a_feed_too_with_what_ended(aws: Aws) -> None:
    reference = resolved()["reference"]
    for kind in ("case.routed", "case.resolved"):
        happens(kind, reference)
    for topic in (HERE, {"service": "pothole"}, {"reference": reference}):
        answer = Resident().ask("GET", "/subscribe/feed.atom", {**topic, "lang": "en"})
        assert answer["statusCode"] == 200, answer["body"]
        assert answer["body"].count("<entry>") == 2
        assert WORDS not in answer["body"]
    assert Resident().ask("GET", "/subscribe/feed.atom", {"service": "graffiti"})["body"].count("<entry>") == 0
    assert Resident().ask("GET", "/subscribe/feed.atom", {})["statusCode"] == 400
    assert Resident().ask("GET", "/subscribe/feed.atom", {"reference": a_reference(3)})["statusCode"] == 404


def test_danger_that_is_named_later_hides_what_was_kept_before(aws: Aws) -> None:
    subscribed(aws, **HERE)
    reference = in_progress()["reference"]
    happens("case.routed", reference)
    case_row(replace(case_file(reference).case, hazard="violence", priority=URGENT)).save()
    tell_in_the_morning(aws)
    assert news_to(aws) == []
    assert Resident().ask("GET", "/subscribe/feed.atom", {**HERE, "lang": "en"})["body"].count("<entry>") == 0


def test_what_is_wrong_with_the_form_is_said_at_its_field() -> None:
    assert wrong_in(ask_for("bob")) == ["email"]
    assert ask_for(BOB, lat="10", long="10")["statusCode"] == 400
    assert "Around here" in Resident().get("/subscribe?lang=en")["body"]


def subscribe_by_api(**body: Any) -> dict[str, Any]:
    headers = {"X-Clock": NOW.isoformat(), "Content-Type": "application/json"}
    answer: dict[str, Any] = portal.handle(
        an_api_event("POST", "/api/subscriptions", body={"email": BOB, **body}, headers=headers), None
    )
    return answer


def test_programs_do_the_same(aws: Aws) -> None:
    assert subscribe_by_api(lat=44.62, long=-63.62, within=300)["statusCode"] == 202
    assert subscribe_by_api(service_code="pothole", language="es")["statusCode"] == 202
    work_off(aws)
    assert "Confirme" in mails_to(aws)[1].subject
    for mail in mails_to(aws):
        press(link_in(mail, "confirm"))
    ask = said(call("POST", "codes", {"email": BOB}))["ask"]
    deliver(aws)
    token = said(call("POST", "sessions", {"ask": ask, "code": last_code(aws)}))["token"]
    headers = {"X-Clock": NOW.isoformat(), "Authorization": f"Bearer {token}"}
    listed = said(portal.handle(an_api_event("GET", "/api/subscriptions", headers=headers), None))["subscriptions"]
    assert len(listed) == 2
    for each in listed:
        ended = portal.handle(an_api_event("DELETE", f"/api/subscriptions/{each['id']}", headers=headers), None)
        assert ended["statusCode"] == 204
    assert said(portal.handle(an_api_event("GET", "/api/subscriptions", headers=headers), None))["subscriptions"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"lat": 44.62},
        {"lat": 10.0, "long": 10.0},
        {"district": "atlantis"},
        {"service_code": "nothing"},
        {"lat": 44.62, "long": -63.62, "within": 5000},
        {"email": "bob"},
    ],
)
def test_a_program_that_sends_no_topic_is_told_the_field(body: dict[str, Any]) -> None:
    assert subscribe_by_api(**body)["statusCode"] == 400
    assert subscribe_by_api(reference="7KQ2-M4TX-9BWD-D")["statusCode"] == 404


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_letters_and_pages_speak_the_language_that_was_asked_for(aws: Aws, language: str) -> None:
    Resident().ask("POST", "/subscribe", {**HERE, "lang": language}, urlencode({"email": BOB}))
    work_off(aws)
    (mail,) = mails_to(aws)
    assert f"lang={language}" in mail.body
    assert language_of(Resident().get(link_in(mail, "confirm"))) == language
    press(link_in(mail, "confirm"))
    happens("case.routed", in_progress()["reference"])
    tell_in_the_morning(aws)
    assert f"lang={language}" in news_to(aws)[0].body


def test_a_case_nobody_may_see_by_itself_is_nothing_to_subscribe_to() -> None:
    opened = open_case(description="It is not as it should be.", contact=CONTACT)
    assert subscribe_by_api(reference=opened["reference"])["statusCode"] == 404


def test_one_who_cannot_be_told_keeps_no_other_from_it_and_is_told_when_it_is_tried_again(aws: Aws) -> None:
    neighbours = [f"n{number}@neighbour.example" for number in range(3)]
    for each in neighbours:
        subscribed(aws, each, **HERE)
    happens("case.routed", in_progress()["reference"])
    spread_news(MORNING)
    (message,) = [each["body"] for each in aws.drain(aws.queues["Notifications"]) if each["body"]["type"] == "news.due"]
    with aws.failing("ses", "SendRawEmail", "Throttling", after=1), pytest.raises(ClientError):
        hear(message, MORNING)
    assert sum(len(news_to(aws, each)) for each in neighbours) == 1
    for minutes in (3, 6):
        hear(message, MORNING + timedelta(minutes=minutes))
    assert [len(news_to(aws, each)) for each in neighbours] == [1, 1, 1]


def test_what_was_told_too_late_for_its_day_is_told_by_the_next_run(aws: Aws) -> None:
    subscribed(aws, **HERE)
    subscribed(aws, "carol@neighbour.example", service="graffiti")
    happens("case.routed", in_progress()["reference"])
    assert tell_in_the_morning(aws) == 1
    paint = in_progress(service_code="graffiti", description="?", place={"lat": 44.6, "long": -63.6}, contact=CONTACT)
    happens("case.routed", paint["reference"])  # the queue had it all night
    assert tell_in_the_morning(aws, MORNING + timedelta(hours=1)) >= 1
    assert len(news_to(aws, "carol@neighbour.example")) == 1
    assert len(news_to(aws)) == 1
