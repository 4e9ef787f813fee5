"""Text messages as AWS tells of them, whole, broken and absurd."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.sms.reading import TextMessage, answerable, read_messages, sms
from tests.functional.intake.sms.texting import NUMBER, a_notification, a_whatsapp, an_sms

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KEYS = ("messageBody", "inboundMessageId", "originationNumber", "whatsAppWebhookEntry", "Message", "TopicArn")


def test_an_sms_is_read_raw_wrapped_and_as_text() -> None:
    told = an_sms("Hello", id="one")
    expected = [TextMessage(id="one", channel="sms", text="Hello", number=NUMBER)]
    assert read_messages(told) == read_messages(a_notification(told)) == read_messages(json.dumps(told)) == expected


def test_a_message_without_a_name_is_the_same_message_when_it_comes_again() -> None:
    told = an_sms("Hello")
    del told["inboundMessageId"]
    first, again = read_messages(told), read_messages(dict(reversed(told.items())))
    assert first == again
    assert first != read_messages(told | {"messageBody": "Other"})


@pytest.mark.parametrize("number", ["72345", "CITYBANK", "", "+1555CITY", "+123456789012345678"])
def test_only_a_number_of_a_person_can_be_answered(number: str) -> None:
    assert answerable(number) is None


def test_a_number_is_written_one_way_however_it_comes() -> None:
    assert {answerable(number) for number in ("+15550142777", "1 (555) 014-2777", "15550142777")} == {NUMBER}


def test_whatsapp_brings_several_messages_at_once_and_its_reports_bring_none() -> None:
    texts = [{"from": NUMBER[1:], "id": str(each), "type": "text", "text": {"body": str(each)}} for each in range(3)]
    assert [each.text for each in read_messages(a_whatsapp(*texts)) or ()] == ["0", "1", "2"]
    assert read_messages(a_whatsapp(statuses=[{"id": "x", "status": "read"}])) == []


def test_a_picture_is_something_for_a_person_to_look_at_and_a_sticker_is_not() -> None:
    photo = {"from": NUMBER[1:], "id": "1", "type": "image", "image": {"id": "media", "caption": "The hole"}}
    bare = {"from": NUMBER[1:], "id": "2", "type": "image", "image": {"id": "media"}}
    sticker = {"from": NUMBER[1:], "id": "3", "type": "sticker", "sticker": {"id": "media"}}
    read = read_messages(a_whatsapp(photo, bare, sticker)) or []
    assert [(each.text, each.empty) for each in read] == [("The hole", False), ("", False), ("", True)]


BY_ITSELF = (
    "Liked “Port Ellery: your request 7KQ2-M4TX-9BWD-D is done.”",
    'Loved "Did this help?"',
    "Emphasized “Is it on the left?”",
    "Reacted 👍 to “Port Ellery: thank you”",
    "Removed a heart from “Port Ellery: thank you”",
    "\u200a\u200b👍\u200b to “\u200aPort Ellery: thank you\u200a”",
    "Le gustó “Puerto Ellery: gracias”",
    "喜欢了“谢谢”",
    "Liked an image",
    "I’m driving with Focus turned on. I’ll see your message when I get where I’m going.",
    "(I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through.)",
    "I'm driving right now",
    "[Auto-Reply] The office is closed.",
    "自动回复：我现在不方便。",
)
NEEDS = (
    "Liked the new benches, but one is broken",
    "Questioned “why” nobody comes to Elm Lane",
    '"The lamp" is dark',
    "🔥 on Elm Lane “behind the school” now",
    "I loved “the park”",
    "I'm driving right now on Elm Lane, the lamp is dark",
    "Auto repair shop blocks the road",
    "Estoy conduciendo y el semáforo no funciona",
)


def test_what_a_telephone_sends_by_itself_is_nobodys_words() -> None:
    assert [text for text in BY_ITSELF if not sms(an_sms(text)).empty] == []
    assert [text for text in NEEDS if sms(an_sms(text)).text != text] == []


@pytest.mark.parametrize("text", ["\u200b", "\u2060 \ufeff", " \n"])
def test_what_shows_nothing_is_empty(text: str) -> None:
    assert sms(an_sms(text)).empty


@pytest.mark.parametrize("body", [None, [], "", "{", 5, {}, {"Records": []}, {"Message": "x"}, "[" * 5000])
def test_what_is_not_about_text_messages_is_left_to_others(body: Any) -> None:
    assert read_messages(body) is None


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=8), JSON, max_size=8))
def test_no_notification_is_too_strange(body: Any) -> None:
    read_messages(body)


@given(st.dictionaries(st.sampled_from(("id", "from", "type", "text", "location", "interactive")), JSON, max_size=6))
def test_no_message_of_whatsapp_is_too_strange(message: Any) -> None:
    read = read_messages(a_whatsapp(message))
    assert read is not None
    assert len(read) == 1
