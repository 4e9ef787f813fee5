"""Signing in on Cognito's own page: only who left from here, with the code that was meant for them, comes in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from onestop.runtime import enabled
from onestop.storage.staff.desk_sessions import load_sessions
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.desking import Browser, cookies_of, hidden_in, nobody, signed_in, with_cookies
from tests.functional.desk.other_page import CLIENT, POOL, OtherPage, played

BACK = "/desk/sign-in/back"


@pytest.fixture
def other(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[OtherPage]:
    with played() as page:
        monkeypatch.setenv("SIGN_IN_PAGE", page.url)
        monkeypatch.setenv("USER_POOL_CLIENT_ID", CLIENT)
        yield page


@pytest.fixture(autouse=True)
def pool(monkeypatch: pytest.MonkeyPatch, other: OtherPage) -> Iterator[None]:
    """The pool's name; whom it has disabled is asked of nobody here."""
    monkeypatch.setenv("USER_POOL_ID", POOL)
    enabled._known["city_clerk-7"] = (True, float("inf"))
    yield
    enabled.forget_enabled()


def left(to: str = "/desk") -> tuple[Browser, dict[str, Any]]:
    answer = nobody().get("/desk/sign-in/elsewhere", next=to)
    assert answer["statusCode"] == 303
    return with_cookies(nobody(), answer), answer


def test_whoever_signs_in_there_is_in_here_and_where_they_wanted_to_go(other: OtherPage) -> None:
    browser, answer = left("/desk?view=mine")
    answer = browser.get(BACK, **other.arrive(answer["headers"]["Location"]))
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/desk?view=mine")
    browser = with_cookies(browser, answer)
    assert set(browser.cookies) == {"__Host-desk"}
    assert browser.get("/desk")["statusCode"] == 200
    known = load_sessions("clerk-7")
    assert (known.username, known.agencies, known.roles) == ("city_clerk-7", ("streets",), ("clerk",))


def test_signing_out_ends_the_session_there_too(other: OtherPage) -> None:
    browser, answer = left()
    browser = with_cookies(browser, browser.get(BACK, **other.arrive(answer["headers"]["Location"])))
    page = browser.get("/desk")
    assert f"form-action 'self' {other.url};" in page["headers"]["Content-Security-Policy"]
    answer = browser.submit("/desk/sign-out")
    assert answer["headers"]["Location"].startswith(f"{other.url}/logout?client_id={CLIENT}&logout_uri=https")
    assert browser.get("/desk")["statusCode"] == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://cognito-idp.ca-central-1.amazonaws.com/ca-central-1_Other"},
        {"iss": f"https://evil.example/{POOL}"},
        {"aud": "another-program"},
        {"aud": [CLIENT]},
        {"token_use": "access"},
        {"nonce": "of another signing in"},
        {"exp": NOW.timestamp()},
        {"exp": "soon"},
        {"sub": ""},
    ],
)
def test_a_token_of_another_pool_program_or_signing_in_lets_nobody_in(other: OtherPage, wrong: dict[str, Any]) -> None:
    other.claims |= wrong
    browser, answer = left()
    answer = browser.get(BACK, **other.arrive(answer["headers"]["Location"]))
    assert answer["statusCode"] == 403
    assert "__Host-desk" not in cookies_of(answer)


def test_a_code_that_was_meant_for_another_browser_lets_nobody_in(other: OtherPage) -> None:
    theirs, mine = left(), left()
    sent = other.arrive(theirs[1]["headers"]["Location"])
    assert mine[0].get(BACK, **sent)["statusCode"] == 403  # another state
    state = other.arrive(mine[1]["headers"]["Location"])["state"]
    assert mine[0].get(BACK, code=sent["code"], state=state)["statusCode"] == 403  # another verifier
    assert nobody().get(BACK, **sent)["statusCode"] == 403  # nobody left


def test_a_code_is_good_once(other: OtherPage) -> None:
    browser, answer = left()
    sent = other.arrive(answer["headers"]["Location"])
    assert [browser.get(BACK, **sent)["statusCode"] for _ in range(2)] == [303, 403]


@pytest.mark.parametrize(
    ("told", "begins", "provider"),
    [
        ("port-ellery-staff city", "https://port-ellery-staff.auth.ca-central-1.amazoncognito.com/oauth2/", "city"),
        ("port-ellery-staff ", "https://port-ellery-staff.auth.ca-central-1.amazoncognito.com/oauth2/", None),
        ("https://id.city.example/ city", "https://id.city.example/oauth2/authorize?", "city"),
    ],
)
def test_the_desk_leads_to_cognito_s_page_and_to_the_government_s_accounts_at_once(
    other: OtherPage, monkeypatch: pytest.MonkeyPatch, told: str, begins: str, provider: str | None
) -> None:
    monkeypatch.setenv("SIGN_IN_PAGE", told)
    location = nobody().get("/desk/sign-in/elsewhere")["headers"]["Location"]
    assert location.startswith(begins)
    assert parse_qs(urlsplit(location).query).get("identity_provider") == (provider and [provider])


@pytest.mark.parametrize("sent", [{}, {"error": "access_denied"}, {"state": "é", "code": "x"}, {"code": "x"}])
def test_coming_back_with_nothing_shows_the_form_and_why(other: OtherPage, sent: dict[str, str]) -> None:
    browser, _ = left()
    answer = browser.get(BACK, **sent)
    assert answer["statusCode"] == 403
    assert "You were not signed in there." in answer["body"]


def test_when_that_page_does_not_answer_nobody_is_blamed(other: OtherPage) -> None:
    browser, answer = left()
    sent = other.arrive(answer["headers"]["Location"])
    other.broken = True
    assert browser.get(BACK, **sent)["statusCode"] == 503


def test_what_was_typed_is_kept_while_they_sign_in_there_in_a_new_window(other: OtherPage) -> None:
    fields = [("form", "of a session that ended"), ("language", "es"), ("text", "Mind the dog.")]
    asked = nobody().post("/desk/language", fields)
    form = asked["body"].rpartition('action="/desk/language">')[2]
    kept = hidden_in(form.partition("</form>")[0])
    assert kept == {"language": "es", "text": "Mind the dog."}
    answer = signed_in(sub="city_clerk-7").post("/desk/language", kept.items())  # by now signed in, in the other window
    assert answer["statusCode"] == 200
    assert "Mind the dog." in answer["body"]


def test_an_installation_without_such_a_page_has_no_way_to_it(
    other: OtherPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_IN_PAGE", " ")
    for path in ("/desk/sign-in/elsewhere", BACK):
        assert nobody().get(path)["statusCode"] == 404
    assert "elsewhere" not in nobody().get("/desk/sign-in")["body"]
