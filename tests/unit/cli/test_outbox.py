from __future__ import annotations

from pathlib import Path

import pytest

from onestop_cli.outbox import Outbox, SentMessage, load_outbox, save_outbox
from onestop_cli.outbox_page import cut_page, link_addresses, render_outbox


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
