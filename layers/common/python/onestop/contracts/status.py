"""What the public may know of a case: where it is, what happened, what happens next. No names, no internal notes."""

from __future__ import annotations

from typing import Any

from onestop.contracts.recorded import Recorded
from onestop.domain.cases import Case
from onestop.domain.catalogue import Catalogue
from onestop.domain.reasons import explain
from onestop.domain.wording import STATUS_WORDS, event_words


def public_status(case: Case, events: list[Recorded], catalogue: Catalogue, language: str) -> dict[str, Any]:
    """A case as its resident sees it, in their language."""
    service = case.service and {"code": case.service, "name": catalogue.name_of("service", case.service, language)}
    return {
        "reference": case.reference,
        "status": case.status,
        "status_text": catalogue.say(STATUS_WORDS[case.status], language),
        "service": service,
        "opened_at": case.opened_at.isoformat(),
        "updated_at": case.updated_at.isoformat(),
        "due_at": case.due_at and case.due_at.isoformat(),
        "reasons": [explain(reason, catalogue, language) for reason in case.reasons],
        "language": language,
        "version": case.version,
        "timeline": [
            {"at": event.at.isoformat(), "type": event.type, "text": text}
            for event in events
            if (text := event_words(event.type, event.data, catalogue, language))
        ],
    }
