"""A person's rights: all that is kept of them is told, and erased to the last word; a hold is respected."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from botocore.exceptions import ClientError

from casework.people.same_people import people_of
from notifications.handler import handle as notify
from onestop.domain.cases.case import Link, LinkKind
from onestop.domain.cases.lifecycle import Status
from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.chosen_preferences import ChosenPreferences
from onestop.domain.people.consents import ONCE_ONLY, ConsentSaid
from onestop.domain.people.identities import HowProven, IdentityProof
from onestop.domain.people.person import identity_of
from onestop.domain.people.protected_people import Protection
from onestop.domain.people.segments import OwnSegments
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.cases.case_rows import case_row, request_row
from onestop.storage.cases.corrections import Correction, keep_correction
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.suppressions import suppress
from onestop.storage.people.chosen_preferences import keep_chosen
from onestop.storage.people.consents import keep_consent
from onestop.storage.people.contact_details import keep_device, load_person
from onestop.storage.people.merges import merge_people
from onestop.storage.people.proofs import keep_proof
from onestop.storage.people.protections import keep_protection
from onestop.storage.people.segments import keep_segments
from onestop_cli.people.rights.command import found
from onestop_cli.people.rights.dead_letter_traces import Resting
from onestop_cli.people.rights.erase_person import erase, set_hold, standing_against
from onestop_cli.people.rights.export_person import as_data, as_page
from onestop_cli.people.rights.keyed_hashes import hashes_by
from onestop_cli.people.rights.places import BUCKETS, TABLES, Places
from onestop_cli.people.rights.restrict_use import restrict
from onestop_cli.people.rights.traces import find_traces
from onestop_cli.problems import CannotContinue
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_sqs_event
from tests.contract.template import NESTED
from tests.functional.stories import POTHOLE, case_file, open_case, post_answers, resolved

ANA, HER_PHONE, HER_WORK = "ana.canary@resident.example", "+19025550173", "canary.work@harbour.example"
BEN, HOME = "ben@resident.example", "+19025550174"
CHOSEN = ChosenPreferences(at=NOW, language="es", preferences=Preferences(without=("survey",)))
CANARIES = ("canary", "Rivas", "5550173", "555-0173", "0173", HER_WORK)


def places() -> Places:
    buckets = {name: name for name in BUCKETS}
    resting = Resting(client("sqs"), {"Dead": dead_letters()})
    sns, hashes = client("sns"), hashes_by(identity_key(), current())
    return Places(client("dynamodb"), client("s3"), TABLES, buckets, resting, sns, hashes)


def dead_letters() -> str:
    """The queue in which our dead letters lie."""
    return str(client("sqs").create_queue(QueueName="ArrivalsDead")["QueueUrl"])


def still_dead() -> list[str]:
    """What lies in it."""
    seen: list[str] = []
    Resting(client("sqs"), {"Dead": dead_letters()}).count(lambda text: bool(seen.append(text.partition("\n")[0])))
    return sorted(seen)


def everything() -> str:
    """All that lies anywhere, but for who looked."""
    where = places()
    rows = [row.text for table in where.tables for row in where.rows(table) if not row.pk.startswith("LOOKS#")]
    return "\n".join((*rows, *(f"{each.key}\n{where.text_of(each)}" for each in where.objects())))


@pytest.fixture
def buckets(aws: Aws) -> Aws:
    for name in ("mail", "attachments", "paper"):
        if name not in [each["Name"] for each in client("s3").list_buckets()["Buckets"]]:
            client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "ca-central-1"})
    return aws


def a_story(email: str, phone: str | None = None, name: str = "Ana Rivas", words: str = "canary words") -> str:
    """A case from its opening to its end, with letters, a survey, a file and a correction."""
    client("ses").verify_email_identity(EmailAddress="onestop@port-ellery.example")
    contact = {"email": email, "name": name} | ({"phone": phone} if phone else {})
    place = {"lat": 44.65 if email == BEN else 44.62, "long": -63.62}  # or their cases would name each other as near
    opened = resolved(**POTHOLE | {"contact": contact, "description": words, "place": place})
    reference = str(opened["reference"])
    event = {"type": "case.opened", "subject": reference, "id": f"{reference}.1"}
    assert notify(an_sqs_event(event), None) == {"batchItemFailures": []}
    assert post_answers(reference, {"satisfaction": 4, "comment": words})["statusCode"] == 200
    s3 = client("s3")
    s3.put_object(Bucket="attachments", Key=f"kept/{reference}/0123456789abcdef", Body=words.encode())
    s3.put_object(Bucket="mail", Key=f"mail/{reference[:4].lower()}0123456789abcdef", Body=f"From: {email}".encode())
    keep_correction(
        s3, "mail", Correction(reference=reference, language="en", text=words, service="pothole", by="staff", at=NOW)
    )
    in_hand = json.dumps({"contact": {"email": email}, "answers": {"why": words}})
    draft = f"DRAFT-{reference}"
    where = places()
    where.put_row("Applications", f"APPLICATION#{draft}", "APPLICATION", in_hand)
    paper = sha256(reference.encode()).hexdigest()[:24]
    where.put_row("Messages", f"CASE#{reference}", "NOTIFICATION#paper", json.dumps({"provider_id": paper}))
    s3.put_object(Bucket="paper", Key=f"to-print/letters/{paper}.pdf", Body=f"%PDF {words}".encode())
    where.put_row("Applications", "REMIND#2026-12-24", draft, "")
    return reference


def a_registered_app(person: str) -> str:
    """Somebody's app, as SNS calls it."""
    asked = {"PlatformCredential": "key", "PlatformPrincipal": ""}
    made = client("sns").create_platform_application(Name="rights", Platform="GCM", Attributes=asked)
    token = "token-of-her-telephone-0123456789"
    told = client("sns").create_platform_endpoint(PlatformApplicationArn=made["PlatformApplicationArn"], Token=token)
    keep_device(person, told["EndpointArn"])
    client("sns").delete_platform_application(PlatformApplicationArn=made["PlatformApplicationArn"])
    return str(told["EndpointArn"])


