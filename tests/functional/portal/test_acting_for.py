"""Who may act for whom: kept at the counter, used at "all my cases", over by itself, and told to whom it is about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from intake import handler as intake
from onestop.domain.cases.attachments import Attachment, AttachmentStatus
from onestop.domain.people.person import identity_of
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.cases.attachments import note_outcome
from onestop.storage.cases.case_rows import case_row
from onestop.storage.cases.read_case import load_file, load_whole
from onestop.storage.people.mandates import keep_mandate, mandates_for, mandates_of
from onestop.storage.staff.deeds import deeds_of
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_api_event
from tests.functional.desk.desking import signed_in as at_desk
from tests.functional.portal.reading import value_of
from tests.functional.portal.signing_in import Resident, signed_in
from tests.functional.stories import POTHOLE, in_progress

HOME, ANA, BEN = "/desk/people/acting", "ana@resident.example", "ben@resident.example"
ASKED = [("person", ANA), ("purpose", "caller")]
WITH_FORM = "street-event-permit"
LAST = (NOW + timedelta(days=30)).date().isoformat()


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def a_case(name: str) -> str:
    return str(in_progress(**POTHOLE | {"contact": {"name": name, "email": ANA}})["reference"])


def let_ben(may: str, name: str = "Ana Rivas", **other: str) -> str:
    """Reception keeps that Ben may act for Ana, or somebody else in her home; the page that follows."""
    desk = at_desk(agency="contact-centre", role="reception")
    shown = desk.submit(HOME, ASKED, seen=HOME)["body"]
    who = re.search(rf'<option value="(\w+)">{name}</option>', shown)
    assert who, shown
    fields = {"who": who[1], "holder": BEN, "holder_name": "Ben Sosa", "kind": "guardian", "may": may, "last": LAST}
    return str(desk.submit(f"{HOME}/new", [*ASKED, *(fields | other).items()], seen=HOME)["body"])


def note_photo(reference: str) -> str:
    """A photo of a case, and where it is looked at."""
    kept, jpeg = AttachmentStatus.KEPT, "image/jpeg"
    photo = Attachment(id="photo-1", at=NOW, by="resident", name="gate", status=kept, media_type=jpeg, size=512)
    note_outcome(reference, photo, NOW)
    return f"/api/cases/{reference}/attachments/photo-1"


def others_of(ben: Resident) -> str:
    return str(ben.get("/my/others")["body"])


def test_who_may_see_sees_the_cases_of_that_person_alone_and_opens_none(aws: Aws) -> None:
    anas, evas = a_case("Ana Rivas"), a_case("Eva Rivas")  # of one mailbox
    ben = signed_in(aws, BEN)
    assert "not kept that you may act" in others_of(ben)
    assert "It is kept" in let_ben("see")
    shown = others_of(ben)
    assert (anas in shown, evas in shown) == (True, False)
    assert [ben.get(f"/my/others/{each}")["statusCode"] for each in (anas, evas)] == [404, 404]
    assert anas not in ben.get("/my")["body"]
    assert [deed.kind for deed in deeds_of(f"{NOW:%Y-%m}", 9)] == ["mandated"]
    seen = signed_in(aws, ANA).get("/my/seen")["body"]
    assert "Somebody who may act for you" in seen
    assert "Ben Sosa for Ana Rivas: Guardian" in others_of(signed_in(aws, ANA))
    assert "Saw how your cases stand" in seen


def test_who_may_act_opens_the_case_until_the_last_day_or_until_it_is_ended(aws: Aws) -> None:
    anas = a_case("Ana Rivas")
    let_ben("act")
    ben = signed_in(aws, BEN)
    assert ben.get(f"/my/others/{anas}")["statusCode"] == 200
    assert "Opened your case" in signed_in(aws, ANA).get("/my/seen")["body"]
    late = NOW + timedelta(days=31, hours=12)
    assert anas not in others_of(signed_in(aws, BEN, late))
    desk = at_desk(agency="contact-centre", role="reception")
    shown = desk.submit(HOME, ASKED, seen=HOME)["body"]
    holder = re.search(r'name="holder" value="(\w+)"', shown)
    assert holder
    fields = [*ASKED, ("holder", holder[1]), ("represented", "Ana Rivas")]
    ended = desk.submit(f"{HOME}/end", fields, seen=HOME)["body"]
    assert "It has ended" in ended
    assert anas not in others_of(ben)
    assert ben.get(f"/my/others/{anas}")["statusCode"] == 404
    again = desk.submit(f"{HOME}/end", fields, seen=HOME)
    assert again["statusCode"] == 400


def test_who_acts_for_two_children_with_one_address_loses_neither(aws: Aws) -> None:
    anas, evas = a_case("Ana Rivas"), a_case("Eva Rivas")
    let_ben("act")
    assert "Ben Sosa for Eva Rivas: Guardian" in let_ben("see", "Eva Rivas")
    shown = let_ben("act", "Eva Rivas")  # changed, not added
    assert [shown.count(f"<bdi>Ben Sosa for {each} Rivas") for each in ("Ana", "Eva")] == [1, 1]
    ben = signed_in(aws, BEN)
    assert [ben.get(f"/my/others/{each}")["statusCode"] for each in (anas, evas)] == [200, 200]
    desk = at_desk(agency="contact-centre", role="reception")
    holder = identity_of(BEN, identity_key())
    desk.submit(f"{HOME}/end", [*ASKED, ("holder", holder), ("represented", "Eva Rivas")], seen=HOME)
    assert [ben.get(f"/my/others/{each}")["statusCode"] for each in (anas, evas)] == [200, 404]


def test_who_acts_is_given_a_pass_that_ends_with_the_mandate_and_never_the_link_of_the_case(aws: Aws) -> None:
    anas = a_case("Ana Rivas")
    own = links.secret_of(links.TRACK, anas)
    let_ben("act")
    ben = signed_in(aws, BEN)
    pages = [ben.get(f"/my/others/{anas}"), *(ben.get(f"/{each}/{anas}") for each in ("tell", "withdraw", "attach"))]
    assert [page["statusCode"] for page in pages] == [200] * 4
    shown = "".join([*(page["body"] for page in pages), *ben.lines, *ben.visited])
    assert own not in shown
    passed = value_of(pages[1], "secret")
    assert passed == ben.cookies[f"__Host-case-{anas}"]

    def tell(by: Resident, key: str) -> int:
        return int(by.post(f"/tell/{anas}", secret=passed, text="She cannot come.", key=key)["statusCode"])

    assert tell(ben, "a" * 24) == 303
    assert [contact.text for contact in load_whole(anas).contacts] == ["She cannot come."]
    without_cookie = Resident()
    wrong = without_cookie.post(f"/tell/{anas}", secret=passed, text="", key="b" * 24)
    assert (wrong["statusCode"], own in wrong["body"], passed in wrong["body"]) == (400, False, True)
    asked = an_api_event("GET", f"/api/cases/{anas}", query={"secret": passed})
    assert intake.handle(asked, None)["statusCode"] == 404  # programs are for the resident's own link
    other = a_case("Ana Rivas")
    assert Resident().get(f"/track/{other}?secret={passed}")["statusCode"] == 404

    photo = note_photo(anas)
    assert ben.get(photo)["statusCode"] == 302
    case_row(replace(load_file(anas).case, service=WITH_FORM)).save()
    assert (f"/apply/from/{anas}" in ben.get(f"/track/{anas}")["body"]) is False  # its draft would outlive the mandate
    assert f"/apply/from/{anas}" in Resident().get(f"/track/{anas}?secret={own}")["body"]

    late = NOW + timedelta(days=31, hours=12)
    assert tell(ben.later(late), "c" * 24) == 404
    assert ben.later(late).get(photo)["statusCode"] == 404
    let_ben("see")
    assert tell(ben, "d" * 24) == 404
    let_ben("act", last=(NOW + timedelta(days=20)).date().isoformat())
    assert tell(ben, "e" * 24) == 303  # kept anew at the same moment: it is the same mandate
    desk = at_desk(agency="contact-centre", role="reception")
    holder = re.search(r'name="holder" value="(\w+)"', desk.submit(HOME, ASKED, seen=HOME)["body"])
    assert holder
    desk.submit(f"{HOME}/end", [*ASKED, ("holder", holder[1])], seen=HOME)
    closed = [ben.get(f"/track/{anas}"), ben.get(f"/attach/{anas}")]
    assert ([page["statusCode"] for page in closed], tell(ben, "f" * 24)) == ([404, 404], 404)
    assert Resident().get(f"/track/{anas}?secret={own}")["statusCode"] == 200  # Ana's own link is as it was


def test_what_is_wrong_with_a_mandate_is_said_and_of_a_protected_person_nothing_is_seen(aws: Aws) -> None:
    anas = a_case("Ana Rivas")
    wrong = let_ben("all", holder=ANA, holder_name=" ", kind="friend", last="2020-01-01")
    for words in (
        "of another person",
        "name of the person who acts",
        "as what they act",
        "what they may do",
        "a day to come",
    ):
        assert words in wrong
    let_ben("act")
    path = f"/desk/cases/{anas}/protection"
    at_desk(agency="streets", role="clerk", sub="clerk-2").submit(path, [("protected", "yes")], seen=path)
    ben = signed_in(aws, BEN)
    assert anas not in others_of(ben)
    assert ben.get(f"/my/others/{anas}")["statusCode"] == 404
    assert "Ben Sosa" not in others_of(signed_in(aws, ANA))


def test_however_many_ended_who_may_act_today_is_told_to_both(aws: Aws) -> None:
    a_case("Ana Rivas")
    let_ben("see")
    ana, ben = (identity_of(each, identity_key()) for each in (ANA, BEN))
    [kept] = mandates_for(ana)
    for number in range(25):  # all of them before it, in the order of their rows
        name = f"!{number:02}"
        over = {"last": NOW.date() - timedelta(days=1)}
        keep_mandate(replace(kept, holder=name, **over))
        keep_mandate(replace(kept, represented=(name,), **over))
    assert (kept in mandates_for(ana), kept in mandates_of(ben)) == (True, True)
