"""Around here: anybody finds what was reported near a place or in a district, and nothing that is not public."""

from __future__ import annotations

import gzip
import json
import re
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.pages.map_files import KINDS, hashed, text_of
from onestop.storage.catalogue import releases as stored
from portal import handler as portal
from tests.aws_in_memory import Aws, Calls
from tests.builders import an_api_event
from tests.functional.portal.reading import wrong_in
from tests.functional.stories import POTHOLE, in_progress, open_case

HERE = {"lat": "44.62", "long": "-63.62"}
ATOM = "{http://www.w3.org/2005/Atom}"
SECRETS = ("A deep hole.", "Ana", "ana@", "3 Elm Lane")
EVERYWHERE = ("/around", "/around.geojson", "/around/feed.atom", "/api/nearby")
KILOBYTE = 1024


def through_the_gateway(method: str, path: str, **query: str) -> dict[str, Any]:
    """As API Gateway hands on what only its last route takes."""
    event = an_api_event(method, path, query=query or None)
    event |= {"resource": "/{proxy+}", "pathParameters": {"proxy": path[1:]}}
    event["requestContext"] |= {"resourcePath": "/{proxy+}", "httpMethod": method}
    return portal.handle(event, None)


def wire(body: str) -> int:
    return len(gzip.compress(body.encode(), 6))


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", EVERYWHERE)
def test_whatever_is_asked_and_however_no_words_and_no_person_are_told(path: str) -> None:
    reference = in_progress(**POTHOLE)["reference"]
    for query in (HERE, {"district": "old-town"}):
        answer = through_the_gateway("GET", path, **query)
        assert answer["statusCode"] == 200, answer["body"]
        assert reference in answer["body"]
        # the page asks for an address, and gives one for an example
        told = answer["body"].replace("such as 3 Elm Lane", "")
        assert not [word for word in SECRETS if word in told]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_service_that_is_not_public_is_nowhere(path: str) -> None:
    hidden = open_case(**POTHOLE | {"service_code": "sleeping-outside"})["reference"]
    assert hidden not in through_the_gateway("GET", path, **HERE)["body"]
    assert through_the_gateway("GET", path, service="sleeping-outside", **HERE)["statusCode"] == 400


@pytest.mark.parametrize(("path", "query"), [(path, query) for path in EVERYWHERE for query in ("place", "district")])
def test_it_costs_a_few_queries(calls: Calls, path: str, query: str) -> None:
    asked = HERE if query == "place" else {"district": "old-town"}
    through_the_gateway("GET", "/around")
    calls.forget()
    assert through_the_gateway("GET", path, **asked)["statusCode"] == 200
    assert {*calls.names} == {"Query"}
    assert len(calls.names) <= (4 if query == "place" else 1)


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("text", "found"),
    [("3 Elm Lane", True), ("church street", True), ("Callejón del Olmo 3", True), ("榆树巷3号", True),
     ("Town Hall", True), ("Nowhere Boulevard 9", False)],
)  # fmt: skip
def test_an_address_or_a_landmark_is_found_on_the_citys_own_map(text: str, found: bool) -> None:
    answer = through_the_gateway("GET", "/around", q=text, lang="en")
    assert answer["statusCode"] == (200 if found else 400)
    assert wrong_in(answer) == ([] if found else ["q"])
    assert bool(re.search(r'<h2 id="found"', answer["body"])) is found


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("language", "words"), [("en", "Write which one"), ("es", "Escriba a cuál"), ("zh-Hans", "请写明")]
)
def test_what_may_be_several_places_is_asked_back_with_all_of_them(language: str, words: str) -> None:
    answer = through_the_gateway("GET", "/around", q="Elm", lang=language)
    assert answer["statusCode"] == 400
    assert wrong_in(answer) == ["q"]
    assert words in answer["body"]
    assert "Elm Lane; Elm Street" in answer["body"]
    asked = json.loads(through_the_gateway("GET", "/api/nearby", q="Elm")["body"])["errors"]
    assert [fault["field"] for fault in asked] == ["q"]


