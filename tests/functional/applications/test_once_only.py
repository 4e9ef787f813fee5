"""Once only: what somebody told before is offered to them with its source, and used when they tick it, never else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import urlencode

import pytest

from applications.drafts.store import load_draft
from applications.form_pages.once_only import identities_of
from applications.sending.send_application import send_application
from onestop.domain.people.consents import ONCE_ONLY, ConsentSaid
from onestop.domain.people.resident_sessions import IDLE, ResidentSession, name_of_session
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.storage.applications.application_rows import load_application
from onestop.storage.catalogue.releases import current
from onestop.storage.people.consents import keep_consent
from onestop.storage.people.resident_sessions import begin_session
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.applications.applying import Browser, Page, reference_of
from tests.functional.applications.sent import a_draft, intake_answers
from tests.functional.portal.walking import carried

ANA = "ana@resident.example"
ORGANISER = "Ana Rivas"
SECRET = "s" * 43


def prove(browser: Browser, address: str = ANA, ago: timedelta = timedelta()) -> None:
    """Whoever sits at the browser has proved an address with a code."""
    at = datetime.now(UTC) - ago
    session = ResidentSession(address=address, channel="email", language="en", began_at=at, used_at=at)
    begin_session(name_of_session(SECRET), session)
    browser.cookies["__Host-my"] = SECRET


@pytest.fixture
def earlier(aws: Aws) -> str:
    """An application that Ana has sent, who had proved her address."""
    proved = identities_of(ANA, True, current())
    return send_application(a_draft(), current(), NOW, proved).application.reference


def begin(browser: Browser) -> str:
    return reference_of(browser.begin())


def known(browser: Browser, reference: str) -> Page:
    return browser.get(f"/apply/known/{reference}")


def take(browser: Browser, page: Page, reference: str, *paths: str) -> Page:
    ticks = {f"take-{path}": "yes" for path in paths}
    body = urlencode({"secret": carried(page)["secret"], **ticks})
    path = f"/apply/known/{reference}"
    return browser.follow(browser.ask("POST", path, {}, body), path)


def test_what_was_told_before_is_offered_with_its_source_and_used_when_it_is_ticked(earlier: str) -> None:
    browser = Browser()
    reference = begin(browser)
    prove(browser)
    page = known(browser, reference)
    said = unescape(page["body"])
    assert f"Name: {ORGANISER}" in said
    assert f"From your application {earlier}" in said
    assert "You proved this address just now." in said
    assert "organiser" not in load_application(reference).answers
    take(browser, page, reference, "organiser.name", "organiser.email")
    kept = load_application(reference)
    assert kept.answers["organiser"] == {"name": ORGANISER, "email": ANA}
    via = {kept.stamps[path].via for path in ("organiser.name", "organiser.email")}
    assert via == {f"known:{','.join(sorted([earlier, 'proved']))}"}
    assert "organiser.name" not in known(browser, reference)["body"]


@pytest.mark.parametrize("who", ["nobody", "somebody else", "too long ago"])
def test_nobody_is_offered_what_another_has_told(earlier: str, who: str) -> None:
    browser = Browser()
    reference = begin(browser)
    if who == "somebody else":
        prove(browser, "li@resident.example")
    elif who == "too long ago":
        prove(browser, ago=IDLE + timedelta(minutes=1))
    page = known(browser, reference)
    assert ORGANISER not in page["body"]
    assert ("Prove who I am" in page["body"]) is (who != "somebody else")
    body = urlencode({"secret": links.secret_of(links.APPLY, reference), "take-organiser.name": "yes"})
    browser.ask("POST", f"/apply/known/{reference}", {}, body)
    assert "organiser" not in load_application(reference).answers


def test_what_somebody_sent_with_an_address_that_they_only_typed_is_offered_to_nobody(aws: Aws) -> None:
    send_application(a_draft(), current(), NOW)
    browser = Browser()
    reference = begin(browser)
    prove(browser)
    assert ORGANISER not in known(browser, reference)["body"]


def test_whoever_follows_a_link_to_the_draft_of_another_fills_in_nothing_for_them(earlier: str) -> None:
    reference = begin(Browser())
    lured = Browser()
    prove(lured)
    secret = links.secret_of(links.APPLY, reference)
    page = lured.get(f"/apply/known/{reference}?secret={secret}")
    assert "only possible in the browser" in page["body"]
    assert ORGANISER not in page["body"]
    lured.ask("POST", f"/apply/known/{reference}", {}, urlencode({"secret": secret, "take-organiser.name": "yes"}))
    assert "organiser" not in load_application(reference).answers


def test_what_is_sent_by_whoever_has_proved_an_address_is_remembered_for_that_address(aws: Aws) -> None:
    browser = Browser()
    draft = a_draft()
    prove(browser)
    reference = draft.application.reference
    secret = links.secret_of(links.APPLY, reference)
    with intake_answers():
        browser.ask("POST", f"/apply/send/{reference}", {}, urlencode({"secret": secret}))
    assert load_application(reference).proved == identities_of(ANA, True, current())


def test_a_page_offers_the_way_there_and_keeps_what_was_typed_on_it(earlier: str) -> None:
    browser = Browser()
    page = browser.begin()
    reference = reference_of(page)
    assert 'value="known"' in page["body"]
    browser.send(page, {"a-date": "2090-06-05"}, to="known")
    assert browser.at.startswith(f"/apply/known/{reference}")
    assert load_draft(reference, current(), now()).application.answers["date"] == "2090-06-05"


def agree(*, given: bool, minutes: int) -> None:
    said = ConsentSaid(purpose=ONCE_ONLY, given=given, at=NOW + timedelta(minutes=minutes), by="resident")
    keep_consent(identities_of(ANA, True, current()), said)


def test_whoever_withdrew_their_consent_is_offered_nothing_until_they_agree_again(earlier: str) -> None:
    agree(given=False, minutes=1)
    browser = Browser()
    reference = begin(browser)
    prove(browser)
    assert ORGANISER not in known(browser, reference)["body"]
    agree(given=True, minutes=2)
    assert earlier in known(browser, reference)["body"]


def test_what_is_sent_without_consent_is_not_remembered(aws: Aws) -> None:
    agree(given=False, minutes=1)
    sent = send_application(a_draft(), current(), NOW, identities_of(ANA, True, current())).application.reference
    agree(given=True, minutes=2)
    browser = Browser()
    reference = begin(browser)
    prove(browser)
    assert sent not in known(browser, reference)["body"]
