"""All my cases: a one-time code proves an address, and gives nothing away to whoever has not got it."""

from __future__ import annotations

import random
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest

from casework.oversight.look_records import agency_of_look
from notifications.handler import hear
from notifications.without_case.codes import send_code
from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.one_time_codes import ASKS, ASKS_FROM_PLACE, ASKS_OF_PLACE, LASTS, TRIES
from onestop.domain.people.person import identity_of
from onestop.domain.people.resident_sessions import IDLE, WHOLE
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.letters.suppressions import suppress
from onestop.storage.people.contact_details import (
    brought_in_forms,
    cases_of_forms,
    identity_row,
    load_person,
    prefer,
)
from onestop.storage.staff.looks import Look, keep_look
from onestop.storage.tables import PersonRow
from portal import handler as portal
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference, an_api_event, said
from tests.functional.casework.test_look_records import RECEPTION
from tests.functional.casework.test_look_records import get as search
from tests.functional.portal.reading import language_of, value_of, wrong_in
from tests.functional.portal.signing_in import Resident, call, code_in, deliver, last_code, messages, signed_in
from tests.functional.portal.visiting import Browser
from tests.functional.stories import CONTACT, case_file, in_progress, open_case

ANA = CONTACT["email"]
PHONE = "+19025550123"
STRANGER = "nobody@elsewhere.example"
POST = ("12 Canary Street", "Port Ellery 04210")


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def test_a_code_opens_all_cases_of_an_address_and_no_other(aws: Aws) -> None:
    mine = [open_case(), open_case(service_code="information", description="When?", contact=CONTACT)]
    other = open_case(service_code="information", description="Bins?", contact={"email": STRANGER})
    browser = signed_in(aws, " Ana@Resident.example ")
    page = browser.get("/my?lang=en")
    assert [each["reference"] in page["body"] for each in (*mine, other)] == [True, True, False]
    assert "2 cases" in page["body"]
    assert ANA not in page["body"]
    assert [each["secret"] in page["body"] for each in mine] == [False, False]


@pytest.mark.parametrize("own", [True, False], ids=["who proved the address", "staff"])
def test_of_more_cases_than_are_shown_the_newest_are_shown(aws: Aws, own: bool) -> None:
    """References are drawn by chance: in their order, any of the cases might be left out, the one of today too."""
    identity, numbers = identity_of(ANA, identity_key()), random.Random(7).sample(range(10_000), 60)
    brought = [a_reference(number) for number in numbers]
    for days, reference in enumerate(brought):
        identity_row(identity, reference, "person-1", (NOW + timedelta(days=days)).isoformat()).save()
    assert list(brought_in_forms([identity], 5, own=own)) == brought[:-6:-1]
    assert cases_of_forms([identity], 5, own=own) == brought[:-6:-1]


def test_a_case_is_opened_without_its_secret_in_any_address_and_kept_no_longer_than_the_session(aws: Aws) -> None:
    opened, other = open_case(), open_case(contact={"email": STRANGER}, service_code="information", description="?")
    browser = signed_in(aws, ANA)
    page = browser.get(f"/my/cases/{opened['reference']}?lang=en")
    assert page["statusCode"] == 200
    assert opened["reference"] in page["body"]
    assert not any("secret" in address for address in browser.visited)
    assert f"Max-Age={int(IDLE.total_seconds())}" in browser.lines[-1]
    assert browser.get(f"/my/cases/{other['reference']}")["statusCode"] == 404
    assert browser.get(f"/my/cases/{a_reference(9)}")["statusCode"] == 404
    assert Resident().ask("GET", f"/my/cases/{opened['reference']}", {})["headers"]["Location"] == "/my"


def test_whoever_asks_is_answered_the_same_at_the_same_price_whether_we_know_the_address_or_not(calls: Calls) -> None:
    open_case()
    Resident().get("/my")  # the release is read once a process
    seen = []
    for address in (ANA, STRANGER):
        calls.forget()
        browser = Resident()
        answer = browser.post("/my/code", address=address)
        page = browser.get("/my/code?lang=en")["body"].replace(address, "")
        seen.append((answer["statusCode"], answer["headers"]["Location"], page, list(calls.names)))
    assert seen[0] == seen[1]
    assert seen[0][3] == ["UpdateItem", "UpdateItem", "PutItem", "Query"]


