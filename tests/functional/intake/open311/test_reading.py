"""Clients of Open311 read what became of requests: a page with one Query, and nothing that is nobody's business."""

from __future__ import annotations

import copy
from datetime import timedelta
from typing import Any

import pytest

from intake.open311.routes import NOWHERE
from onestop.domain.cases.case import Case, Place, Request
from onestop.domain.cases.links.imported_references import reference_from
from onestop.storage.cases.case_rows import case_row, request_row
from onestop.storage.paging import write_cursor
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_case, a_reference, an_api_event
from tests.functional.intake.open311.georeport import REQUESTS, a_partner, call, get, open_request
from tests.functional.stories import end_stage, open_case, route, take_step

HERE = Place(lat=44.648912, long=-63.575237, address="12 Harbour Walk")
ONE = "/open311/v2/requests"


def keep(number: int, *, place: Place | None = HERE, **fields: Any) -> Case:
    """Keeps a case as if it had been opened at some time, over Open311 unless told otherwise."""
    at = fields.pop("opened_at", NOW)
    defaults = {"channel": "open311", "service": "pothole", "updated_at": at}
    case = a_case(reference=a_reference(number), opened_at=at, **(defaults | fields))
    case_row(case).save()
    request_row(case.reference, Request(service=case.service, description=f"Hole {number}", place=place), at).save()
    return case


def ids(path: str = REQUESTS, **query: str) -> list[str]:
    """The ids of a page; the clock of the tests stands still unless a window is named."""
    window = {"start_date": (NOW - timedelta(days=80)).isoformat(), "end_date": (NOW + timedelta(days=1)).isoformat()}
    reply = get(path, **(window | query if "?" not in path else query))
    assert reply.status == 200, reply.text
    return [each["service_request_id"] for each in reply.json]


def test_a_request_is_read_back_as_it_was_posted(aws: Aws) -> None:
    a_partner()
    reference = open_request(address_string="12 Harbour Walk", media_url="https://photos.example/1.jpg")
    (read,) = get(f"{ONE}/{reference}.json").json
    assert (read["service_request_id"], read["status"], read["service_code"]) == (reference, "open", "pothole")
    assert (read["service_name"], read["status_notes"]) == ("Pothole", "Received")
    assert read["description"] == "A deep hole in front of the school."
    assert (read["lat"], read["long"], read["address"]) == (44.62, -63.62, "12 Harbour Walk")
    assert read["media_url"] == "https://photos.example/1.jpg"
    assert read["requested_datetime"] == read["updated_datetime"]
    assert get(REQUESTS).json == [read]


def test_a_request_is_closed_when_its_work_is_done(aws: Aws) -> None:
    reference = open_case()["reference"]
    route(reference)
    (read,) = get(f"{ONE}/{reference}.json").json
    assert (read["status"], read["agency_responsible"]) == ("open", "Streets and Traffic")
    assert read["expected_datetime"].endswith("Z")
    while take_step("advance", reference)["next"] == "tasks":
        end_stage(reference)
    (read,) = get(f"{ONE}/{reference}.json").json
    assert (read["status"], read["status_notes"], read["service_notice"]) == ("closed", "Done", None)


def test_a_page_is_one_query(aws: Aws, calls: Calls) -> None:
    for number in range(6):
        keep(number, opened_at=NOW - timedelta(minutes=number))
    ids(page_size="3")
    calls.forget()
    assert len(ids(page_size="3")) == 3
    assert calls.names == ["Query"]


def test_one_request_is_one_query(aws: Aws, calls: Calls) -> None:
    reference = keep(1).reference
    get(f"{ONE}/{reference}.json")
    calls.forget()
    assert get(f"{ONE}/{reference}.json", extensions="true").status == 200
    assert calls.names == ["Query"]


def test_the_link_header_leads_through_all_pages_newest_first(aws: Aws, calls: Calls) -> None:
    times = [NOW - timedelta(days=3 * number, minutes=number) for number in range(25)]  # into a third month
    kept = [keep(number, opened_at=at).reference for number, at in enumerate(times)]
    found, path, queries = [], REQUESTS, []
    window = {"start_date": (NOW - timedelta(days=80)).isoformat(), "end_date": NOW.isoformat()}
    query = window | {"page_size": "4"}
    while path:
        calls.forget()
        reply = get(path, **query)
        queries.append(calls.names.count("Query"))
        found += [each["service_request_id"] for each in reply.json]
        path, query = reply.following, {}
    assert found == kept
    # one Query a page, and one more where a page goes on in the month before or finds the end of a month
    assert queries == [1, 1, 2, 1, 2, 1, 1]