@pytest.mark.usefixtures("aws")
def test_a_place_elsewhere_is_a_slip_for_people_and_empty_for_programs() -> None:
    there = {"lat": "12", "long": "12"}
    assert wrong_in(through_the_gateway("GET", "/around", lang="en", **there)) == ["q"]
    assert json.loads(through_the_gateway("GET", "/api/nearby", **there)["body"])["cases"] == []


@pytest.mark.usefixtures("aws")
def test_the_place_of_a_pin_is_kept_until_somebody_says_another_place() -> None:
    reference = in_progress(**POTHOLE)["reference"]
    page = through_the_gateway("GET", "/around", service="pothole", **HERE)["body"]
    assert re.search(r'name="lat" value="44\.62000">', page)
    for other in ({"district": "hillcrest"}, {"q": "Ridge Road 900"}):
        assert reference not in through_the_gateway("GET", "/around", **HERE, **other)["body"]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("query", "field"),
    [({}, "lat"), ({"lat": "44.62"}, "long"), ({"lat": "x", "long": "1"}, "lat"), ({"lat": "91", "long": "12"}, "lat"),
     (HERE | {"within": "9000"}, "within"), ({"district": "moon"}, "district"), (HERE | {"service": "moon"}, "service"),
     ({"district": "old-town", "cursor": "no"}, "cursor")],
)  # fmt: skip
def test_a_program_is_told_which_field_is_wrong(query: dict[str, str], field: str) -> None:
    answer = through_the_gateway("GET", "/api/nearby", **query)
    assert answer["statusCode"] == 400
    assert [error["field"] for error in json.loads(answer["body"])["errors"]] == [field]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
def test_the_page_says_it_in_the_language(language: str, catalogue: Catalogue) -> None:
    in_progress(**POTHOLE)
    body = through_the_gateway("GET", "/around", district="old-town", lang=language)["body"]
    district = next(each["properties"]["name"] for each in catalogue.release["boundaries"]["features"]
                    if each["properties"]["code"] == "old-town")  # fmt: skip
    assert f"{district[language]}</h2>" in body
    assert f"<h3>{catalogue.services['pothole']['name'][language]}</h3>" in body
    assert f'href="/around/feed.atom?district=old-town&amp;lang={language}"' in body


