"""What `extensions=true` adds to a request: the answers, the status of the case in more than two words, its public
timeline.

The fields are those that servers and clients have agreed on without a standard: open311.github.io, Extensions; the
statuses are those of CitySDK Participation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from intake.open311.publishing import name_of_question, picture_of, what_may_be_published
from intake.open311.times import w3c
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Case, Request
from onestop.domain.cases.event_words import event_words
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import as_fact
from onestop.storage.cases.case_rows import PUBLISHED

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import DetailedStatus, Open311Extensions, Open311Note

DETAILED: Mapping[Status, DetailedStatus] = {
    Status.OPEN: "RECEIVED",
    Status.TRIAGE: "RECEIVED",
    Status.IN_PROGRESS: "IN_PROCESS",
    Status.RESOLVED: "PROCESSED",
    Status.CLOSED: "ARCHIVED",
}


def extended(
    case: Case, request: Request, catalogue: Catalogue, language: str, events: Sequence[Recorded] | None = None
) -> Open311Extensions:
    """The further fields of a request. `notes` are included only if a single request is asked for, because a list does
    not read the history of every case."""
    service = catalogue.services.get(case.service or "")
    told = what_may_be_published(case, catalogue)
    answers = request.answers if told.words and service else {}
    fields: Open311Extensions = {
        "attributes": [
            {
                "code": code,
                "label": name_of_question(code, service, catalogue, language),
                "name": ", ".join(as_fact(value)),
                "value": ", ".join(as_fact(value)),
            }
            for code, value in answers.items()
        ],
        "extended_attributes": {
            "channel": case.channel,
            "detailed_status": DETAILED[case.status],
            "media_urls": [picture for picture in (picture_of(request, told),) if picture],
        },
    }
    if events is not None:
        fields["notes"] = notes(events, catalogue, language) if told.place else []
    return fields


def notes(events: Sequence[Recorded], catalogue: Catalogue, language: str) -> list[Open311Note]:
    """The events of a case that the public may know about, oldest first."""
    return [
        {"datetime": w3c(event.at), "description": text, "type": event.type}
        for event in events
        if event.type in PUBLISHED and (text := event_words(event.type, event.data, catalogue, language))
    ]
