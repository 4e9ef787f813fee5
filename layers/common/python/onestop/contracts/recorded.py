"""An event in the form in which it is kept and published: what happened, when, by whom, and what subscribers may filter
by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop.domain.cases.change import Change
from onestop.domain.people.actor import kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One event of a case. `sequence` counts from 1 without gaps; `by` is system, resident or staff:<id>."""

    reference: str
    sequence: int
    type: str
    at: datetime
    by: str
    channel: str
    priority: str
    data: dict[str, Any]
    service: str | None = None
    agency: str | None = None
    run: int = 1

    @property
    def id(self) -> str:
        """The same for every delivery of the same event, so that a consumer can recognise it."""
        return f"{self.reference}.{self.sequence}"


def number_events(change: Change, plain: Any) -> tuple[Recorded, ...]:
    """Numbers the events of a change. `plain` turns an event into a dict of plain values."""
    case = change.case
    return tuple(
        Recorded(
            reference=case.reference,
            sequence=sequence,
            type=event.type,
            at=change.at,
            by=change.by,
            channel=case.channel,
            priority=case.priority,
            service=case.service,
            agency=getattr(event, "agency", None) or case.agency,
            run=case.run,
            data=plain(event),
        )
        for sequence, event in enumerate(change.events, start=change.since() + 1)
    )


def cloud_event(event: Recorded, source: str) -> dict[str, Any]:
    """Returns the event as CloudEvents 1.0 JSON (https://github.com/cloudevents/spec), with its `sequence`
    extension."""
    return {
        "specversion": "1.0",
        "id": event.id,
        "source": source,
        "type": event.type,
        "subject": event.reference,
        "time": event.at.isoformat(),
        "datacontenttype": "application/json",
        "sequence": f"{event.sequence:06d}",
        "data": {
            "reference": event.reference,
            "by": kind_of(event.by),
            "service": event.service,
            "agency": event.agency,
            "priority": event.priority,
            "channel": event.channel,
            **event.data,
        },
    }


def filter_attributes(event: Recorded) -> dict[str, str]:
    """Returns what an SNS filter policy may filter by; an attribute without a value is left out."""
    named = {
        "type": event.type,
        "agency": event.agency,
        "service": event.service,
        "priority": event.priority,
        "channel": event.channel,
        "hazard": event.data.get("hazard"),
    }
    return {name: value for name, value in named.items() if value}
