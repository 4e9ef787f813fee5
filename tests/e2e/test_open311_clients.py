"""Public Open311 clients, unmodified as they are on PyPI, against a running suite: every call that they have."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest
from georeport import GeoReport

from onestop.storage.partners.partner_keys import Partner, partner_key
from onestop_cli.ready import RunningSuite
from tests.patience import patient

LIMIT = patient(60.0)  # seconds for one answer
KEY = "key-of-the-clients"
HOLE = {"service_code": "pothole", "lat": "44.65", "long": "-63.58", "description": "A hole for the clients."}
PERMIT = {"service_code": "street-event-permit", "lat": "44.65", "long": "-63.58", "attribute[date]": "2027-06-01"}
PHOTO = bytes.fromhex("89504e470d0a1a0a") + bytes(range(256))  # every byte, so that one that is spoilt shows

# `three` and `open311` were written for Python 2, and their files are run as they are. What Python 2 had and they use
# is put in place before they are loaded, and nothing else.
OLD_ELEMENTS = """
import sys
sys.modules["_elementtree"] = None  # the elements of Python itself, which may still be given what they had
import xml.etree.ElementTree
xml.etree.ElementTree.Element.getchildren = lambda element: list(element)
"""
PYTHON_2_FOR_THREE = f"""{OLD_ELEMENTS}
import itertools, json
import relaxml
itertools.ifilter = filter  # it was lazy then as filter is now
class OldDict(dict):  # keys() was a list
    def keys(self):
        return list(super().keys())
read = relaxml.xml
relaxml.xml = lambda text: OldDict(read(text))
"""
PYTHON_2_FOR_OPEN311 = (
    OLD_ELEMENTS
    + """
import builtins, importlib.util, json, types, urllib.request
new_import = builtins.__import__
def old_import(name, globals=None, locals=None, fromlist=(), level=0):  # a package's own modules came first
    package = (globals or {}).get("__package__") or ""
    if level == 0 and package.split(".")[0] == "open311":
        if importlib.util.find_spec(f"{package}.{name.split('.')[0]}"):
            level = 1
    return new_import(name, globals, locals, fromlist, level)
builtins.__import__ = old_import
def urlopen(url, data=None):  # text was bytes
    return urllib.request.urlopen(url, data.encode() if isinstance(data, str) else data)
sys.modules["urllib2"] = types.SimpleNamespace(urlopen=urlopen)
"""
)


@pytest.fixture(scope="module")
def base(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> str:
    """The address of the endpoint; the clients have a key."""
    body = msgspec.json.encode(Partner(id="clients", name="Public clients")).decode()
    row = {"pk": partner_key(KEY), "sk": "PARTNER", "body": body}
    item = {name: {"S": value} for name, value in row.items()}
    suite_clients("dynamodb").put_item(TableName=suite.outputs["CatalogueTable"], Item=item)
    return f"{suite.url}/open311/v2"


@pytest.fixture(scope="module")
def reference(base: str) -> str:
    """A request that is there before the clients come."""
    answer = httpx.post(f"{base}/requests.json", data=HOLE | {"api_key": KEY}, timeout=LIMIT)
    assert answer.status_code == 200, answer.text
    return str(answer.json()[0]["service_request_id"])


def run_old(preparation: str, script: str, *arguments: str) -> Any:
    """Runs a client of Python 2 in a process of its own; the script prints what it found as JSON."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", preparation + script, *arguments],
        capture_output=True,
        text=True,
        timeout=2 * LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("format_", ["json", "xml"])
def test_georeport_makes_every_call_that_it_has(base: str, reference: str, format_: str) -> None:
    client = GeoReport(base, jurisdiction="port-ellery", api_key=KEY, output_format=format_)
    services = client.get_service_list()
    assert [each["service_code"] for each in services][:3] != []
    assert {each["service_code"] for each in services} >= {"pothole", "street-event-permit"}
    definition = client.get_service_definition("street-event-permit")
    assert definition["service_code"] == "street-event-permit"
    attributes = definition["attributes"] if format_ == "json" else definition["attributes"]["attribute"]
    assert [each["code"] for each in attributes] == ["form", "date", "food", "closes-street"]
    listed = client.get_service_requests(service_code="pothole", status="open")
    found = listed if isinstance(listed, list) else [listed]
    assert reference in [each["service_request_id"] for each in found]
    dated = client.get_service_requests(
        service_request_id=reference, start_date="2026-01-01T00:00:00Z", end_date="2026-02-01T00:00:00Z"
    )
    assert (dated[0] if format_ == "json" else dated)["service_request_id"] == reference
    read = client.get_service_request(reference)
    assert (read["service_code"], read["description"]) == ("pothole", "A hole for the clients.")
    assert float(read["lat"]) == 44.65


