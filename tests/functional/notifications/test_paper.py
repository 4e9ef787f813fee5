"""Letters on paper: who is written to by post, that each letter is printed once, and what the post says of it."""

from __future__ import annotations

import io
import json
from contextlib import suppress as without
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest
from pypdf import PdfReader

from notifications.channels import senders
from notifications.handler import hear
from notifications.paper.batches import hand_over_due
from notifications.sending.send_to_everybody import tell_all
from onestop.domain.letters.delivery import LetterState, SuppressionReason
from onestop.domain.letters.postal_address import post_identity
from onestop.runtime import links
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.arrivals import UNDELIVERED, arrivals_of
from onestop.storage.letters.claim_letters import InHand
from onestop.storage.letters.notifications import notifications_of
from onestop.storage.letters.suppressions import find_suppression
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import Aws
from tests.functional.dialogue import ask
from tests.functional.notifications.digests_to_send import NOON, Crash, at, dying_at
from tests.functional.notifications.providers import email_event, in_our_queue
from tests.functional.notifications.test_fallback import event_of
from tests.functional.stories import PLACE, case_file, in_progress

HOME = ["12 Canary Street", "Port Ellery 04210"]
ANA = {"name": "Ana Canary", "email": "canary@resident.example", "post": HOME}
QUESTION = "Which side of the street? 路的哪一边？"


@pytest.fixture
def post_office(post: Aws, monkeypatch: pytest.MonkeyPatch) -> Aws:
    client("ses").create_configuration_set(ConfigurationSet={"Name": "receipts"})
    monkeypatch.setenv(senders.MAIL_RECEIPTS, "receipts")
    monkeypatch.setenv("NOTIFICATIONS_QUEUE", post.queues["Notifications"])
    return post


def asked(**contact: Any) -> tuple[str, dict[str, Any]]:
    """A case whose resident is asked something; the case, and the event of it."""
    reference = str(in_progress(service_code="pothole", place=PLACE, contact=contact)["reference"])
    ask(reference, QUESTION)
    recorded = case_file(reference).case.version
    event = event_of(reference, "resident.asked", recorded)
    return reference, event | {"time": NOON.isoformat()}


def bounced(reference: str) -> None:
    letter = next(each for each in notifications_of(reference) if each.channel == "email")
    hear(in_our_queue(email_event(letter.provider_id or "", "Bounce", NOON, "Permanent")), NOON)


def ways(reference: str) -> dict[str, LetterState]:
    return {each.channel: each.status for each in notifications_of(reference)}


def to_call() -> list[tuple[str | None, str]]:
    return [(each.reference, each.why) for each in arrivals_of(UNDELIVERED, f"{NOON:%Y-%m}", 50).items]


def manifests(aws: Aws) -> list[dict[str, Any]]:
    found = sorted((key, data) for key, data in aws.objects("paper").items() if key.endswith(".json"))
    return [json.loads(data) for _, data in found]


def print_house_says(aws: Aws, text: str) -> None:
    """The print house puts a file into the bucket; its notice comes to the queue, and what follows is heard."""
    client("s3").put_object(Bucket="paper", Key="said/day one.csv", Body=text.encode())
    hear({"Records": [{"s3": {"object": {"key": "said/day+one.csv"}}}]}, NOON)
    for message in aws.drain(aws.queues["Notifications"]):
        assert "anary" not in json.dumps(message["body"])
        hear(message["body"], NOON)


def says(said: str, name: str, moment: datetime = NOON) -> str:
    return f"name,said,at\r\n{name},{said},{moment.isoformat()}\r\n"


def words_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_letter_that_bounced_goes_by_post_in_the_words_of_the_email_and_moves_as_the_print_house_says(
    post_office: Aws,
) -> None:
    reference, event = asked(**ANA)
    tell_all(event, NOON)
    bounced(reference)
    assert ways(reference) == {"email": LetterState.FAILED, "letter": LetterState.SENDING}
    assert to_call() == []
    assert hand_over_due(current(), at(30)) == 1
    (manifest,) = manifests(post_office)
    (line,) = manifest["letters"]
    printed = post_office.objects("paper")[line["file"]]
    assert line["sha256"] == sha256(printed).hexdigest()
    words = words_of(printed)
    mailed = post_office.emails()[0]
    assert mailed.subject.split(" (")[0] in words.replace("\n", " ")
    assert "Simply reply to this e-mail" in mailed.body
    assert "reply to this e-mail" not in words
    for said in ("Ana Canary", *HOME, "write to us by post", "Which side of the street?", "路的哪一边？", reference):
        assert said in words
    for said, becomes in (
        ("accepted", LetterState.SENDING),
        ("printed", LetterState.SENDING),
        ("posted", LetterState.SENT),
        ("printed", LetterState.SENT),  # a file that comes late
        ("returned", LetterState.RETURNED),
        ("posted", LetterState.RETURNED),
    ):
        print_house_says(post_office, says(said, line["name"]))
        assert ways(reference)["letter"] is becomes
    assert to_call() == [(reference, "returned")]
    found = find_suppression(post_identity(HOME, identity_key()))
    assert found
    assert found.because is SuppressionReason.RETURNED
    assert len(post_office.emails()) == 1  # what came back by post is not tried by e-mail again