def test_a_page_number_finds_the_same_pages(aws: Aws) -> None:
    kept = [keep(number, opened_at=NOW - timedelta(minutes=number)).reference for number in range(7)]
    pages = [ids(page_size="3", page=str(page)) for page in (1, 2, 3, 4)]
    assert pages == [kept[:3], kept[3:6], kept[6:], []]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [0, 1, 2, 3]),
        ({"status": "open"}, [0, 1, 3]),
        ({"status": "closed"}, [2]),
        ({"status": "open,closed"}, [0, 1, 2, 3]),
        ({"service_code": "graffiti"}, [1]),
        ({"service_code": "graffiti, pothole"}, [0, 1, 2, 3]),
        ({"service_code": "no-such"}, []),
        ({"start_date": "2026-11-20T00:00:00Z"}, [0, 1]),
        ({"end_date": "2026-11-20"}, [2, 3]),
        ({"start_date": "2026-11-10T00:00:00 00:00", "end_date": "2026-11-20T00:00:00-04:00"}, [2]),
        ({"updated_after": "2026-11-23T00:00:00Z"}, [0, 3]),
        ({"updated_before": "2026-11-22T23:59:59Z"}, [1, 2]),
        ({"lat": "44.6489", "long": "-63.5752", "radius": "200"}, [0, 1, 2]),
        ({"lat": "44.7", "long": "-63.6"}, [3]),
    ],
)
def test_requests_are_chosen_by_what_clients_ask_for(aws: Aws, query: dict[str, str], expected: list[int]) -> None:
    made = [
        keep(0, opened_at=NOW),
        keep(1, opened_at=NOW - timedelta(days=1), service="graffiti"),
        keep(2, opened_at=NOW - timedelta(days=10), status="closed"),
        keep(3, opened_at=NOW - timedelta(days=30), updated_at=NOW, place=Place(lat=44.701, long=-63.602)),
    ]
    assert ids(**query) == [made[number].reference for number in expected]


def test_ids_override_everything_else(aws: Aws) -> None:
    """FixMyStreet asks for what it brought, however long ago, and sends no dates."""
    old = keep(1, opened_at=NOW - timedelta(days=400))
    new = keep(2)
    wanted = f"{old.reference},{new.reference},7KQ2-M4TX-9BWD-D"
    assert ids(service_request_id=wanted, status="nonsense", start_date="never") == [old.reference, new.reference]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"start_date": "2026-01-01", "end_date": "2026-06-01"}, "start_date and end_date"),
        ({"start_date": "2026-06-01", "end_date": "2026-01-01"}, "end_date"),
        ({"start_date": "yesterday"}, "start_date"),
        ({"status": "fixed"}, "status"),
        ({"page": "0"}, "page"),
        ({"page_size": "many"}, "page_size"),
        ({"page_size": "0"}, "page_size"),
        ({"lat": "91", "long": "0"}, "lat, long, radius"),
        ({"lat": "44"}, "lat, long, radius"),
        ({"cursor": "!"}, "cursor"),
        ({"cursor": "eA=="}, "cursor"),
        ({"cursor": write_cursor("2026-11-23T00:00:00#7KQ2-M4TX-9BWD-D")}, "cursor"),
        ({"cursor": write_cursor("2026-11-23T00:00:00+00:00#NOBODY")}, "cursor"),
        ({"cursor": write_cursor("2020-11-23T00:00:00+00:00#7KQ2-M4TX-9BWD-D")}, "cursor"),
        ({"cursor": write_cursor("2026-11-23T00:00:00+00:00#7KQ2-M4TX-9BWD-D#x")}, "cursor"),
        ({"start_date": "0001-01-01"}, "start_date"),
        ({"end_date": "9999-12-31T23:59:59Z"}, "end_date"),
    ],
)
def test_what_cannot_be_asked_for_is_400_and_named(aws: Aws, query: dict[str, str], named: str) -> None:
    reply = get(REQUESTS, **query)
    assert (reply.status, [words.partition(":")[0] for words in reply.descriptions]) == (400, [named])


