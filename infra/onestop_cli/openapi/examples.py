"""Examples of what is sent and answered, and where one call leads to the next. The people and places are made up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

REFERENCE = "7KQ2-M4TX-9BWD-D"
OTHER = "3F8A-PQ61-ZT0M-Q"
SECRET = "o0T4oWgKq1bBrFQ2yRk6sQ"  # noqa: S105 - opens nothing
OPENED = "2026-11-23T15:00:00+00:00"
LATER = "2026-11-24T09:30:00+00:00"
DUE = "2026-11-27T21:00:00+00:00"
WHY = "The hole is on a private road."

TASK: Mapping[str, Any] = {
    "task": "01",
    "reference": REFERENCE,
    "code": "repair",
    "agency": "streets",
    "status": "open",
    "done_by": "agency",
    "assignee": None,
    "service_code": "pothole",
    "service_name": "Pothole",
    "priority": "normal",
    "summary": "A deep hole in the right lane.",
    "opened_at": OPENED,
    "due_at": DUE,
    "level": 0,
    "waits_for": None,
    "waits_until": None,
    "child": None,
    "been_at": [],
    "ended_at": None,
    "triage": False,
    "danger": False,
    "at_risk": False,
    "channel": "web",
    "district": "harbourside",
    "lat": 44.65,
    "long": -63.58,
    "heard_at": None,
}
ARRIVAL: Mapping[str, Any] = {
    "arrival": "MjAyNi0xMS0yM1QxNTowMDowMCM3",
    "kind": "quarantined",
    "channel": "email",
    "at": OPENED,
    "why": "spam",
    "reference": None,
    "released_by": None,
    "dismissed_by": None,
    "details": {},
}
MOVED: Mapping[str, Any] = {"reference": REFERENCE, "status": "in_progress", "version": 4, "danger": None}

EXAMPLES: Mapping[str, Any] = {
    # what is sent
    "CaseBody": {
        "service_code": "pothole",
        "description": "A deep hole in the right lane.",
        "place": {"lat": 44.65, "long": -63.58},
        "contact": {"name": "Ana", "email": "ana@resident.example", "language": "es"},
    },
    "MessageBody": {"secret": SECRET, "text": "It has become larger since the rain."},
    "ResidentReasonBody": {"secret": SECRET, "reason": "It was done by somebody else."},
    "ResidentTaskBody": {"secret": SECRET, "results": {"paid": True}},
    "AnswerBody": {"secret": SECRET, "answers": {"satisfaction": 5, "words": "Quick and friendly."}},
    "SessionBody": {"username": "streets.clerk@port-ellery.example", "password": "as it was given to you"},
    "CompletionBody": {"outcome": "done", "note": "Filled with cold asphalt."},
    "AssignmentBody": {"assignee": "me"},
    "TransferBody": {"agency": "water", "reason": "The hole is above a broken main."},
    "SplitBody": {"agencies": ["streets", "water"], "reason": "The main first, then the road."},
    "QuestionBody": {"question": "On which side of the street is it?"},
    "WaitBody": {"reason": "Asphalt sets only above five degrees.", "until": "2026-12-01T08:00:00Z"},
    "ReasonBody": {"reason": WHY},
    "NothingBody": {},
    "ExtraBody": {"code": "inspection"},
    "NoteBody": {"text": "We come on Thursday morning.", "public": True},
    "MergeBody": {"into": OTHER, "reason": "The same hole, reported twice."},
    "LinkBody": {"reference": OTHER},
    "PriorityBody": {"priority": "high", "reason": "A school bus passes here."},
    "ExtensionBody": {"due_at": DUE, "reason": "The material comes next week."},
    "DisclosureBody": {"purpose": "To call the resident about the access to their yard."},
    "BulkBody": {
        "action": "notes",
        "items": [{"reference": REFERENCE, "version": 4}, {"reference": OTHER}],
        "body": {"text": "Part of the storm of 21 November."},
    },
    "EntryBody": {"description": "Their bin was not emptied.", "channel": "counter", "consent": "spoken"},
    "AttachmentBody": {"secret": SECRET, "name": "the hole.jpg"},
    "StaffAttachmentBody": {"name": "after the repair.jpg", "public": True},
    # what is answered
    "AttachmentOffered": {
        "id": "0123456789abcdef",
        "upload": {"url": "https://bucket.example/", "fields": {"key": f"incoming/{REFERENCE}/0123456789abcdef"}},
        "limits": {"bytes": 20971520, "media_types": ["image/jpeg", "application/pdf"], "left": 9, "expires_at": LATER},
    },
    "Arrivals": {"kind": "quarantined", "month": "2026-11", "arrivals": [ARRIVAL], "cursor": None},
    "ArrivalLine": ARRIVAL,
    "ArrivalShown": {
        **ARRIVAL,
        "subject": "A prize",
        "text": "You have won.",
        "contact": {"name": None, "email": "winner@sender.example", "phone": None},
        "enclosures": [],
    },
    "CaseOpened": {
        "reference": REFERENCE,
        "secret": SECRET,
        "link": f"https://onestop.example/track/{REFERENCE}?secret={SECRET}&lang=es",
        "danger": None,
        "status": "open",
        "service": {"code": "pothole", "name": "Bache"},
        "next": "Reparamos la calle y le avisamos.",
        "opened_at": OPENED,
        "language": "es",
    },
    "CaseMoved": MOVED,
    "StaffActed": MOVED,
    "TaskActed": {**MOVED, "task": TASK},
    "CaseStatus": {
        "danger": None,
        "reference": REFERENCE,
        "status": "in_progress",
        "status_text": "We are working on it.",
        "service": {"code": "pothole", "name": "Pothole"},
        "opened_at": OPENED,
        "updated_at": LATER,
        "due_at": DUE,
        "reasons": ["The resident chose this service."],
        "language": "en",
        "version": 4,
        "asked": [],
        "joined_with": None,
        "closed_because": None,
        "can": ["message", "withdraw"],
        "contacts": [],
        "attachments": [],
        "timeline": [{"at": OPENED, "type": "case.opened", "text": "We received your request."}],
    },
    "CasesOfDay": {
        "cases": [
            {
                "reference": REFERENCE,
                "service_code": "pothole",
                "status": "in_progress",
                "channel": "web",
                "priority": "normal",
                "opened_at": OPENED,
                "updated_at": LATER,
            }
        ],
        "cursor": None,
    },
    "ServiceList": {
        "jurisdiction": "City of Port Ellery",
        "language": "en",
        "services": [
            {
                "service_code": "pothole",
                "service_name": "Pothole",
                "description": "A hole in the surface of a street.",
                "group": "Streets and traffic",
                "place": "required",
            }
        ],
    },
    "SurveyShown": {
        "reference": REFERENCE,
        "survey": "standard",
        "language": "en",
        "questions": [
            {"code": "satisfaction", "kind": "scale", "text": "How satisfied are you?", "required": True},
            {"code": "words", "kind": "text", "text": "What could we do better?", "required": False},
        ],
    },
    "SurveyTaken": {"reference": REFERENCE, "answered": True},
    "Session": {"token": "eyJraWQiOi...", "expires_in": 3600, "agencies": ["streets"], "roles": ["clerk"]},
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
        ]
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
                "status": "sent",
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
        "acts": [{"sequence": 1, "at": OPENED, "type": "case.opened", "by": "resident"}],
    },
    "WideLooks": {
        "looks": [
            {
                **{"at": LATER, "by": "staff:8d1f", "fields": ["status"], "purpose": "caller"},
                **{"where": "search", "agency": None, "cases": []},
            }
        ],
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


def to_case(operation: str, **more: str) -> dict[str, Any]:
    """The way from an answer that names a case to another call about it."""
    parameters = {"reference": "$response.body#/reference", **more}
    return {"operationId": operation, "parameters": parameters}


# route -> name -> where its answer leads
LINKS: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("POST", "/api/cases"): {
        "follow": to_case("show_one", secret="$response.body#/secret"),  # noqa: S106
        "tell": to_case("take_message") | {"requestBody": {"secret": "$response.body#/secret", "text": "Thank you."}},
    },
}