def close(reference: str) -> None:
    case_row(replace(case_file(reference).case, status=Status.CLOSED)).save()


def test_a_person_is_erased_to_the_last_word_and_others_are_not_touched(buckets: Aws) -> None:
    hers, at_work = a_story(ANA, HER_PHONE), a_story(HER_WORK)
    his = a_story(BEN, HOME, "Ben", "his own words")
    merge_people(str(case_file(at_work).case.person), str(case_file(hers).case.person), identity_key())
    for reference in (hers, at_work, his):
        close(reference)
    app = a_registered_app(str(case_file(hers).case.person))
    keep_chosen([identity_of(each, identity_key()) for each in (ANA, HER_PHONE, HER_WORK, BEN)], CHOSEN)
    before = everything()
    assert all(each in before for each in ("canary", "Rivas", HER_WORK, hers))
    where = places()
    traces = find_traces(where, ANA)
    assert set(traces.cases) == {hers, at_work}
    assert standing_against(traces, NOW) == []
    erased = erase(where, traces, ANA, None)
    assert erased.remaining == 0
    with pytest.raises(ClientError, match="NotFound"):  # SNS keeps the token of her telephone no longer
        client("sns").get_endpoint_attributes(EndpointArn=app)
    after = everything()
    assert [each for each in (*CANARIES, hers, at_work, *traces.people, *traces.hashes) if each in after] == []
    assert his in after
    assert "his own words" in after
    assert BEN in after
    assert after.count("CHOSEN#") == 1
    assert {each["what"] for each in erased.left} >= {"backups"}
    assert not find_traces(where, ANA).rows


def test_dead_letters_that_name_them_go_and_all_others_stay_where_they_are(buckets: Aws) -> None:
    hers = a_story(ANA, HER_PHONE)
    close(hers)
    named = [f'{{"from": "{HER_PHONE}", "text": "canary"}}', f'{{"case": "{hers}"}}', "to ANA.CANARY@resident.example"]
    others = [f"a message of {BEN}, number {number}" for number in range(12)]  # more than come at once
    for body in (*others, *named):
        client("sqs").send_message(QueueUrl=dead_letters(), MessageBody=body)
    where = places()
    traces = find_traces(where, ANA)
    assert (traces.dead_letters, len(still_dead())) == (3, 15)  # to look takes nothing out
    erased = erase(where, traces, ANA, None)
    assert (erased.dead_letters, erased.remaining) == (3, 0)
    assert still_dead() == sorted(others)


