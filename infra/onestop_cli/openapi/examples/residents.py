"""Answers to residents and partners, by the name of the type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop_cli.openapi.examples.made_up import DUE, LATER, MOVED, OPENED, REFERENCE, SECRET

TO_RESIDENTS: Mapping[str, Any] = {
    "AttachmentOffered": {
        "id": "0123456789abcdef",
        "upload": {"url": "https://bucket.example/", "fields": {"key": f"incoming/{REFERENCE}/0123456789abcdef"}},
        "limits": {"bytes": 20971520, "media_types": ["image/jpeg", "application/pdf"], "left": 9, "expires_at": LATER},
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
    "FeedbackTaken": {"kind": "praise", "goes_to": "streets"},
    "CaseMoved": MOVED,
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
        "handed_over": None,
        "parts": [],
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
        "languages": ["en", "zh-Hans", "es"],
        "services": [
            {
                "service_code": "pothole",
                "service_name": "Pothole",
                "description": "A hole in the surface of a street.",
                "group": "Streets and traffic",
                "place": "required",
                "public": True,
                "popular": True,
                "season": [3, 4],
                "apply": None,
                "questions": [
                    {
                        "code": "depth",
                        "name": "How deep is it?",
                        "kind": "choice",
                        "required": False,
                        "choices": [
                            {"code": "shallow", "name": "Less than a hand"},
                            {"code": "deep", "name": "A hand or more"},
                        ],
                    }
                ],
            }
        ],
    },
    "Suggestions": {
        "language": "en",
        "reference": None,
        "services": [{"service_code": "pothole", "service_name": "Pothole", "because": ["Pothole"]}],
        "answers": [{"code": "pothole-claim", "title": "My car was damaged by a street. Who pays?"}],
    },
    "Notices": {
        "language": "en",
        "notices": [
            {
                "from": "2026-11-15",
                "until": "2027-03-31",
                "text": "Winter parking holds until the end of March.",
                "link": None,
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
}
