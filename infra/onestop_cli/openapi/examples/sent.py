"""Examples of what is sent, by the name of the type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop_cli.openapi.examples.made_up import DUE, OTHER, REFERENCE, SECRET, WHY

SENT: Mapping[str, Any] = {
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
    "CodeAskBody": {"email": "ana@resident.example", "language": "es"},
    "CodeBody": {"ask": "the ask of the answer before", "code": "481205"},
    "PreferencesBody": {
        "language": "es",
        "channel": "email",
        "letters": {"channels": {"legal": "email"}, "without": ["survey"], "daily": True},
    },
    "DeviceBody": {"platform": "google", "token": "fcm-example-token-of-an-app-0123456789abcdef"},
    "FeedbackBody": {"kind": "praise", "words": "The crew was quick and kind.", "agency": "streets"},
    "SubscriptionBody": {"email": "ana@resident.example", "lat": 44.6301, "long": -63.5702, "within": 300},
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
}
