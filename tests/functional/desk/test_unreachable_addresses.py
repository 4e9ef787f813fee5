"""An address that letters come back from: the desk says why, and has it written to again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onestop.domain.letters.delivery import LetterState, SuppressionReason
from onestop.domain.letters.postal_address import post_identity
from onestop.domain.people.person import identity_of
from onestop.domain.staff.deeds import DeedKind, DeedOutcome
from onestop.runtime.keys import identity_key
from onestop.storage.letters.letter_outcomes import note_outcome
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.suppressions import find_suppression, suppress
from onestop.storage.staff.deeds import deeds_of
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.desking import signed_in
from tests.functional.stories import CONTACT, PLACE, in_progress

HOME = ["12 Elm Street", "Port Ellery 04210"]
HOLE = {"service_code": "pothole", "contact": {**CONTACT, "post": HOME}, "place": PLACE}


@pytest.fixture
def missed(aws: Aws) -> str:
    """A case whose resident's address sent a letter back."""
    reference = str(in_progress(**HOLE)["reference"])
    letter = Notification(
        reference=reference,
        event=f"{reference}.1",
        type="case.opened",
        letter="case-opened",
        channel="email",
        language="en",
        status=LetterState.CREATED,
        created_at=NOW,
    )
    note_outcome(replace(letter, status=LetterState.FAILED))
    suppress(identity(), NOW, SuppressionReason.BOUNCE)
    return reference


def identity() -> str:
    return identity_of(str(CONTACT["email"]), identity_key())


def test_the_case_says_that_a_letter_did_not_come_and_why_nothing_is_sent_there(missed: str) -> None:
    page = signed_in().get(f"/desk/cases/{missed}")["body"]
    assert "could not be delivered" in page
    suppress(post_identity(HOME, identity_key()), NOW, SuppressionReason.RETURNED)
    assert "Letter: nothing is sent there since" in signed_in().get(f"/desk/cases/{missed}")["body"]
    assert "our letters come back from there" in page


def test_staff_have_it_written_to_again_and_the_auditor_sees_it(missed: str) -> None:
    browser, path = signed_in(), f"/desk/cases/{missed}"
    answer = browser.submit(f"{path}/written-again", [("channel", "email")], seen=path)
    assert answer["statusCode"] == 303
    assert find_suppression(identity()) is None
    (deed,) = deeds_of(f"{NOW:%Y-%m}", 10)
    assert (deed.kind, deed.about, deed.outcome) == (DeedKind.WRITTEN_AGAIN, missed, DeedOutcome.DONE)
    assert "We write to this address again." in browser.get(path, done="written_again")["body"]


def test_nobody_else_takes_it_off_and_no_other_channel(missed: str) -> None:
    path = f"/desk/cases/{missed}"
    assert signed_in(role="auditor").submit(f"{path}/written-again", [("channel", "email")])["statusCode"] == 403
    assert signed_in().submit(f"{path}/written-again", [("channel", "sms")], seen=path)["statusCode"] == 404
    assert find_suppression(identity()) is not None
