"""Two people turn out to be one: whoever stays is told about the cases of both, and the cases are found under them."""

from __future__ import annotations

import pytest
from pynamodb.exceptions import PutError

from casework import handler as casework
from intake.incoming import Incoming
from intake.speaker import proof_of
from notifications.handler import handle as notify
from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.people.person import identity_of
from onestop.domain.people.proof import Proof
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import cases_of_forms, is_case_of, load_merged, load_person
from onestop.storage.people.merges import merge_people
from tests.aws_in_memory import Aws, Calls
from tests.builders import a_clerk, an_api_event, an_sqs_event, said
from tests.functional.stories import POTHOLE, case_file, in_progress

RECEPTION = a_clerk(agency="contact-centre", role="reception", sub="reception-1")
ANA, HER_WORK, NUMBER = "ana@resident.example", "ana@harbour-hotels.example", "+15550142777"


def a_case(**contact: str) -> str:
    return str(in_progress(**POTHOLE | {"contact": contact})["reference"])


def person_of(reference: str) -> str:
    return str(case_file(reference).case.person)


def merge(merged: str, into: str) -> None:
    """The person of one case is that of another."""
    merge_people(person_of(merged), person_of(into), identity_key())


def found_by(person: str) -> set[str]:
    query = {"person": person, "purpose": "caller"}
    answer = casework.handle(an_api_event("GET", "/api/staff/cases", query=query, claims=RECEPTION), None)
    return {case["reference"] for case in said(answer)["cases"]}


def test_the_cases_of_a_merged_person_are_found_under_the_one_who_stays(aws: Aws) -> None:
    hers, at_work, by_phone = a_case(email=ANA), a_case(email=HER_WORK), a_case(phone=NUMBER, name="A. Rivas")
    of_a_colleague = a_case(email=HER_WORK, name="Ben")
    merge(by_phone, at_work)
    merge(at_work, hers)  # and with her all those who were merged into her
    assert found_by(ANA) == {hers, at_work, by_phone}
    assert found_by(HER_WORK) == {at_work, by_phone, of_a_colleague}
    assert found_by(NUMBER) == {by_phone}
    assert is_case_of(identity_of(ANA, identity_key()), by_phone)
    assert {load_person(person_of(each)).email for each in (hers, at_work, by_phone)} == {ANA}
    assert [person.email for person in load_merged(person_of(by_phone))] == [None, HER_WORK, ANA]


def test_letters_about_the_case_of_a_merged_person_go_to_the_one_who_stays(aws: Aws) -> None:
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    hers, at_work = a_case(email=ANA), a_case(email=HER_WORK)
    merge(at_work, hers)
    event = {"type": "case.opened", "subject": at_work, "id": f"{at_work}.1"}
    assert notify(an_sqs_event(event), None) == {"batchItemFailures": []}
    assert [email.destinations for email in aws.emails()] == [{"ToAddresses": [ANA]}]


@pytest.mark.parametrize(
    ("author", "proof"), [(ANA, Proof.PROVEN), (HER_WORK, Proof.PROVEN), ("eve@elsewhere.example", Proof.STRANGER)]
)
def test_a_merged_person_is_known_by_their_own_address_and_by_that_of_who_stays(
    aws: Aws, author: str, proof: Proof
) -> None:
    hers, at_work = a_case(email=ANA), a_case(email=HER_WORK)
    merge(at_work, hers)
    mail = Incoming(channel="email", key="m", text="Thanks", email=author, author=author, vouched=True)
    assert proof_of(case_file(at_work), mail, current()) is proof


def test_merging_twice_or_in_a_circle_changes_nothing(aws: Aws) -> None:
    hers, at_work = a_case(email=ANA), a_case(email=HER_WORK)
    merge(at_work, hers)
    for merged, into in ((at_work, hers), (hers, at_work), (hers, hers)):
        with pytest.raises(NotPossible):
            merge(merged, into)
    with pytest.raises(NotFound):
        merge_people("nobody", person_of(hers), identity_key())
    assert found_by(ANA) == {hers, at_work}


@pytest.mark.parametrize("writes", [0, 1, 2, 3])
def test_merging_that_was_cut_off_is_done_by_doing_it_again(aws: Aws, writes: int) -> None:
    hers, by_phone = a_case(email=ANA, phone=NUMBER), a_case(phone=NUMBER)
    with (
        aws.failing("dynamodb", "PutItem", "ValidationException", after=writes),
        pytest.raises(PutError),
    ):
        merge(by_phone, hers)
    merge(by_phone, hers)
    assert found_by(ANA) == found_by(NUMBER) == {hers, by_phone}


def test_a_person_who_was_never_merged_costs_one_query(aws: Aws, calls: Calls) -> None:
    person = person_of(a_case(email=ANA))
    calls.forget()
    load_person(person)
    cases_of_forms([identity_of(ANA, identity_key())], 25)
    assert calls.names == ["Query", "Query"]
