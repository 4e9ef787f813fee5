"""Staff show the digits of an app, fail only so often, and are out within a minute once their account is disabled."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from casework.handler import handle
from casework.staff.sign_in_attempts import PER_ADDRESS, PER_USER
from onestop.runtime.clients import client
from onestop.runtime.enabled import FRESH_SECONDS, forget_enabled, is_enabled
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_clerk, an_api_event, said
from tests.functional.casework.second_factor import AppPool, digits
from tests.functional.problems import fields_of, problem

PASSWORD = "Correct-horse-7"
HOME, ELSEWHERE = "93.184.216.34", "93.184.216.35"


@pytest.fixture
def pool(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> str:
    """A pool with a clerk who has a password."""
    cognito = client("cognito-idp")
    made: str = cognito.create_user_pool(PoolName="staff")["UserPool"]["Id"]
    flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    desk = cognito.create_user_pool_client(UserPoolId=made, ClientName="desk", ExplicitAuthFlows=flows)
    monkeypatch.setenv("USER_POOL_CLIENT_ID", desk["UserPoolClient"]["ClientId"])
    cognito.admin_create_user(UserPoolId=made, Username="clerk", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=made, Username="clerk", Password=PASSWORD, Permanent=True)
    return made


@pytest.fixture
def second_factor(pool: str) -> Iterator[None]:
    """The pool asks for the digits of an app, as on AWS."""
    with AppPool("clerk", PASSWORD):
        yield


@pytest.fixture(autouse=True)
def one_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """All happens at one moment: tries are counted by the hour, whenever the tests are run."""
    monkeypatch.setenv("CLOCK", "stated")


def post(path: str, address: str = HOME, **body: str) -> dict[str, Any]:
    headers = {"Content-Type": "application/json", "X-Clock": NOW.isoformat()}
    sent = {"username": "clerk", "password": PASSWORD} | body
    event = an_api_event("POST", f"/api/staff/{path}", body=sent, headers=headers)
    event["requestContext"]["identity"] = {"sourceIp": address}
    return handle(event, None)


def test_who_has_no_app_yet_is_told_to_set_one_up_and_then_signs_in_with_it(second_factor: None) -> None:
    refused = post("sessions")
    assert fields_of(refused, 403) == {"setup"}
    assert "/api/staff/authenticators" in refused["body"]
    made = said(post("authenticators"))
    assert made["link"].startswith("otpauth://totp/Onestop%3Aclerk?secret=" + made["key"])
    assert said(post("sessions", code=digits(made["key"]), setup=made["setup"]))["agencies"] == ["streets"]
    assert fields_of(post("sessions"), 403) == {"code"}
    assert said(post("sessions", code=digits(made["key"])))["token"]


def test_wrong_digits_and_a_wrong_password_sound_alike(second_factor: None) -> None:
    made = said(post("authenticators"))
    right = digits(made["key"])
    wrong = f"{(int(right) + 500_000) % 1_000_000:06d}"
    first = post("sessions", code=wrong, setup=made["setup"])
    assert post("sessions", code=right, setup="a-session-that-is-none")["body"] == first["body"]
    assert problem(first, 403)["detail"] == problem(post("sessions", password="Wrong-horse-7"), 403)["detail"]


@pytest.mark.parametrize("code", ["12345", "1234567", "12345a", "１２３４５６"])
def test_what_are_no_six_digits_is_refused(pool: str, code: str) -> None:
    assert fields_of(post("sessions", code=code)) == {"code"}


def test_an_app_is_set_up_only_where_one_is_asked_for_and_by_who_knows_the_password(pool: str) -> None:
    assert fields_of(post("authenticators"), 409) == {"username"}
    problem(post("authenticators", password="Wrong-horse-7"), 403)


def test_a_user_fails_so_often_from_one_address_and_signs_in_from_another(pool: str) -> None:
    answers = [post("sessions", password="Wrong-horse-7")["statusCode"] for _ in range(PER_USER + 1)]
    assert answers == [403] * PER_USER + [429]
    late = post("sessions")
    problem(late, 429)
    assert 0 < int(late["headers"]["Retry-After"]) <= 3600
    assert post("sessions", ELSEWHERE)["statusCode"] == 200


def test_one_address_does_not_try_one_name_after_another(pool: str) -> None:
    tried = [post("sessions", username=f"clerk{number}")["statusCode"] for number in range(PER_ADDRESS + 1)]
    assert tried == [403] * PER_ADDRESS + [429]


def test_who_signs_in_as_they_should_is_not_counted(aws: Aws, pool: str) -> None:
    assert {post("sessions")["statusCode"] for _ in range(PER_USER + 2)} == {200}
    with aws.failing("cognito-idp", "InitiateAuth", "InternalErrorException"):
        assert {post("sessions")["statusCode"] for _ in range(PER_USER + 2)} == {503}
    assert post("sessions")["statusCode"] == 200


def test_who_is_disabled_is_out_within_a_minute(aws: Aws, pool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER_POOL_ID", pool)
    forget_enabled()
    claims = a_clerk(agency="streets") | {"cognito:username": "clerk"}
    asked = an_api_event("GET", "/api/staff/tasks", claims=claims)
    assert handle(asked, None)["statusCode"] == 200
    client("cognito-idp").admin_disable_user(UserPoolId=pool, Username="clerk")
    now = time.monotonic()
    assert not is_enabled("clerk", lambda: now + FRESH_SECONDS)
    problem(handle(asked, None), 403)
    assert FRESH_SECONDS <= 60


def test_who_is_not_there_any_more_is_out_and_while_cognito_is_silent_what_was_known_holds(
    aws: Aws, pool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER_POOL_ID", pool)
    forget_enabled()
    assert is_enabled("clerk")
    assert not is_enabled("nobody")
    later = time.monotonic() + 2 * FRESH_SECONDS
    with aws.failing("cognito-idp", "AdminGetUser", "InternalErrorException"):
        assert is_enabled("clerk", lambda: later)
