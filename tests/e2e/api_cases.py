"""What a running suite has for the calls of its API: a case for each that needs one, and what may be sent to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from onestop.storage.partners import Partner, partner_key
from tests.e2e.installation import PLACED, SERVICES, Schema, Values, operations
from tests.e2e.town import PLACE, Town

KEY = "key-of-the-checker"
NOTHING: Schema = {"enum": ["", None]}
NO_ANSWERS: Schema = {"anyOf": [{"type": "object", "additionalProperties": NOTHING}, NOTHING]}
NEED = {"service_code": "pothole", "description": "A deep hole.", "place": PLACE}
TWO = ["parks", "water"]
SURVEYS = ("show_survey", "take_answers")  # asked of a resident whose case is resolved


def case_for_each(town: Town, document: Schema) -> dict[str, dict[str, Any]]:
    """A case that is being worked on for each call about one, by operationId; those of surveys are resolved."""
    own = {"$ref": "#/components/parameters/path-reference"}
    names = [each["operationId"] for each in operations(document) if own in each.get("parameters", ())]
    opened = {name: town.open(NEED) for name in names}
    for name in opened:
        town.wait_until(opened[name], "in_progress")
        if name in SURVEYS:
            town.complete("streets", opened[name])
    for name in SURVEYS:
        town.wait_until(opened[name], "resolved")
    return opened


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


def values_for(posted: str, others: list[str], agencies: list[str]) -> Values:
    """What may be sent, list by list. Which case a call is about, its hooks know (`fresh_values`)."""
    survey = {
        code: {"type": "integer", "minimum": 1, "maximum": 5} for code in ("satisfaction", "ease", "speed", "fairness")
    }
    now = datetime.now(UTC)
    ended = [f"{posted}.{ending}" for ending in ("json", "xml")]
    return {
        "references": {"type": "string", "pattern": "^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$"},
        "secrets": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[A-Za-z0-9_-]+$"},
        "tasks": {"type": "string", "enum": ["01"]},
        "contractors": {"type": "string", "enum": ["greenhaul"]},
        "agencies": {"type": "string", "enum": agencies},
        "cursors": {"type": "string", "enum": [""]},
        "services": {"enum": [*SERVICES, *PLACED, "", None]},
        "answers": NO_ANSWERS,
        "results": NO_ANSWERS,
        "resident results": NO_ANSWERS,
        "decided services": NOTHING,
        "other agencies": {"type": "string", "enum": TWO},
        "splits": {"type": "array", "minItems": 2, "maxItems": 2, "uniqueItems": True, "items": {"enum": TWO}},
        "coming moments": {"type": "string", "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"},
        "other cases": {"type": "string", "enum": others},
        "survey answers": {
            "type": "object",
            "properties": survey,
            "required": ["satisfaction"],
            "additionalProperties": False,
        },
        "arrivals": {"type": "string", "minLength": 1, "maxLength": 100},
        "attachments": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "partner keys": {"type": "string", "enum": [KEY]},
        "own requests": {"type": "string", "enum": [posted]},
        "services without a place": {"type": "string", "enum": [*SERVICES]},
        "services with an ending": {"type": "string", "enum": ["pothole.json", "pothole.xml", "information.json"]},
        "requests with an ending": {"type": "string", "enum": ended},
        "selections": {"type": "string", "enum": ["all.json", "all.xml", "pothole.json", "department.json"]},
        "jurisdictions": {"type": "string", "enum": ["port-ellery", ""]},
        "starts": {"type": "string", "enum": [f"{now - timedelta(days=20):%Y-%m-%dT%H:%M:%SZ}"]},
        "ends": {"type": "string", "enum": [f"{now:%Y-%m-%dT%H:%M:%SZ}"]},
        "emails": {"type": "string", "enum": ["ana@resident.example", ""]},
        "phones": {"type": "string", "enum": ["+1 902 555 0100", ""]},
        "acts": {"type": "string", "enum": ["notes", "priority", "triage", "completion"]},
    }