@pytest.mark.usefixtures("aws")
def test_readers_of_feeds_and_maps_understand_them() -> None:
    reference = in_progress(**POTHOLE)["reference"]
    feed = ElementTree.fromstring(through_the_gateway("GET", "/around/feed.atom", **HERE)["body"])
    for tag in ("title", "id", "updated", "author"):
        assert feed.find(f"{ATOM}{tag}") is not None
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id").endswith(f"/around#{reference}")
    assert entry.findtext("{http://www.georss.org/georss}point") == "44.62 -63.62"
    (feature,) = json.loads(through_the_gateway("GET", "/around.geojson", **HERE)["body"])["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-63.62, 44.62]}
    assert feature["properties"]["status"] == "in_progress"


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", EVERYWHERE[1:])
def test_what_has_not_changed_is_not_sent_again_and_pages_of_others_may_read_it(path: str) -> None:
    first = through_the_gateway("GET", path, **HERE)
    assert first["headers"]["Access-Control-Allow-Origin"] == "*"
    assert first["headers"]["Cache-Control"] == "public, max-age=60"
    tag = {"If-None-Match": first["headers"]["ETag"]}
    again = portal.handle(an_api_event("GET", path, query=HERE, headers=tag), None)
    assert (again["statusCode"], again["body"]) == (304, "")
    open_case(**POTHOLE)
    assert portal.handle(an_api_event("GET", path, query=HERE, headers=tag), None)["statusCode"] == 200


@pytest.mark.usefixtures("aws")
def test_other_ways_of_asking_are_refused_with_those_that_there_are() -> None:
    answer = through_the_gateway("POST", "/around")
    assert (answer["statusCode"], answer["headers"]["Allow"]) == (405, "GET, HEAD")
    assert through_the_gateway("GET", "/around/nothing")["statusCode"] == 404
    assert through_the_gateway("HEAD", "/around")["statusCode"] == 200


@pytest.mark.usefixtures("aws")
def test_the_map_costs_at_most_sixty_kilobytes_and_only_when_it_is_opened(catalogue: Catalogue) -> None:
    page = through_the_gateway("GET", "/around", lang="en")["body"]
    assert wire(page) < 10 * KILOBYTE
    assert re.findall(r'(?:src|href)="(/map/[^"]+)"', page) == [f"/map/{hashed('map.js')}"]
    layers = re.search(r'data-layers="([^"]+)"', page)[1]
    answers = [through_the_gateway("GET", f"/map/{hashed(name)}") for name in sorted(KINDS.keys() - {"pmtiles.js"})]
    answers.append(through_the_gateway("GET", layers))
    assert [answer["statusCode"] for answer in answers] == [200] * 4
    assert all("immutable" in answer["headers"]["Cache-Control"] for answer in answers)
    assert sum(wire(answer["body"]) for answer in answers) <= 60 * KILOBYTE


@pytest.mark.usefixtures("aws")
def test_a_page_with_a_map_loads_nothing_from_elsewhere_unless_the_operator_said_so(
    aws: Aws, release: dict[str, Any]
) -> None:
    policy = through_the_gateway("GET", "/around")["headers"]["Content-Security-Policy"]
    assert "https:" not in policy
    assert "script-src 'self'" in policy
    whose = {"en": "© Example", "es": "©", "zh-Hans": "©"}
    tiles = {"tiles": "https://tiles.example/{z}/{x}/{y}.png", "attribution": whose}
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"map": tiles}})
    stored.forget()
    answer = through_the_gateway("GET", "/around", lang="en")
    assert "img-src https://tiles.example data:" in answer["headers"]["Content-Security-Policy"]
    assert 'data-attribution="© Example"' in answer["body"]
    archive = tiles | {"tiles": "https://tiles.example/city.pmtiles"}
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"map": archive}})
    stored.forget()
    answer = through_the_gateway("GET", "/around", lang="en")
    policy = answer["headers"]["Content-Security-Policy"]
    assert "connect-src 'self' https://tiles.example;" in policy
    assert "img-src blob: data:" in policy
    assert f'data-archive="/map/{hashed("pmtiles.js")}"' in answer["body"]


@pytest.mark.usefixtures("aws")
def test_an_older_file_or_release_is_not_there_and_the_licence_is() -> None:
    assert through_the_gateway("GET", "/map/map-0123456789abcdef.js")["statusCode"] == 404
    assert through_the_gateway("GET", "/map/layers/0123456789ab/en")["statusCode"] == 404
    assert "Volodymyr Agafonkin" in through_the_gateway("GET", "/map/leaflet-LICENSE.txt")["body"]
    assert "Protomaps LLC" in through_the_gateway("GET", "/map/pmtiles-LICENSE.txt")["body"]
    assert "Leaflet 1.9.4" in text_of("leaflet.js")[:200]


def test_a_program_that_asks_for_a_service_is_told_what_may_be_the_same_by_place_and_time_alone(aws: Aws) -> None:
    reference = open_case(**POTHOLE)["reference"]
    there = {"lat": "44.62", "long": "-63.62"}
    (bare,) = json.loads(through_the_gateway("GET", "/api/nearby", **there)["body"])["cases"]
    assert bare["again"] is None
    (case,) = json.loads(through_the_gateway("GET", "/api/nearby", service="pothole", **there)["body"])["cases"]
    assert (case["reference"], case["told_by"]) == (reference, 1)
    assert 0 < case["again"]["confidence"] < 0.5  # the place is published to about a hundred metres
    assert case["again"]["because"][0] == "It is about here."
    away = {"lat": "44.6215", "long": "-63.62"}
    (far,) = json.loads(through_the_gateway("GET", "/api/nearby", service="pothole", **away)["body"])["cases"]
    assert far["again"] is None
