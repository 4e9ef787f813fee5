"""Answers to staff, by the name of the type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop_cli.openapi.examples.made_up import ARRIVAL, DUE, LATER, MOVED, OPENED, OTHER, REFERENCE, TASK

TO_STAFF: Mapping[str, Any] = {
    "Arrivals": {"kind": "quarantined", "month": "2026-11", "arrivals": [ARRIVAL], "cursor": None},
    "ArrivalLine": ARRIVAL,
    "ArrivalShown": {
        **ARRIVAL,
        "subject": "A prize",
        "text": "You have won.",
        "contact": {"name": None, "email": "winner@sender.example", "phone": None},
        "enclosures": [],
    },
    "StaffActed": MOVED,
    "TaskActed": {**MOVED, "task": TASK},
    "StaffToken": {"token": "eyJraWQiOi...", "expires_in": 3600, "agencies": ["streets"], "roles": ["clerk"]},
    "TaskList": {"agency": "streets", "tasks": [TASK], "cursor": None},
    "FoundCases": {
        "cases": [
            {
                "reference": REFERENCE,
                "status": "in_progress",
                "service_code": "pothole",
                "service_name": "Pothole",
                "agency": "streets",
                "opened_at": OPENED,
                "due_at": DUE,
            }
        ],
        "more": False,
    },
    "StaffCase": {
        **{"reference": REFERENCE, "version": 4, "status": "in_progress", "service_code": "pothole"},
        **{"service_name": "Pothole", "priority": "normal", "channel": "web", "language": "es", "district": "harbour"},
        **{"opened_at": OPENED, "due_at": DUE, "targets": {}, "missed": [], "merged_into": None, "links": []},
        "reasons": ["The resident chose this service."],
        "description": "A deep hole in the right lane.",
        "place": {"lat": 44.65, "long": -63.58, "address": None},
        "answers": {},
        "contact": None,
        "tasks": [{**TASK, "note": "", "results": {}}],
        "offers": [],
        "notes": [],
        "contacts": [],
        "letters": [
            {
                "letter": "case-opened",
                "channel": "email",
                "language": "en",
                "status": "delivered",
                "instead_of": None,
                "created_at": OPENED,
                "sent_at": OPENED,
            }
        ],
        "undelivered": [],
        "attachments": [],
        "proposed_place": None,
        "history": [{"sequence": 1, "at": OPENED, "type": "case.opened", "by": "resident"}],
    },
    "Disclosed": {
        "reference": REFERENCE,
        "contact": {"name": "Ana", "email": "ana@resident.example", "phone": None},
    },
    "AuditTrail": {
        "reference": REFERENCE,
        "looks": [{"at": LATER, "by": "staff:8d1f", "fields": ["description", "place"], "purpose": None}],
        "more": False,
        "acts": [{"sequence": 1, "at": OPENED, "type": "case.opened", "by": "resident"}],
    },
    "WideLooks": {
        "looks": [
            {
                **{"at": LATER, "by": "staff:8d1f", "fields": ["status"], "purpose": "caller"},
                **{"where": "search", "agency": None, "cases": []},
            }
        ],
        "cursor": None,
    },
    "ContractorReport": {
        **{"agency": "paving", "month": "2026-11", "done": 31, "more": False, "total": "75.00", "currency": "CAD"},
        "late": [
            {
                **{"reference": REFERENCE, "task": "01", "due_at": OPENED, "ended_at": LATER},
                **{"hours_late": "2.5", "hours_charged": "3", "amount": "75.00"},
            }
        ],
    },
    "BulkDone": {
        "results": [
            {"reference": REFERENCE, "status": 200, "version": 5},
            {
                "reference": OTHER,
                "status": 404,
                "problem": {
                    "type": "/problems/not-found",
                    "title": "Not found",
                    "status": 404,
                    "detail": f"There is no case {OTHER}.",
                    "errors": [{"field": "reference", "message": f"There is no case {OTHER}.", "expected": ""}],
                },
            },
        ]
    },
}
