"""An electronic identity instead of a code: only who left from here, with the code that was meant for them, comes in,
and only by an address that its issuer has verified."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.people.proofs import load_proofs
from onestop.storage.tables import PersonRow
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.desk.other_page import CLIENT, OtherPage, played
from tests.functional.portal.signing_in import Resident
from tests.functional.stories import open_case

ANA, ISSUER = "ana@resident.example", "https://id.country.example"
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "aud": [CLIENT],
    "sub": "citizen-1",
    "email": "Ana@Resident.example",
    "email_verified": True,
    "exp": NOW.timestamp() + 300,
}


@pytest.fixture
def issuer(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[OtherPage]:
    """An issuer of electronic identities on this machine, which the jurisdiction takes."""
    monkeypatch.setenv("CLOCK", "stated")
    with played() as page:
        page.claims = dict(CLAIMS)
        eid = {
            "name": {"en": "Country ID", "es": "ID del país", "zh-Hans": "国家身份"},
            "issuer": ISSUER,
            "authorize": f"{page.url}/authorize",
            "token": f"{page.url}/token",
            "client_id": CLIENT,
        }
        release = dict(current().release)
        aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"eid": eid}})
        yield page


def left(browser: Resident, issuer: OtherPage) -> dict[str, str]:
    """Somebody leaves and signs in there: with what they are sent back."""
    answer = browser.ask("GET", "/my/eid", {"lang": "es"})
    location = answer["headers"]["Location"]
    assert location.startswith(f"{issuer.url}/authorize?")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
    assert (asked["redirect_uri"], asked["ui_locales"]) == ("https://port-ellery.example/my/eid/back", "es")
    code = f"code-{len(issuer.codes)}"
    issuer.codes[code] = asked
    return {"code": code, "state": asked["state"]}


def came_back(browser: Resident, **asked: str) -> dict[str, Any]:
    return browser.get(f"/my/eid/back?{urlencode({'lang': 'en', **asked})}")


def test_who_is_vouched_for_sees_the_cases_of_the_address_and_that_it_was_proven_so_is_kept(issuer: OtherPage) -> None:
    mine = open_case()["reference"]
    browser = Resident()
    assert "Sign in with Country ID" in browser.get("/my?lang=en")["body"]
    came = came_back(browser, **left(browser, issuer))
    assert mine in came["body"]
    (proof,) = load_proofs(identity_of(ANA, identity_key()))
    assert (proof.how, proof.at, proof.person) == ("eid", NOW, None)
    kept = [row.pk for row in PersonRow.scan(PersonRow.pk.startswith("PROVEN#"))]
    assert kept == [f"PROVEN#{identity_of(ANA, identity_key())}"]  # what the issuer calls them is kept nowhere


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"iss": "https://another.example"}, "could not find out"),
        ({"aud": "another"}, "could not find out"),
        ({"azp": "another"}, "could not find out"),
        ({"nonce": "of-another"}, "could not find out"),
        ({"exp": NOW.timestamp() - 1}, "could not find out"),
        ({"sub": ""}, "could not find out"),
        ({"email_verified": "true"}, "not given an address for you"),
        ({"email_verified": False, "phone_number": "+19025550123"}, "not given an address for you"),
    ],
)
def test_a_token_that_is_not_for_this_signing_in_or_names_no_verified_address_opens_nothing(
    issuer: OtherPage, wrong: dict[str, Any], said: str
) -> None:
    mine = open_case()["reference"]
    issuer.claims |= wrong
    browser = Resident()
    came = came_back(browser, **left(browser, issuer))
    assert said in came["body"]
    assert mine not in browser.get("/my?lang=en")["body"]
    assert load_proofs(identity_of(ANA, identity_key())) == ()


def test_nobody_comes_in_by_the_code_of_another_browser_and_a_silent_issuer_is_said(issuer: OtherPage) -> None:
    mine = open_case()["reference"]
    stolen, other = left(Resident(), issuer), Resident()
    assert "could not find out" in came_back(other, **stolen)["body"]
    left(other, issuer)
    assert "could not find out" in came_back(other, **stolen)["body"]
    issuer.broken = True
    assert "does not answer" in came_back(other, **left(other, issuer))["body"]
    assert mine not in other.get("/my?lang=en")["body"]


def test_where_the_jurisdiction_has_none_nobody_leaves(aws: Aws) -> None:
    assert Resident().get("/my/eid")["statusCode"] == 404