def test_the_print_house_is_told_nothing_of_whom_letters_are_for_but_what_stands_on_the_paper(
    post_office: Aws, capfd: pytest.CaptureFixture[str]
) -> None:
    reference, event = asked(name=ANA["name"], post=HOME)  # who has no other address is written to by post at once
    capfd.readouterr()  # the log may name a case; what is written for the print house, and of it, may not
    tell_all(event, NOON)
    hand_over_due(current(), at(30))
    (manifest,) = manifests(post_office)
    assert sorted(manifest) == ["batch", "closed_at", "letters", "paper"]
    assert [sorted(each) for each in manifest["letters"]] == [["file", "name", "pages", "sha256"]]
    written = {key: data for key, data in post_office.objects("paper").items() if not key.endswith(".pdf")}
    assert sorted(written) == ["to-print/batches/000001.csv", "to-print/batches/000001.json"]
    secret = links.secret_of(links.TRACK, reference)
    said = "".join(key + data.decode() for key, data in written.items())
    said += "".join(post_office.objects("paper")) + capfd.readouterr().out
    for canary in ("anary", reference, secret, QUESTION[:10]):
        assert canary not in said


@pytest.mark.parametrize(
    ("home", "why"),
    [
        (["12 Canary Street"] * 5, "AddressDoesNotFit"),
        (["At the long house behind the old harbour, second door", "Port Ellery"], "AddressDoesNotFit"),
        (["12 Δρόμος", "ก"], "CharacterNotInFonts"),
        (None, "Bounce/Permanent"),
    ],
)
def test_who_cannot_be_reached_by_post_either_is_to_be_telephoned(
    post_office: Aws, home: list[str] | None, why: str
) -> None:
    reference, event = asked(**({name: ANA[name] for name in ("name", "email")} | ({"post": home} if home else {})))
    tell_all(event, NOON)
    bounced(reference)
    assert to_call() == [(reference, why)]
    assert ways(reference) == {"email": LetterState.FAILED} | ({"letter": LetterState.FAILED} if home else {})
    assert post_office.objects("paper") == {}


@pytest.mark.parametrize("step", range(1, 10))
def test_whoever_dies_between_pdf_tray_manifest_and_mark_a_letter_is_in_one_batch(post_office: Aws, step: int) -> None:
    cases = [asked(name="Ana", post=[f"{number} Canary Street", "Port Ellery"]) for number in (1, 2)]
    for reference, event in cases:
        for moment in (NOON, at(0.1)):
            with dying_at(step if moment == NOON else None), without(Crash, InHand):
                tell_all(event, moment)
        assert ways(reference) == {"letter": LetterState.SENDING}
        for moment in (at(30), at(30.1), at(30.2)):
            with dying_at(step if moment == at(30) else None), without(Crash):
                hand_over_due(current(), moment)
    found = [each["name"] for manifest in manifests(post_office) for each in manifest["letters"]]
    assert sorted(found) == sorted(
        letter.provider_id or "" for reference, _ in cases for letter in notifications_of(reference)
    )
    assert {f"to-print/letters/{name}.pdf" for name in found} <= set(post_office.objects("paper"))


def test_a_batch_leaves_when_enough_letters_wait_or_at_the_hour_of_a_day(
    post_office: Aws, release: dict[str, Any]
) -> None:
    ours = {"size": "a4", "sender": "1 Harbour Square", "batch_letters": 2, "batch_hour": "16:00"}
    post_office.publish(release | {"jurisdiction": release["jurisdiction"] | {"paper": ours}})
    first, second, third = (asked(name="Ana", post=[f"{number} Street", "Port Ellery"])[1] for number in (1, 2, 3))
    tell_all(first, NOON)  # 8:10 in the morning there
    waiting = hand_over_due(current(), at(0.1))
    tell_all(second, NOON)
    enough = hand_over_due(current(), at(0.2))
    tell_all(third, NOON)
    handed = [hand_over_due(current(), at(hours)) for hours in (7.8, 24 * 365 * 10)]
    assert (waiting, enough, handed) == (0, 2, [0, 1])


def test_lines_of_the_print_house_that_cannot_be_read_keep_no_other_from_being_heard(post_office: Aws) -> None:
    reference, event = asked(name="Ana", post=HOME)
    tell_all(event, NOON)
    (letter,) = notifications_of(reference)
    name = letter.provider_id or ""
    bad = [f"{name},burnt,{NOON.isoformat()}", f"{name},posted,yesterday", f"{name},posted", "Ana Canary,posted,"]
    bad += [f'{name},"posted,{NOON.isoformat()}', "x" * 200_000]  # a mark that is never closed; longer than a field is
    print_house_says(post_office, "\n".join([*bad, says("posted", name)]))
    assert ways(reference) == {"letter": LetterState.SENT}
    assert load_person(case_file(reference).case.person or "").post == tuple(HOME)
