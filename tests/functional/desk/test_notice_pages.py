"""Notices at the desk: written in all languages, counted and priced, agreed to by a second person, stopped."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.notices.notice import State
from onestop.storage.notices.notice_rows import latest_notices, load_notice
from tests.aws_in_memory import Aws
from tests.functional.casework.watched_suite import tell_queues
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.notifications.spreading import (
    INSIDE,
    WORDS,
    a_topic,
    mail_provider,
    subscribe,
    work_off,
)
from tests.functional.portal.reading import value_of
from tests.functional.stories import POTHOLE, in_progress

NEW = "/desk/notices/new"


@pytest.fixture(autouse=True)
def queues(stated: None) -> None:
    tell_queues(("Notifications",))


def the_form(**changed: Any) -> list[tuple[str, str]]:
    """What somebody types, with some of it typed otherwise."""
    words = {f"{part}-{code}": getattr(said, part) for code, said in WORDS.items()
             for part in ("headline", "text", "short")}  # fmt: skip
    typed = {
        "event": "flood",
        "level": "urgent",
        **words,
        "district": "old-town",
        "residents": "yes",
        "expires": "2026-11-25T18:00",
    }
    return [*(typed | changed).items(), ("channel", "email"), ("channel", "sms")]


def written(browser: Browser, **changed: Any) -> str:
    """Somebody writes a notice; says where it is."""
    answer = browser.submit(NEW, the_form(**changed), seen=NEW)
    assert answer["statusCode"] == 303, answer["body"]
    return str(answer["headers"]["Location"]).partition("?")[0]


def press(browser: Browser, there: str, what: str, **more: str) -> dict[str, Any]:
    return browser.submit(f"{there}/act", [("what", what), *more.items()], seen=there)


def test_a_notice_is_counted_and_priced_once_for_each_address_before_it_is_sent(aws: Aws) -> None:
    subscribe("a@x.example", a_topic(), a_topic(INSIDE), language="es")
    subscribe("ana@resident.example", a_topic())
    in_progress(**POTHOLE)  # by ana@resident.example
    in_progress(**{**POTHOLE, "contact": {"name": "Bo", "phone": "+1 902 555 0142", "language": "zh-Hans"}})
    author = signed_in(role="supervisor", sub="supervisor-1")
    there = written(author)
    body = author.get(there)["body"]
    assert "Send it to 3" in body
    # two e-mails at 0.00014, a text message in Chinese of two parts at 0.0095: rounded up
    assert "0.02 CAD" in body
    for words in WORDS.values():
        assert words.text in body
        assert words.short in body
    with mail_provider() as told:
        assert press(author, there, "send")["statusCode"] == 303
        work_off(latest_notices(1)[0])
    assert told == {"a@x.example": 1, "ana@resident.example": 1}
    assert [number for number, _ in aws.text_messages()] == ["+19025550142"]
    assert "3 of 3" in author.get(there)["body"]


def test_a_large_one_is_sent_only_once_somebody_else_agrees(aws: Aws, release: dict[str, Any]) -> None:
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"notice_limits": {"agreed_from": 2}}})
    author, other = signed_in(role="supervisor", sub="supervisor-1"), signed_in(role="supervisor", sub="supervisor-2")
    there = written(author)
    for number in range(2):  # it grows between writing and sending
        subscribe(f"{number}@x.example", a_topic())
    press(author, there, "send")
    assert latest_notices(1)[0].state is State.AWAITED
    assert aws.drain(aws.queues["Notifications"]) == []
    assert press(author, there, "agree")["statusCode"] == 403
    seen = value_of(other.get(there), "seen")
    press(author, there, "back")  # meanwhile it is a draft again, and says something else
    written(author, change=there.rpartition("/")[2], **{"text-en": "Everybody leave at once."})
    press(author, there, "send")
    assert press(other, there, "agree", seen=seen)["statusCode"] == 409
    assert press(other, there, "agree", seen=value_of(other.get(there), "seen"))["statusCode"] == 303
    [walk] = aws.drain(aws.queues["Notifications"])
    assert walk["body"]["type"] == "notice.walk"
    assert latest_notices(1)[0].agreed_by == "staff:supervisor-2"


def test_it_is_paused_resumed_and_cancelled_and_clerks_see_none_of_it() -> None:
    author = signed_in(role="supervisor", sub="supervisor-1")
    there = written(author)
    assert signed_in(role="clerk").get(there)["statusCode"] == 403
    for what, state in (("send", State.SENDING), ("pause", State.PAUSED), ("resume", State.SENDING)):
        assert press(author, there, what)["statusCode"] == 303
        assert latest_notices(1)[0].state is state
    assert press(author, there, "send")["statusCode"] == 409
    update = author.get(NEW, replaces=there.rpartition("/")[2])["body"]
    assert WORDS["es"].text in update
    first = there.rpartition("/")[2]
    assert f'name="replaces" value="{first}"' in update
    press(author, written(author, replaces=first), "send")
    assert load_notice(first).state is State.SENT  # nobody more is told what an update replaces
    assert press(author, there, "cancel")["statusCode"] == 400  # they must say that they are sure
    assert press(author, there, "cancel", sure="yes")["statusCode"] == 303
    assert load_notice(first).state is State.CANCELLED


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"headline-es": ""}, "headline-es"),
        ({"headline-es": "\u200b"}, "headline-es"),
        ({"short-en": "x" * 301}, "short-en"),
        ({"event": "feast"}, "event"),
        ({"outline": "44.61, -63.63"}, "outline"),
        ({"outline": "-63.63, 44.61\n-63.62, 44.61\n-63.62, 44.62"}, "outline"),
        ({"outline": "44.0, -63.0\n45.0, -63.0\n45.0, -64.0"}, "outline"),
        ({"expires": "2026-11-01T10:00"}, "expires"),
        ({"expires": "2028-11-01T10:00"}, "expires"),
        ({"expires": "9999-12-31T23:59"}, "expires"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(changed: dict[str, str], field: str) -> None:
    author = signed_in(role="supervisor", sub="supervisor-1")
    answer = author.submit(NEW, the_form(**changed), seen=NEW)
    assert answer["statusCode"] == 400
    assert f'href="#{field}"' in answer["body"]
    assert WORDS["zh-Hans"].text in answer["body"]
    assert latest_notices(1) == []