@pytest.mark.parametrize("phone", [PHONE, "+19025559999"])
def test_a_number_is_answered_the_same_and_only_one_that_brought_a_case_is_sent_a_message(aws: Aws, phone: str) -> None:
    open_case(service_code="pothole", contact={"phone": PHONE}, place={"lat": 44.62, "long": -63.62})
    asked = call("POST", "codes", {"phone": phone})
    assert asked["statusCode"] == 202
    assert said(asked).keys() == {"ask", "ends_at"}
    deliver(aws)
    texts = aws.text_messages()
    assert [number for number, _ in texts] == ([PHONE] if phone == PHONE else [])
    if texts:
        session = call("POST", "sessions", {"ask": said(asked)["ask"], "code": code_in(texts[0][1])})
        assert len(said(call("GET", "cases", token=said(session)["token"]))["cases"]) == 1


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
def test_the_letter_has_the_code_and_the_language_of_the_page_and_nothing_left_blank(aws: Aws, language: str) -> None:
    call("POST", "codes", {"email": STRANGER, "language": language})
    deliver(aws)
    (mail,) = aws.emails()
    assert mail.destinations == {"ToAddresses": [STRANGER]}
    assert "((" not in mail.body + mail.subject
    assert code_in(mail.body)


def test_what_is_kept_and_queued_holds_neither_the_code_nor_beside_cases_the_address(aws: Aws) -> None:
    Resident().post("/my/code", address=ANA)
    (message,) = messages(aws)
    assert ANA not in str(message)
    send_code(message, NOW, draw=lambda _: 481205)
    assert "481205" in aws.emails()[-1].body
    rows = [row.attribute_values for row in PersonRow.scan()]
    assert rows
    assert "481205" not in str(rows)


def test_a_code_that_was_drawn_small_has_six_digits(aws: Aws) -> None:
    Resident().post("/my/code", address=ANA)
    send_code(messages(aws)[0], NOW, draw=lambda most: most * 0 + 7)
    assert "000007" in aws.emails()[-1].body


def test_a_code_is_sent_once_however_often_the_queue_says_so(aws: Aws) -> None:
    browser = Resident()
    browser.post("/my/code", address=ANA)
    (message,) = messages(aws)
    for _ in range(3):
        hear(message, NOW)
    assert len(aws.emails()) == 1
    assert browser.post("/my/session", code=last_code(aws))["statusCode"] == 303


def test_an_address_that_bounces_and_an_ask_that_is_too_old_are_sent_nothing(aws: Aws) -> None:
    call("POST", "codes", {"email": ANA})
    deliver(aws, NOW + LASTS)
    suppress(identity_of(STRANGER, identity_key()), NOW)
    call("POST", "codes", {"email": STRANGER})
    deliver(aws)
    assert aws.emails() == []


def test_a_code_is_good_for_ten_minutes_for_one_browser_once(aws: Aws) -> None:
    browser, thief = Resident(), Resident()
    browser.post("/my/code", address=ANA)
    deliver(aws)
    code = last_code(aws)
    thief.post("/my/code", address=ANA)
    assert wrong_in(thief.post("/my/session", code=code)) == ["code"]
    assert browser.later(NOW + LASTS).post("/my/session", code=code)["statusCode"] == 400
    spaced = f" {code[:3]}-{code[3:]} "
    assert browser.later(NOW + LASTS - timedelta(seconds=1)).post("/my/session", code=spaced)["statusCode"] == 303
    ask = {"ask": "x" * 43, "code": code}
    assert call("POST", "sessions", ask)["statusCode"] == 403


def test_a_code_that_was_used_opens_nothing_more(aws: Aws) -> None:
    ask = said(call("POST", "codes", {"email": ANA}))["ask"]
    deliver(aws)
    shown = {"ask": ask, "code": last_code(aws)}
    assert [call("POST", "sessions", shown)["statusCode"] for _ in range(2)] == [200, 403]


