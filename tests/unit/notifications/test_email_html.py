"""A letter as HTML says what its plain text says, leads only where it shows, loads nothing, and stays small."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels.email import compose
from notifications.channels.email_html import MOST_BYTES, as_html
from notifications.words.letter import Message

BODY = """Hello Ana <b>,

It is done. What we did:
- the hole is filled
- the road is open

Read it here:
https://city.example/track/7KQ2?secret=a_b-c&lang=es.

City & more"""


class Reader(HTMLParser):
    """What a page shows, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hidden = tag in ("style", "title")
        self.links += [str(value) for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def plain(text: str) -> str:
    return "".join(text.replace("- ", "").split())


def test_the_page_has_the_words_the_links_and_the_language_of_the_letter() -> None:
    page = as_html("It is done", BODY, "en") or ""
    reader = read(page)
    assert plain("".join(reader.words)) == plain(BODY)
    assert reader.links == ["https://city.example/track/7KQ2?secret=a_b-c&lang=es"]
    assert '<html lang="en">' in page
    assert page.count("<li") == 2
    assert "prefers-color-scheme:dark" in page


def test_nothing_is_loaded_and_nothing_says_that_a_letter_was_opened() -> None:
    reader = read(as_html("x", BODY, "en") or "")
    assert not {"img", "script", "link", "iframe", "form", "object"} & set(reader.tags)


@given(st.text(alphabet=st.sampled_from("a<>&\"'- \n:/.h中٣"), max_size=300))
def test_whatever_a_letter_says_it_makes_no_tag_of_its_own(body: str) -> None:
    page = as_html("subject", f"{body}\n\nhttps://city.example/x", "es")
    assert page is not None
    known = {"html", "head", "meta", "title", "style", "body", "table", "tr", "td", "div", "p", "br", "ul", "li", "a"}
    reader = read(page)
    assert set(reader.tags) <= known
    assert plain("".join(reader.words)).replace("-", "") == plain(f"{body}https://city.example/x").replace("-", "")


def test_a_letter_that_is_too_long_for_a_page_goes_as_plain_text_alone() -> None:
    assert as_html("x", "word " * 3000, "en") is None
    page = as_html("x", "word " * 2000, "en")
    assert page is not None
    assert len(page.encode()) <= MOST_BYTES


@pytest.mark.parametrize("body", [BODY, "word " * 3000])
def test_a_mail_has_its_plain_text_first_and_all_its_fields(body: str) -> None:
    message = Message("It is done", body, "https://city.example/stop", "en")
    raw = compose(message, "ana@resident.example", "city@city.example", None)
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    kinds = [part.get_content_type() for part in mail.walk() if not part.is_multipart()]
    assert kinds == (["text/plain", "text/html"] if body == BODY else ["text/plain"])
    text = mail.get_body(("plain",))
    assert isinstance(text, EmailMessage)
    assert text.get_content().split() == body.split()
    assert mail["List-Unsubscribe"] == "<https://city.example/stop>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert re.search(rb"[\x80-\xff]", raw) is None  # every system on the way takes seven bits