def test_the_largest_page_is_told_as_it_is(aws: Aws) -> None:
    assert get(REQUESTS, page_size="0").descriptions == ["page_size: expected a whole number from 1 to 1000"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("v2/services.pdf", "We answer in"),
        ("v2/requests.pdf", "We answer in"),
        ("v2/discovery.PDF", "We answer in"),
        ("v2/bulk/requests.pdf", "We answer in"),
        ("v2/requests", "We answer in"),
        ("v2/nothing.pdf", "There is nothing"),
        ("v2/nothing.xml", "There is nothing"),
        ("v2/nothing/at/all", "There is nothing"),
        ("v1/services.xml", "There is nothing"),
    ],
)
def test_an_unknown_format_or_address_is_404_in_xml(aws: Aws, path: str, words: str) -> None:
    for method in ("GET", "POST"):
        reply = call(an_api_event(method, f"/open311/{path}") | {"resource": NOWHERE})
        assert (reply.status, reply.headers["Content-Type"]) == (404, "text/xml; charset=utf-8")
        assert (reply.xml.tag, reply.xml.findtext("error/code")) == ("errors", "404")
        assert (reply.xml.findtext("error/description") or "").startswith(words)


def test_a_method_that_an_address_does_not_have_is_405_with_those_that_it_has(aws: Aws) -> None:
    for path, allowed in (("v2/services.json", "GET, HEAD"), ("v2/requests.xml", "GET, HEAD, POST")):
        reply = call(an_api_event("PUT", f"/open311/{path}") | {"resource": NOWHERE})
        assert (reply.status, reply.headers["Allow"]) == (405, allowed)


def test_an_unknown_address_in_json_is_404_in_json(aws: Aws) -> None:
    reply = call(an_api_event("GET", "/open311/v2/nothing.json") | {"resource": NOWHERE})
    assert (reply.status, reply.json) == (404, [{"code": 404, "description": "There is nothing at this address."}])


def test_all_that_is_wrong_with_a_question_is_said_at_once(aws: Aws) -> None:
    reply = get("/open311/v2/requests.xml", status="fixed", page="x", start_date="x")
    assert len(reply.xml.findall("error")) == 3


def test_an_unknown_id_is_404_in_both_formats(aws: Aws) -> None:
    assert get(f"{ONE}/7KQ2-M4TX-9BWD-D.json").json[0]["code"] == 404
    reply = get(f"{ONE}/638344.xml")
    assert (reply.status, reply.xml.findtext("error/code")) == (404, "404")


def test_an_address_without_a_format_is_404(aws: Aws) -> None:
    reply = get(f"{ONE}/7KQ2-M4TX-9BWD-D.yaml")
    assert (reply.status, reply.xml.tag) == (404, "errors")


@pytest.mark.parametrize("channel", ["web", "email", "phone", "letter", "sms"])
def test_of_other_channels_the_words_and_the_exact_place_stay_with_us(aws: Aws, channel: str) -> None:
    case = keep(1, channel=channel)
    (read,) = get(f"{ONE}/{case.reference}.json", extensions="true").json
    assert (read["description"], read["address"], read["media_url"]) == (None, None, None)
    assert (read["lat"], read["long"]) == (44.649, -63.575)
    assert read["attributes"] == []
    assert read["service_code"] == "pothole"


def test_a_search_for_a_place_tells_no_more_than_is_published(aws: Aws) -> None:
    case = keep(1, channel="web")
    assert ids(lat="44.648912", long="-63.575237", radius="5") == []
    assert ids(lat="44.649", long="-63.575", radius="5") == [case.reference]


@pytest.fixture
def private(aws: Aws, release: dict[str, Any]) -> None:
    """A catalogue that keeps what is asked for people who sleep outside to itself."""
    changed = copy.deepcopy(release)
    next(each for each in changed["services"] if each["code"] == "sleeping-outside")["public"] = False
    aws.publish(changed)


@pytest.mark.usefixtures("private")
def test_a_private_service_is_in_no_list_and_its_case_tells_only_how_it_stands() -> None:
    case, other = keep(1, service="sleeping-outside"), keep(2)
    assert ids() == [other.reference]
    assert ids("/open311/v2/bulk/requests.json") == [other.reference]
    assert ids(lat="44.6489", long="-63.5752") == [other.reference]
    (read,) = get(f"{ONE}/{case.reference}.json", extensions="true").json
    assert (read["status"], read["description"], read["lat"], read["address"]) == ("open", None, None, None)
    assert read["notes"] == []
    assert get("/open311/v2/services.json").json  # it can still be asked for
    keywords = {each["service_code"]: each["keywords"] for each in get("/open311/v2/services.json").json}
    assert keywords["sleeping-outside"].endswith(", private")