def test_five_tries_are_all_that_there_are_and_the_right_code_comes_too_late(aws: Aws) -> None:
    ask = said(call("POST", "codes", {"email": ANA}))["ask"]
    deliver(aws)
    code = last_code(aws)
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    answers = [call("POST", "sessions", {"ask": ask, "code": wrong}) for _ in range(TRIES)]
    late = call("POST", "sessions", {"ask": ask, "code": code})
    assert {(each["statusCode"], said(each)["detail"]) for each in (*answers, late)} == {(403, said(late)["detail"])}
    again = said(call("POST", "codes", {"email": ANA}))["ask"]
    deliver(aws)
    assert call("POST", "sessions", {"ask": again, "code": last_code(aws)})["statusCode"] == 200


def ask_from(network: str, address: str) -> int:
    event = an_api_event("POST", "/api/my/codes", body={"email": address}, headers={
        "X-Clock": NOW.isoformat(), "Content-Type": "application/json"})  # fmt: skip
    event["requestContext"]["identity"]["sourceIp"] = network
    return int(portal.handle(event, None)["statusCode"])


def test_asking_is_limited_for_an_address_and_for_a_network_and_a_library_goes_on() -> None:
    library, elsewhere = "8.8.8.8", "9.9.9.9"
    first = [ask_from(library, ANA) for _ in range(ASKS_FROM_PLACE + 1)]
    assert first == [202] * ASKS_FROM_PLACE + [429]
    assert ask_from(library, STRANGER) == 202  # somebody else at the same library
    assert ask_from(elsewhere, ANA) == 202  # she herself, at home
    networks = [f"1.1.1.{number}" for number in range(ASKS)]
    answers = [ask_from(network, ANA) for network in networks]
    assert answers == [202] * (ASKS - ASKS_FROM_PLACE - 1) + [429] * (ASKS_FROM_PLACE + 1)


def test_who_has_all_addresses_of_an_ipv6_line_counts_as_one() -> None:
    answers = [ask_from(f"2a01:4f8:1:2::{number:x}", ANA) for number in range(1, ASKS_FROM_PLACE + 2)]
    assert answers == [202] * ASKS_FROM_PLACE + [429]
    assert ask_from("2a01:4f8:1:3::1", ANA) == 202  # the neighbour's line


def test_an_address_that_is_written_otherwise_is_no_other_one() -> None:
    """Nobody's mailbox is filled by asking with letters that mail systems do not tell apart."""
    ways = ("rex@g\u00admail.com", "rex@\uff47mail.com", "rex@gmail\u200b.com", "R.e.x@GMAIL.com", "rex+code@gmail.com")
    assert [ask_from("8.8.8.8", way) for way in ways] == [202] * ASKS_FROM_PLACE + [429]


def test_a_network_that_asks_for_everybody_is_stopped() -> None:
    answers = [ask_from("8.8.4.4", f"r{number}@resident.example") for number in range(ASKS_OF_PLACE + 1)]
    assert answers == [202] * ASKS_OF_PLACE + [429]


def test_a_session_ends_without_use_and_after_hours_and_by_signing_out(aws: Aws) -> None:
    open_case()
    browser, entry = signed_in(aws, ANA), "Send me a code"
    assert entry in browser.later(NOW + IDLE).get("/my?lang=en")["body"]
    at = NOW
    while at + IDLE / 2 < NOW + WHOLE:  # somebody who never rests
        at += IDLE / 2
        page = browser.later(at).get("/my?lang=en")["body"]
        assert (entry in page) is (at >= NOW + WHOLE)
    assert entry in browser.later(NOW + WHOLE).get("/my?lang=en")["body"]
    other = signed_in(aws, ANA)
    stolen = dict(other.cookies)
    assert other.send("/my/sign-out", "/my")["statusCode"] == 303
    assert other.cookies == {}
    other.cookies = stolen
    assert entry in other.get("/my?lang=en")["body"]


def test_signing_out_forgets_the_cases_that_were_opened_and_a_kiosk_forgets_the_session(aws: Aws) -> None:
    opened = open_case()
    for end in (lambda each: each.send("/my/sign-out", "/my"), lambda each: each.get("/report?kiosk=yes")):
        browser = signed_in(aws, ANA)
        browser.get(f"/my/cases/{opened['reference']}")
        assert len(browser.cookies) == 2
        end(browser)
        assert browser.cookies == {}


