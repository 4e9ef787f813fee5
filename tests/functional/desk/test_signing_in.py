"""Signing in at the desk: steps, throttle, where one goes on to, and what was typed before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from onestop.runtime.clients import client
from onestop.runtime.enabled import forget_enabled
from onestop.storage.staff.desk_sessions import end_all_sessions, load_sessions
from onestop_cli.build.template import read_template
from tests.aws_in_memory import INFRA, Aws, Calls
from tests.builders import NOW
from tests.functional.desk.desking import Browser, cookies_of, hidden_in, nobody, signed_in, with_cookies
from tests.functional.stories import in_progress

PASSWORD = "Correct-horse-7"


@pytest.fixture
def pool(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> str:
    """A pool with a clerk of the streets agency, and a newcomer."""
    cognito = client("cognito-idp")
    pool = str(cognito.create_user_pool(PoolName="staff")["UserPool"]["Id"])
    flows = read_template(INFRA / "identity.yaml")["Resources"]["UserPoolClient"]["Properties"]["ExplicitAuthFlows"]
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="desk", ExplicitAuthFlows=flows)
    monkeypatch.setenv("USER_POOL_CLIENT_ID", made["UserPoolClient"]["ClientId"])
    monkeypatch.setenv("USER_POOL_ID", pool)
    forget_enabled()
    cognito.admin_create_user(UserPoolId=pool, Username="clerk", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username="clerk", Password=PASSWORD, Permanent=True)
    for group in ("agency:streets", "role:clerk"):
        cognito.create_group(UserPoolId=pool, GroupName=group)
        cognito.admin_add_user_to_group(UserPoolId=pool, Username="clerk", GroupName=group)
    cognito.admin_create_user(
        UserPoolId=pool, Username="newcomer", TemporaryPassword="For-one-day-1", MessageAction="SUPPRESS"
    )
    return pool


def fill_in(browser: Browser, answer: dict[str, Any], **fields: str) -> tuple[Browser, dict[str, Any]]:
    """Fills in the form of a page and sends it, as a browser with its cookies would."""
    browser = with_cookies(browser, answer)
    sent = {**hidden_in(answer["body"]), **fields}
    answer = browser.post("/desk/sign-in", sent.items())
    return with_cookies(browser, answer), answer


def sign_in(to: str = "/desk", **fields: str) -> tuple[Browser, dict[str, Any]]:
    typed = {"username": "clerk", "password": PASSWORD} | fields
    return fill_in(nobody(), nobody().get("/desk/sign-in", next=to), **typed)


def test_a_clerk_signs_in_and_is_where_they_wanted_to_go(aws: Aws, pool: str) -> None:
    reference = in_progress()["reference"]
    browser, answer = sign_in(f"/desk/cases/{reference}")
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, f"/desk/cases/{reference}")
    line = cookies_of(answer)["__Host-desk"]
    assert {"Path=/", "HttpOnly", "SameSite=Lax", "Secure"} <= set(line.split("; "))
    assert browser.get(f"/desk/cases/{reference}")["statusCode"] == 200


def test_only_a_hash_of_the_secret_is_kept(aws: Aws, pool: str) -> None:
    browser, _ = sign_in()
    staff, _, secret = browser.cookies["__Host-desk"].partition(".")
    known = load_sessions(staff)
    assert (known.username, known.agencies, known.roles) == ("clerk", ("streets",), ("clerk",))
    assert secret not in str(known)


@pytest.mark.parametrize(
    "to",
    ["https://evil.example", "//evil.example", "/desk//evil.example", "/desk/../../x", "/desk\\evil", "/deskevil",
     "/desk/sign-out", "/desk/sign-in", "javascript:alert(1)", "/desk/\nx", "/desk/" + "x" * 3000, "/track"],
)  # fmt: skip
def test_a_link_leads_nobody_away_from_the_desk(aws: Aws, pool: str, to: str) -> None:
    assert sign_in(to)[1]["headers"]["Location"] == "/desk"


def test_a_wrong_password_and_an_unknown_name_look_the_same(aws: Aws, pool: str) -> None:
    pages = [sign_in(**typed)[1] for typed in ({"password": "Wrong-horse-7"}, {"username": "nobody"})]
    assert [page["statusCode"] for page in pages] == [403, 403]
    plain = [page["body"].replace('"clerk"', '"nobody"') for page in pages]
    marks = [hidden_in(page["body"])["form"] for page in pages]
    assert plain[0].replace(marks[0], "") == plain[1].replace(marks[1], "")
    assert "Wrong-horse-7" not in pages[0]["body"]


def test_more_guesses_than_people_make_are_refused_on_a_page_that_says_until_when(aws: Aws, pool: str) -> None:
    for _ in range(10):
        sign_in(password="Wrong-horse-7")
    _, answer = sign_in()
    assert answer["statusCode"] == 429
    assert answer["headers"]["Retry-After"] == "3600"
    assert "60 minutes" in answer["body"]


def test_a_newcomer_chooses_a_password_and_is_in(aws: Aws, pool: str) -> None:
    browser, answer = sign_in(username="newcomer", password="For-one-day-1")
    assert answer["statusCode"] == 200
    assert 'name="new_password"' in answer["body"]
    browser, answer = fill_in(browser, answer, new_password="My-own-horse-7")
    assert answer["statusCode"] == 303
    assert "__Host-desk" in browser.cookies


def test_a_form_to_sign_in_that_another_site_made_does_nothing(aws: Aws, pool: str) -> None:
    fields = {"username": "clerk", "password": PASSWORD, "step": "password"}
    answer = nobody().post("/desk/sign-in", fields.items())
    assert answer["statusCode"] == 403
    assert "__Host-desk" not in cookies_of(answer)


@pytest.mark.parametrize(("name", "typed"), [("username", ""), ("password", "")])
def test_what_is_missing_is_named(aws: Aws, pool: str, name: str, typed: str) -> None:
    _, answer = sign_in(**{name: typed})
    assert answer["statusCode"] == 400
    assert f'id="{name}-wrong"' in answer["body"]


def test_what_was_typed_when_the_session_had_ended_is_kept_and_sent_when_they_say_so(aws: Aws, pool: str) -> None:
    fields = [("form", "of a session that ended"), ("language", "es"), ("text", "Mind the dog, he <bites>.")]
    asked = nobody().post("/desk/language", fields)
    assert asked["statusCode"] == 401
    browser, wrong = fill_in(nobody(), asked, username="clerk", password="Wrong-horse-7")
    browser, answer = fill_in(browser, wrong, username="clerk", password=PASSWORD)
    assert answer["statusCode"] == 200
    assert "Mind the dog, he &lt;bites&gt;." in answer["body"]
    kept = hidden_in(answer["body"].partition('action="/desk/language">')[2].rpartition('action="/desk/language">')[2])
    sent = browser.post("/desk/language", kept.items())
    assert sent["statusCode"] == 303
    assert '<html lang="es"' in browser.get("/desk")["body"]


def test_a_form_from_elsewhere_is_not_kept_for_after_signing_in(aws: Aws, pool: str) -> None:
    answer = nobody().post("/desk/language", [("language", "es")], {"Sec-Fetch-Site": "cross-site"})
    assert answer["statusCode"] == 403
    assert "kept:" not in answer["body"]


def test_whoever_is_disabled_or_given_another_role_is_out_at_the_next_request(aws: Aws) -> None:
    one, other = signed_in(), signed_in(sub="clerk-2")
    end_all_sessions("clerk-1", NOW)
    assert one.get("/desk")["statusCode"] == 303
    assert other.get("/desk")["statusCode"] == 200


def test_whoever_is_disabled_in_cognito_is_out_within_a_minute(aws: Aws, pool: str) -> None:
    browser, _ = sign_in()
    assert browser.get("/desk")["statusCode"] == 200
    client("cognito-idp").admin_disable_user(UserPoolId=pool, Username="clerk")
    forget_enabled()  # what a process does after 60 s
    assert browser.get("/desk")["statusCode"] == 303


def test_a_role_that_was_changed_in_cognito_is_known_within_the_hour_and_kept_while_it_does_not_answer(
    aws: Aws, pool: str, calls: Calls
) -> None:
    browser, _ = sign_in()
    reference = in_progress()["reference"]
    client("cognito-idp").admin_remove_user_from_group(UserPoolId=pool, Username="clerk", GroupName="agency:streets")
    statuses = []
    for minutes in range(20, 90, 20):
        browser = Browser(browser.cookies, NOW + timedelta(minutes=minutes))
        with aws.failing("cognito-idp", "AdminListGroupsForUser", "InternalErrorException"):
            assert browser.get(f"/desk/cases/{reference}")["statusCode"] == (200 if minutes <= 60 else 404)
        statuses.append(browser.get(f"/desk/cases/{reference}")["statusCode"])
    assert statuses == [200, 200, 404, 404]


def test_when_cognito_does_not_answer_nobody_is_blamed(aws: Aws, pool: str) -> None:
    with aws.failing("cognito-idp", "InitiateAuth", "InternalErrorException"):
        assert sign_in()[1]["statusCode"] == 503


def test_signing_in_reads_and_writes_the_sessions_once(aws: Aws, pool: str, calls: Calls) -> None:
    sign_in()
    calls.forget()
    sign_in()
    assert [name for name in calls.names if name != "UpdateItem"] == ["GetItem", "PutItem"]  # the rest counts guesses


def test_neither_name_nor_password_nor_secret_is_logged(aws: Aws, pool: str, logged: Any) -> None:
    sign_in(password="Wrong-horse-7")
    browser, _ = sign_in()
    secret = browser.cookies["__Host-desk"].partition(".")[2]
    assert not [word for word in ("horse", '"clerk"', secret) if word in logged.getvalue()]