THREE = """
from datetime import date, timedelta
from three import Three
import three
endpoint, key, reference, format_, photo = sys.argv[1:]
client = Three(endpoint, api_key=key, format=format_, jurisdiction="port-ellery")
today = date.today()
opened = client.post("pothole", address="5 Elm Lane", name="Ana Rivas", phone="555-5555", email="ana@resident.example",
                     description="From three in " + format_)
with open(photo, "rb") as file:
    pictured = client.post("graffiti", lat=44.65, long=-63.58, description="With a photo in " + format_, media=file)
found = {
    "discovery": client.discovery(),
    "discovery at a url": len(client.discovery(endpoint + "/discovery.json")),
    "services": client.services(),
    "service": client.services("street-event-permit"),
    "requests": client.requests(),
    "requests of a service": client.requests("pothole"),
    "count": client.requests(count=1),
    "between": client.requests(between=[today - timedelta(days=7), today + timedelta(days=1)]),
    "since": client.requests(start=(today - timedelta(days=7)).strftime("%m-%d-%Y"),
                             end=(today + timedelta(days=1)).strftime("%m-%d-%Y")),
    "request": client.request(reference),
    "token": client.token(reference),
    "opened": opened,
    "pictured": pictured,
    "refused": client.post("no-such-service", address="5 Elm Lane"),
}
three.key(key)
three.dev(endpoint, format="json")
found["top level"] = [len(three.services()), three.request(reference)[0]["service_request_id"], len(three.requests()),
                      three.token(reference)[0]["token"], three.discovery()["contact"],
                      three.post("pothole", address="6 Elm Lane", description="Top")[0]["service_request_id"]]
print(json.dumps(found))
"""


def attachment_id(reference: str, data: bytes) -> str:
    return hashlib.sha256(reference.encode() + b"\n" + data).hexdigest()[:16]


@pytest.fixture
def photo(tmp_path: Any) -> str:
    path = tmp_path / "photo.png"
    path.write_bytes(PHOTO)
    return str(path)


