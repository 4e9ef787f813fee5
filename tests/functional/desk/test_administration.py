"""Administrators invite, place and disable; whoever is placed anew is signed out at once; the last one stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from casework.staff.accounts import find_account, names
from onestop.domain.staff.deeds import Deed, DeedKind, DeedOutcome
from onestop.runtime.clients import client
from onestop.storage.staff.deeds import deeds_of
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.accounts import a_pool, make
from tests.functional.desk.desking import Browser, hidden_in, signed_in

HOME = "/desk/administration"


@pytest.fixture
def pool(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with a_pool(monkeypatch) as made:
        yield made


@pytest.fixture
def chief_id(pool: str) -> str:
    return make(pool, "chief@city.example", "agency:contact-centre", "role:administrator")


@pytest.fixture
def chief(chief_id: str) -> Browser:
    return as_staff(chief_id, "administrator", "chief@city.example")


def as_staff(sub: str, role: str, username: str) -> Browser:
    return signed_in(agency="contact-centre", role=role, sub=sub, username=username)


def deeds() -> list[Deed]:
    return deeds_of(f"{NOW:%Y-%m}", 10)


def test_who_is_invited_has_an_account_in_their_groups_and_it_is_kept_without_their_address(
    pool: str, chief: Browser, chief_id: str
) -> None:
    fields = [("email", "Bo@City.example "), ("agencies", "parks"), ("roles", "clerk"), ("roles", "reception")]
    answer = chief.submit(HOME, fields, seen=HOME)
    assert answer["statusCode"] == 303
    staff = answer["headers"]["Location"].partition("?")[0].rpartition("/")[2]
    placed = find_account(staff)
    assert placed is not None
    assert (placed.account.username, placed.agencies, placed.roles) == (
        "bo@city.example",
        ("parks",),
        ("clerk", "reception"),
    )
    (deed,) = deeds()
    assert (deed.by, deed.kind, deed.outcome) == (f"staff:{chief_id}", DeedKind.INVITED, DeedOutcome.DONE)
    assert (deed.about, deed.details) == (f"staff:{staff}", ("agency:parks", "role:clerk", "role:reception"))
    assert "bo@" not in str(deed)
    assert names()[staff] == "bo"
    assert "bo@city.example" in chief.get(HOME, agency="parks")["body"]
    assert "bo@city.example" not in chief.get(HOME, agency="streets")["body"]
    again = chief.submit(HOME, fields, seen=HOME)
    assert again["statusCode"] == 400
    assert "has an account already" in again["body"]


def test_what_is_wrong_with_an_invitation_is_said_at_its_fields(pool: str, chief: Browser) -> None:
    answer = chief.submit(HOME, [("email", "bo"), ("agencies", "moon"), ("roles", "king")], seen=HOME)
    assert answer["statusCode"] == 400
    assert all(f'id="{field}-wrong"' in answer["body"] for field in ("email", "agencies", "roles"))
    assert 'value="bo"' in answer["body"]
    assert deeds() == []


def test_another_role_ends_the_sessions_and_says_what_changed(pool: str, chief: Browser) -> None:
    bo = make(pool, "bo@city.example", "agency:streets", "role:clerk")
    browser = as_staff(bo, "clerk", "bo@city.example")
    assert browser.get("/desk")["statusCode"] == 200
    answer = chief.submit(f"{HOME}/staff/{bo}", [("agencies", "streets"), ("roles", "supervisor")], seen=HOME)
    assert answer["statusCode"] == 303
    placed = find_account(bo)
    assert placed is not None
    assert placed.roles == ("supervisor",)
    assert browser.get("/desk")["statusCode"] == 303  # to sign in again
    assert [(deed.about, deed.details) for deed in deeds()] == [(f"staff:{bo}", ("+role:supervisor", "-role:clerk"))]


def test_who_is_disabled_is_out_at_once_and_may_be_let_in_again(pool: str, chief: Browser) -> None:
    bo = make(pool, "bo@city.example", "agency:streets", "role:clerk")
    browser = as_staff(bo, "clerk", "bo@city.example")
    assert chief.submit(f"{HOME}/staff/{bo}/disabling", seen=HOME)["statusCode"] == 303
    assert browser.get("/desk")["statusCode"] == 303
    assert "disabled" in chief.get(f"{HOME}/staff/{bo}")["body"]
    assert chief.submit(f"{HOME}/staff/{bo}/enabling", seen=HOME)["statusCode"] == 303
    placed = find_account(bo)
    assert placed is not None
    assert placed.account.enabled
    assert {deed.kind for deed in deeds()} == {DeedKind.DISABLED, DeedKind.ENABLED}


def test_nobody_disables_themselves_nor_takes_the_last_administrator_away(
    pool: str, chief: Browser, chief_id: str
) -> None:
    own = f"{HOME}/staff/{chief_id}"
    assert chief.submit(f"{own}/disabling", seen=HOME)["statusCode"] == 409
    answer = chief.submit(own, [("agencies", "contact-centre"), ("roles", "clerk")], seen=HOME)
    assert answer["statusCode"] == 409
    assert "the last administrator" in answer["body"]
    other = make(pool, "other@city.example", "agency:contact-centre", "role:administrator")
    client("cognito-idp").admin_disable_user(UserPoolId=pool, Username="other@city.example")
    assert chief.submit(own, [("agencies", "contact-centre"), ("roles", "clerk")], seen=HOME)["statusCode"] == 409
    client("cognito-idp").admin_enable_user(UserPoolId=pool, Username="other@city.example")
    invited_only = chief.submit(own, [("agencies", "contact-centre"), ("roles", "clerk")], seen=HOME)
    assert invited_only["statusCode"] == 409
    client("cognito-idp").admin_set_user_password(
        UserPoolId=pool, Username="other@city.example", Password="A-long-enough-1", Permanent=True
    )
    assert chief.submit(own, [("agencies", "contact-centre"), ("roles", "clerk")], seen=HOME)["statusCode"] == 303
    assert other
    assert [deed.kind for deed in deeds()] == [DeedKind.PLACED]


@pytest.mark.parametrize("meanwhile", ["ListUsersInGroup", "AdminDisableUser"])
def test_of_two_administrators_who_disable_each_other_at_the_same_instant_one_stays(
    pool: str, chief: Browser, chief_id: str, meanwhile: str
) -> None:
    """The other one does all of it while the first has looked who else there is, or has just decided."""
    other_id = make(pool, "other@city.example", "agency:contact-centre", "role:administrator")
    for username in ("chief@city.example", "other@city.example"):
        client("cognito-idp").admin_set_user_password(
            UserPoolId=pool, Username=username, Password="A-long-enough-1", Permanent=True
        )
    other = as_staff(other_id, "administrator", "other@city.example")
    mark = ("form", hidden_in(other.get(HOME)["body"])["form"])
    events, answers = client("cognito-idp").meta.events, []

    def disable_first(**_: Any) -> None:
        events.unregister(name, disable_first)
        answers.append(other.post(f"{HOME}/staff/{chief_id}/disabling", [mark])["statusCode"])

    chief.get(HOME)
    page = hidden_in(chief.get(HOME)["body"])["form"]
    name = f"before-call.cognito-identity-provider.{meanwhile}"
    events.register(name, disable_first)
    answers.append(chief.post(f"{HOME}/staff/{other_id}/disabling", [("form", page)])["statusCode"])
    assert sorted(answers) == [303, 409]
    placed = [find_account(each) for each in (chief_id, other_id)]
    assert [each.account.enabled for each in placed if each].count(True) == 1


def test_an_account_that_is_not_there_is_not_found(pool: str, chief: Browser) -> None:
    for path in ("", "/disabling", "/enabling"):
        assert chief.submit(f"{HOME}/staff/nobody{path}", [("roles", "clerk")], seen=HOME)["statusCode"] == 404


def test_who_loses_a_role_is_out_at_once_even_where_cognito_stops_half_way(aws: Aws, pool: str, chief: Browser) -> None:
    bo = make(pool, "bo@city.example", "agency:streets", "role:supervisor")
    browser = as_staff(bo, "supervisor", "bo@city.example")
    with aws.failing("cognito-idp", "AdminAddUserToGroup", "TooManyRequestsException"):
        fields = [("agencies", "streets"), ("roles", "clerk")]
        assert chief.submit(f"{HOME}/staff/{bo}", fields, seen=HOME)["statusCode"] in (500, 503)
    assert browser.get("/desk")["statusCode"] == 303
    assert [deed.outcome for deed in deeds()] == [DeedOutcome.FAILED]


def test_what_cognito_refuses_is_kept_as_failed(aws: Aws, pool: str, chief: Browser) -> None:
    bo = make(pool, "bo@city.example", "agency:streets", "role:clerk")
    with aws.failing("cognito-idp", "AdminDisableUser", "InternalErrorException"):
        assert chief.submit(f"{HOME}/staff/{bo}/disabling", seen=HOME)["statusCode"] in (500, 503)
    assert [deed.outcome for deed in deeds()] == [DeedOutcome.FAILED]
