"""Errors by the code rules of the specification, several at once."""

from __future__ import annotations

import pytest

from intake.open311.refusing import Complaint, RequestRefused, refusal_of
from onestop.domain.errors import Fault, KeyReused, NotAllowed, NotFound, NotPossible, NotValid, OnestopError, TooMany


@pytest.mark.parametrize(
    ("codes", "status"),
    [((400,), 400), ((404,), 404), ((400, 404), 404), ((400, 404, 403), 403), ((503,), 503), ((500,), 500)],
)
def test_of_several_errors_the_one_that_bars_the_way_gives_the_status(codes: tuple[int, ...], status: int) -> None:
    assert RequestRefused(*(Complaint(code, "words") for code in codes)).status == status


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotValid(Fault("email", "wrong")), 400),
        (NotValid(Fault("service_code", "wrong")), 404),
        (NotFound("There is none."), 404),
        (NotAllowed("No."), 403),
        (NotPossible("It is closed."), 400),
        (KeyReused("key"), 400),
        (TooMany("Too many.", 60), 429),
    ],
)
def test_our_errors_have_the_status_that_the_specification_gives_them(error: OnestopError, status: int) -> None:
    refused = refusal_of(error)
    assert refused.status == status
    assert refused.body[0]["code"] == status


def test_faults_are_told_in_the_words_of_the_form() -> None:
    faults = NotValid(
        Fault("answers.HOWMANYD", "this field is missing"),
        Fault("answers.size", "this value cannot be taken", "one of: big, small"),
        Fault("contact.email", "this value cannot be taken", "an address"),
    )
    assert [each["description"] for each in refusal_of(faults).body] == [
        "HOWMANYD required",
        "attribute[size]: this value cannot be taken; expected one of: big, small",
        "email: this value cannot be taken; expected an address",
    ]
