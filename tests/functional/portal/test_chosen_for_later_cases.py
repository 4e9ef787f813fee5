"""What somebody chose at "How we write to you" holds for each later case of their address, and for nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from intake.mailroom import handle as mailroom
from notifications.sending.send_to_everybody import tell_all
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.person import Person, identity_of
from onestop.domain.people.protected_people import Protection
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.people.contact_details import load_person
from onestop.storage.people.protections import keep_protection
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, an_sqs_event, said
from tests.functional.intake.test_waiting_room import told_of
from tests.functional.notifications.digests_to_send import at, event_of
from tests.functional.portal.signing_in import Resident, call, code_in, deliver, signed_in
from tests.functional.stories import CONTACT, case_file, open_by_partner, open_case

ANA, BEN = CONTACT["email"], "ben@resident.example"
PHONE, WRITTEN = "+19025550123", "(902) 555-0123"
PATH = "/my/preferences"
WITHOUT = {"without_news": "yes", "without_survey": "yes"}
OPTED_OUT = Preferences(without=("news", "survey"), zone="Europe/Madrid")
CHOSEN = {"language": "es", "zone": "Europe/Madrid", **WITHOUT}


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def opened(**contact: Any) -> str:
    return str(open_case(service_code="information", description="When?", contact=contact)["reference"])


def person_of(reference: str) -> Person:
    return load_person(case_file(reference).case.person or "")


def signed_in_by_number(aws: Aws) -> str:
    """A token of whoever proved the number."""
    asked = call("POST", "codes", {"phone": PHONE})
    deliver(aws)
    code = code_in(aws.text_messages()[-1][1])
    return str(said(call("POST", "sessions", {"ask": said(asked)["ask"], "code": code}))["token"])


def told(reference: str) -> dict[str, LetterState]:
    """What became of a survey, of news and of a letter that must be sent."""
    tell_all({"type": "case.opened", "subject": reference, "id": f"{reference}.1", "data": {}}, at(0))
    tell_all(event_of(reference, 3), at(0))
    tell_all(
        {"type": "survey.invited", "subject": reference, "id": f"{reference}.5", "data": {"survey": "standard"}}, at(0)
    )
    return {each.letter: each.status for each in notifications_of(reference)}


def test_who_opted_out_is_sent_no_news_of_a_later_case_brought_in_another_way_and_what_must_be_told(aws: Aws) -> None:
    opened(**CONTACT)
    browser = signed_in(aws, ANA)
    assert browser.send(PATH, PATH, **CHOSEN)["statusCode"] == 303
    before = len(aws.emails())
    later = str(
        open_by_partner(channel="counter", service_code="information", description="?", contact={"email": ANA.upper()})[
            "reference"
        ]
    )
    person = person_of(later)
    assert (person.language, person.preferences) == ("es", OPTED_OUT)
    assert told(later) == {
        "case-opened": LetterState.SENT,
        "case-resolved": LetterState.CANCELLED,
        "survey-invited": LetterState.CANCELLED,
    }
    assert len(aws.emails()) == before + 1


def test_a_number_is_the_same_however_it_is_written_and_its_quiet_hours_hold(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(phone=PHONE)
    token = signed_in_by_number(aws)
    letters = {
        "without": ["survey"],
        "quiet": {"begins": "20:00", "ends": "22:00"},
        "time_zone": "Asia/Shanghai",
    }
    wanted = {"language": "en", "channel": "sms", "letters": letters}
    assert call("POST", "preferences", wanted, token=token)["statusCode"] == 200
    later = opened(phone=WRITTEN)
    kept = person_of(later).preferences
    assert (kept.without, kept.quiet, kept.zone) == (("survey",), ("20:00", "22:00"), "Asia/Shanghai")
    sent = len(aws.text_messages())
    monkeypatch.delenv("CLOCK")  # or no hour would be quiet
    tell_all(event_of(later, 3), at(0))  # 20:10 in Shanghai
    assert len(aws.text_messages()) == sent
    assert [each.status for each in notifications_of(later)] == [LetterState.HELD]


def test_what_is_changed_back_takes_effect(aws: Aws) -> None:
    opened(**CONTACT)
    browser = signed_in(aws, ANA)
    browser.send(PATH, PATH, **CHOSEN)
    second = opened(email=ANA)
    browser.send(PATH, PATH, language="en")
    for reference in (second, opened(email=ANA)):
        assert (person_of(reference).language, person_of(reference).preferences) == ("en", Preferences())


def test_what_a_new_request_says_counts_for_it(aws: Aws) -> None:
    opened(**CONTACT, phone=PHONE)
    signed_in(aws, ANA).send(PATH, PATH, channel="email", **CHOSEN)
    person = person_of(opened(email=ANA, phone=PHONE, prefer="sms", language="en"))
    assert (person.language, person.prefers, person.preferences) == (
        "en",
        "sms",
        Preferences(without=OPTED_OUT.without),
    )
    assert person_of(opened(email=ANA, phone=PHONE)).prefers == "email"


def test_who_has_no_case_yet_may_choose_too(aws: Aws) -> None:
    browser = signed_in(aws, ANA)
    assert browser.send(PATH, PATH, **CHOSEN)["statusCode"] == 303
    assert 'name="without_news" value="yes" checked' in browser.get(PATH)["body"]
    assert person_of(opened(email=ANA)).preferences == OPTED_OUT


def test_two_addresses_of_one_home_choose_for_themselves(aws: Aws) -> None:
    opened(email=ANA, name="Ana Rivas")
    opened(email=BEN, name="Ben Rivas")
    signed_in(aws, ANA).send(PATH, PATH, **CHOSEN)
    signed_in(aws, BEN).send(PATH, PATH, language="zh-Hans", without_notice="yes")
    ana, ben = person_of(opened(email=ANA)), person_of(opened(email=BEN))
    assert (ana.language, ana.preferences.without) == ("es", ("news", "survey"))
    assert (ben.language, ben.preferences.without) == ("zh-Hans", ("notice",))


def test_nobody_reads_what_another_chose_by_naming_their_address(aws: Aws) -> None:
    opened(email=ANA)
    signed_in(aws, ANA).send(PATH, PATH, quiet_from="21:00", quiet_to="06:00", **CHOSEN)
    both = opened(email=ANA, phone=PHONE, name="Somebody")
    assert person_of(both).preferences.quiet == ("21:00", "06:00")
    token = signed_in_by_number(aws)
    answer = said(call("GET", "preferences", token=token))
    assert (answer["language"], answer["letters"]["without"], answer["letters"]["quiet"]) == ("en", [], None)
    assert (answer["channel"], answer["letters"]["time_zone"]) == ("sms", "America/Halifax")
    back = {"language": "en", "channel": "email", "letters": {"without": [], "daily": True}}
    assert call("POST", "preferences", back, token=token)["statusCode"] == 200
    assert person_of(both).preferences.without == ("news", "survey")  # her objection is hers to take back
    assert person_of(opened(email=ANA)).preferences.quiet == ("21:00", "06:00")
    answer = said(call("GET", "preferences", token=token))
    assert (answer["letters"]["daily"], answer["letters"]["without"]) == (True, [])
    signed_in(aws, ANA).send(PATH, PATH, language="en")
    assert person_of(both).preferences.without == ()


def test_of_a_protected_person_only_what_they_chose_where_nobody_else_reads_holds(aws: Aws) -> None:
    opened(email=ANA)
    opened(email=BEN)
    signed_in(aws, ANA).send(PATH, PATH, **CHOSEN)
    signed_in(aws, BEN).send(PATH, PATH, language="en", without_notice="yes")
    for address, own in ((ANA, True), (BEN, False)):
        keep_protection(identity_of(address, identity_key()), Protection(at=NOW, own=own))
    hers, shared = opened(email=ANA), opened(email=BEN)
    assert all(case_file(each).case.protected for each in (hers, shared))
    assert person_of(hers).preferences == OPTED_OUT
    assert person_of(hers).protected_at is not None
    assert person_of(shared).preferences == Preferences()


@pytest.mark.parametrize(("says", "language"), [({}, "es"), ({"language": "zh-Hans"}, "zh-Hans")], ids=str)
def test_a_need_that_waited_for_the_table_is_opened_as_its_resident_chose(
    aws: Aws, says: dict[str, str], language: str
) -> None:
    opened(email=ANA)
    signed_in(aws, ANA).send(PATH, PATH, **CHOSEN)
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        later = opened(email=ANA, **says)
    assert mailroom(an_sqs_event(*told_of(aws)), None) == {"batchItemFailures": []}
    assert (person_of(later).language, person_of(later).preferences) == (language, OPTED_OUT)


def test_it_costs_no_call_more_to_open_a_case_of_somebody_who_chose_nothing(calls: Calls) -> None:
    opened(email=BEN)
    calls.forget()
    opened(email=ANA)
    assert calls.names.count("TransactWriteItems") == 1
    assert "Query" not in calls.names


def test_what_was_chosen_is_in_the_file_of_whoever_chose_it_and_of_nobody_else(aws: Aws) -> None:
    opened(email=ANA)
    signed_in(aws, ANA).send(PATH, PATH, **CHOSEN)
    opened(email=ANA, phone=PHONE)
    own = said(signed_in(aws, ANA).get("/my/data/file"))
    assert own["chosen"]["preferences"]["without"] == ["news", "survey"]
    assert {each["language"] for each in own["people"]} == {"es"}
    ask = Resident()
    ask.post("/my/code", address=PHONE)
    deliver(aws)
    ask.post("/my/session", code=code_in(aws.text_messages()[-1][1]))
    theirs = said(ask.get("/my/data/file"))
    assert theirs["chosen"] is None
    assert [(each["language"], each["prefers"], each["preferences"]) for each in theirs["people"]] == [
        (None, None, None)
    ]
    assert "<td>None" not in ask.get("/my/data/read")["body"]