def test_what_was_told_once_for_several_services_goes_from_all_of_them(buckets: Aws) -> None:
    opened = open_case(**POTHOLE | {"contact": {"email": ANA}, "description": "canary words"})
    parent = str(opened["reference"])
    part = case_row(
        replace(
            case_file(parent).case,
            reference="PART-0000-0000-0",
            person=None,
            links=(Link(reference=parent, kind=LinkKind.PARENT, task="01"),),
        )
    )
    part.save()
    request_row("PART-0000-0000-0", case_file(parent).request, NOW).save()
    traces = find_traces(places(), ANA)
    assert set(traces.cases) == {parent, "PART-0000-0000-0"}
    assert erase(places(), traces, ANA, None).remaining == 0
    assert "canary" not in everything()


def test_what_is_restricted_stays_and_is_used_for_nothing_but_what_is_needed_until_it_is_lifted(buckets: Aws) -> None:
    hers, his = a_story(ANA, HOME), a_story(BEN, HOME, "Ana Rivas", "his own words")
    person, where = str(case_file(hers).case.person), places()
    identity = (identity_of(HOME, identity_key()),)
    assert people_of(identity, current().saying("en")).proposed != ()

    def letters(number: int) -> int:
        sent = len(buckets.emails())
        for kind in ("case.resolved", "survey.invited"):
            notify(an_sqs_event({"type": kind, "subject": hers, "id": f"{hers}.{number}{kind}"}), None)
        return len(buckets.emails()) - sent

    assert letters(1) == 2
    assert restrict(where, find_traces(where, ANA), NOW) == 1
    assert load_person(person).restricted_since == NOW
    assert restrict(where, find_traces(where, ANA), NOW + timedelta(days=1)) == 0  # it counts from the first time
    assert letters(2) == 0
    event = {"type": "case.opened", "subject": hers, "id": f"{hers}.3"}  # the law wants that they are told
    before = len(buckets.emails())
    notify(an_sqs_event(event), None)
    assert len(buckets.emails()) == before + 1
    assert people_of(identity, current().saying("en")).proposed == ()  # compared with nobody
    assert load_person(str(case_file(his).case.person)).restricted_since is None
    assert restrict(where, find_traces(where, ANA), None) == 1
    assert letters(4) == 2


def test_others_of_a_home_stay_where_only_one_is_erased(buckets: Aws) -> None:
    hers, his = a_story(ANA, HOME), a_story(BEN, HOME, "Ben", "his own words")
    for reference in (hers, his):
        close(reference)
    where = places()
    erase(where, find_traces(where, ANA), ANA, None)
    after = everything()
    assert "canary" not in after
    assert load_person(str(case_file(his).case.person)).phone == HOME
    by_phone = find_traces(where, HOME, "Ben")
    assert set(by_phone.cases) == {his}


def test_an_application_that_is_the_case_of_somebody_else_stays_though_it_names_them(buckets: Aws) -> None:
    hers, his = a_story(ANA), a_story(BEN, None, "Ben", "his own words")
    where = places()
    said = json.dumps({"case": his, "answers": {"landlord": ANA}})
    where.put_row("Applications", "APPLICATION#HIS-OWN", "APPLICATION", said)
    for reference in (hers, his):
        close(reference)
    erased = erase(where, find_traces(where, ANA), ANA, None)
    assert [row.body for row in where.rows_of("Applications", "APPLICATION#HIS-OWN")] == [said]
    assert erased.remaining == 0
    assert {"what": "words of others", "rows": 1} in [
        {name: each[name] for name in ("what", "rows")} for each in erased.left
    ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [(BEN.upper(), "Bob"), ("902 555 0174", "Bob"), (BEN[1:], None), ("Ben", None), ("174", None), ("@", None)],
)
def test_what_is_mistyped_erases_nothing_of_anybody(buckets: Aws, typed: str, name: str | None) -> None:
    close(a_story(BEN, HOME, "Ben", "his own words"))
    with pytest.raises(CannotContinue):
        found(places(), typed, name)


