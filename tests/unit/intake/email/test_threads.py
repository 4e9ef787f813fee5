"""An answer finds its case, and only who has had a letter can prove to be its resident."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from intake.email.reading import read_mail
from intake.email.threads import case_of
from notifications.channels.email_threads import Thread, case_id, reply_address, thread_of
from onestop.runtime.links import reply_mac
from tests.aws_in_memory import held_keys
from tests.builders import REFERENCE, a_case, a_file, a_reference
from tests.unit.intake.email.mails import a_mail

SENDER = "onestop@port-ellery.example"


@pytest.fixture(autouse=True)
def keys() -> Iterator[None]:
    with held_keys():
        yield


def case_in(**fields: str) -> tuple[str | None, bool]:
    return case_of(read_mail(a_mail(**fields)))


@pytest.mark.parametrize("fold", [str.lower, str.upper, str], ids=["lower", "upper", "as it is"])
def test_our_own_reply_address_proves_who_answers_however_mail_systems_fold_it(fold: type[str]) -> None:
    assert case_in(to=fold(reply_address(SENDER, REFERENCE))) == (REFERENCE, True)
    assert case_in(to=f"City <{reply_address(SENDER, REFERENCE)}>, other@x.example") == (REFERENCE, True)


def test_the_message_that_never_was_proves_it_as_well() -> None:
    trace = case_id(SENDER, REFERENCE)
    assert case_in(references=f"<other@x> {trace}") == (REFERENCE, True)
    assert case_in(in_reply_to=trace) == (REFERENCE, True)


def test_another_ones_mac_proves_nothing() -> None:
    plain = REFERENCE.replace("-", "").lower()
    address = f"onestop+{plain}.{reply_mac(a_reference(7))}@port-ellery.example"
    assert case_in(to=address) == (REFERENCE, False)
    assert case_in(references=f"<{address}>") == (REFERENCE, False)


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": f"Re: We have your request ({REFERENCE})"},
        {"subject": f"my case {REFERENCE.lower()}"},
        {"subject": REFERENCE.replace("-", "")},
        {"subject": REFERENCE.replace("-", " ")},
        {"text": f"It is about {REFERENCE}, please."},
        {"text": f"Still dark.\n\nOn 2 Nov 2026, City <o@x.example> wrote:\n> Your request {REFERENCE}"},
        {"text": f"It is about {REFERENCE.replace('-', '–')}."},
    ],
)
def test_a_reference_in_words_says_what_it_is_about_and_proves_nothing(fields: dict[str, str]) -> None:
    assert case_in(**fields) == (REFERENCE, False)


WAYS = (
    str, str.lower, lambda each: each.replace("-", ""), lambda each: each.replace("-", " "),
    "Re: case {} please".format,
    lambda each: each.replace("-", "–"), lambda each: each.replace("-", "‑"), "（{}）".format, "Ref.:{}".format,
    lambda each: each.replace("-", " - "), lambda each: each.replace("-", "."),
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_reference_is_found_however_people_write_it(way: Callable[[str], str]) -> None:
    """One in five has no digit in its first group, and some have none at all: an answer must not lose its case."""
    missed = {reference for number in range(100) if (reference := a_reference(number)) and lost_in(way(reference))}
    assert {reference for reference in missed if any(map(str.isdigit, reference))} == set()


def lost_in(text: str) -> bool:
    return case_in(subject=text)[0] is None or case_in(text=text)[0] is None


@pytest.mark.parametrize(
    "words",
    [
        "7KQ2-M4TX-9BWD-E",
        "international",
        "responsibility",
        "1234 5678 9012 3",
        "+1 555 014 2777",
        "x7KQ2-M4TX-9BWD-Dx",
    ],
)
def test_what_is_no_reference_is_not_taken_for_one(words: str) -> None:
    assert case_in(subject=words, text=words) == (None, False)


def test_what_a_letter_says_is_read_back_for_every_case() -> None:
    for number in range(50):
        reference = a_reference(number)
        assert case_in(to=reply_address(SENDER, reference)) == (reference, True)
        assert case_in(references=case_id("city@port-ellery.example", reference)) == (reference, True)


def test_a_letter_joins_the_mail_that_brought_its_own_case_only() -> None:
    file = a_file(case=a_case(reference=REFERENCE))
    assert thread_of(file.case, file) == Thread(REFERENCE, None)
    follower = a_case(reference=a_reference(3))
    assert thread_of(follower, file) == Thread(follower.reference, None)
