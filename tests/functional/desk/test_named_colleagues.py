"""A colleague named in a note finds the case in a list of their own; a name that nobody has is said back at once."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest

from casework.staff.accounts import forget_names
from onestop.runtime.clients import client
from onestop.runtime.enabled import forget_enabled
from onestop.storage.staff.desk_sessions import end_all_sessions, load_sessions
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW
from tests.functional.desk.desking import Browser, signed_in
from tests.functional.desk.test_case_acts import a_case_that, done, page_of, send
from tests.functional.stories import case_file, types

STAFF = {  # who works where, as what
    "bo@port-ellery.example": ("agency:streets", "role:clerk"),
    "chief": ("agency:streets", "role:supervisor"),
    "vera": ("agency:parks", "role:clerk"),
    "auditor": ("role:auditor",),
    "door": ("agency:streets", "role:reception"),
}


@pytest.fixture
def people(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Accounts, by short name with their ids."""
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
        attributes = {each["Name"]: each["Value"] for each in made["Attributes"]}
        ids[username.partition("@")[0]] = attributes["sub"]
        for group in groups:
            cognito.admin_add_user_to_group(UserPoolId=pool, Username=username, GroupName=group)
    yield ids
    forget_names()


def bo_at_work(people: dict[str, str]) -> Browser:
    return signed_in(sub=people["bo"], username="bo@port-ellery.example")


def chief_at_work(people: dict[str, str]) -> Browser:
    return signed_in(sub=people["chief"], username="chief", role="supervisor")


def listed(browser: Browser) -> str:
    return str(unescape(browser.get("/desk/named")["body"]))


def test_who_is_named_finds_the_case_in_their_list_until_they_have_looked(
    aws: Aws, people: dict[str, str], calls: Calls
) -> None:
    chief, reference = chief_at_work(people), a_case_that()
    done(send(chief, page_of(chief, reference), "note", text="@bo: mind the dog, and ask @auditor."))
    bo = bo_at_work(people)
    calls.forget()
    inbox = bo.get("/desk")["body"]
    assert calls.names == ["GetItem", "Query", "PutItem"]  # the count lies with the session: no call of its own
    assert 'Where I am named <span class="count">1</span>' in inbox
    calls.forget()
    assert reference in listed(bo)
    assert calls.names == ["GetItem"]
    assert "colleague chief" in listed(bo)
    assert "not looked at yet" in listed(bo)
    assert "dog" not in listed(bo)  # what was written stands in the case, for who may see it
    calls.forget()
    page_of(bo, reference)
    assert calls.names == ["GetItem", "Query", "PutItem", "Query", "PutItem"]  # once more than any other case
    calls.forget()
    page_of(bo, reference)
    assert calls.names == ["GetItem", "Query", "PutItem", "Query"]
    assert "not looked at yet" not in listed(bo)
    assert reference in listed(bo)
    assert load_sessions(people["auditor"]).named[0].reference == reference
    assert load_sessions(people["chief"]).named == ()


def test_a_name_that_nobody_has_who_may_see_the_case_is_said_back_and_nothing_is_written(
    aws: Aws, people: dict[str, str]
) -> None:
    browser, reference = chief_at_work(people), a_case_that()
    before = len(types(reference))
    for text, unknown in (
        ("@bo and @nobody-here", "@nobody-here"),
        ("@bo, @vera: look", "@vera"),  # an account of an agency that has no task here
        ("@door look", "@door"),  # at the door nobody sees cases
    ):
        answer = send(browser, page_of(browser, reference), "note", text=text)
        assert answer["statusCode"] == 400
        body = unescape(answer["body"])
        assert f"Nobody called {unknown} may see this case." in body
        assert f">\n{text}</textarea>" in body
    assert len(types(reference)) == before
    assert load_sessions(people["bo"]).named == ()


def test_who_is_disabled_is_named_no_more(aws: Aws, people: dict[str, str]) -> None:
    client("cognito-idp").admin_disable_user(
        UserPoolId=client("cognito-idp").list_user_pools(MaxResults=1)["UserPools"][0]["Id"],
        Username="bo@port-ellery.example",
    )
    browser, reference = chief_at_work(people), a_case_that()
    assert send(browser, page_of(browser, reference), "note", text="@bo look")["statusCode"] == 400


def test_more_than_ten_in_a_note_are_refused_and_an_address_names_nobody(aws: Aws, people: dict[str, str]) -> None:
    browser, reference = chief_at_work(people), a_case_that()
    many = " ".join(f"@nobody{number}" for number in range(11))
    answer = send(browser, page_of(browser, reference), "note", text=many)
    assert "Name 10 colleagues at most in one note." in unescape(answer["body"])
    done(send(browser, page_of(browser, reference), "note", text="They write from ana@resident.example."))


def test_while_cognito_does_not_answer_nothing_is_written_half(aws: Aws, people: dict[str, str]) -> None:
    browser, reference = chief_at_work(people), a_case_that()
    page = page_of(browser, reference)
    with aws.failing("cognito-idp", "AdminListGroupsForUser", "TooManyRequestsException"):
        answer = send(browser, page, "note", text="@bo look")
    assert "Who works here cannot be asked just now." in unescape(answer["body"])
    assert "note.added" not in types(reference)
    done(send(browser, page, "note", text="@bo look"))
    assert [each.reference for each in load_sessions(people["bo"]).named] == [reference]


def test_a_note_without_a_name_costs_what_it_did(aws: Aws, people: dict[str, str], calls: Calls) -> None:
    browser, reference = chief_at_work(people), a_case_that()
    page = page_of(browser, reference)
    calls.forget()
    done(send(browser, page, "note", text="Mind the dog."))
    assert calls.names == ["GetItem", "Query", "TransactWriteItems"]
    calls.forget()
    done(send(browser, page, "note", text="@bo mind the dog."))
    assert calls.names == ["GetItem", "Query", "Query", "TransactWriteItems", "GetItem", "PutItem"]


def test_where_one_is_named_stays_when_all_sessions_are_ended(aws: Aws, people: dict[str, str]) -> None:
    browser, reference = chief_at_work(people), a_case_that()
    done(send(browser, page_of(browser, reference), "note", text="@bo look"))
    end_all_sessions(people["bo"], NOW)
    assert [each.at for each in load_sessions(people["bo"]).named] == [NOW]


def test_a_case_named_in_that_went_elsewhere_since_is_no_more_shown_than_to_anybody(
    aws: Aws, people: dict[str, str]
) -> None:
    browser, reference = chief_at_work(people), a_case_that()
    done(send(browser, page_of(browser, reference), "note", text="@bo look"))
    moved = signed_in(sub=people["bo"], username="bo@port-ellery.example", agency="parks")
    assert reference in listed(moved)
    assert moved.get(f"/desk/cases/{reference}")["statusCode"] == 404


def test_the_script_proposes_who_works_in_the_same_agency(aws: Aws, people: dict[str, str]) -> None:
    names = chief_at_work(people).get("/desk/names")
    assert names["body"] == '{"names":["bo","chief","door"]}'
    reference = a_case_that()
    assert 'data-names="/desk/names"' in page_of(chief_at_work(people), reference)["body"]
    assert case_file(reference).case.version == 3