@pytest.mark.parametrize(("stored", "typed"), [(ANA, ANA.upper()), (HER_PHONE, "902 555 0173")])
def test_somebody_who_brought_no_case_is_held_and_then_erased(buckets: Aws, stored: str, typed: str) -> None:
    hers, tagged = identity_of(stored, identity_key()), "ana.canary+shop@resident.example"
    a_story(tagged, name="Ben", words="his own words")  # counted with Ana, and somebody else
    his = [identity_of(tagged, identity_key())]
    said = ConsentSaid(purpose=ONCE_ONLY, given=False, at=NOW, by="resident")
    for owner in ([hers], his):
        keep_consent(owner, said)
        keep_proof(owner, IdentityProof(how=HowProven.CODE, at=NOW))
        keep_segments(owner, OwnSegments(declared=("own-business",)))
        keep_chosen(owner, CHOSEN)
        keep_protection(owner[0], Protection(at=NOW, own=True))
    suppress(hers, NOW)
    his_before = sorted(row.pk for row in places().rows("People") if his[0] in row.pk)
    where, until = places(), (NOW + timedelta(days=30)).date().isoformat()
    traces = find_traces(where, typed)
    assert {row.pk.partition("#")[0] for row in traces.rows} == {
        *("CHOSEN", "CONSENT", "PROVEN", "SEGMENTS", "PROTECTED", "SUPPRESSED")
    }
    [chosen] = [each["says"] for each in as_data(traces, NOW.isoformat())["other"] if each["key"] == "CHOSEN"]
    assert chosen["preferences"]["without"] == ["survey"]
    set_hold(where, traces, "Court of Port Ellery, file 12", until, "operator")
    held = find_traces(where, typed)
    assert standing_against(held, NOW) == [f"A hold until {until}: Court of Port Ellery, file 12"]
    assert erase(where, held, typed, None).remaining == 0
    left = {row.pk.partition("#")[0] for table in TABLES for row in where.rows(table) if hers in row.text}
    assert left == ({"LIMIT", "SENT"} if stored == ANA else set())  # what he brought counts for her address: his
    assert sorted(row.pk for row in where.rows("People") if his[0] in row.pk) == his_before


def test_a_hold_and_a_case_that_is_worked_on_stand_against_it_and_say_why(buckets: Aws) -> None:
    hers = a_story(ANA)
    where = places()
    assert standing_against(find_traces(where, ANA), NOW) == [f"Case {hers} is still worked on: close it first."]
    close(hers)
    until = (NOW + timedelta(days=30)).date().isoformat()
    assert set_hold(where, find_traces(where, ANA), "Court of Port Ellery, file 12", until, "operator") == 1
    held = find_traces(where, ANA)
    assert standing_against(held, NOW) == [f"A hold until {until}: Court of Port Ellery, file 12"]
    assert standing_against(held, NOW + timedelta(days=31)) == []
    assert erase(where, held, ANA, None).remaining == 0
    assert "Court" not in everything()  # a hold that is over goes with the person


def test_an_export_holds_all_that_was_put_in_and_can_be_read(buckets: Aws) -> None:
    hers = a_story(ANA, HER_PHONE, words="canary <b>words</b>")
    data = as_data(find_traces(places(), "902 555 0173"), NOW.isoformat())
    assert json.loads(json.dumps(data)) == data
    [person], [case] = data["people"], data["cases"]
    assert (person["name"], person["email"], person["phone"]) == ("Ana Rivas", ANA, HER_PHONE)
    assert case["reference"] == hers
    assert case["request"]["description"] == "canary <b>words</b>"
    assert [event["type"] for event in case["events"]][:2] == ["case.opened", "case.routed"]
    assert case["letters"]
    assert [each["answers"] for each in data["applications"]] == [{"why": "canary <b>words</b>"}]
    assert case["survey"]["scores"] == [["satisfaction", 4]]
    assert {each["bucket"] for each in data["files"]} == {"attachments", "mail", "paper"}
    page = as_page(data)
    assert "canary &lt;b&gt;words" in page
    assert "<b>words" not in page


def test_every_table_and_bucket_of_the_templates_is_looked_through_but_the_catalogue_and_the_lake() -> None:
    resources = NESTED["data"]["Resources"] | NESTED["channels"]["Resources"] | NESTED["paper"]["Resources"]
    kept = {name for name, each in resources.items() if each["Type"] in ("AWS::DynamoDB::Table", "AWS::S3::Bucket")}
    # the lake holds no personal data: its own tests look for canaries
    assert kept - {"CatalogueTable", "LakeBucket"} == {*TABLES.values(), *BUCKETS.values()}
