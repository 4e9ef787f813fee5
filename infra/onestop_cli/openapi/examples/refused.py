"""The answers to refused calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop_cli.openapi.examples.made_up import REFERENCE

REFUSED: Mapping[str, Any] = {
    "Problem 400": {
        "type": "/problems/not-valid",
        "title": "The request cannot be taken as it stands",
        "status": 400,
        "detail": "See `errors` for each field.",
        "errors": [
            {"field": "place", "message": "this service needs a place", "expected": "lat and long, or an address"}
        ],
        "correlation_id": "11111111-2222-3333-4444-555555555555",
    },
    "Problem 404": {
        "type": "/problems/not-found",
        "title": "Not found",
        "status": 404,
        "detail": "There is no case with this reference and secret.",
        "errors": [
            {"field": "reference", "message": "There is no case with this reference and secret.", "expected": ""}
        ],
        "correlation_id": "11111111-2222-3333-4444-555555555555",
    },
    "Problem 409": {
        "type": "/problems/conflict",
        "title": "The case has moved on",
        "status": 409,
        "detail": f"Case {REFERENCE} is at version 5; this change was made against version 4.",
        "errors": [{"field": "version", "message": "you saw version 4", "expected": "version 5: read the case again"}],
        "yours": 4,
        "current": 5,
        "correlation_id": "11111111-2222-3333-4444-555555555555",
    },
}
