"""Those whose case was joined with another one are told what becomes of it, each once and in their own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from notifications.owed.followers import MOST, followers_of
from onestop.domain.cases.case import Case, Link, LinkKind
from onestop.domain.cases.lifecycle import Status
from onestop.domain.letters.delivery import LetterState
from onestop.runtime import links
from onestop.storage.cases.case_rows import case_row
from onestop.storage.cases.read_case import load_cases
from onestop.storage.letters.claim_letters import CLAIMED
from onestop.storage.letters.notifications import notification_row, notifications_of
from tests.aws_in_memory import Aws
from tests.builders import a_case, a_reference
from tests.functional.dialogue import ask, merge, resolve, staff_act, tell, time_passes
from tests.functional.stories import PLACE, case_file, in_progress, invite, take_step


def a_case_of(language: str = "en", **contact: str) -> str:
    need = {"service_code": "pothole", "place": PLACE, "language": language}
    return str(in_progress(**need, **({"contact": contact} if contact else {}))["reference"])


def by_email(name: str, language: str = "en") -> str:
    return a_case_of(language, name=name, email=f"{name}@resident.example")


def by_sms(number: int) -> str:
    return a_case_of(phone=f"+1555014{number:04}")


def told(post: Aws) -> dict[str, str]:
    """The bodies of the e-mails by who got them."""
    return {email.destinations["ToAddresses"][0].partition("@")[0]: email.body for email in post.emails()}


def letters_of(reference: str) -> list[str]:
    return [kept.letter for kept in notifications_of(reference)]


def test_followers_are_told_of_the_end_in_their_language_with_their_own_link(post: Aws) -> None:
    first, second, third = by_email("ana"), by_email("li", "zh-Hans"), by_email("luis", "es")
    for follower in (second, third):
        merge(follower, first)
    resolve(first)
    assert tell(first, "case.resolved") == {"batchItemFailures": []}
    letters = told(post)
    assert set(letters) == {"ana", "li", "luis"}
    assert links.link_to(links.TRACK, second, "zh-Hans") in letters["li"]
    assert links.link_to(links.TRACK, third, "es") in letters["luis"]
    assert "办结" in letters["li"]
    assert [first in letters[name] for name in ("ana", "li", "luis")] == [True, False, False]
    assert (letters_of(first), letters_of(second)) == (["case-resolved"], ["joined-resolved"])


def test_who_followed_a_case_that_was_joined_itself_follows_the_last_one(post: Aws) -> None:
    first, second, third, fourth = (by_email(name) for name in ("ana", "bo", "cy", "dee"))
    merge(fourth, third)
    merge(third, second)
    merge(second, first)
    resolve(first)
    tell(first, "case.resolved")
    assert set(told(post)) == {"ana", "bo", "cy", "dee"}
    assert {case.reference for case in followers_of(case_file(first).case)} == {second, third, fourth}


def test_followers_are_told_of_a_reopening_and_of_the_next_end(post: Aws) -> None:
    first, second = by_email("ana"), by_email("bo")
    merge(second, first)
    resolve(first)
    staff_act(first, "reopening", reason="still there")
    resolve(first)
    tell(first, "case.resolved", "case.reopened")
    assert sorted(letters_of(second)) == ["joined-reopened", "joined-resolved", "joined-resolved"]


def test_followers_hear_that_a_case_ended_without_an_answer_but_not_of_a_withdrawal(post: Aws) -> None:
    unanswered, withdrawn, second, third = (by_email(name) for name in ("ana", "bo", "cy", "dee"))
    merge(second, unanswered)
    merge(third, withdrawn)
    ask(unanswered, "Where exactly?")
    for days in (8, 15, 29):
        time_passes(unanswered, days)
    staff_act(withdrawn, "withdrawal", reason="not needed")
    tell(unanswered, "case.closed")
    tell(withdrawn, "case.closed")
    assert letters_of(second) == ["joined-closed"]
    assert letters_of(third) == []
    assert letters_of(withdrawn) == ["case-withdrawn"]


def test_what_is_asked_of_one_resident_is_not_told_to_others(post: Aws) -> None:
    first, second = by_email("ana"), by_email("bo")
    merge(second, first)
    ask(first, "Which floor do you live on?")
    staff_act(first, "notes", text="Your key is here.", public=True)
    tell(first, "resident.asked", "contact.sent")
    assert set(told(post)) == {"ana"}


def test_a_follower_is_told_of_the_case_even_where_its_own_resident_cannot_be(post: Aws) -> None:
    first, second = a_case_of(), by_email("bo")
    merge(second, first)
    resolve(first)
    tell(first, "case.resolved")
    assert set(told(post)) == {"bo"}


def test_each_follower_is_told_once_however_often_the_event_comes(post: Aws) -> None:
    first, *others = (by_email(name) for name in ("ana", "bo", "cy"))
    for follower in others:
        merge(follower, first)
    resolve(first)
    for _ in range(3):
        tell(first, "case.resolved")
    assert len(post.emails()) == 3


def test_an_address_that_fails_for_now_keeps_no_other_from_being_told(post: Aws) -> None:
    first, second, third, fourth = by_sms(1), by_email("bo"), by_sms(3), by_sms(4)
    for follower in (second, third, fourth):
        merge(follower, first)
    resolve(first)
    with post.failing("ses", "SendRawEmail", "Throttling"):
        assert tell(first, "case.resolved") == {"batchItemFailures": [{"itemIdentifier": "message-1"}]}
    assert len(post.text_messages()) == 3
    assert [kept.status for kept in notifications_of(second)] == [LetterState.CREATED]
    give_up_claim(second)
    assert tell(first, "case.resolved") == {"batchItemFailures": []}
    assert (len(post.text_messages()), len(post.emails())) == (3, 1)


def test_an_address_that_never_works_is_noted_and_not_tried_again(post: Aws) -> None:
    first, second, third = by_sms(1), by_email("bo"), by_sms(3)
    for follower in (second, third):
        merge(follower, first)
    resolve(first)
    with post.failing("ses", "SendRawEmail", "InvalidParameterValue"):
        assert tell(first, "case.resolved") == {"batchItemFailures": []}
    assert [kept.status for kept in notifications_of(second)] == [LetterState.FAILED]
    assert len(post.text_messages()) == 2


def give_up_claim(reference: str) -> None:
    """Makes a claim as old as it is when the queue brings the event again."""
    (kept,) = notifications_of(reference)
    notification_row(replace(kept, created_at=kept.created_at - CLAIMED - timedelta(seconds=1))).save()


def test_a_service_within_a_case_has_no_resident_and_tells_nobody(post: Aws) -> None:
    child = a_reference(7)
    parent = Link(reference=a_reference(8), kind=LinkKind.PARENT, task="01")
    keep(a_case(reference=child, status=Status.RESOLVED, links=(parent,)))
    assert followers_of(kept_case(child)) == []


def test_links_that_go_round_in_a_circle_end(post: Aws) -> None:
    one, two = a_reference(1), a_reference(2)
    keep(a_case(reference=one, merged_into=two, links=(Link(reference=two, kind=LinkKind.JOINED),)))
    keep(a_case(reference=two, merged_into=one, links=(Link(reference=one, kind=LinkKind.JOINED),)))
    assert [case.reference for case in followers_of(kept_case(one))] == [two]


def test_a_link_to_a_case_that_is_not_joined_any_more_is_not_followed(post: Aws) -> None:
    one, two, gone = a_reference(1), a_reference(2), a_reference(3)
    keep(
        a_case(
            reference=one, links=(Link(reference=two, kind=LinkKind.JOINED), Link(reference=gone, kind=LinkKind.JOINED))
        )
    )
    keep(a_case(reference=two))
    assert followers_of(kept_case(one)) == []


@pytest.mark.usefixtures("post")
def test_more_followers_than_can_be_told_at_once_are_left_out_aloud(logged: Any) -> None:
    numbers = range(10, 10 + MOST + 3)
    first = a_reference(1)
    joined = tuple(Link(reference=a_reference(number), kind=LinkKind.JOINED) for number in numbers)
    keep(a_case(reference=first, links=joined))
    for link in joined:
        keep(a_case(reference=link.reference, merged_into=first))
    assert len(followers_of(kept_case(first))) == MOST
    assert "followers left out" in logged.getvalue()
    assert '"at_least":3' in logged.getvalue().replace(" ", "")


def keep(case: Case) -> None:
    case_row(case).save()


def kept_case(reference: str) -> Case:
    return load_cases([reference])[0]


def test_followers_are_not_asked_how_it_went(post: Aws) -> None:
    first, second = by_email("ana"), by_email("bo")
    merge(second, first)
    resolve(first)
    invite(first)
    take_step("close", first, because="expired")
    tell(first, "survey.invited", "case.closed")
    assert set(told(post)) == {"ana"}
