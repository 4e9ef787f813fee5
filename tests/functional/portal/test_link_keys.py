"""A new link key comes in while links of the old one are out there, then the old one is retired.

A process learns of it within five minutes; here another process stands for that, which has read nothing yet.
"""

from __future__ import annotations

import io
from typing import Any

import pytest
from botocore.exceptions import ClientError

import intake.handler
from intake.email.reading import read_mail
from intake.email.threads import case_of
from notifications.channels.email_threads import reply_address
from onestop.domain.people.link_keys import bring_in, retire
from onestop.domain.people.person import identity_of
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.runtime.keys import FRESH_SECONDS, UNKNOWN_SECONDS, forget_keys, identity_key, link_keys, link_keys_for
from onestop.storage.people.contact_details import cases_of_forms
from onestop_cli.keys.links import keep_keys, read_kept
from tests.aws_in_memory import SETTINGS, Aws, Calls
from tests.builders import REFERENCE, an_api_event
from tests.functional.portal.reading import get, title_of, wrong_in
from tests.functional.portal.visiting import Browser
from tests.functional.stories import open_case, post_case, said
from tests.unit.intake.email.mails import a_mail

WHERE = SETTINGS["LINK_KEYS_ARN"]
NEW = b"\x02" * 32
RETIRED = {"en": "This link has been replaced", "zh-Hans": "此链接已更换", "es": "Este enlace fue reemplazado"}


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def new_key() -> None:
    """What `onestop keys links new` does."""
    keep_keys(client("secretsmanager"), WHERE, bring_in(read_kept(client("secretsmanager"), WHERE).keys, NEW))


def retire_key(number: int) -> None:
    """What `onestop keys links retire` does."""
    keep_keys(client("secretsmanager"), WHERE, retire(read_kept(client("secretsmanager"), WHERE).keys, number))


def status_of(reference: str, secret: str) -> Any:
    return intake.handler.handle(an_api_event("GET", f"/api/cases/{reference}", query={"secret": secret}), None)


@pytest.mark.usefixtures("aws")
def test_a_link_opens_after_a_new_key_came_in_and_no_longer_once_its_own_is_retired() -> None:
    old = open_case()
    new_key()
    forget_keys()
    new = open_case()
    assert new["secret"].startswith("2.")
    for opened in (old, new):
        assert get(f"/track/{opened['reference']}", secret=opened["secret"])["statusCode"] == 200
        assert status_of(opened["reference"], opened["secret"])["statusCode"] == 200
    retire_key(1)
    forget_keys()
    assert get(f"/track/{old['reference']}", secret=old["secret"])["statusCode"] == 404
    assert get(f"/track/{new['reference']}", secret=new["secret"])["statusCode"] == 200
    again = links.secret_of(links.TRACK, old["reference"])  # what the next letter about it has
    assert get(f"/track/{old['reference']}", secret=again)["statusCode"] == 200


@pytest.mark.usefixtures("aws")
def test_a_browser_that_kept_a_retired_secret_keeps_the_new_one_from_the_next_letter() -> None:
    reference, browser = open_case()["reference"], Browser()
    page = f"/track/{reference}"
    old = links.secret_of(links.TRACK, reference)
    assert browser.get(f"{page}?secret={old}")["statusCode"] == 200
    new_key()
    retire_key(1)
    forget_keys()
    assert title_of(browser.get(f"{page}?lang=en")).startswith(RETIRED["en"])
    again = links.secret_of(links.TRACK, reference)
    assert browser.get(f"{page}?secret={again}")["statusCode"] == 200
    assert browser.visited[-1] == page
    assert list(browser.cookies.values()) == [again]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", RETIRED)
def test_whoever_follows_a_retired_link_is_told_how_to_get_a_new_one(language: str) -> None:
    reference = open_case()["reference"]
    secret, survey = links.secret_of(links.TRACK, reference), links.secret_of(links.SURVEY, reference)
    new_key()
    retire_key(1)
    forget_keys()
    for page, shown in (("track", secret), ("tell", secret), ("reported", secret), ("survey", survey)):
        assert title_of(get(f"/{page}/{reference}", secret=shown, lang=language)).startswith(RETIRED[language])
    assert wrong_in(get("/track", reference=reference, secret=secret, lang=language)) == ["secret"]
    assert "/problems/link-retired" in str(status_of(reference, secret)["body"])


