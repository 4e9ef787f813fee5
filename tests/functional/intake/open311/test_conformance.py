"""Every answer keeps the rules of GeoReport v2: JSON by its schemas, XML by its tables, discovery by its validators."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import PUBLIC_URL, Aws
from tests.functional.intake.open311.georeport import HOLE, REQUESTS, Reply, a_partner, get, open_request, post
from tests.functional.intake.open311.georeport_rules import violations
from tests.functional.stories import end_stage, open_case, route, take_step

SCHEMAS = Path(__file__).parents[5] / "shared" / "data" / "open311" / "georeport-v2-schema"
CONTROL = "It has \x01 a control character, ]]> and <b>markup</b> & 中文 𝄞."
checker = FormatChecker()


@checker.checks("date-time", ValueError)
def is_w3c(text: object) -> bool:
    return not isinstance(text, str) or datetime.fromisoformat(text).tzinfo is not None


@checker.checks("uri")
def is_uri(text: object) -> bool:
    return not isinstance(text, str) or text.startswith(("http://", "https://"))


def faults(name: str, value: Any) -> list[str]:
    """What a value breaks of one of the published JSON Schemas."""
    if not SCHEMAS.exists():
        pytest.skip("the published JSON Schemas are not on this machine")
    read = {path.name: json.loads(path.read_text()) for path in SCHEMAS.glob("*.json")}
    registry: Registry = Registry().with_resources(
        (key, Resource(contents=content, specification=DRAFT4)) for key, content in read.items()
    )
    validator = Draft4Validator(read[name], registry=registry, format_checker=checker)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


@pytest.fixture
def reference(aws: Aws) -> str:
    """Requests of every kind: open and closed, of our own channels and over Open311; the id of one of them."""
    a_partner()
    done = open_case()["reference"]
    route(done)
    while take_step("advance", done)["next"] == "tasks":
        end_stage(done)
    open_case(description="Something is wrong.")
    permit = {"service_code": "street-event-permit", "attribute[date]": "2026-12-24", "attribute[food]": "yes"}
    route(open_request(**permit, description=CONTROL, address_string="Harbour Walk"))
    return open_request(media_url="https://photos.example/1.jpg", description="x" * 5000)


def both(path: str, **query: str) -> tuple[Reply, Reply]:
    xml, json_ = (get(f"{path}.{kind}", **query) for kind in ("xml", "json"))
    assert (xml.status, xml.headers["Content-Type"]) == (json_.status, "text/xml; charset=utf-8")
    assert json_.headers["Content-Type"] == "application/json; charset=utf-8"
    return xml, json_


def test_the_service_list_keeps_the_rules(aws: Aws) -> None:
    for language in ("en", "zh-Hans", "es"):
        xml, json_ = both("/open311/v2/services", lang=language)
        assert violations(xml.text, xml.xml, "services") == []
        assert faults("services.json", json_.json) == []
        assert len(json_.json) == len(xml.xml.findall("service")) == 38


def test_every_service_definition_keeps_the_rules(aws: Aws) -> None:
    with_questions = []
    for service in get("/open311/v2/services.json").json:
        xml, json_ = both(f"/open311/v2/services/{service['service_code']}")
        assert violations(xml.text, xml.xml, "service_definition") == []
        assert faults("service-definition.json", json_.json) == []
        if json_.json["attributes"]:
            with_questions.append(service["service_code"])
        assert service["metadata"] == bool(json_.json["attributes"])
    assert len(with_questions) >= 5


def test_requests_keep_the_rules(reference: str) -> None:
    for query in ({}, {"status": "closed"}, {"service_request_id": reference}, {"service_code": "no-such"}):
        xml, json_ = both("/open311/v2/requests", **query)
        assert violations(xml.text, xml.xml, "service_requests") == []
        assert faults("requests.json", json_.json) == []
        assert len(xml.xml.findall("request")) == len(json_.json)
    xml, json_ = both(f"/open311/v2/requests/{reference}")
    assert violations(xml.text, xml.xml, "service_requests") == []
    assert faults("requests.json", json_.json) == []


def test_what_xml_cannot_carry_is_dropped_and_the_rest_is_unharmed(reference: str) -> None:
    xml, json_ = both("/open311/v2/requests", service_code="street-event-permit")
    expected = "It has   a control character, ]]> and <b>markup</b> & 中文 𝄞."
    assert xml.xml.findtext("request/description") == json_.json[0]["description"] == expected


def test_xml_and_json_say_the_same(reference: str) -> None:
    xml, json_ = both(f"/open311/v2/requests/{reference}", extensions="true")
    (request,) = xml.xml.findall("request")
    for name, value in json_.json[0].items():
        if not isinstance(value, list | dict):
            text = request.findtext(name) or None
            assert text == (None if value is None else str(value)), name


def test_extensions_keep_the_schema_too(reference: str) -> None:
    assert faults("requests.json", get(REQUESTS, extensions="true").json) == []


def test_posts_tokens_and_errors_keep_the_rules(reference: str) -> None:
    posted = post("/open311/v2/requests.xml", HOLE | {"description": "New."})
    assert violations(posted.text, posted.xml, "posted") == []
    token = get(f"/open311/v2/tokens/{reference}.xml")
    assert violations(token.text, token.xml, "tokens") == []
    for wrong in (
        post("/open311/v2/requests.xml", {"service_code": "\x07", "api_key": "wrong"}),
        get("/open311/v2/requests/none.xml"),
        get("/open311/v2/services/none.xml"),
        get("/open311/v2/tokens/none.xml"),
        get("/open311/v2/requests.xml", status="x"),
    ):
        assert violations(wrong.text, wrong.xml, "errors") == []
        assert wrong.status in (400, 403, 404)


def test_updates_keep_the_rules(reference: str) -> None:
    reply = get("/open311/v2/servicerequestupdates.xml")
    assert violations(reply.text, reply.xml, "service_request_updates") == []
    assert reply.xml.findall("request_update")


@pytest.mark.parametrize("base", ["/open311/discovery", "/open311/v2/discovery"])
def test_discovery_keeps_the_rules_of_its_validators(aws: Aws, base: str) -> None:
    xml, json_ = both(base)
    assert violations(xml.text, xml.xml, "discovery") == []
    told = json_.json
    assert told["contact"]
    assert told["key_service"]
    published = datetime.fromisoformat(current().release["published"])
    assert datetime.fromisoformat(told["changeset"]) == published.replace(microsecond=0)
    (endpoint,) = [each for each in told["endpoints"] if each["specification"].endswith("GeoReport_v2")]
    assert endpoint["url"] == f"{PUBLIC_URL}/open311/v2"
    assert endpoint["type"] == "production"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    formats = xml.xml.findall("endpoints/endpoint/formats/format")
    assert [each.text for each in formats][:2] == endpoint["formats"]
