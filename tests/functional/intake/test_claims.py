"""Who may say of a need that it came by telephone, at the counter, through Open311: each channel at each door."""

from __future__ import annotations

from typing import Any

import pytest

from intake.channels import CHANNELS, Credential
from intake.handler import handle
from onestop.contracts.api import NeedChannel
from tests.aws_in_memory import Aws
from tests.builders import a_clerk, an_api_event, said
from tests.functional.intake.open311.georeport import KEY, a_partner
from tests.functional.problems import fields_of
from tests.functional.stories import case_file, open_case

NEED = {"service_code": "pothole", "place": {"address": "3 Elm Lane"}}
JSON = {"Content-Type": "application/json"}
N, K, T = Credential.NONE, Credential.KEY, Credential.STAFF
MAY = {
    "web": {N, K},
    "mobile": {N, K},
    "kiosk": {N, K},
    "television": {N, K},
    "chat": {N, K},
    "partner": {K},
    "open311": {K},
    "counter": {K, T},
    "phone": {K, T},
    "email": {K, T},
    "sms": {K, T},
    "letter": {K, T},
    "fax": {K, T},
}
TABLE = [(channel, credential, credential in may) for channel, may in MAY.items() for credential in Credential]


def bring(channel: str, credential: Credential) -> dict[str, Any]:
    """A need that says how it came, at the door for those who show this credential."""
    need = NEED | {"channel": channel}
    if credential is T:
        claims = a_clerk(agency="contact-centre")
        entry = need | {"consent": "spoken"}
        return handle(an_api_event("POST", "/api/staff/entries", body=entry, headers=JSON, claims=claims), None)
    key = {"x-api-key": KEY} if credential is K else {}
    return handle(an_api_event("POST", "/api/cases", body=need, headers=JSON | key), None)


@pytest.mark.parametrize(("channel", "credential", "may"), TABLE)
def test_a_channel_is_claimed_by_those_alone_who_may(aws: Aws, channel: str, credential: Credential, may: bool) -> None:
    a_partner()
    answer = bring(channel, credential)
    if may:
        assert answer["statusCode"] == 201
    else:
        assert fields_of(answer, 403) == {"channel"}


def test_the_table_has_every_channel() -> None:
    assert MAY.keys() == CHANNELS.keys() == set(NeedChannel.__args__)
    assert {channel: set(rules.claimed_by) for channel, rules in CHANNELS.items()} == MAY


def test_a_key_that_nobody_has_is_no_key(aws: Aws) -> None:
    headers = JSON | {"x-api-key": "guessed-" * 4}
    answer = handle(an_api_event("POST", "/api/cases", body=NEED | {"channel": "open311"}, headers=headers), None)
    assert fields_of(answer, 403) == {"channel"}


def test_who_may_claim_nothing_is_told_what_they_may(aws: Aws) -> None:
    answer = bring("phone", N)
    assert "x-api-key" in answer["body"]
    assert "web, mobile, kiosk, television, chat" in answer["body"]


@pytest.mark.parametrize(("channel", "status"), [("chat", 200), ("counter", 403), ("open311", 403)])
def test_who_holds_a_link_says_no_more_than_anybody_how_a_message_came(aws: Aws, channel: str, status: int) -> None:
    opened = open_case()
    body = {"secret": opened["secret"], "text": "It is deeper.", "channel": channel}
    path = f"/api/cases/{opened['reference']}/messages"
    assert handle(an_api_event("POST", path, body=body, headers=JSON), None)["statusCode"] == status


def test_an_entry_that_names_no_channel_was_made_at_the_counter(aws: Aws) -> None:
    claims = a_clerk(agency="contact-centre")
    body = NEED | {"consent": "spoken"}
    answer = handle(an_api_event("POST", "/api/staff/entries", body=body, headers=JSON, claims=claims), None)
    assert case_file(said(answer)["reference"]).case.channel == "counter"
