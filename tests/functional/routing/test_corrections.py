"""What a person decides at the triage desk is kept to learn from, without what says who brought it."""

from __future__ import annotations

import pytest

from onestop.runtime.clients import client
from onestop.storage.cases.corrections import Correction, all_corrections, forget_correction
from tests.aws_in_memory import Aws
from tests.functional.dialogue import staff_act
from tests.functional.stories import CONTACT, PLACE, case_file, end_stage, open_case, route, take_step

WORDS = "My name is Ana Rivas, 902 555 0142, ana@resident.example. It is not as it should be at 12 Main Street."
REDACTED = "My name is [name], [phone], [email]. It is not as it should be at [address]."


def decided(service: str | None, **need: str) -> str:
    """A case about which the triage desk decided."""
    body = {"description": WORDS, "place": PLACE, "contact": CONTACT} | need
    reference = str(open_case(**body)["reference"])
    route(reference)
    end_stage(reference, **({"service_code": service} if service else {}))
    if take_step("advance", reference)["next"] == "route":
        route(reference)
    return reference


def kept() -> list[Correction]:
    return list(all_corrections(client("s3"), "mail"))


@pytest.fixture(autouse=True)
def nothing_kept(aws: Aws) -> None:
    for each in kept():
        forget_correction(client("s3"), "mail", each.reference)


def test_what_the_desk_chose_is_kept_with_the_words_redacted() -> None:
    reference = decided("noise")
    (correction,) = kept()
    assert (correction.reference, correction.service, correction.by) == (reference, "noise", "staff")
    assert (correction.text, correction.language) == (REDACTED, "en")


def test_a_later_decision_about_a_case_takes_the_place_of_the_one_before() -> None:
    reference = decided("noise")
    staff_act(reference, "triage", reason="It is a pothole.")
    end_stage(reference, service_code="pothole")
    take_step("advance", reference)
    route(reference)
    route(reference)
    assert [(each.reference, each.service) for each in kept()] == [(reference, "pothole")]


def test_erasing_a_case_erases_what_was_kept_of_it() -> None:
    one, other = decided("noise"), decided("pothole")
    forget_correction(client("s3"), "mail", one)
    forget_correction(client("s3"), "mail", one)
    assert [each.reference for each in kept()] == [other]


def test_what_the_desk_answered_itself_and_what_has_no_words_teaches_nothing() -> None:
    decided(None)
    decided("noise", description="?!")
    assert kept() == []


def test_no_case_waits_for_what_is_only_to_learn_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_BUCKET", "no-such-bucket")
    reference = decided("noise")
    assert case_file(reference).case.service == "noise"
