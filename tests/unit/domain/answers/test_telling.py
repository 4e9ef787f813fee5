"""An article is the same on every channel, in words that are true on the day and safe on a page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.answers.article import Article
from onestop.domain.answers.article_by_channel import tell_article
from onestop.domain.answers.gsm import as_message, messages_of
from onestop.domain.catalogue.catalogue import Catalogue
from onestop_cli.answers.read_article import read_article

NOW = datetime(2026, 12, 20, 15, tzinfo=UTC)
SAFE = "# Bins\n\nOut by **7**: see [the page](/answers/bin-days).\n\n- one ((fee))\n- two\n"
FEE = {"code": "fee", "kind": "money", "amount": "12.50", "currency": "CAD"}


def article_of(text: str, **more: Any) -> Article:
    read, faults = read_article(text, "answers/bins.md", "en")
    assert read, faults
    return cast(
        "Article",
        {"agency": "sanitation", "review": "2027-01-01", "facts": {"fee": FEE}, **read, **more},
    )


def test_every_channel_says_the_same_words(catalogue: Catalogue) -> None:
    told = tell_article(article_of(SAFE), "v1", catalogue, "en", NOW)
    assert told.sms == told.short == "Out by 7: see the page."
    assert told.text == "Out by 7: see the page.\n\n- one $12.50\n- two"
    assert told.html.startswith('<p>Out by <strong>7</strong>: see <a href="/answers/bin-days">the page</a>.</p><ul>')
    spoken = ElementTree.fromstring(told.speech)
    assert ["".join(each.itertext()) for each in spoken.iter("s")] == ["Out by 7: see the page.", "one $12.50", "two"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60))
def test_no_words_of_an_author_become_marks_of_a_page_or_of_speech(catalogue: Catalogue, words: str) -> None:
    article = article_of("# Title\n\nshort\n")
    article["languages"]["en"]["short"] = [{"text": words, "to": words}]  # type: ignore[index]
    told = tell_article(article, "v", catalogue, "en", NOW)
    assert told.html.count("<") == 4
    ElementTree.fromstring(told.speech)


def test_html_and_links_that_run_something_are_no_part_of_an_article() -> None:
    read, faults = read_article("# T\n\nA <b onclick=x()>b</b> [c](javascript:alert(1))\n", "answers/t.md", "en")
    assert read
    assert not faults
    assert not [piece for piece in read["languages"]["en"]["short"] if "to" in piece]  # both are words now


def test_closed_days_and_hours_come_from_the_calendar(catalogue: Catalogue, release: dict[str, Any]) -> None:
    told = {
        language: tell_article(release["answers"]["library-hours"], "v", catalogue, language, NOW)
        for language in ("en", "zh-Hans", "es")
    }
    assert told["en"].short == (
        "The libraries are open: Monday to Thursday 10:00 am-8:00 pm; Friday and Saturday 10:00 am-6:00 pm."
    )
    assert "25 de diciembre" in told["es"].text
    assert "12月25日" in told["zh-Hans"].text
    assert "25 December" in told["en"].text


def test_who_wants_a_language_that_an_article_does_not_have_is_told_so(catalogue: Catalogue) -> None:
    article = article_of("<!-- en -->\n# A\n\none\n\n<!-- es -->\n# B\n\nuno\n")
    for language, day in (("en", "2026-11-02"), ("es", "2026-11-01")):
        article["languages"][language]["written"] = day
    es, chinese = (tell_article(article, "v", catalogue, wanted, NOW) for wanted in ("es", "zh-Hans"))
    assert (es.language, es.translated, es.outdated) == ("es", True, True)
    assert (chinese.language, chinese.translated, chinese.outdated) == ("en", False, False)


@pytest.mark.parametrize(
    ("text", "messages"),
    [("a" * 160, 1), ("a" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("垃" * 70, 1), ("垃" * 71, 2), ("a" * 307, 3)],
)
def test_messages_are_counted_as_networks_count_them(text: str, messages: int) -> None:
    assert messages_of(text) == messages


def test_spanish_loses_the_accents_that_would_make_two_messages_of_one() -> None:
    assert as_message("¿Qué día recogen la basura en mi año?") == "¿Qué dia recogen la basura en mi año?"
    assert as_message("垃圾 é á") == "垃圾 é á"
