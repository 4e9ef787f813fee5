"""Clients of Open311 bring needs: by the rules of the specification, and by the habits of those who call us."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest

from intake.mailroom import handle as mailroom
from onestop.storage.cases.attachments import attachments_of
from onestop.storage.cases.read_case import load_whole
from onestop.storage.partners.partner_keys import forget_partners, partner_of
from onestop.storage.people.contact_details import load_person
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, an_api_event, an_sqs_event
from tests.functional.intake.open311.georeport import (
    HOLE,
    KEY,
    REQUESTS,
    TOO_LONG,
    a_partner,
    call,
    get,
    open_request,
    post,
    post_files,
)
from tests.functional.stories import case_file


@pytest.fixture(autouse=True)
def partner(aws: Aws) -> None:
    a_partner()


def test_a_client_gets_the_id_of_the_case_at_once(aws: Aws) -> None:
    reply = post(REQUESTS, HOLE)
    (opened,) = reply.json
    assert (reply.status, reply.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert opened.keys() == {"service_request_id", "service_notice", "account_id"}
    assert (
        opened["service_notice"] == "A road crew looks at the hole and fills it. Deep holes on busy roads come first."
    )
    file = case_file(opened["service_request_id"])
    assert (file.case.channel, file.case.service, file.request.partner) == ("open311", "pothole", "app")
    assert file.request.description == "A deep hole in front of the school."
    assert file.request.place is not None
    assert (file.request.place.lat, file.request.place.long) == (44.62, -63.62)


def test_opening_is_one_call_to_dynamodb(aws: Aws, calls: Calls) -> None:
    open_request()
    calls.forget()
    open_request(description="Another hole.")
    assert calls.names == ["TransactWriteItems"]


def test_the_same_in_xml(aws: Aws) -> None:
    reply = post("/open311/v2/requests.xml", HOLE)
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
    assert reply.text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<service_requests><request>')
    assert case_file(reply.xml.findtext("request/service_request_id") or "").case.service == "pothole"


@pytest.mark.parametrize("where", ["form", "query", "header"])
def test_the_key_may_come_in_the_form_in_the_address_or_as_a_header(aws: Aws, where: str) -> None:
    fields = {name: value for name, value in HOLE.items() if name != "api_key"}
    reply = {
        "form": lambda: post(REQUESTS, HOLE),
        "query": lambda: post(REQUESTS, fields, query={"api_key": KEY, "jurisdiction_id": "port-ellery.example"}),
        "header": lambda: post(REQUESTS, fields, headers={"X-Api-Key": KEY}),
    }[where]()
    assert reply.status == 200, reply.text


@pytest.mark.parametrize(("key", "words"), [("", "api_key required"), ("wrong", "nobody has this key")])
def test_without_a_known_key_nothing_is_opened(aws: Aws, key: str, words: str) -> None:
    reply = post(REQUESTS, HOLE | {"api_key": key})
    assert reply.status == 403
    (error,) = reply.json
    assert error["code"] == 403
    assert words in error["description"]


def test_everything_that_is_wrong_is_said_at_once_in_the_format_asked_for(aws: Aws) -> None:
    wrong = {
        "service_code": "no-such-service",
        "lat": "north",
        "email": "not-an-address",
        "jurisdiction_id": "elsewhere",
    }
    reply = post(REQUESTS, wrong)
    assert reply.status == 403
    assert [error["code"] for error in reply.json] == [403, 404, 404, 400, 400]
    assert [words.partition(":")[0] for words in reply.descriptions] == [
        "api_key required",
        "jurisdiction_id",
        "service_code",
        "lat",
        "email",
    ]
    xml = post("/open311/v2/requests.xml", wrong).xml
    assert [error.findtext("description") for error in xml.findall("error")] == reply.descriptions


def test_a_service_that_is_not_there_is_404_and_a_missing_one_400(aws: Aws) -> None:
    assert post(REQUESTS, HOLE | {"service_code": "033"}).status == 404
    reply = post(REQUESTS, HOLE | {"service_code": ""})
    assert (reply.status, reply.descriptions) == (400, ["service_code required"])


def test_a_missing_attribute_is_told_by_its_code(aws: Aws) -> None:
    reply = post(REQUESTS, HOLE | {"service_code": "street-event-permit"})
    assert (reply.status, reply.json) == (400, [{"code": 400, "description": "date required"}])


def test_attributes_become_answers_of_their_kind(aws: Aws) -> None:
    reference = open_request(
        **{
            "service_code": "street-event-permit",
            "attribute[date]": "2026-12-24T03:00:00Z",  # still the 23rd in Port Ellery
            "attribute[food]": "yes",
            "attribute[closes-street]": "FALSE",
            "attribute[uprn]": "100012345",  # FixMyStreet sends more than was asked
        }
    )
    answers = {"date": "2026-12-23", "food": True, "closes-street": False}
    assert case_file(reference).request.answers == answers


def test_an_attribute_that_makes_no_sense_is_refused_with_what_would(aws: Aws) -> None:
    fields = {"service_code": "street-event-permit", "attribute[date]": "2026-12-24", "attribute[food]": "perhaps"}
    reply = post(REQUESTS, HOLE | fields)
    assert reply.descriptions == ["attribute[food]: this value cannot be taken; expected true or false"]


def test_who_it_is_from_is_kept_as_a_person(aws: Aws) -> None:
    who = {"first_name": "Ana", "last_name": "Rivas", "email": "ana@resident.example", "phone": "555-0101-22"}
    person = load_person(case_file(open_request(**who)).case.person or "")
    assert (person.name, person.email, person.phone) == ("Ana Rivas", "ana@resident.example", "555-0101-22")


def test_an_address_without_coordinates_is_enough(aws: Aws) -> None:
    place = case_file(open_request(lat="", long="", address_string="3 Elm Lane")).request.place
    assert place is not None
    assert (place.lat, place.address) == (None, "3 Elm Lane")


def test_nowhere_is_refused_where_a_service_needs_a_place(aws: Aws) -> None:
    nowhere = {"lat": "0.0", "long": "0", "address_id": "#NOTPINPOINTED#"}
    reply = post(REQUESTS, HOLE | nowhere)
    assert reply.status == 400
    assert reply.descriptions == [
        "lat and long, or address_string: this service needs a place; expected lat and long, or an address"
    ]


def test_half_a_place_is_refused(aws: Aws) -> None:
    reply = post(REQUESTS, HOLE | {"long": ""})
    assert (reply.status, [words[:5] for words in reply.descriptions]) == (400, ["long:"])


def test_a_description_that_is_too_long_is_kept_whole(aws: Aws) -> None:
    """FixMyStreet puts title, words and link together without counting."""
    text = " ".join(f"word{number:04d}" for number in range(1500))
    whole = load_whole(open_request(description=text))
    kept = [whole.file.request.description, *(contact.text for contact in whole.contacts)]
    assert all(len(piece) <= 4000 for piece in kept)
    assert " ".join(piece.removesuffix(" […]") for piece in kept) == text


def test_words_are_kept_whole_up_to_forty_thousand_characters_and_beyond_refused_with_the_limit(aws: Aws) -> None:
    whole = load_whole(open_request(description="x" * 40_000))
    kept = [whole.file.request.description, *(contact.text for contact in whole.contacts)]
    assert "".join(piece.removesuffix(" […]") for piece in kept) == "x" * 40_000
    for description in ("x" * 40_001, "word " * 20_000):
        reply = post(REQUESTS, HOLE | {"description": description})
        assert (reply.status, reply.descriptions) == (400, [TOO_LONG])


def test_several_pictures_elsewhere_are_all_kept(aws: Aws) -> None:
    links = ["https://photos.example/1.jpg", "https://photos.example/2.jpg"]
    request = case_file(open_request(media_url=links)).request
    assert request.media_url == links[0]
    assert request.description.endswith(links[1])


def test_what_is_no_web_address_is_never_published_as_one(aws: Aws) -> None:
    link = "javascript:alert(1)"
    whole = load_whole(open_request(media_url=link))
    assert (whole.file.request.media_url, link in whole.file.request.description) == (None, False)
    assert [contact.text for contact in whole.contacts] == [link]


def test_a_picture_inside_somebodys_network_is_told_to_staff_and_never_published(aws: Aws) -> None:
    inside, outside = "http://10.1.2.3/cam/7.jpg", "https://photos.example/1.jpg"
    reference = open_request(media_url=[inside, outside])
    read = get(f"/open311/v2/requests/{reference}.json", extensions="true")
    assert inside not in read.text
    assert read.json[0]["media_url"] == outside
    assert [contact.text for contact in load_whole(reference).contacts] == [inside]


def test_photos_in_a_form_with_files_are_kept_with_every_byte(aws: Aws) -> None:
    photos = {"media": bytes(range(256)) * 9, "file_1": b"\r\n--frontier-\r\n" + bytes(99)}
    files = {name: (f"{name}.jpg", "image/jpeg", data) for name, data in photos.items()}
    for _ in range(2):  # sent again, it is the same case, and the same two photos
        (opened,) = post_files(REQUESTS, HOLE, files).json
    reference = opened["service_request_id"]
    assert sorted(aws.objects("attachments").values()) == sorted(photos.values())
    assert {attachment.by for attachment in attachments_of(reference)} == {"resident"}


def test_the_same_form_again_within_minutes_opens_no_second_case(aws: Aws) -> None:
    assert open_request() == open_request()
    assert open_request() != open_request(description="Another hole.")


def test_an_idempotency_key_is_taken_at_its_word(aws: Aws) -> None:
    keyed = [post(REQUESTS, HOLE, headers={"Idempotency-Key": key}).json for key in ("a" * 20, "a" * 20, "b" * 20)]
    first, again, other = (each[0]["service_request_id"] for each in keyed)
    assert first == again != other


def test_an_idempotency_key_with_another_need_is_refused(aws: Aws) -> None:
    post(REQUESTS, HOLE, headers={"Idempotency-Key": "a" * 20})
    reply = post(REQUESTS, HOLE | {"description": "Something else."}, headers={"Idempotency-Key": "a" * 20})
    assert (reply.status, reply.json[0]["code"]) == (400, 400)


def test_a_partner_brings_no_more_than_its_plan_allows(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")  # all within an hour, whenever the tests are run
    a_partner(per_hour=2)
    at_once = {"X-Clock": NOW.isoformat()}
    replies = [post(REQUESTS, HOLE | {"description": f"Hole {number}"}, headers=at_once) for number in range(3)]
    assert [reply.status for reply in replies] == [200, 200, 429]
    assert int(replies[2].headers["Retry-After"]) > 0


def test_what_the_client_prefers_to_speak_is_the_language_of_the_case(aws: Aws) -> None:
    reply = post(REQUESTS, HOLE, headers={"Accept-Language": "es-MX,es;q=0.9"})
    (opened,) = reply.json
    assert case_file(opened["service_request_id"]).case.language == "es"
    assert opened["service_notice"].startswith("Un equipo de calles")


@pytest.mark.parametrize("body", ['{"service_code": "pothole"}', "<request/>"])
def test_a_body_that_is_no_form_is_refused_in_the_format_asked_for(aws: Aws, body: str) -> None:
    event = an_api_event("POST", REQUESTS, body=body, headers={"Content-Type": "application/json"})
    reply = call(event)
    assert (reply.status, reply.json[0]["code"]) == (400, 400)


def test_while_nothing_can_be_written_the_client_gets_its_id_all_the_same_and_once(aws: Aws) -> None:
    open_request()
    with aws.failing("dynamodb", "TransactWriteItems", "InternalServerError"):
        first, again = open_request(description="Another hole."), open_request(description="Another hole.")
    assert first == again
    assert [key for key in aws.objects("mail") if key.startswith("waiting/")] == [f"waiting/{first}.json"]


@pytest.mark.parametrize("fails", ["TransactWriteItems", "Query"])
def test_while_the_tables_do_not_answer_photos_and_long_words_wait_as_the_need_does(aws: Aws, fails: str) -> None:
    open_request()
    photo = {"media": ("hole.txt", "text/plain", b"a description of a photo")}
    with aws.failing("dynamodb", fails, "InternalServerError"), aws.failing("dynamodb", "PutItem", "SlowDown"):
        reply = post_files(REQUESTS, HOLE | {"description": "word " * 1000}, photo)
    assert reply.status == 200, reply.text
    reference = reply.json[0]["service_request_id"]
    keys = sorted(key for key in aws.objects("mail") if key.startswith("waiting/"))
    told = [{"Records": [{"s3": {"object": {"key": key}}}]} for key in keys]
    for _ in keys:  # what came beside is delivered again until the case is there
        mailroom(an_sqs_event(*told), None)
    assert mailroom(an_sqs_event(*told), None) == {"batchItemFailures": []}
    whole = load_whole(reference)
    assert [contact.text.strip(" \n")[:9] for contact in whole.contacts] == ["word word"]
    assert [attachment.name for attachment in whole.attachments] == ["hole"]


def test_a_key_that_was_let_in_stays_so_while_the_catalogue_cannot_be_read(aws: Aws) -> None:
    partner = partner_of(KEY)
    with aws.failing("dynamodb", "Query", "InternalServerError"):
        assert partner_of(KEY, lambda: monotonic() + 3600) == partner


def test_while_nothing_can_be_read_the_client_is_told_so_in_its_format(aws: Aws) -> None:
    open_request()
    forget_partners()
    with aws.failing("dynamodb", "Query", "InternalServerError"):
        reply = post("/open311/v2/requests.xml", HOLE)
    assert (reply.status, reply.xml.findtext("error/code"), reply.headers["Retry-After"]) == (503, "503", "5")


@pytest.mark.parametrize(
    ("later", "same"),
    [
        # sent again so much later    it is the same request
        (timedelta(seconds=2), True),  # the clock has gone from one ten minutes to the next meanwhile
        (timedelta(minutes=9, seconds=59), True),
        (timedelta(minutes=10, seconds=2), False),
        (timedelta(days=7), False),  # a missed collection, in the same words each week
        (timedelta(days=8), False),
    ],
)
def test_what_is_sent_again_is_the_same_for_ten_minutes(
    aws: Aws, monkeypatch: pytest.MonkeyPatch, later: timedelta, same: bool
) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    at = datetime(2026, 11, 23, 15, 9, 59, tzinfo=UTC)
    times = (at, at + later)
    first, again = (post(REQUESTS, HOLE, headers={"X-Clock": moment.isoformat()}).json for moment in times)
    assert (first[0]["service_request_id"] == again[0]["service_request_id"]) is same
