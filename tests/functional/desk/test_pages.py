"""The first pages of the desk: who comes in, what it costs, and that nobody learns of what is not theirs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference
from tests.functional.desk.desking import OURS, Browser, cookies_of, hidden_in, nobody, signed_in
from tests.functional.stories import in_progress


def test_the_inbox_is_the_session_and_one_query_and_one_look_where_it_shows_words(aws: Aws, calls: Calls) -> None:
    browser = signed_in()
    browser.get("/desk")  # the catalogue is read once a minute
    calls.forget()
    assert browser.get("/desk")["statusCode"] == 200
    assert calls.names == ["GetItem", "Query"]
    reference = in_progress()["reference"]
    calls.forget()
    page = browser.get("/desk")
    assert calls.names == ["GetItem", "Query", "PutItem"]
    assert reference in page["body"]
    assert "A deep hole." in page["body"]


def test_a_case_is_the_session_the_case_the_look_and_the_letters(aws: Aws, calls: Calls) -> None:
    browser, reference = signed_in(), in_progress()["reference"]
    calls.forget()
    page = browser.get(f"/desk/cases/{reference}")
    assert page["statusCode"] == 200
    assert calls.names == ["GetItem", "Query", "PutItem", "Query"]
    assert "A deep hole." in page["body"]
    assert "Ana Rivas" not in page["body"]


@pytest.mark.parametrize("role", ["clerk", "supervisor", "contractor"])
def test_a_case_of_others_and_one_that_is_not_there_are_the_same_page(aws: Aws, role: str) -> None:
    reference, browser = in_progress()["reference"], signed_in(agency="water", role=role)
    foreign, missing = browser.get(f"/desk/cases/{reference}"), browser.get(f"/desk/cases/{a_reference(77)}")
    assert foreign["statusCode"] == missing["statusCode"] == 404
    plain = [
        page["body"].replace(name, "X").replace(hidden_in(page["body"])["form"], "M")
        for page, name in ((foreign, reference), (missing, a_reference(77)))
    ]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("path", ["/desk", "/desk/", "/desk/cases/7KQ2-M4TX-9BWD-D"])
def test_who_is_not_signed_in_is_sent_to_do_so_and_comes_back(aws: Aws, path: str) -> None:
    answer = nobody().get(path, view="mine")
    assert answer["statusCode"] == 303
    assert answer["headers"]["Location"].startswith("/desk/sign-in?next=%2Fdesk")
    assert "view%3Dmine" in answer["headers"]["Location"]


def test_a_script_that_asks_for_news_is_told_in_a_word(aws: Aws) -> None:
    assert nobody().get("/desk", headers={"Sec-Fetch-Dest": "empty"})["statusCode"] == 401


@pytest.mark.parametrize(
    ("after", "status"), [(timedelta(minutes=29), 200), (timedelta(minutes=30), 303), (timedelta(hours=12), 303)]
)
def test_a_session_that_nobody_used_ends(aws: Aws, after: timedelta, status: int) -> None:
    assert Browser(signed_in().cookies, NOW + after).get("/desk")["statusCode"] == status


def test_a_session_that_is_used_lasts_but_not_for_ever_and_is_noted_every_few_minutes(aws: Aws, calls: Calls) -> None:
    cookies = signed_in().cookies
    calls.forget()
    for minutes in range(0, 12 * 60, 4):
        assert Browser(cookies, NOW + timedelta(minutes=minutes)).get("/desk")["statusCode"] == 200
    assert calls.names.count("PutItem") == 89  # each second page, for they are four minutes apart
    assert Browser(cookies, NOW + timedelta(hours=12)).get("/desk")["statusCode"] == 303


def test_signing_out_ends_this_session_and_no_other(aws: Aws) -> None:
    one = signed_in()
    answer = one.submit("/desk/sign-out")
    assert answer["statusCode"] == 303
    assert "Max-Age=0" in cookies_of(answer)["__Host-desk"]
    assert one.get("/desk")["statusCode"] == 303


@pytest.mark.parametrize("cookie", ["", "x", "clerk-1.", "eyJhbGciOi.eyJzdWIi.c2ln", "a.b" * 99, "clerk-1." + "x" * 43])
def test_a_cookie_that_is_none_of_ours_lets_nobody_in(aws: Aws, cookie: str) -> None:
    signed_in()
    assert Browser({"__Host-desk": cookie}).get("/desk")["statusCode"] == 303


def test_an_id_token_opens_no_page(aws: Aws) -> None:
    assert nobody().get("/desk", headers={"Authorization": "eyJhbGciOi.eyJzdWIi.c2ln"})["statusCode"] == 303


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"},
     {"Sec-Fetch-Site": "", "Origin": "https://evil.example"}, {"Sec-Fetch-Site": "", "Origin": "null"}],
)  # fmt: skip
def test_a_form_from_elsewhere_does_nothing_even_with_the_right_mark(aws: Aws, headers: dict[str, str]) -> None:
    browser = signed_in()
    mark = hidden_in(browser.get("/desk")["body"])["form"]
    assert browser.post("/desk/sign-out", [("form", mark)], headers)["statusCode"] == 403
    assert browser.get("/desk")["statusCode"] == 200


@pytest.mark.parametrize("mark", ["", "x", "A" * 88, "🙂"])
def test_a_form_without_its_mark_does_nothing_and_loses_nothing(aws: Aws, mark: str) -> None:
    browser = signed_in()
    fields = [("form", mark), ("text", "Mind the dog.")]
    assert browser.post("/desk/language", fields, {"Sec-Fetch-Site": ""})["statusCode"] == 403
    answer = browser.post("/desk/language", fields, OURS)
    assert answer["statusCode"] == 200
    assert "Mind the dog." in answer["body"]
    assert browser.get("/desk")["statusCode"] == 200


def test_two_pages_carry_two_marks_and_both_are_good(aws: Aws) -> None:
    browser = signed_in()
    one, two = (hidden_in(browser.get("/desk")["body"])["form"] for _ in range(2))
    assert one != two
    for mark in (one, two):
        assert browser.post("/desk/language", [("form", mark), ("language", "es")])["statusCode"] == 303


def test_a_language_is_kept_for_the_session(aws: Aws) -> None:
    browser = signed_in()
    browser.submit("/desk/language", [("language", "zh-Hans"), ("next", "/desk?view=mine")])
    assert '<html lang="zh-Hans"' in browser.get("/desk")["body"]


def test_what_everything_is_dressed_in_is_kept_for_good_and_comes_from_here(aws: Aws) -> None:
    page = signed_in().get("/desk")
    assert "default-src 'none'" in page["headers"]["Content-Security-Policy"]
    assert "unsafe" not in page["headers"]["Content-Security-Policy"]
    assert page["headers"]["Cache-Control"] == "no-store"
    for kind in ("css", "js"):
        start = page["body"].index("/desk/static/")
        address = next(
            part for part in page["body"][start - 1 :].split('"') if part.startswith("/desk/static") and kind in part
        )
        sent = nobody().get(address)
        assert (sent["statusCode"], sent["headers"]["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert nobody().get("/desk/static/desk-0000000000000000.css")["statusCode"] == 404


@pytest.mark.parametrize(
    "path", ["/desk/nothing", "/desk/cases", "/desk/cases/a/b/c", "/desk/%2e%2e", "/desk/{proxy+}"]
)
def test_what_is_no_page_says_so_on_one(aws: Aws, path: str) -> None:
    for browser in (nobody(), signed_in()):
        answer = browser.get(path)
        assert answer["statusCode"] == 404
        assert answer["headers"]["Content-Type"] == "text/html; charset=utf-8"