def test_three_makes_every_call_that_it_has_in_json(
    base: str, reference: str, photo: str, suite: RunningSuite, suite_clients: Callable[[str], Any]
) -> None:
    found = run_old(PYTHON_2_FOR_THREE, THREE, base, KEY, reference, "json", photo)
    assert found["discovery"]["endpoints"][0]["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert found["discovery at a url"] > 200
    assert "pothole" in [each["service_code"] for each in found["services"]]
    assert found["service"]["attributes"][0]["code"] == "form"
    for listed in ("requests", "requests of a service", "between", "since"):
        assert reference in [each["service_request_id"] for each in found[listed]], listed
    assert len(found["count"]) == 1
    assert found["request"][0]["description"] == "A hole for the clients."
    assert found["token"] == [{"service_request_id": reference, "token": reference}]
    assert found["opened"][0]["service_request_id"] != found["pictured"][0]["service_request_id"]
    pictured = found["pictured"][0]["service_request_id"]
    key = {"pk": f"CASE#{pictured}", "sk": f"ATTACHMENT#{attachment_id(pictured, PHOTO)}"}  # named after its bytes
    item = {name: {"S": value} for name, value in key.items()}
    row = suite_clients("dynamodb").get_item(TableName=suite.outputs["CasesTable"], Key=item)
    assert "Item" in row, "the photo did not come as it was sent"
    assert found["refused"] == [{"code": 404, "description": "service_code: there is no service 'no-such-service'"}]
    assert found["top level"][1] == reference


def test_three_makes_every_call_that_it_has_in_xml(base: str, reference: str, photo: str) -> None:
    found = run_old(PYTHON_2_FOR_THREE, THREE, base, KEY, reference, "xml", photo)
    assert "pothole" in [each["service_code"] for each in found["services"]["service"]]
    assert found["service"]["service_code"] == "street-event-permit"
    listed = found["requests of a service"]["request"]
    assert reference in [each["service_request_id"] for each in listed]
    assert found["request"]["request"]["service_request_id"] == reference
    assert found["token"]["request"]["token"] == reference
    assert found["opened"]["request"]["service_request_id"]
    assert found["refused"]["error"]["code"] in ("404", 404)


OPEN311 = """
from open311 import Open311
endpoint, key, reference, format_ = sys.argv[1:]
client = Open311(endpoint=endpoint, api_key=key, format=format_, jurisdiction="port-ellery")
found = {
    "definition": client.service_definition("street-event-permit"),
    "request": client.get_service_request(reference),
    "posted": client.post_service_request(service_code="pothole", address_string="7 Elm Lane",
                                          description="From open311 in " + format_),
}
if format_ == "xml":  # in JSON these look for the root element, which JSON does not have
    found["services"] = client.service_list()
    found["requests"] = client.service_requests(service_code="pothole")
    found["token"] = client.request_id_from_token(reference)
print(json.dumps(found))
"""


def test_open311_makes_every_call_that_it_has_in_xml(base: str, reference: str) -> None:
    found = run_old(PYTHON_2_FOR_OPEN311, OPEN311, base, KEY, reference, "xml")
    assert "pothole" in [each["service_code"] for each in found["services"]]
    assert found["definition"]["service_definition"]["service_code"] == "street-event-permit"
    assert found["request"]["service_requests"]["request"]["service_request_id"] == reference
    assert reference in [each["service_request_id"] for each in found["requests"]]
    assert found["token"] == {"service_request_id": reference, "token": reference}
    assert found["posted"]["service_requests"]["request"]["service_request_id"]


def test_open311_reads_and_posts_in_json_too(base: str, reference: str) -> None:
    found = run_old(PYTHON_2_FOR_OPEN311, OPEN311, base, KEY, reference, "json")
    assert found["definition"]["attributes"][0]["code"] == "form"
    assert found["request"][0]["service_request_id"] == reference
    assert found["posted"][0]["service_request_id"]


def test_the_calls_of_fixmystreet_as_its_source_makes_them(base: str, reference: str) -> None:
    """It is Perl and cannot run here, so its requests are written out: perllib/Open311.pm."""
    endpoint = f"{base}/"
    sent = {
        "jurisdiction_id": "port-ellery",
        "api_key": KEY,
        "service_code": "pothole",
        "lat": "44.6501",
        "long": "-63.5801",
        "first_name": "Ana",
        "last_name": "Rivas",
        "email": "ana@resident.example",
        "description": "title: Hole\n\ndetail: Deep.\n\nurl: https://map.example/report/1\n",
        "deviceid": "web",
        "address_id": "#NOTPINPOINTED#",
        "attribute[easting]": "1",
        "media_url": ["https://map.example/1.0.jpeg", "https://map.example/1.1.jpeg"],
    }
    posted = httpx.post(f"{endpoint}requests.xml", data=sent, timeout=LIMIT)
    assert posted.status_code == 200, posted.text
    own = posted.text.partition("<service_request_id>")[2].partition("<")[0]
    polled = httpx.get(f"{endpoint}requests.xml", params={"service_request_id": f"{own},{reference}"}, timeout=LIMIT)
    assert polled.text.count("<updated_datetime>2") == 2
    update = {
        "api_key": KEY,
        "service_request_id": own,
        "update_id": "1",
        "status": "FIXED",
        "updated_datetime": "2026-11-25T10:00:00+00:00",
        "description": "Somebody filled it.",
        "email": "ana@resident.example",
        "fixmystreet_id": "1",
    }
    answered = httpx.post(f"{endpoint}servicerequestupdates.xml", data=update, timeout=LIMIT)
    assert "<update_id>1</update_id>" in answered.text
    refused = httpx.post(f"{endpoint}requests.xml", data={"service_code": "pothole"}, timeout=LIMIT)
    assert (refused.status_code, refused.headers["content-type"]) == (403, "text/xml; charset=utf-8")
    assert "<code>403</code><description>api_key required" in refused.text


def test_discovery_is_where_validators_look_for_it(suite: RunningSuite, base: str) -> None:
    for address in (f"{suite.url}/open311/discovery", f"{base}/discovery"):
        told = httpx.get(f"{address}.json", timeout=LIMIT).json()
        assert told["endpoints"][0]["url"] == base
        assert httpx.get(f"{told['endpoints'][0]['url']}/services.xml", timeout=LIMIT).status_code == 200
