"""Consent by purpose, given and withdrawn by the resident and at the desk; and who saw their data, to take along."""

from __future__ import annotations

import csv
import io

import pytest

from onestop.domain.people.consents import ONCE_ONLY
from onestop.domain.people.person import identity_of
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.people.consents import load_consents
from onestop.storage.staff.deeds import deeds_of
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.desking import signed_in as at_desk
from tests.functional.portal.signing_in import signed_in
from tests.functional.stories import POTHOLE, in_progress

ANA, CONSENTS, ONE = "ana@resident.example", "/my/consents", "/desk/people/one"
ASKED = [("person", ANA), ("purpose", "caller")]


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")


def said() -> list[tuple[bool, str]]:
    identity = identity_of(ANA, identity_key())
    return [(each.given, each.by.partition(":")[0]) for each in load_consents([identity])]


def test_a_consent_is_withdrawn_by_the_resident_and_given_again_at_the_desk_and_all_of_it_is_kept(aws: Aws) -> None:
    in_progress(**POTHOLE)
    ana = signed_in(aws, ANA)
    assert "It is done unless you say no" in ana.get(CONSENTS)["body"]
    done = ana.send(CONSENTS, CONSENTS, purpose=ONCE_ONLY, given="no")
    assert done["statusCode"] == 303
    assert "You withdrew your consent on" in ana.get(CONSENTS)["body"]
    assert ana.send(CONSENTS, CONSENTS, purpose="advertising", given="yes")["statusCode"] == 404

    desk = at_desk(agency="contact-centre", role="reception")
    assert "withdrawn on" in desk.submit(ONE, ASKED, seen=ONE)["body"]
    fields = [*ASKED, ("consent", ONCE_ONLY), ("given", "yes")]
    assert "It is kept what they agreed to." in desk.submit(f"{ONE}/consent", fields, seen=ONE)["body"]
    wrong = desk.submit(f"{ONE}/consent", [*ASKED, ("consent", "advertising")], seen=ONE)
    assert wrong["statusCode"] == 400
    assert said() == [(True, "staff"), (False, "resident")]
    assert "You agreed on" in ana.get(CONSENTS)["body"]
    assert [deed.details for deed in deeds_of(f"{NOW:%Y-%m}", 9)] == [(ONCE_ONLY, "given")]


def test_who_saw_my_data_is_taken_along_as_a_table_in_the_language_of_the_page(aws: Aws) -> None:
    reference = str(in_progress(**POTHOLE)["reference"])
    at_desk(agency="streets", role="clerk").get(f"/desk/cases/{reference}")
    at_desk(agency="contact-centre", role="reception").submit(ONE, ASKED, seen=ONE)
    ana = signed_in(aws, ANA)
    for language, head in (("en", "What for"), ("es", "Para qué"), ("zh-Hans", "目的")):
        answer = ana.ask("GET", "/my/seen/table", {"lang": language})
        rows = [*csv.DictReader(io.StringIO(answer["body"].lstrip("\ufeff")))]
        assert answer["headers"]["Content-Type"].startswith("text/csv")
        assert [len(row) for row in rows] == [5, 5]
        assert all(row[head] for row in rows), rows
        assert any(reference in row.values() for row in rows)
