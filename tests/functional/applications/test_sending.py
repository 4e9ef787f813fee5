"""What is complete becomes exactly one case, whatever dies on the way; of the rest it is said what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from botocore.exceptions import EndpointConnectionError
from moto.backends import get_backend

from applications import handler as applications
from applications.form_pages.once_only import identities_of
from onestop.domain.applications.application import Application, ApplicationStatus, Disputed, Party
from onestop.domain.errors import NotPossible
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.storage.applications.application_rows import (
    OPENED,
    TO_OPEN,
    ApplicationRow,
    applications_of,
    keep_application,
    load_application,
    note_paper,
    note_paper_taken,
    papers,
)
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import load_person
from onestop.storage.tables import connection
from tests.aws_in_memory import ACCOUNT, PUBLIC_URL, REGION, Aws, Calls, forget_connections
from tests.builders import NOW, a_reference
from tests.functional.applications.applying import Browser, heading
from tests.functional.applications.sent import a_draft, intake_answers, send_now
from tests.functional.faults.faulty_aws import Died, Fault, FaultyAws
from tests.functional.faults.small_city import keep_catalogue

SENDING = [
    "TransactWriteItems",  # kept as sent, and that its case is to be opened
    "Query",  # its files, for the form asks for some
    "Query",  # whether they agreed that it is offered again
    "PutItem",  # found again by the address that was proved
    "TransactWriteItems",  # intake opens the case
    "PutItem",  # which case it is
    "Query",  # what is to be erased of its files
    "PutItem",  # nothing is left to be opened
]


def cases_of(application: str) -> set[str]:
    """The cases that were opened for an application, whoever knows of them."""
    table = get_backend("dynamodb")[ACCOUNT][REGION].tables["CasesTable"]
    rows = (row for rows in table.items.values() for row in (rows.values() if isinstance(rows, dict) else [rows]))
    bodies = [(row.attrs["pk"].value, row.attrs["body"].value) for row in rows if "body" in row.attrs]
    return {pk.removeprefix("CASE#") for pk, body in bodies if f'"application":"{application}"' in body}


def sweep() -> None:
    applications.handle({"sending": {}}, None)


def test_a_complete_application_is_a_case_at_once_with_the_answers_that_plans_go_by_and_no_others(aws: Aws) -> None:
    sent = send_now(a_draft())
    assert not sent.mistakes
    kept = load_application(a_reference(1))
    assert (kept.status, kept.case) == (ApplicationStatus.SENT, sent.application.case)
    file = load_file(str(kept.case))
    assert file.request.answers == {"date": kept.answers["date"], "food": False, "closes-street": False}
    assert (file.request.application, file.request.description) == (kept.reference, "")
    assert file.request.place is not None
    assert file.request.place.address == "Elm Street"
    person = load_person(str(file.case.person))
    assert (person.name, person.email, person.language) == ("Ana Rivas", "ana@resident.example", "es")


@pytest.mark.parametrize("path", ["/apply/later/{}", "/apply/known/{}", "/apply/ask-signature/owner-1/{}"])
def test_a_page_that_was_left_open_leads_after_the_sending_to_what_was_sent(aws: Aws, path: str) -> None:
    reference = send_now(a_draft()).application.reference
    browser, secret = Browser(), links.secret_of(links.APPLY, reference)
    here = path.format(reference)
    typed = urlencode({"secret": secret, "email": "ana@resident.example", "theirs": "li@resident.example"})
    sent = browser.follow(browser.ask("POST", here, {}, typed), here)
    assert (sent["statusCode"], heading(sent)) == (200, "Your application is sent")
    if "ask-signature" not in path:
        assert heading(browser.get(f"{here}?secret={secret}")) == "Your application is sent"


def test_what_somebody_says_beside_the_form_about_themselves_counts_before_what_the_form_asked(aws: Aws) -> None:
    party = Party(id="1", role="applicant", name="Li Wei", email="li@resident.example")
    person = load_person(str(load_file(str(send_now(a_draft(parties=(party,))).application.case)).case.person))
    assert (person.name, person.email) == ("Li Wei", "li@resident.example")


def test_what_is_missing_is_said_at_once_and_nothing_is_sent(aws: Aws, errands: list[str]) -> None:
    sent = send_now(a_draft(guests=None, date="2026-11-24"))
    assert {(each.place, each.kind) for each in sent.mistakes} == {("guests", "required"), ("date", "rule:notice")}
    assert load_application(a_reference(1)).status is ApplicationStatus.DRAFT
    assert errands == []


def test_what_is_a_case_leaves_nothing_for_long_that_each_sweep_would_read(aws: Aws) -> None:
    send_now(a_draft())
    [row] = ApplicationRow.query(TO_OPEN)
    assert (row.body, row.expires_at) == (OPENED, int(NOW.timestamp()))


def test_sent_twice_it_is_one_case(aws: Aws) -> None:
    draft = a_draft()
    first, second = send_now(draft), send_now(draft)
    assert first.application.case == second.application.case
    assert cases_of(a_reference(1)) == {first.application.case}


@pytest.mark.parametrize("fault", [Fault.DIES_BEFORE, Fault.DIES_AFTER])
def test_killed_at_every_step_it_is_exactly_one_case(aws: Aws, fault: Fault) -> None:
    forget_connections()  # clients of its own: what stands before them must not outlive this test
    keep_catalogue()
    with intake_answers():
        step = kill_at_every_step(fault)
    assert step >= 4  # the sending, the opening, and what was noted of both: it was killed at each call
    forget_connections()


def kill_at_every_step(fault: Fault) -> int:
    """Sends one application after the other, each killed one call later; the number of the first one that was not."""
    faulty = FaultyAws(lambda _operation: None)
    faulty.stand_before(connection().client)
    for step in range(100):
        draft = a_draft(step + 1)
        calls = iter(range(1_000))
        faulty.plan = lambda _operation, calls=calls, step=step: fault if next(calls) == step else None
        try:
            send_now(draft)
        except Died:
            faulty.plan = lambda _operation: None
            if load_application(a_reference(step + 1)).status is ApplicationStatus.DRAFT:  # they press the button again
                send_now(draft)
            sweep()
            sweep()
            known = load_application(a_reference(step + 1))
            assert cases_of(known.reference) == {known.case}, step
            whose = identities_of("ana@resident.example", is_email=True, catalogue=current())
            assert known.reference in {each.reference for each in applications_of(whose, 100)}, step
        else:
            return step
    raise AssertionError("it never went through")


def test_while_intake_cannot_be_reached_it_is_kept_as_sent_and_the_sweep_opens_its_case(aws: Aws) -> None:
    events = client("lambda").meta.events

    def unreachable(**_: object) -> None:
        raise EndpointConnectionError(endpoint_url="https://lambda.example")

    events.register_first("before-call.lambda.Invoke", unreachable)
    sent = send_now(a_draft())
    events.unregister("before-call.lambda.Invoke", unreachable)
    assert (sent.application.status, sent.application.case, sent.mistakes) == (ApplicationStatus.SENT, None, ())
    sweep()
    known = load_application(a_reference(1))
    assert cases_of(known.reference) == {known.case}


def test_two_answers_between_which_nobody_has_chosen_are_not_sent(aws: Aws) -> None:
    draft = a_draft()
    disputed = (Disputed(path="guests", value=70, at=NOW, by="applicant"),)
    kept = keep_application(replace(draft.application, disputed=disputed))
    with pytest.raises(NotPossible, match="choose"):
        send_now(replace(draft, application=kept))


def test_the_button_of_the_last_page_leads_to_the_case_and_to_what_was_sent(aws: Aws) -> None:
    draft = a_draft()
    secret = links.secret_of(links.APPLY, draft.application.reference)
    browser = Browser(language="es")
    page = browser.send(browser.get(f"/apply/check/{draft.application.reference}?secret={secret}"))
    known: Application = load_application(draft.application.reference)
    assert (page["statusCode"], heading(page)) == (200, "Su solicitud está enviada")
    assert f"/track/{known.case}?secret=" in page["body"]
    # whoever gave no way to be reached has nothing else to find the case by, on another device or on paper
    shown = re.findall(r'<dd class="code">(.*?)</dd>', page["body"])
    assert shown == [known.case, links.secret_of(links.TRACK, str(known.case))]
    assert f">{PUBLIC_URL}/track/{known.case}?secret=" in page["body"]
    assert "Elm Street in June" in page["body"]
    assert re.search(r"/apply/(draft|send)/", page["body"]) is None  # nothing can be changed any more


def test_what_a_clerk_has_opened_and_left_is_listed_again_until_it_is_sent(aws: Aws) -> None:
    draft = a_draft()
    paper = replace(draft, application=keep_application(replace(draft.application, channel="letter")))
    reference = paper.application.reference

    def listed(hours: int) -> list[str]:
        return [each.reference for each in papers(10, NOW + timedelta(hours=hours))]

    note_paper(paper.application)
    assert listed(0) == [reference]
    note_paper_taken(paper.application, NOW)
    assert (listed(7), listed(8)) == ([], [reference])
    assert send_now(paper).application.case
    assert listed(8) == []


def test_a_sending_costs_so_many_calls_and_no_more(aws: Aws, calls: Calls, errands: list[str]) -> None:
    """Counted exactly: what is added to them somebody pays for and waits for."""
    draft, lacking = a_draft(), a_draft(2, guests=None)
    calls.forget()
    assert not send_now(lacking).is_complete
    assert calls.names == []  # what is missing is known without a call
    assert send_now(draft).is_complete
    assert calls.names == SENDING
    assert errands == ["open application"]
