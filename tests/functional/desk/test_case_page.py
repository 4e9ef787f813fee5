"""The case on one screen: what it shows to whom, in which words, and what is near it or goes on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference
from tests.functional.casework.test_acts import CHIEF, act
from tests.functional.desk.desking import hidden_in, signed_in
from tests.functional.desk.test_case_acts import a_case_that, done, page_of, send


def words(page: dict[str, str]) -> str:
    return unescape(page["body"])


def test_a_deadline_is_said_as_one_says_it_with_the_hours_that_are_left(aws: Aws) -> None:
    reference = a_case_that("open")
    act(
        f"{reference}/extension",
        {"due_at": "2026-11-24T20:00:00Z", "reason": "It is urgent."},
        claims=CHIEF,
        X_Clock=NOW.isoformat(),
    )
    page = words(page_of(signed_in(), reference))
    assert "tomorrow 4:00 pm" in page
    assert "working hours left" in page
    late = signed_in(sub="later", at=NOW + timedelta(days=3))
    assert "working hours late" in words(page_of(late, reference))


def test_when_and_why_the_clock_stood_still_is_said(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("asked")
    assert "The clock has stood still since" in words(page_of(browser, reference))
    later = replace(browser, at=NOW + timedelta(minutes=20))
    done(send(later, page_of(later, reference), "resume"))
    assert "it waited for the resident" in words(page_of(later, reference))
    assert "The clock stood still from" in words(page_of(later, reference))


def test_what_was_said_in_another_language_is_marked_so(aws: Aws) -> None:
    reference = a_case_that(contact={"language": "es"})
    assert "Written in: Español." in words(page_of(signed_in(), reference))


def test_danger_stands_on_top(aws: Aws) -> None:
    reference = a_case_that(description="I smell gas and there is a hole.")
    page = words(page_of(signed_in(role="administrator", agency="contact-centre"), reference))
    assert page.index("Danger was named") < page.index("<h1>")


def test_the_person_is_masked_until_disclosed_for_a_purpose(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open")
    page = page_of(browser, reference)
    assert "Ana Rivas" not in page["body"]
    path, mark = f"/desk/cases/{reference}/disclosure", ("form", hidden_in(page["body"])["form"])
    short = browser.post(path, [mark, ("purpose", "because")])
    assert (short["statusCode"], "Ana Rivas" in short["body"]) == (400, False)
    shown = browser.post(path, [mark, ("purpose", "The crew stands before a locked gate.")])
    assert shown["statusCode"] == 200
    assert "Ana Rivas" in shown["body"]
    assert "Ana Rivas" not in page_of(browser, reference)["body"]


@pytest.mark.parametrize("role", ["clerk", "contractor"])
def test_who_guesses_references_finds_nothing(aws: Aws, role: str) -> None:
    browser, reference = signed_in(agency="water", role=role), a_case_that("open")
    for below in ("", "/beat", "/nearby", "/print", "/attachments/none", "/upload"):
        statuses = {browser.get(f"/desk/cases/{each}{below}")["statusCode"] for each in (reference, a_reference(77))}
        assert len(statuses) == 1
        assert statuses <= {403, 404}  # a contractor's role allows some pages to nobody


def test_a_name_in_a_note_stands_out_and_nothing_written_is_markup(aws: Aws) -> None:
    browser, reference = signed_in(), a_case_that("open")
    done(send(browser, page_of(browser, reference), "note", text="@bo <b>mind</b> the dog"))
    body = page_of(browser, reference)["body"]
    assert '<strong class="at">@bo</strong> &lt;b&gt;mind&lt;/b&gt; the dog' in body


def test_a_second_report_of_the_same_hole_is_found_nearby_and_joined_from_there(aws: Aws, calls: Calls) -> None:
    browser, first, second = signed_in(), a_case_that("open"), a_case_that("open")
    calls.forget()
    page = browser.get(f"/desk/cases/{second}/nearby")
    assert calls.names == ["GetItem", "Query", "Query", "PutItem"]
    assert first in page["body"]
    fields = [("form", hidden_in(page["body"])["form"]), ("how", "merge"), ("into", first), ("reason", "The same.")]
    done(browser.post(f"/desk/cases/{second}/merging", fields))
    assert f"It goes on in {first}." in words(page_of(browser, second))


def test_a_work_order_has_the_place_the_map_and_room_to_write(aws: Aws) -> None:
    page = words(signed_in().get(f"/desk/cases/{a_case_that('open')}/print"))
    for part in ("Work order", "3 Elm Lane", "<svg", "A deep hole.", "What was done"):
        assert part in page
    assert "Ana Rivas" not in page


@pytest.mark.parametrize("language", ["es", "zh-Hans"])
def test_nothing_that_staff_read_is_left_in_english(aws: Aws, language: str) -> None:
    page = words(page_of(signed_in(language=language, sub="other"), a_case_that()))
    english = ("Take it", "Pass it on", "Where it stands", "working hour", "What the resident said", "Prepared texts")
    assert not [each for each in english if each in page]
