"""Staff note how a resident wants to hear from us, without seeing an address; it is kept for the auditor."""

from __future__ import annotations

import pytest

from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.person import identity_of
from onestop.domain.staff.deeds import DeedKind, DeedOutcome
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.people.chosen_preferences import load_chosen
from onestop.storage.people.contact_details import keep_device, load_person, prefer
from onestop.storage.staff.deeds import deeds_of
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.desking import signed_in
from tests.functional.stories import CONTACT, PLACE, in_progress

HOLE = {"service_code": "pothole", "contact": {**CONTACT, "phone": "+15550142777"}, "place": PLACE}
HOME = ("12 Elm Street", "Port Ellery 04210")
SAID = [
    *(("language", "es"), ("channel", "sms"), ("pace", "daily"), ("without_news", "yes"), ("zone", "America/Halifax")),
    ("post", "12 Elm Street\r\n\r\n Port Ellery  04210"),
]


@pytest.fixture
def path(aws: Aws) -> str:
    return f"/desk/cases/{in_progress(**HOLE)['reference']}"


def person_of(path: str) -> tuple[str, str | None, Preferences]:
    person = load_person(load_whole(path.rpartition("/")[2]).file.case.person or "")
    return person.language, person.prefers, person.preferences


def test_what_somebody_says_by_telephone_is_noted_and_holds(path: str) -> None:
    browser = signed_in()
    assert f"{path}/preferences" in browser.get(path)["body"]
    form = browser.get(f"{path}/preferences")["body"]
    assert "quiet_from" in form
    assert CONTACT["email"] not in form
    answer = browser.submit(f"{path}/preferences", SAID, seen=path)
    assert answer["statusCode"] == 303
    assert person_of(path) == ("es", "sms", Preferences(daily=True, without=("news",), zone="America/Halifax"))
    assert load_person(load_whole(path.rpartition("/")[2]).file.case.person or "").post == HOME
    assert HOME[0] not in browser.get(f"{path}/preferences")["body"]
    (deed,) = deeds_of(f"{NOW:%Y-%m}", 10)
    assert (deed.kind, deed.about, deed.outcome) == (DeedKind.PREFERRED, path.rpartition("/")[2], DeedOutcome.DONE)


def test_every_way_there_is_can_be_chosen_and_who_has_them_all_can_be_protected(path: str) -> None:
    person = load_whole(path.rpartition("/")[2]).file.case.person or ""
    prefer(person, "en", None, post=HOME)
    keep_device(person, "arn:aws:sns:ca-central-1:123456789012:endpoint/GCM/city/0")
    browser = signed_in()
    form = browser.get(f"{path}/preferences")["body"]
    assert all(f'value="{way}"' in form for way in ("email", "sms", "letter", "push"))
    assert 'value="voice"' not in form  # nobody is called in a jurisdiction that does not say so
    page = browser.get(f"{path}/protection")
    assert (page["statusCode"], 'value="letter"' in page["body"], 'value="sms"' in page["body"]) == (200, False, True)


def test_it_holds_for_later_cases_of_each_of_their_addresses(path: str) -> None:
    assert signed_in().submit(f"{path}/preferences", SAID, seen=path)["statusCode"] == 303
    for contact, way in (({"email": CONTACT["email"]}, "sms"), ({"phone": "555 014 2777"}, "sms")):
        later = in_progress(**HOLE | {"contact": contact})["reference"]
        assert person_of(str(later)) == (
            "es",
            way,
            Preferences(daily=True, without=("news",), zone="America/Halifax"),
        )


def test_of_a_protected_person_it_is_kept_only_for_an_address_that_nobody_else_reads(path: str) -> None:
    fields = [("protected", "yes"), ("own", "email")]
    assert signed_in().submit(f"{path}/protection", fields, seen=f"{path}/protection")["statusCode"] == 303
    assert signed_in().submit(f"{path}/preferences", SAID, seen=path)["statusCode"] == 303
    mail, number = (identity_of(each, identity_key()) for each in (CONTACT["email"], "+15550142777"))
    assert list(load_chosen((mail, number))) == [mail]


@pytest.mark.parametrize(
    "wrong",
    [("language", "tlh"), ("channel", "fax"), ("zone", "Mars"), ("quiet_from", "22:00"), ("post", "x" * 61)],
    ids=str,
)
def test_what_is_wrong_is_said_and_nothing_is_noted(path: str, wrong: tuple[str, str]) -> None:
    before = person_of(path)
    answer = signed_in().submit(f"{path}/preferences", [*dict([*SAID, wrong]).items()], seen=path)
    assert answer["statusCode"] == 400
    assert person_of(path) == before
    assert deeds_of(f"{NOW:%Y-%m}", 10) == []


def test_an_auditor_and_another_agency_note_nothing(path: str) -> None:
    assert signed_in(role="auditor").submit(f"{path}/preferences", SAID)["statusCode"] == 403
    assert signed_in(agency="parks", sub="clerk-9").submit(f"{path}/preferences", SAID)["statusCode"] in (403, 404)
    assert person_of(path)[2] == Preferences()
