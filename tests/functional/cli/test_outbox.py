from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from ministack.services import ses

from notifications.channels.email import compose
from notifications.channels.email_threads import Thread
from notifications.words.letter import Message
from onestop_cli.engine.gaps import forget_sent_messages
from onestop_cli.front.outbox import Outbox, SentMessage, load_outbox, read_mail, save_outbox
from onestop_cli.front.outbox_page import cut_page, link_addresses, render_outbox
from tests.aws_in_memory import Aws
from tests.builders import REFERENCE


def message(number: int) -> SentMessage:
    return SentMessage(f"m{number}", "email", "a@example.org", f"Subject {number}", "Body", float(number))


def test_messages_survive_a_restart_and_are_not_doubled(tmp_path: Path) -> None:
    outbox = Outbox()
    outbox.take([message(1), message(2)])
    save_outbox(outbox, tmp_path / "outbox.json")
    again = load_outbox(tmp_path / "outbox.json")
    again.take([message(2), message(3)])
    assert [kept.id for kept in again.newest_first()] == ["m3", "m2", "m1"]
    assert (tmp_path / "outbox.json").stat().st_mode & 0o777 == 0o600


def test_what_was_forgotten_does_not_come_back_though_the_engine_tells_of_it_again(tmp_path: Path) -> None:
    outbox = Outbox()
    outbox.take([message(1), message(2)])
    assert outbox.forget(["m1", "m9"]) == 1
    outbox.take([message(1), message(2)])
    assert list(outbox.messages) == ["m2"]
    saved = tmp_path / "sns.json"
    saved.write_text('{"payload": {"topics": 1, "sms_messages": {"__scoped__": true, "data": {"+15550123": ["Hi"]}}}}')
    forget_sent_messages(saved)
    assert json.loads(saved.read_text())["payload"] == {"topics": 1, "sms_messages": {"__scoped__": True, "data": {}}}


def test_a_letter_that_was_sent_raw_is_shown_as_it_was_written(aws: Aws) -> None:
    body = "Guten Tag, 您好，\n\nsee http://localhost/track/A?secret=b\n" + "long " * 60
    raw = compose(
        Message("您的诉求 (7KQ2-M4TX-9BWD-D)", body), "r@resident.example", "onestop@city.example", Thread(REFERENCE)
    )
    read = ses._parse_raw_mime(base64.b64encode(raw).decode())  # as the embedded engine reads it
    part = next(part for part in read["BodyParts"] if part["ContentType"].startswith("text/plain"))
    sent = {"MessageId": "m1", "Timestamp": 1.0, "To": [read["To"]], "CC": [], "BCC": [], "BodyHtml": None}
    sent |= {"Subject": str(read["Subject"]), "BodyText": part["Data"]}
    [shown] = read_mail({"messages": {"000000000000": [sent]}})
    assert (shown.to, shown.subject, shown.body) == ("r@resident.example", "您的诉求 (7KQ2-M4TX-9BWD-D)", body)


def test_an_outbox_that_cannot_be_read_starts_empty(tmp_path: Path) -> None:
    (tmp_path / "outbox.json").write_text("{")
    assert load_outbox(tmp_path / "outbox.json").messages == {}


@pytest.mark.parametrize(("asked", "page"), [(None, 1), ("2", 2), ("99", 3), ("0", 1), ("-1", 1), ("x", 1), ("²", 1)])
def test_an_odd_page_number_gets_the_nearest_page(asked: str | None, page: int) -> None:
    assert cut_page([message(number) for number in range(5)], asked, size=2)[1:] == (page, 3)


def test_a_sentence_mark_after_an_address_is_not_part_of_it() -> None:
    text = "见 http://localhost/track/A?secret=b。 or (http://localhost/x)."
    assert 'href="http://localhost/track/A?secret=b"' in link_addresses(text)
    assert 'href="http://localhost/x"' in link_addresses(text)


def test_quotes_in_a_message_cannot_leave_a_link() -> None:
    assert "onmouseover" in link_addresses('http://x/"onmouseover="alert(1)')
    assert '"onmouseover' not in link_addresses('http://x/"onmouseover="alert(1)')


def test_an_empty_outbox_says_so() -> None:
    assert "Nothing has been sent yet." in render_outbox([], None)


def test_many_messages_are_spread_over_pages() -> None:
    text = render_outbox([message(number) for number in range(120)], "2")
    assert text.count("<article") == 50
    assert 'href="?page=1"' in text
    assert 'href="?page=3"' in text
