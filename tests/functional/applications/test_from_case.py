"""Who told of a need by telephone goes on with its form: what they told is filled in, and the application takes the
place of the case."""

from __future__ import annotations

from dataclasses import replace
from secrets import randbits
from typing import Any
from urllib.parse import urlencode

from applications.drafts.store import load_draft
from intake.incoming import Incoming
from intake.receiving import receive
from notifications.owed.which_letters import LETTERS
from notifications.words.letter_of_event import WITH_FORM, words_in
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.applications.draft_changes import erased
from onestop.domain.cases.lifecycle import Status
from onestop.runtime import links
from onestop.storage.applications.application_rows import find_application, keep_application, load_application
from onestop.storage.cases.read_case import load_file, load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import Aws
from tests.builders import NOW
from tests.functional.applications.applying import Browser, heading
from tests.functional.applications.sent import EVENT, PARTY, send_now
from tests.functional.intake.voice.test_voice import call
from tests.functional.portal.reading import get


def told_by_telephone() -> str:
    contact = Incoming(
        channel="phone",
        key="call-1",
        text="We want to close our street for a party.",
        service=EVENT,
        phone="+15550142777",
        name="Ana Rivas",
        address="3 Elm Lane",
        answers={"date": PARTY["date"], "closes-street": True},
        language="es",
    )
    return str(receive(contact, current(), NOW, randbits).reference)


def begun(case: str) -> str:
    """The draft that is begun from a case, by a browser; looking at the page begins none."""
    secret, browser = links.secret_of(links.TRACK, case), Browser(language="es")
    mine = links.reference_from(f"case:{case}")
    assert heading(browser.get(f"/apply/from/{case}?secret={secret}")) == "Seguir con el formulario"
    assert find_application(mine) is None
    for _ in range(2):  # the button is pressed twice
        page = browser.follow(
            browser.ask("POST", f"/apply/from/{case}", {}, urlencode({"secret": secret})), f"/apply/from/{case}"
        )
        assert heading(page) == "El evento"
    return mine


def test_what_was_told_by_telephone_begins_the_form_which_takes_the_place_of_the_case(aws: Aws) -> None:
    case = told_by_telephone()
    mine = begun(case)
    kept = load_application(mine)
    assert kept.answers == {
        "date": PARTY["date"],
        "closes-street": True,
        "street": "3 Elm Lane",
    }
    assert {stamp.by for stamp in kept.stamps.values()} == {f"known:{case}"}
    keep_application(replace(kept, answers={**PARTY, "street": "3 Elm Lane"}))
    sent = send_now(load_draft(mine, current(), kept.changed_at))
    assert sent.is_complete, sent.mistakes
    assert sent.application.case not in (None, case)
    before = load_file(case).case
    assert (before.status, before.because) == (Status.CLOSED, "withdrawn")
    person = load_person(load_file(str(sent.application.case)).case.person or "")
    assert (person.name, person.phone) == ("Ana Rivas", "+19025550142")  # as they put it right in the form
    secret = links.secret_of(links.TRACK, case)
    page = get(f"/track/{case}", secret=secret)
    assert "/apply/from/" not in page["body"]


def test_a_draft_that_was_taken_back_is_followed_by_another_one(aws: Aws) -> None:
    case = told_by_telephone()
    first = load_application(begun(case))
    keep_application(erased(first, first.changed_at, ApplicationStatus.WITHDRAWN))
    secret, browser = links.secret_of(links.TRACK, case), Browser()
    for _ in range(2):
        answer = browser.ask("POST", f"/apply/from/{case}", {}, urlencode({"secret": secret}))
        page = browser.follow(answer, f"/apply/from/{case}")
    assert heading(page) == "The event"
    [second] = [name.removeprefix("__Host-begun-") for name in browser.cookies if "begun-" in name]
    assert (second != first.reference, load_application(second).instead_of) == (True, case)


def test_who_was_only_sent_the_link_is_not_told_whose_case_it_is_and_began_no_draft(aws: Aws) -> None:
    case = told_by_telephone()
    mine = begun(case)
    assert (load_application(mine).answers.get("organiser"), load_application(mine).parties[0].phone) == (None, "")
    secret, other = links.secret_of(links.TRACK, case), Browser()
    page = other.follow(
        other.ask("POST", f"/apply/from/{case}", {}, urlencode({"secret": secret})), f"/apply/from/{case}"
    )
    assert heading(page) == "The event"
    assert [name for name in other.cookies if mine in name] == [f"__Host-apply-{mine}"]


def test_the_case_its_letter_and_the_caller_hear_of_the_form(aws: Aws, release: dict[str, Any]) -> None:
    case = told_by_telephone()
    page = get(f"/track/{case}", secret=links.secret_of(links.TRACK, case), lang="es")
    assert f"/apply/from/{case}" in page["body"]
    whole, catalogue = load_whole(case), current()
    person = load_person(whole.file.case.person or "")
    letter = LETTERS["case.opened"]
    words = words_in("en", whole.file.case, letter, whole, person, catalogue)["next"]
    assert WITH_FORM in words
    assert f"/apply/from/{case}?" in words
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"phone_menu": [EVENT]}})
    assert "formulario" in call("open", choice="1", language="es")["say"]