@pytest.mark.usefixtures("aws")
def test_answers_to_old_letters_are_believed_until_their_key_is_retired() -> None:
    reference = open_case()["reference"]
    old = reply_address("onestop@city.example", reference)
    new_key()
    forget_keys()
    new = reply_address("onestop@city.example", reference)
    assert [case_of(read_mail(a_mail(to=to))) for to in (old, new, new.upper())] == [(reference, True)] * 3
    retire_key(1)
    forget_keys()
    assert [case_of(read_mail(a_mail(to=to))) for to in (old, new)] == [(reference, False), (reference, True)]


@pytest.mark.usefixtures("aws")
def test_people_and_repeated_commands_are_found_again_whatever_becomes_of_link_keys() -> None:
    headers = {"Content-Type": "application/json", "Idempotency-Key": "the-same-command-again"}
    body = {"description": "A hole", "contact": {"email": "ana@resident.example"}}
    first = said(post_case(body, headers=headers))
    new_key()
    retire_key(1)
    forget_keys()
    again = said(post_case(body, headers=headers))
    assert (again["reference"], again["secret"][:2]) == (first["reference"], "2.")
    assert cases_of_forms([identity_of("ana@resident.example", identity_key())], 10) == [first["reference"]]


def test_a_wrong_secret_costs_no_call_and_a_made_up_number_one_a_minute(aws: Aws, calls: Calls) -> None:
    clock, secret = Clock(), "A" * 24
    aws.watch("secretsmanager")
    forget_keys()
    for number in (None, 1, None, 1):
        link_keys_for(number, clock)
    assert len(aws.asked_for("GetSecretValue")) == 1
    for number in (2, 9, 2, 9999):
        link_keys_for(number, clock)
    assert len(aws.asked_for("GetSecretValue")) == 2
    clock.now += UNKNOWN_SECONDS
    link_keys_for(2, clock)
    assert len(aws.asked_for("GetSecretValue")) == 3
    calls.forget()
    assert not any(links.opens(links.TRACK, REFERENCE, shown) for shown in (None, "", "wrong", secret, f"1.{secret}"))
    assert calls.names == []


def test_a_process_learns_of_a_new_key_when_it_meets_it_and_of_a_retired_one_in_five_minutes(aws: Aws) -> None:
    clock = Clock()
    forget_keys()
    assert link_keys(clock).newest == 1
    new_key()
    assert link_keys(clock).newest == 1
    assert link_keys_for(2, clock).newest == 2
    retire_key(1)
    clock.now += FRESH_SECONDS - 1
    assert not link_keys(clock).retired(1)
    clock.now += 1
    assert link_keys(clock).retired(1)


def test_what_is_known_stays_known_while_secrets_manager_does_not_answer(aws: Aws) -> None:
    clock = Clock()
    forget_keys()
    known = link_keys(clock)
    clock.now += FRESH_SECONDS
    with aws.failing("secretsmanager", "GetSecretValue", "InternalServiceError"):
        assert link_keys(clock) == known
        forget_keys()
        with pytest.raises(ClientError):
            link_keys(clock)
        assert post_case({"description": "A hole"})["statusCode"] == 503
    assert post_case({"description": "A hole"})["statusCode"] == 201


@pytest.mark.usefixtures("aws")
def test_no_key_shows_in_the_log(logged: io.StringIO) -> None:
    client("secretsmanager").put_secret_value(SecretId=WHERE, SecretString='{"1": "not the key it should be"}')
    forget_keys()
    answer = status_of(REFERENCE, "A" * 24)
    assert answer["statusCode"] == 500
    assert "BadKeys" in logged.getvalue()
    assert "not the key" not in logged.getvalue() + str(answer)
