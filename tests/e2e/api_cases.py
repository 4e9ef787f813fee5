"""Test data of a running suite for the calls of its API: a case for each that needs one, and valid values for it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from onestop.storage.partners.partner_keys import Partner, partner_key
from tests.e2e.installation import PHONE, PLACED, SERVICES, Schema, Values, operations
from tests.e2e.town import PLACE, Town, wait_for

KEY = "key-of-the-checker"
NOTHING: Schema = {"enum": ["", None]}
NO_ANSWERS: Schema = {"anyOf": [{"type": "object", "additionalProperties": NOTHING}, NOTHING]}
NEED = {"service_code": "pothole", "description": "A deep hole.", "place": PLACE}
TWO = ["parks", "water"]
SURVEYS = ("show_survey", "take_answers")  # asked of a resident whose case is resolved
ENDED = ("take_reopening", "case_reopening")  # of a case that has ended


def case_for_each(town: Town, document: Schema) -> dict[str, dict[str, Any]]:
    """A case for each call that is about one, by operationId, in the state that the call is for."""
    own = {"$ref": "#/components/parameters/path-reference"}
    names = [each["operationId"] for each in operations(document) if own in each.get("parameters", ())]
    opened = {name: town.open(NEED | {"contact": {"email": f"{name}@resident.example"}}) for name in names}
    for name, case in opened.items():
        town.wait_until(case, "in_progress")
        if name in ENDED:
            town.tell(case, "withdrawal")
        if name in SURVEYS:
            town.complete("streets", case)
    return opened | {name: opened[name] | {"secret": survey_secret(town, opened[name])} for name in SURVEYS}


def survey_secret(town: Town, case: dict[str, Any]) -> str:
    """Returns the secret of a survey, from the message with its link."""

    def invited() -> list[str]:
        said = "\n".join(mail["BodyText"] for mail in town.mail_about(case))
        return re.findall(r"/survey/\S*[?&]secret=([\w-]+)", said)

    return str(wait_for(invited, bool)[0])


def post_as_partner(town: Town) -> str:
    """A request that came over Open311, with the key of a partner, who is let in first."""
    partner = msgspec.json.encode(Partner(id="checker", name="Checker", per_hour=100_000)).decode()
    row = {"pk": partner_key(KEY), "sk": "PARTNER", "body": partner}
    item = {name: {"S": value} for name, value in row.items()}
    town.clients("dynamodb").put_item(TableName=town.suite.outputs["CatalogueTable"], Item=item)
    form = {"api_key": KEY, "service_code": "information", "description": "When are you open?"}
    answer = town.http.post(f"{town.suite.url}/open311/v2/requests.json", data=form)
    assert answer.status_code == 200, answer.text
    return str(answer.json()[0]["service_request_id"])


def resident_token(town: Town, **address: str) -> str:
    """The token of a resident who proved an address or number by the code that was sent there."""
    api, asked = f"{town.suite.url}/api/my", address or {"email": "proven@resident.example"}
    ask = town.http.post(f"{api}/codes", json=asked).raise_for_status().json()["ask"]
    code = wait_for(lambda: code_to(town, next(iter(asked.values()))), bool)
    answer = town.http.post(f"{api}/sessions", json={"ask": ask, "code": code}).raise_for_status()
    return str(answer.json()["token"])


def code_to(town: Town, address: str) -> str:
    """Returns the newest code that was sent to an address; nothing while there is none."""
    messages = town.http.get(f"{town.suite.url}/outbox.json").json()["messages"]
    codes = (re.search(r"\b[0-9]{6}\b", message["body"]) for message in messages if message["to"] == address)
    return next((found[0] for found in codes if found), "")


def values_for(posted: str, others: list[str], agencies: list[str]) -> Values:
    """Returns the values that may be sent, list by list. The hooks choose the case of a call (`fresh_values`)."""
    scores = {
        code: {"type": "integer", "minimum": 1, "maximum": 5} for code in ("satisfaction", "ease", "speed", "fairness")
    }
    now = datetime.now(UTC)
    return {
        "references": {"type": "string", "pattern": "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$"},
        "secrets": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[A-Za-z0-9_-]+$"},
        "tasks": one_of("01"),
        "contractors": one_of("greenhaul"),
        "agencies": one_of(*agencies),
        "agencies or none": {"enum": [*agencies, None]},
        "articles": one_of("bin-days", "library-hours", "no-such-article"),
        "districts": one_of("old-town", "harbourside"),
        "public services": one_of(*PLACED, ""),
        "cursors": one_of(""),
        "services": {"enum": [*SERVICES, *PLACED, "", None]},
        "answers": NO_ANSWERS,
        "results": NO_ANSWERS,
        "resident results": NO_ANSWERS,
        "decided services": NOTHING,
        "other agencies": one_of(*TWO),
        "splits": {"type": "array", "minItems": 2, "maxItems": 2, "uniqueItems": True, "items": {"enum": TWO}},
        "coming moments": {"type": "string", "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
        "other cases": one_of(*others),
        "survey answers": {
            "type": "object",
            "properties": scores,
            "required": ["satisfaction"],
            "additionalProperties": False,
        },
        "arrivals": {"type": "string", "minLength": 1, "maxLength": 100},
        "subscriptions": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "phones": PHONE,
        "spoken languages": one_of("en", "es", "zh-Hans"),
        "own channels": {"enum": ["email", "", None]},
        "quiet hours": {"enum": [{"begins": "22:00", "ends": "07:00"}, None]},
        "time zones": {"enum": ["Europe/Madrid", "", None]},
        "latitudes": {"enum": [44.63, 44.64, "", None]},
        "longitudes": {"enum": [-63.57, -63.58, "", None]},
        "districts or none": {"enum": ["old-town", "harbourside", "", None]},
        "public services or none": {"enum": [*PLACED, "", None]},
        "attachments": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "partner keys": one_of(KEY),
        "own requests": one_of(posted),
        "services without a place": one_of(*SERVICES),
        "services with an ending": one_of("pothole.json", "pothole.xml", "information.json"),
        "requests with an ending": one_of(f"{posted}.json", f"{posted}.xml"),
        "selections": one_of("all.json", "all.xml", "pothole.json", "department.json"),
        "jurisdictions": one_of("port-ellery", ""),
        "starts": one_of(f"{now - timedelta(days=20):%Y-%m-%dT%H:%M:%SZ}"),
        "ends": one_of(f"{now:%Y-%m-%dT%H:%M:%SZ}"),
        "acts": one_of("notes", "priority", "triage", "completion"),
    }


def one_of(*values: str) -> Schema:
    return {"type": "string", "enum": [*values]}
