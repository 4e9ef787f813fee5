"""The small inputs that were handed over, each through the door that it came by: what is right for it is what we do.

They are read where they lie and are no part of this repository; where they are not, there is nothing to walk.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from intake.email.reading import read_mail
from intake.email.take_in import take_in_mail
from notifications.channels.email_threads import case_id, reply_address
from onestop.domain.people.person import identity_of
from onestop.domain.time.calendars import Calendar
from onestop.domain.time.deadlines import due_after_days, due_at, resumed_due, shifted_due
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.incoming.arrivals import arrivals_of
from onestop.storage.incoming.talks import find_talk
from onestop.storage.people.contact_details import load_person
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.maps import choose_map
from onestop_cli.replay.rows import read_columns, read_needs
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_api_event, said
from tests.functional.dialogue import ask
from tests.functional.intake.open311.georeport import KEY, a_partner, call
from tests.functional.intake.sms.texting import deliver, replies
from tests.functional.stories import PLACE, in_progress, post_case, types
from tests.unit.intake.email.mails import as_ses_keeps

CASES = Path(__file__).parents[4] / "shared" / "cases"
OWN, ANA = "onestop@port-ellery.example", "ana@resident.example"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the handed cases are not here")

# a mail -> words of its need that must not be lost, by code point where they are not ASCII
WORDS: dict[str, tuple[str, ...]] = {
    "address_after_thanks": (),
    "auto_blocked_driveway": (),
    "away_but_fix_the_lamp": (),
    "blockquote_as_indent": ("18:00", "at all times"),
    "delivery_failed_first_words": ("street sign",),
    "encoded_content_type": (),
    "error_first_words": ("water leak",),
    "filenames": (),
    "gracias": (),
    "greater_than_in_new_mail": ("30 hours", "2 small children"),
    "iso2022jp_row13": ("\u2460", "\u3231"),
    "neighbourhood_list": (),
    "out_of_water": (),
    "placeholder_plain_part": ("manhole",),
    "reply_to": (),
    "sentence_with_wrote": ("railing", "second step"),
}
PLACES = {"address_after_thanks": "12 Elm Street", "gracias": "Elm Street 12"}


def mail(name: str) -> bytes:
    return (CASES / "email" / f"{name}.eml").read_bytes()


@pytest.mark.parametrize("name", sorted(WORDS))
def test_a_first_mail_is_a_case_of_its_sender_with_all_its_words(aws: Aws, name: str) -> None:
    received = take_in_mail(as_ses_keeps(mail(name), "pass"), "mail/1", NOW)
    assert received is not None
    assert received.what == "opened"
    whole = load_whole(received.reference or "")
    missing = [words for words in WORDS[name] if words not in whole.file.request.description]
    assert missing == []
    assert load_person(whole.file.case.person or "").email == ANA
    if name in PLACES:
        assert whole.file.request.place is not None
        assert whole.file.request.place.address == PLACES[name]


def test_a_mark_that_a_gateway_folded_into_another_field_is_seen(aws: Aws) -> None:
    assert take_in_mail(as_ses_keeps(mail("auto_submitted_folded_into_date"), "pass"), "mail/1", NOW) is None
    assert [each.kind for each in arrivals_of("automatic", f"{NOW:%Y-%m}", 10).items] == ["automatic"]


def test_names_of_files_can_be_read_and_a_file_is_known_by_its_bytes() -> None:
    names = [file.name for file in read_mail(mail("filenames")).files]
    assert len(names) == 3
    assert all(name.endswith(".png") and "\ufffd" not in name and "/" not in name for name in names)
    (file,) = read_mail(mail("encoded_content_type")).files
    assert file.data.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["pt_outlook_header", "ru_outlook_header"])
def test_an_answer_goes_to_its_case_without_the_letter_below_it(aws: Aws, name: str) -> None:
    client("ses").verify_email_identity(EmailAddress=OWN)
    opened = in_progress(service_code="pothole", place=PLACE, contact={"email": ANA})
    reference = str(opened["reference"])
    ask(reference, "Which day?")
    raw = mail(name)
    for mark, value in {
        b"{{REFERENCE}}": reference,
        b"{{REPLY_ADDRESS}}": reply_address(OWN, reference),
        b"{{CASE_ID}}": case_id(OWN, reference),
    }.items():
        raw = raw.replace(mark, value.encode())
    take_in_mail(as_ses_keeps(raw, "pass"), "mail/1", NOW)
    answer = load_whole(reference).contacts[-1]
    assert (answer.direction, answer.proof, "onestop@" in answer.text, "\n" in answer.text) == (
        "in",
        "proven",
        False,
        False,
    )


def test_a_number_is_one_person_however_it_is_written(aws: Aws) -> None:
    numbers = json.loads((CASES / "api" / "usual_ways_to_write_numbers.json").read_text("utf-8"))
    numbers.append(json.loads((CASES / "api" / "national_number.json").read_text("utf-8")))
    known = set()
    for body in numbers:
        person = load_person(load_whole(said(post_case(body))["reference"]).file.case.person or "")
        assert (person.phone or "").startswith("+1902")
        known.add(identity_of(person.phone or "", identity_key()))
    assert len(known) == 1


def test_an_address_with_what_nobody_sees_is_one_that_letters_reach(aws: Aws) -> None:
    body = json.loads((CASES / "api" / "zero_width_in_email.json").read_text("utf-8"))
    whole = load_whole(said(post_case(body))["reference"])
    assert load_person(whole.file.case.person or "").email == ANA


def test_the_same_request_in_another_order_is_the_same_request(aws: Aws, release: dict[str, Any]) -> None:
    given = json.loads((CASES / "api" / "same_key_other_order.json").read_text("utf-8"))
    choice = {"code": "one", "name": {"en": "One"}, "kind": "text"}
    services = [
        service | ({"questions": [choice, choice | {"code": "two"}]} if service["code"] == "graffiti" else {})
        for service in release["services"]
    ]
    aws.publish(release | {"services": services})
    headers = {"Content-Type": "application/json", "Idempotency-Key": f"{given['headers']['Idempotency-Key']:-<20}"}
    sent = [given[name].replace("QUESTION-1", "one").replace("QUESTION-2", "two") for name in ("first", "second")]
    first, second = (post_case(body, headers=headers) for body in sent)
    assert (first["statusCode"], second["statusCode"]) == (201, 201), (first["body"], second["body"])
    assert said(first)["reference"] == said(second)["reference"]


def test_who_wants_no_messages_gets_none_and_who_needs_something_is_heard(aws: Aws) -> None:
    told = json.loads((CASES / "sms" / "stop.json").read_text("utf-8"))
    outs = []
    for number, each in enumerate(told):
        sender = f"+190255501{number:02}"
        (received,) = deliver(each["message"] | {"originationNumber": sender})
        stopped = find_talk(identity_of(sender, identity_key())).stopped
        assert stopped == each["expect"].startswith("opted out"), each["expect"]
        assert stopped == (received.reference is None)
        assert len(replies(aws, sender)) == int(stopped)  # what confirms it, and nothing else
        outs.append(stopped)
    assert len(set(outs)) == 2


def test_a_deadline_is_moved_on_by_a_pause_as_the_calendar_counts(aws: Aws) -> None:
    told = json.loads((CASES / "deadlines" / "pauses.json").read_text("utf-8"))
    for case in told["cases"]:
        calendar = Calendar(told["time_zone"], told["calendars"][case["calendar"]])
        start, pause = datetime.fromisoformat(case["start"]), map(datetime.fromisoformat, case.get("pause", ()))
        if "days" in case:
            due = shifted_due(due_after_days(start, case["days"], calendar), *pause, calendar)
        else:
            due = due_at(start, case["hours"], calendar)
            due = resumed_due(due, *pause, calendar) if "pause" in case else due
        assert due == datetime.fromisoformat(case["due"]), case["nr"]


@pytest.mark.parametrize("name", ["one_bad_byte", "utf16", "semicolons_and_commas"])
def test_a_file_of_any_spreadsheet_is_read(name: str) -> None:
    file, notes = CASES / "csv" / f"{name}.csv", list[str]()
    columns = choose_map(file, read_columns(file), CASES / "csv" / "map.yaml")
    needs = list(read_needs(file, columns, notes.append))
    assert all(need.lat is not None and "\ufffd" not in need.description for need in needs)
    assert bool(notes) == (name != "semicolons_and_commas")  # what was not read as it stands is told


def test_a_row_that_cannot_be_read_is_named() -> None:
    file = CASES / "csv" / "nul_and_quotes.csv"
    columns = choose_map(file, read_columns(file), CASES / "csv" / "map.yaml")
    with pytest.raises(CannotContinue, match="row 3"):
        list(read_needs(file, columns))


def test_letters_of_an_older_client_are_kept(aws: Aws) -> None:
    a_partner()
    raw = (CASES / "open311" / "latin1_without_charset.bin").read_bytes() + f"&api_key={KEY}".encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    event = an_api_event("POST", "/open311/v2/requests.json", body="", headers=form)
    reply = call(event | {"body": base64.b64encode(raw).decode(), "isBase64Encoded": True})
    (opened,) = reply.json
    words = load_whole(opened["service_request_id"]).file.request.description
    assert "caf\u00e9" in words
    assert types(opened["service_request_id"])[0] == "case.opened"
