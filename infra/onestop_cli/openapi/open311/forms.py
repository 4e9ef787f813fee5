"""The forms that are posted to the Open311 server, as schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}


EMPTY: Schema = {"const": ""}


NUMBERS: Schema = {
    "lat": {"type": "number", "minimum": -90, "maximum": 90},
    "long": {"type": "number", "minimum": -180, "maximum": 180},
}


# the forms that are posted; what is empty counts as absent, and fields that are not known are left alone
FORMS: Mapping[str, Schema] = {
    "Open311RequestForm": {
        "type": "object",
        "additionalProperties": True,
        "description": "A need, in the fields of GeoReport v2. Answers are `attribute[CODE]` or `attribute[CODE][]`; "
        "photos are parts of multipart/form-data, whatever they are called.",
        "required": ["api_key", "service_code"],
        "properties": {
            "api_key": {"type": "string", "minLength": 1, "x-values-from": "partner keys"},
            "service_code": {"type": "string", "minLength": 1, "x-values-from": "services without a place"},
            "jurisdiction_id": TEXT,
            "lat": {"anyOf": [NUMBERS["lat"], EMPTY]},
            "long": {"anyOf": [NUMBERS["long"], EMPTY]},
            "address_string": {"type": "string", "maxLength": 200},
            "address_id": {"type": "string", "maxLength": 200},
            "email": {"type": "string", "description": "An e-mail address."},
            "device_id": TEXT,
            "account_id": TEXT,
            "first_name": TEXT,
            "last_name": TEXT,
            "phone": {"type": "string", "description": "A telephone number."},
            "description": {"type": "string", "description": "What is over 4,000 characters becomes a message."},
            "media_url": {"type": "string", "description": "The address of a picture; anything else is kept as words."},
        },
        "anyOf": [
            {"required": ["lat", "long"], "properties": NUMBERS},
            {"properties": {"lat": EMPTY, "long": EMPTY}},
        ],
    },
    "Open311UpdateForm": {
        "type": "object",
        "additionalProperties": True,
        "description": "An update in the fields of mySociety's extension.",
        "required": ["api_key", "service_request_id", "update_id", "status", "updated_datetime", "description"],
        "properties": {
            "api_key": {"type": "string", "minLength": 1, "x-values-from": "partner keys"},
            "service_request_id": {"type": "string", "minLength": 1, "x-values-from": "own requests"},
            "update_id": {"type": "string", "minLength": 1, "maxLength": 200},
            "status": {
                "enum": [
                    *("OPEN", "INVESTIGATING", "IN_PROGRESS", "ACTION_SCHEDULED", "FOR_TRIAGE", "INTERNAL_REFERRAL"),
                    *("CLOSED", "FIXED", "NO_FURTHER_ACTION", "DUPLICATE", "NOT_COUNCILS_RESPONSIBILITY", "CANCELLED"),
                    "REOPEN",
                ]
            },
            "updated_datetime": {"type": "string", "format": "date-time", "x-values-from": "starts"},
            "description": {"type": "string", "minLength": 1},
            "title": TEXT,
            "media_url": {"type": "string", "description": "The address of a picture; anything else is kept as words."},
        },
    },
}
