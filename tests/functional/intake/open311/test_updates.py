"""Updates both ways, as mySociety's systems exchange them; bulk export; Inquiry."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest

from casework import handler as casework
from onestop.runtime.clock import now
from onestop.storage.cases.read_case import load_whole
from tests.aws_in_memory import Aws, Calls
from tests.builders import a_clerk, an_api_event
from tests.functional.intake.open311.georeport import KEY, TOO_LONG, a_partner, get, open_request, post
from tests.functional.stories import end_stage, open_case, route, take_step, types

UPDATES = "/open311/v2/servicerequestupdates.json"


@pytest.fixture(autouse=True)
def partner(aws: Aws) -> None:
    a_partner()


def an_update(reference: str, **fields: str) -> dict[str, str]:
    told = {
        "api_key": KEY,
        "service_request_id": reference,
        "update_id": "1001",
        "status": "OPEN",
        "updated_datetime": "2026-11-23T15:00:00Z",
        "description": "It is getting deeper.",
    }
    return told | fields


def test_what_happens_to_requests_is_told_oldest_first(aws: Aws) -> None:
    reference = open_case()["reference"]
    route(reference)
    while take_step("advance", reference)["next"] == "tasks":
        end_stage(reference)
    take_step("close", reference, because="no_survey")
    told = get(UPDATES, lang="en").json
    assert [(each["service_request_id"], each["status"]) for each in told] == [
        (reference, "in_progress"),
        (reference, "fixed"),
    ]
    assert told[1]["description"] == "The work is done."
    assert told[1]["update_id"].startswith(f"{reference}.")


def test_a_day_of_updates_is_one_query(aws: Aws, calls: Calls) -> None:
    open_request()
    moment = now()
    start = max(moment - timedelta(hours=2), moment.replace(hour=0, minute=0, second=0, microsecond=0))
    calls.forget()
    get(UPDATES, start_date=start.isoformat(), end_date=moment.isoformat())
    assert calls.names == ["Query"]


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "2026-01-01", "end_date": "2026-11-01"},
        {"start_date": "2026-11-02", "end_date": "2026-11-01"},
        {"start_date": "x"},
        {"cursor": "x"},
        {"start_date": "0001-01-01"},
        {"end_date": "9999-12-31T23:59:59Z"},
    ],
)
def test_a_range_of_updates_that_makes_no_sense_is_refused(aws: Aws, query: dict[str, str]) -> None:
    assert get(UPDATES, **query).status == 400


def test_a_long_range_goes_on_by_its_link_header(aws: Aws) -> None:
    open_request()
    reply, pages = get(UPDATES, start_date=(now() - timedelta(days=20)).isoformat()), 1
    while reply.following:
        reply, pages = get(reply.following), pages + 1
        assert reply.status == 200
    assert pages == 6  # four days at a time


def test_an_update_of_a_partner_is_one_message_on_its_case(aws: Aws) -> None:
    reference = open_request()
    for _ in range(2):  # FixMyStreet sends again until it has an answer
        reply = post(UPDATES, an_update(reference))
        assert (reply.status, reply.json) == (200, [{"update_id": "1001"}])
    (contact,) = load_whole(reference).contacts
    assert (contact.channel, contact.direction, contact.text) == ("open311", "in", "It is getting deeper.")
    assert types(reference).count("contact.received") == 1


def test_a_long_update_is_kept_whole_and_one_that_is_too_long_is_refused_with_the_limit(aws: Aws) -> None:
    reference = open_request()
    text = " ".join(f"word{number:05d}" for number in range(3900))
    assert post(UPDATES, an_update(reference, description=text)).status == 200
    kept = [contact.text for contact in load_whole(reference).contacts]
    assert " ".join(piece.removesuffix(" […]") for piece in kept) == text
    reply = post(UPDATES, an_update(reference, update_id="1002", description="word " * 20_000))
    assert (reply.status, reply.descriptions) == (400, [TOO_LONG])
    assert len(load_whole(reference).contacts) == len(kept)


def test_only_an_update_from_the_resident_answers_what_we_asked(aws: Aws) -> None:
    reference = open_request(email="ana@resident.example")
    route(reference)
    (task,) = load_whole(reference).file.open_tasks()
    asked = f"/api/staff/cases/{reference}/tasks/{task.id}/question"
    event = an_api_event("POST", asked, body={"question": "Which side of the road?"}, claims=a_clerk())
    assert casework.handle(event, None)["statusCode"] == 200
    statuses = []
    for update_id, email in (("1", "somebody@else.example"), ("2", "Ana@Resident.example")):
        post(UPDATES, an_update(reference, update_id=update_id, email=email))
        statuses.append(load_whole(reference).file.open_tasks()[0].status)
    assert statuses == ["waiting", "open"]


def test_an_update_of_a_closed_request_is_refused_in_words(aws: Aws) -> None:
    reference = open_request()
    route(reference)
    while take_step("advance", reference)["next"] == "tasks":
        end_stage(reference)
    take_step("close", reference, because="no_survey")
    reply = post(UPDATES, an_update(reference))
    assert (reply.status, reply.descriptions[0][:20]) == (400, "This case is closed.")


def test_what_the_reporter_calls_fixed_is_told_to_staff_who_decide(aws: Aws) -> None:
    reference = open_request()
    post(UPDATES, an_update(reference, status="fixed", media_url="https://photos.example/2.jpg"))
    whole = load_whole(reference)
    assert whole.file.case.status == "open"
    assert whole.contacts[0].text.splitlines() == [
        "It is getting deeper.",
        "Picture: https://photos.example/2.jpg",
        "[The reporter says that this is fixed.]",
    ]


def test_all_that_is_wrong_with_an_update_is_said_at_once(aws: Aws) -> None:
    reply = post(UPDATES, {"status": "SOLVED", "updated_datetime": "today", "service_request_id": "1"})
    assert reply.status == 403
    assert [words.split()[0] for words in reply.descriptions] == [
        "api_key",
        "update_id",
        "description",
        "status:",
        "updated_datetime:",
    ]


def test_a_partner_adds_to_its_own_requests_only(aws: Aws) -> None:
    a_partner(key="other-key", id="other")
    reference, ours = open_request(), open_case()["reference"]
    assert post(UPDATES, an_update(reference, api_key="other-key")).status == 404
    assert post(UPDATES, an_update(ours)).status == 404
    assert post(UPDATES, an_update("7KQ2-M4TX-9BWD-D")).status == 404


def test_the_export_has_the_columns_of_the_bulk_specification(aws: Aws) -> None:
    reference = open_request(description='=HYPERLINK("x")', address_string='3 Elm Lane, "north"')
    reply = get("/open311/v2/bulk/requests.csv")
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    (row,) = csv.DictReader(io.StringIO(reply.text))
    assert (row["service_request_id"], row["source"], row["status_description"]) == (reference, "open311", "open")
    assert row["description"] == '\'=HYPERLINK("x")'  # a spreadsheet must not work it out
    assert (row["address"], row["lat"], row["long"], row["closed_date"]) == (
        '3 Elm Lane, "north"',
        "44.62",
        "-63.62",
        "",
    )


def test_the_export_goes_on_page_by_page_in_every_format(aws: Aws) -> None:
    made = {open_request(description=f"Hole {number}") for number in range(5)}
    for kind in ("csv", "json", "xml"):
        found, path, query = [], f"/open311/v2/bulk/requests.{kind}", {"page_size": "2"}
        while path:
            reply = get(path, **query)
            assert reply.status == 200, reply.text
            found += [each for each in made if each in reply.text]
            path, query = reply.following, {}
        assert len(found) == len(made) == len(set(found))


def test_inquiry_lists_services_by_category_and_shows_one(aws: Aws) -> None:
    everything = get("/open311/inquiry/v1/services/all.json").json
    streets = get("/open311/inquiry/v1/services/streets.json").json
    assert len(everything) == 38 > len(streets) > 0
    assert everything[0].keys() == {"id", "service_name", "expiration", "brief_description"}
    assert get("/open311/inquiry/v1/services/Streets and traffic.json").json == streets
    (service,) = get("/open311/inquiry/v1/services/pothole.json", lang="es").json
    assert service["service_name"] == "Bache en la calle"
    assert service["web_actions"][0]["url"] == "https://port-ellery.example/report?service=pothole&lang=es"
    xml = get("/open311/inquiry/v1/services/pothole.xml").xml
    assert xml.findtext("service/categories/category/category_name")
    assert get("/open311/inquiry/v1/services/finder.json").json == []
    assert get("/open311/inquiry/v1/services/nothing.json").status == 404


def test_inquiry_shows_the_agencies_as_facilities(aws: Aws) -> None:
    offices = get("/open311/inquiry/v1/facilities/all.json").json
    assert {each["type"] for each in offices} == {"department", "contractor"}
    assert len(get("/open311/inquiry/v1/facilities/department.json").json) == 8
    (office,) = get("/open311/inquiry/v1/facilities/water.json").json
    assert office["facility_name"] == "Port Ellery Water"
    assert office["displayed_hours"]
    assert get("/open311/inquiry/v1/facilities/business-register.xml").status == 404