def test_what_nobody_has_found_the_service_of_is_in_no_list(aws: Aws) -> None:
    opened = open_case(description="Something is wrong.")["reference"]
    assert get(REQUESTS).json == []
    assert get(f"{ONE}/{opened}.json").json[0]["service_code"] == "unknown"


def test_no_answer_names_the_person_or_how_to_reach_them(aws: Aws) -> None:
    a_partner()
    who = {"first_name": "Ana", "last_name": "Rivas", "email": "ana@resident.example", "phone": "+1 555 010 122"}
    reference = open_request(**who)
    paths = [REQUESTS, f"{ONE}/{reference}.xml", f"/open311/v2/tokens/{reference}.json"]
    paths += [f"/open311/v2/bulk/requests.{kind}" for kind in ("csv", "xml", "json")]
    paths += ["/open311/v2/servicerequestupdates.xml"]
    for path in paths:
        text = get(path, extensions="true").text
        assert not [word for word in ("Ana", "Rivas", "resident.example", "010") if word in text], path


def test_extensions_add_answers_detail_and_the_public_timeline(aws: Aws) -> None:
    a_partner()
    asked = {"service_code": "street-event-permit", "attribute[date]": "2026-12-24", "attribute[food]": "yes"}
    reference = open_request(**asked)
    route(reference)
    (read,) = get(f"{ONE}/{reference}.json", extensions="true", lang="es").json
    assert {each["code"]: each["value"] for each in read["attributes"]} == {"date": "2026-12-24", "food": "yes"}
    assert read["attributes"][0]["label"] == "¿Qué día?"
    assert read["extended_attributes"] == {"channel": "open311", "detailed_status": "IN_PROCESS", "media_urls": []}
    assert [note["type"] for note in read["notes"]] == ["case.opened", "case.routed"]
    assert read["notes"][0]["description"] == "Recibimos su solicitud."
    (listed,) = get(REQUESTS, extensions="true").json
    assert "notes" not in listed


def test_a_token_is_the_id_itself(aws: Aws) -> None:
    a_partner()
    reference = open_request()
    assert get(f"/open311/v2/tokens/{reference}.json").json == [{"service_request_id": reference, "token": reference}]
    assert get("/open311/v2/tokens/123456.json").status == 404


def test_a_jurisdiction_may_be_named_and_must_be_ours(aws: Aws) -> None:
    for ours in ("port-ellery", "port-ellery.example", "www.port-ellery.example", "https://port-ellery.example/"):
        assert get("/open311/v2/services.json", jurisdiction_id=ours).status == 200
    reply = get("/open311/v2/services.xml", jurisdiction_id="chicago.gov")
    assert (reply.status, reply.xml.findtext("error/code")) == (404, "404")


def test_pages_of_any_origin_may_read_what_is_published(aws: Aws) -> None:
    for path in ("/open311/v2/services.json", REQUESTS, f"{ONE}/unknown.json"):
        assert get(path).headers["Access-Control-Allow-Origin"] == "*"


def test_while_dynamodb_does_not_answer_errors_are_in_the_format_asked_for(aws: Aws) -> None:
    get(REQUESTS)
    with aws.failing("dynamodb", "Query", "InternalServerError"):
        reply = get("/open311/v2/requests.xml")
    assert (reply.status, reply.xml.findtext("error/code")) == (503, "503")
    assert reply.headers["Retry-After"] == "5"


def test_what_is_imported_is_found_by_the_id_that_it_had(aws: Aws) -> None:
    reference = reference_from("101005420892")
    case = a_case(reference=reference, channel="open311", service="pothole", opened_at=NOW)
    case_row(case).save()
    request_row(reference, Request(service="pothole", description="Old.", external_id="101005420892"), NOW).save()
    for asked in ("101005420892", reference):
        assert get(f"{ONE}/{asked}.json").json[0]["service_request_id"] == "101005420892"
    assert ids(service_request_id="101005420892") == ["101005420892"]
