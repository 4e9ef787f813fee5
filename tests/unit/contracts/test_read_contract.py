"""Bodies are read, or refused with words: whatever stands in them."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from onestop.contracts.api import AnswerBody, CaseBody, ContactBody, MessageBody, NeedChannel
from onestop.contracts.read_contract import read_body, read_fields
from onestop.contracts.signed_in_requests import PreferencesBody
from onestop.contracts.staff import BulkBody, CompletionBody, PriorityBody, WaitBody
from onestop.domain.errors import NotValid


@pytest.mark.parametrize("field", ["service_code", "description", "channel", "language"])
def test_an_empty_object_where_words_belong_is_refused_like_any_other(field: str) -> None:
    with pytest.raises(NotValid, match=field):
        read_body(b'{"%s": {}}' % field.encode(), CaseBody)


@pytest.mark.parametrize("written", [b"3", b"3.0", b"3e0", b"30e-1"])
def test_a_whole_number_is_one_however_json_writes_it(written: bytes) -> None:
    assert read_body(b'{"secret": "s", "answers": {"a": %s}}' % written, AnswerBody).answers == {"a": 3}
    items = b'{"action": "notes", "items": [{"reference": "r", "version": %s}]}' % written
    assert read_body(items, BulkBody).items[0].version == 3


@pytest.mark.parametrize("written", [b"3.5", b"1e300"])
def test_what_is_no_whole_number_is_none(written: bytes) -> None:
    with pytest.raises(NotValid, match="answers"):
        read_body(b'{"secret": "s", "answers": {"a": %s}}' % written, AnswerBody)


def test_a_number_that_no_machine_holds_is_refused() -> None:
    with pytest.raises(NotValid, match="body"):
        read_body(b'{"place": {"lat": 1e999, "long": 0}}', CaseBody)


def test_the_mark_that_programs_for_windows_write_first_is_ignored() -> None:
    assert read_body("\ufeff".encode() + b'{"secret": "s", "answers": {"a": 3}}', AnswerBody).answers == {"a": 3}


def test_coordinates_stay_numbers() -> None:
    place = read_body(b'{"place": {"lat": 44.0, "long": -63.58}}', CaseBody).place
    assert place is not None
    assert (place.lat, place.long) == (44.0, -63.58)


@pytest.mark.parametrize("blank", ["", " ", "\u200b", "\u2800\ufeff"], ids=ascii)
def test_a_text_that_shows_nothing_counts_as_left_out_wherever_it_stands(blank: str) -> None:
    read = read_fields({"service_code": "pothole", "description": blank, "contact": {"name": blank}}, CaseBody)
    assert (read.description, read.contact) == (None, ContactBody())
    with pytest.raises(NotValid, match="text: this field is missing"):
        read_fields({"secret": "s", "text": blank}, MessageBody)


def test_what_is_seen_is_kept_as_it_was_written() -> None:
    for words in ("👩\u200d🔧", "\u200fمرحبا\u200f", "\u200ba"):
        assert read_fields({"description": words}, CaseBody).description == words


def test_a_control_character_is_named_also_where_nothing_else_was_written() -> None:
    with pytest.raises(NotValid, match=r"description: has the control character U\+0085"):
        read_fields({"service_code": "pothole", "description": "\x85"}, CaseBody)


MOMENT = "a moment such as 2026-12-31T08:00:00Z"
LETTERS = {"language": "en", "letters": {"without": ["news", "adverts"]}}


@pytest.mark.parametrize(
    ("kind", "sent", "field", "expected"),
    [
        (CompletionBody, {"outcome": "x"}, "outcome", "one of: done, declined"),
        (CompletionBody, {"outcome": 7}, "outcome", "one of: done, declined"),
        (PriorityBody, {"priority": "top", "reason": "x"}, "priority", "one of: low, normal, high, urgent"),
        (CaseBody, {"contact": {"prefer": "pigeon"}}, "contact.prefer", "one of: email, sms, letter"),
        (PreferencesBody, LETTERS, "letters.without[1]", "one of: news, notice, survey"),
        (WaitBody, {"reason": "x", "until": "31/12/2026"}, "until", MOMENT),
        (WaitBody, {"reason": "x", "until": "2026-12-31T08:00:00"}, "until", MOMENT),
        (WaitBody, {"reason": "x", "until": 31}, "until", MOMENT),
    ],
)
def test_who_sends_a_wrong_value_is_told_the_right_ones(kind: Any, sent: Any, field: str, expected: str) -> None:
    with pytest.raises(NotValid) as refused:
        read_fields(sent, kind)
    assert [(fault.field, fault.expected) for fault in refused.value.faults] == [(field, expected)]


def test_who_sends_an_unknown_channel_is_told_all_that_there_are() -> None:
    with pytest.raises(NotValid) as refused:
        read_fields({"description": "A hole.", "channel": "nope"}, CaseBody)
    assert refused.value.faults[0].expected == f"one of: {', '.join(get_args(NeedChannel))}"