def test_the_cookie_is_of_this_host_alone_and_scripts_do_not_see_it(aws: Aws) -> None:
    browser = signed_in(aws, ANA)
    line = next(line for line in browser.lines if line.startswith("__Host-my="))
    assert line.partition("; ")[2] == "Path=/; HttpOnly; SameSite=Lax; Secure"
    assert browser.cookies["__Host-my"] not in str([row.attribute_values for row in PersonRow.scan()])


def test_a_form_from_elsewhere_does_nothing(aws: Aws) -> None:
    browser = signed_in(aws, ANA)
    assert browser.post("/my/sign-out")["statusCode"] == 400
    assert browser.post("/my/preferences", language="es", form="made up")["statusCode"] == 400
    other = signed_in(aws, ANA)
    mark = value_of(other.get("/my"), "form")
    assert browser.post("/my/sign-out", form=mark)["statusCode"] == 400
    elsewhere = Resident(**{"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.post("/my/code", address=ANA)["statusCode"] == 400
    assert elsewhere.post("/my/session", code="123456")["statusCode"] == 400


@pytest.mark.parametrize("typed", ["", "ana", "12", "a@b", "@"])
def test_what_is_no_address_is_said_at_its_field(typed: str) -> None:
    assert wrong_in(Resident().post("/my/code", address=typed)) == ["address"]
    assert call("POST", "codes", {"email": typed})["statusCode"] == 400
    assert call("POST", "codes", {"email": ANA, "phone": PHONE})["statusCode"] == 400


def test_a_browser_without_cookies_is_told_so() -> None:
    browser = Resident()
    browser.post("/my/code", address=ANA)
    browser.cookies = {}
    page = browser.get("/my/code?lang=en")
    assert "keeps no cookies" in page["body"]


def test_preferences_hold_for_every_case_of_the_address(aws: Aws) -> None:
    both = {**CONTACT, "phone": PHONE}
    opened = [open_case(**{"service_code": "information", "description": "?", "contact": both}) for _ in range(2)]
    browser = signed_in(aws, ANA)
    assert browser.send("/my/preferences", "/my/preferences", language="es", channel="sms")["statusCode"] == 303
    people = [load_person(case_file(each["reference"]).case.person or "") for each in opened]
    assert {(person.language, person.prefers) for person in people} == {("es", "sms")}
    assert wrong_in(browser.send("/my/preferences", "/my/preferences", language="tlh")) == ["language"]
    assert wrong_in(browser.send("/my/preferences", "/my/preferences", language="es", channel="fax")) == ["channel"]


def test_who_gets_letters_keeps_them_when_they_save_and_may_choose_another_way(aws: Aws) -> None:
    opened = open_case(service_code="information", description="?", contact={**CONTACT, "phone": PHONE})
    person, browser, path = str(case_file(opened["reference"]).case.person), signed_in(aws, ANA), "/my/preferences"
    assert 'value="letter"' not in browser.get(path)["body"]  # for nobody knows where they live
    assert wrong_in(browser.send(path, path, language="en", channel="letter")) == ["channel"]
    prefer(person, "en", "letter", Preferences(ways=(("legal", "letter"),)), POST)
    page = browser.get(path)["body"]
    assert 'name="channel" value="letter" checked' in page
    assert page.count('<option value="letter" selected>') == 1
    for channel in ("letter", "sms", "letter"):
        assert browser.send(path, path, language="en", channel=channel, way_news="letter")["statusCode"] == 303
        kept = load_person(person)
        assert (kept.prefers, kept.preferences.ways, kept.post) == (channel, (("news", "letter"),), POST)


def test_letters_for_another_case_of_the_address_stay_where_the_page_did_not_offer_letters(aws: Aws) -> None:
    contact = {**CONTACT, "phone": PHONE}
    opened = [open_case(service_code="information", description="?", contact=contact) for _ in range(2)]
    cases = [case_file(each["reference"]).case for each in opened]
    older, newest = (str(each.person) for each in sorted(cases, key=lambda each: (each.opened_at, each.reference)))
    prefer(older, "en", "letter", Preferences(ways=(("legal", "letter"), ("news", "letter"))), POST)
    browser, path = signed_in(aws, ANA), "/my/preferences"
    assert 'value="letter"' not in browser.get(path)["body"]
    assert browser.send(path, path, language="es", channel="sms", way_news="sms")["statusCode"] == 303
    kept = load_person(older)
    assert (kept.language, kept.prefers) == ("es", "letter")
    assert kept.preferences.ways == (("legal", "letter"), ("news", "sms"))
    assert load_person(newest).prefers == "sms"


def test_a_program_knows_all_preferences_that_the_page_knows(aws: Aws) -> None:
    opened = open_case(service_code="information", description="?", contact={**CONTACT, "phone": PHONE})
    asked = call("POST", "codes", {"email": ANA})
    deliver(aws)
    token = said(call("POST", "sessions", {"ask": said(asked)["ask"], "code": last_code(aws)}))["token"]
    letters = {
        "channels": {"legal": "email", "news": "sms", "notice": "email"},
        "without": ["notice", "survey"],
        "daily": True,
        "quiet": {"begins": "22:00", "ends": "07:00"},
        "time_zone": "Europe/Madrid",
    }
    wanted = {"language": "es", "channel": "sms", "letters": letters}
    assert said(call("POST", "preferences", wanted, token=token)) == wanted
    assert said(call("GET", "preferences", token=token)) == wanted
    kept = load_person(case_file(opened["reference"]).case.person or "").preferences
    assert (kept.daily, kept.quiet, kept.zone) == (True, ("22:00", "07:00"), "Europe/Madrid")
    page = signed_in(aws, ANA).get("/my/preferences?lang=en")["body"]
    assert all(value in page for value in ('value="22:00"', 'value="07:00"', 'value="Europe/Madrid"'))
    without = {"language": "en", "channel": "email"}
    assert said(call("POST", "preferences", without, token=token)) == {**without, "letters": letters}
    for wrong in (
        {"quiet": {"begins": "07:00", "ends": "06:00"}},
        {"time_zone": "Mars/Olympus"},
        {"without": ["legal"]},
    ):
        assert call("POST", "preferences", {**without, "letters": wrong}, token=token)["statusCode"] == 400


def test_who_saw_my_data_names_the_department_and_the_purpose_and_nobody(aws: Aws) -> None:
    opened = in_progress()
    look = {"at": NOW, "by": "staff:clerk-1", "agency": "streets"}
    keep_look(opened["reference"], Look(**look, fields=("description",)))
    keep_look(opened["reference"], Look(**look | {"at": NOW + timedelta(minutes=1)}, fields=("description",)))
    keep_look(
        opened["reference"],
        Look(**look | {"at": NOW + timedelta(minutes=2)}, fields=("contact.email",), purpose="Her neighbour Bob asked"),
    )
    assert search("cases", RECEPTION, person=ANA, purpose="complaint")["statusCode"] == 200
    page = signed_in(aws, ANA).get("/my/seen?lang=en")["body"]
    assert "Was shown your name and how to reach you" in page
    assert page.count("Opened your case") == 1  # twice on a day is told once
    assert "Looked for your cases by your address or number" in page
    assert "A complaint" in page
    assert "Work on your case (Port Ellery Services Act, section 4)" in page  # by which law, as the catalogue says
    assert [word in page for word in ("clerk-1", "reception-1", "Bob")] == [False, False, False]
    assert "Streets" in page


def test_a_look_says_for_which_of_somebodys_agencies_it_is() -> None:
    staff: Any = SimpleNamespace(agencies=frozenset({"parks", "streets"}))
    tasks: Any = [SimpleNamespace(agency="streets")]
    nobody: Any = SimpleNamespace(agencies=frozenset())
    assert agency_of_look(staff, tasks) == "streets"
    assert agency_of_look(staff) == "parks"
    assert agency_of_look(nobody) is None


def test_the_page_of_all_cases_costs_three_calls_however_many_there_are(aws: Aws, calls: Calls) -> None:
    for _ in range(5):
        open_case()
    browser = signed_in(aws, ANA)
    calls.forget()
    assert browser.get("/my")["statusCode"] == 200
    assert calls.names == ["Query", "Query", "BatchGetItem"]


def test_programs_see_the_same(aws: Aws) -> None:
    opened = open_case()
    ask = said(call("POST", "codes", {"email": ANA}))["ask"]
    deliver(aws)
    token = said(call("POST", "sessions", {"ask": ask, "code": last_code(aws)}))["token"]
    (case,) = said(call("GET", "cases", token=token))["cases"]
    assert (case["reference"], case["secret"]) == (opened["reference"], opened["secret"])
    assert said(call("GET", "looks", token=token)) == {"looks": []}
    wanted = said(call("GET", "preferences", token=token))
    assert (wanted["language"], wanted["channel"]) == ("en", "email")
    assert said(call("POST", "preferences", {"language": "es"}, token))["language"] == "es"
    assert call("POST", "preferences", {"language": "tlh"}, token)["statusCode"] == 400
    assert call("POST", "preferences", {"language": "es", "channel": "sms"}, token)["statusCode"] == 400
    assert call("DELETE", "session", token=token)["statusCode"] == 204
    for path in ("cases", "looks", "preferences"):
        assert [call("GET", path, token=each)["statusCode"] for each in (token, "", "x" * 43)] == [401, 401, 401]


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
@pytest.mark.parametrize("path", ["/my", "/my/seen", "/my/preferences"])
def test_the_pages_speak_the_language_that_is_asked_for(aws: Aws, language: str, path: str) -> None:
    open_case()
    assert language_of(signed_in(aws, ANA).get(f"{path}?lang={quote(language)}")) == language
    assert language_of(Browser().get(f"/my?lang={language}")) == language


@pytest.mark.parametrize(("address", "said"), [(PHONE, "send START first"), (ANA, "send us one from it first")])
def test_who_ended_our_messages_or_sent_them_back_reads_why_no_code_comes(aws: Aws, address: str, said: str) -> None:
    browser = Resident()
    browser.post("/my/code", address=address)
    assert said in browser.get("/my/code?lang=en")["body"]


def test_preferences_are_kept_shown_again_and_what_is_wrong_in_them_is_said_at_its_field(aws: Aws) -> None:
    opened = open_case(**{"service_code": "information", "description": "?", "contact": {**CONTACT, "phone": PHONE}})
    browser, path = signed_in(aws, ANA), "/my/preferences"
    said = {"language": "en", "channel": "email", "pace": "daily", "without_survey": "yes", "way_needed": "sms"}
    quiet = {"quiet_from": "21:00", "quiet_to": "07:30", "zone": "Europe/Madrid"}
    assert browser.send(path, path, **said, **quiet)["statusCode"] == 303
    kept = load_person(case_file(opened["reference"]).case.person or "").preferences
    assert kept == Preferences(
        ways=(("needed", "sms"),),
        without=("survey",),
        daily=True,
        quiet=("21:00", "07:30"),
        zone="Europe/Madrid",
    )
    page = browser.get(path)["body"]
    assert 'value="daily" checked' in page
    assert 'name="without_survey" value="yes" checked' in page
    assert 'name="without_legal"' not in page
    assert 'value="21:00"' in page
    assert wrong_in(browser.send(path, path, **said, quiet_from="9")) == ["quiet_from"]
    assert wrong_in(browser.send(path, path, **said, zone="Mars")) == ["zone"]
    assert load_person(case_file(opened["reference"]).case.person or "").preferences == kept


def test_a_mistake_in_the_preferences_costs_nothing_of_what_was_typed_beside_it(aws: Aws) -> None:
    open_case(**{"service_code": "information", "description": "?", "contact": {**CONTACT, "phone": PHONE}})
    browser, path = signed_in(aws, ANA), "/my/preferences"
    said = {"language": "es", "channel": "sms", "pace": "daily", "without_survey": "yes", "way_needed": "email"}
    answer = browser.send(path, path, **said, quiet_from="22:15", quiet_to="", zone="Mars/Olympus")
    assert answer["statusCode"] == 400
    for shown in (
        'value="es" lang="es" selected',
        'value="daily" checked',
        'name="without_survey" value="yes" checked',
    ):
        assert shown in answer["body"]
    assert {name: value_of(answer, name) for name in ("quiet_from", "quiet_to", "zone")} == {
        "quiet_from": "22:15",
        "quiet_to": "",
        "zone": "Mars/Olympus",
    }
