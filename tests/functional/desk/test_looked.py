"""A supervisor sees who looked at a case of their agency, and what their people looked at; reading it is a look too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from casework.oversight.routes import LOOKS as MOST
from casework.staff.accounts import forget_names
from onestop.runtime.clients import client
from onestop.runtime.enabled import forget_enabled
from onestop.storage.staff.looks import Look, keep_look, looks_at, looks_of
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.desk.test_case_acts import a_case_that, page_of

STAFF = {
    "bo": ("agency:streets", "role:clerk"),
    "both": ("agency:streets", "agency:parks", "role:clerk"),
    "vera": ("agency:parks", "role:clerk"),
    "chief": ("agency:streets", "role:supervisor"),
}
LOOKS = "/desk/supervisor/looks"


@pytest.fixture
def people(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Accounts, by name with their ids."""
    cognito = client("cognito-idp")
    pool = str(cognito.create_user_pool(PoolName="staff")["UserPool"]["Id"])
    monkeypatch.setenv("USER_POOL_ID", pool)
    forget_names()
    forget_enabled()
    for group in sorted({group for groups in STAFF.values() for group in groups}):
        cognito.create_group(UserPoolId=pool, GroupName=group)
    ids = {}
    for username, groups in STAFF.items():
        made = cognito.admin_create_user(UserPoolId=pool, Username=username, MessageAction="SUPPRESS")["User"]
        ids[username] = next(str(each["Value"]) for each in made["Attributes"] if each["Name"] == "sub")
        for group in groups:
            cognito.admin_add_user_to_group(UserPoolId=pool, Username=username, GroupName=group)
    yield ids
    forget_names()


def at_work(people: dict[str, str], name: str, role: str = "clerk") -> Browser:
    return signed_in(sub=people[name], username=name, role=role)


def text_of(answer: dict[str, Any]) -> str:
    assert answer["statusCode"] == 200, answer["body"]
    return str(unescape(answer["body"]))


def test_a_supervisor_sees_on_the_case_who_has_looked_and_that_is_a_look_too(
    aws: Aws, people: dict[str, str], calls: Calls
) -> None:
    reference = a_case_that()
    page_of(at_work(people, "bo"), reference)
    chief = at_work(people, "chief", "supervisor")
    where = f"/desk/cases/{reference}/looks"
    assert f'href="{where}"' in page_of(chief, reference)["body"]
    calls.forget()
    body = text_of(chief.get(where))
    assert calls.names == ["GetItem", "Query", "PutItem", "Query"]
    assert "<td>bo</td>" in body
    assert "what was said" in body
    assert [look.by for look in looks_at(reference, 9) if look.where == "audit"] == [f"staff:{people['chief']}"]


def test_a_case_that_was_looked_at_more_often_than_is_shown_says_so(aws: Aws, people: dict[str, str]) -> None:
    reference, chief = a_case_that(), at_work(people, "chief", "supervisor")
    older = "Older looks are kept too."
    assert older not in text_of(chief.get(f"/desk/cases/{reference}/looks"))
    for number in range(MOST):
        keep_look(reference, Look(at=NOW - timedelta(minutes=number), by="staff:1", fields=("place",)))
    assert older in text_of(chief.get(f"/desk/cases/{reference}/looks"))


@pytest.mark.parametrize("role", ["clerk", "contractor", "reception"])
def test_nobody_else_in_the_agency_sees_who_has_looked(aws: Aws, people: dict[str, str], role: str) -> None:
    reference, browser = a_case_that(), at_work(people, "bo", role)
    assert browser.get(f"/desk/cases/{reference}/looks")["statusCode"] == 403
    assert browser.get(LOOKS, of=people["chief"])["statusCode"] == 403
    assert "/looks" not in browser.get(f"/desk/cases/{reference}")["body"]


def test_a_case_of_another_agency_is_none(aws: Aws, people: dict[str, str]) -> None:
    foreign = signed_in(sub=people["vera"], username="vera", role="supervisor", agency="parks")
    assert foreign.get(f"/desk/cases/{a_case_that()}/looks")["statusCode"] == 404


def test_a_supervisor_sees_what_their_people_looked_at_in_a_month(
    aws: Aws, people: dict[str, str], calls: Calls
) -> None:
    reference = a_case_that()
    bo = at_work(people, "bo")
    bo.get("/desk")
    page_of(bo, reference)
    chief = at_work(people, "chief", "supervisor")
    overview = text_of(chief.get("/desk/supervisor"))
    assert f'href="{LOOKS}?agency=streets"' in overview
    form = text_of(chief.get(LOOKS, agency="streets"))
    assert f'<option value="{people["bo"]}">bo</option>' in form
    assert people["vera"] not in form
    calls.forget()
    body = text_of(chief.get(LOOKS, agency="streets", of=people["bo"]))
    assert calls.names == ["GetItem", "PutItem", "Query", "Query"]
    assert "a list" in body
    assert body.count(reference) >= 2  # in the list, and by itself
    assert looks_of(f"staff:{people['chief']}", "2026-11", 1)[0].about == f"staff:{people['bo']}"
    assert "Nothing is kept about this." in text_of(chief.get(LOOKS, of=people["bo"], month="2026-10"))
    assert chief.get(LOOKS, of=people["bo"], month="October")["statusCode"] == 400
    of_a_day = {day: text_of(chief.get(LOOKS, of=people["bo"], month=f"2026-11-{day}")) for day in ("22", "23")}
    assert [day for day, body in of_a_day.items() if reference in body] == [f"{NOW:%d}"]


def test_who_works_elsewhere_is_not_looked_after_from_here(aws: Aws, people: dict[str, str]) -> None:
    chief = at_work(people, "chief", "supervisor")
    for of in (people["vera"], "nobody"):
        assert chief.get(LOOKS, of=of)["statusCode"] == 404
    assert chief.get(LOOKS, agency="parks", of=people["vera"])["statusCode"] == 403


def test_of_who_works_for_two_agencies_only_what_is_this_ones_is_shown(aws: Aws, people: dict[str, str]) -> None:
    reference = a_case_that()
    both = at_work(people, "both")
    both.get("/desk")
    page_of(both, reference)
    body = text_of(at_work(people, "chief", "supervisor").get(LOOKS, of=people["both"]))
    assert "This person works for other agencies too" in body
    assert body.count(">the case") == 0
    assert "a list" in body
    boss = signed_in(sub=people["chief"], username="chief", role="administrator")
    assert "This person works for other agencies too" not in text_of(
        boss.get(LOOKS, agency="streets", of=people["both"])
    )
