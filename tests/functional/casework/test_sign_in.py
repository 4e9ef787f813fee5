"""Members of staff sign in with Cognito; whoever tries names or passwords learns nothing."""

from __future__ import annotations

from typing import Any

import pytest

from casework.handler import handle
from onestop.runtime.clients import client
from onestop.runtime.identity import staff_from
from onestop.runtime.outside.sign_in_elsewhere import claims_in
from onestop_cli.build.template import read_template
from tests.aws_in_memory import INFRA, Aws
from tests.builders import an_api_event, said
from tests.functional.problems import fields_of, problem

PASSWORD = "Correct-horse-7"


@pytest.fixture
def staff(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> str:
    """A clerk of the streets agency, in a pool with the client of infra/identity.yaml."""
    cognito = client("cognito-idp")
    pool = cognito.create_user_pool(PoolName="staff")["UserPool"]["Id"]
    flows = read_template(INFRA / "identity.yaml")["Resources"]["UserPoolClient"]["Properties"]["ExplicitAuthFlows"]
    made = cognito.create_user_pool_client(UserPoolId=pool, ClientName="desk", ExplicitAuthFlows=flows)
    monkeypatch.setenv("USER_POOL_CLIENT_ID", made["UserPoolClient"]["ClientId"])
    cognito.admin_create_user(UserPoolId=pool, Username="clerk", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(UserPoolId=pool, Username="clerk", Password=PASSWORD, Permanent=True)
    for group in ("agency:streets", "role:clerk"):
        cognito.create_group(UserPoolId=pool, GroupName=group)
        cognito.admin_add_user_to_group(UserPoolId=pool, Username="clerk", GroupName=group)
    cognito.admin_create_user(
        UserPoolId=pool, Username="newcomer", TemporaryPassword="For-one-day-1", MessageAction="SUPPRESS"
    )
    return str(pool)


def sign_in(username: Any, password: Any) -> dict[str, Any]:
    body = {"username": username, "password": password}
    return handle(an_api_event("POST", "/api/staff/sessions", body=body), None)


def test_a_clerk_signs_in_and_is_told_where_they_work(staff: str) -> None:
    session = said(sign_in("clerk", PASSWORD))
    assert (session["agencies"], session["roles"]) == (["streets"], ["clerk"])
    assert session["expires_in"] > 0
    who = staff_from({"requestContext": {"authorizer": {"claims": claims_in(session["token"])}}})
    assert who.works_for("streets")


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(staff: str) -> None:
    wrong, unknown = sign_in("clerk", "Wrong-horse-7"), sign_in("nobody", PASSWORD)
    problem(wrong, 403)
    assert wrong == unknown


def test_who_must_change_their_first_password_is_told(staff: str) -> None:
    assert "NEW_PASSWORD_REQUIRED" in problem(sign_in("newcomer", "For-one-day-1"), 403)["detail"]


@pytest.mark.parametrize(
    ("username", "password", "field"),
    [
        ("", PASSWORD, "username"),
        ("clerk", "", "password"),
        (None, PASSWORD, "username"),
        ("x" * 129, PASSWORD, "username"),
        (["clerk"], PASSWORD, "username"),
        ("clerk\x00", PASSWORD, "username"),
    ],
)
def test_bad_input_is_refused_and_the_field_is_named(staff: str, username: Any, password: Any, field: str) -> None:
    assert fields_of(sign_in(username, password)) == {field}


def test_when_cognito_does_not_answer_nobody_is_blamed(aws: Aws, staff: str) -> None:
    with aws.failing("cognito-idp", "InitiateAuth", "InternalErrorException"):
        problem(sign_in("clerk", PASSWORD), 503)


def test_neither_name_nor_password_is_logged(staff: str, logged: Any) -> None:
    sign_in("clerk", "Wrong-horse-7")
    assert not [word for word in ("Wrong-horse", '"clerk"') if word in logged.getvalue()]
