"""Accounts of staff in Cognito, for tests of who may be chosen and which calls are made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from casework.staff.accounts import forget_names
from casework.staff.colleagues import forget_colleagues
from onestop.runtime.clients import client
from onestop.runtime.enabled import forget_enabled


def forget() -> None:
    forget_enabled()
    forget_names()
    forget_colleagues()


@contextmanager
def a_pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A pool without anybody in it."""
    made = str(client("cognito-idp").create_user_pool(PoolName="staff")["UserPool"]["Id"])
    monkeypatch.setenv("USER_POOL_ID", made)
    forget()
    yield made
    forget()


def make(pool: str, username: str, *groups: str) -> str:
    """Creates an account in groups; returns its id."""
    cognito = client("cognito-idp")
    user = cognito.admin_create_user(
        UserPoolId=pool,
        Username=username,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "email", "Value": username}],
    )["User"]
    for group in groups:
        with suppress(cognito.exceptions.GroupExistsException):
            cognito.create_group(UserPoolId=pool, GroupName=group)
        cognito.admin_add_user_to_group(UserPoolId=pool, Username=username, GroupName=group)
    return next(str(each["Value"]) for each in user["Attributes"] if each["Name"] == "sub")


@contextmanager
def counted() -> Iterator[list[str]]:
    """The names of the calls to Cognito."""
    names: list[str] = []

    def note(model: Any, **_: Any) -> None:
        names.append(model.name)

    events = client("cognito-idp").meta.events
    events.register("before-call.cognito-identity-provider", note)
    try:
        yield names
    finally:
        events.unregister("before-call.cognito-identity-provider", note)


@contextmanager
def silent() -> Iterator[None]:
    """Cognito answers with an error."""

    def refuse(**_: Any) -> Any:
        from types import SimpleNamespace

        said = {"Error": {"Code": "InternalErrorException", "Message": "no"}}
        return SimpleNamespace(status_code=400), said

    events = client("cognito-idp").meta.events
    events.register("before-call.cognito-identity-provider", refuse)
    try:
        yield
    finally:
        events.unregister("before-call.cognito-identity-provider", refuse)
